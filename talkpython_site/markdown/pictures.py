"""Pictures in texts: those that are kept here are shown, all others are links."""

import re
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from talkpython_site.addresses import web_address
from talkpython_site.routes import PICTURES

# Of a picture by its hash: width and height in px of the largest; None where it is not kept here.
Sizes = Callable[[str], tuple[int, int] | None]

ATTRIBUTES = {"src", "srcset", "sizes", "width", "height", "alt", "loading"}
WIDTHS = (320, 640, 1400)  # of the squares into which it fits, as the folder has them
SMALL, LARGE = WIDTHS[1], WIDTHS[-1]
IN_TEXT = "(max-width: 640px) 92vw, 592px"  # 62 characters of .prose
ADDRESS = PICTURES + r"/([0-9a-f]{64})/\d{2,4}\.(?:webp|jpg)"
PLAIN = re.compile(ADDRESS, re.ASCII)
SEVERAL = re.compile(rf"{ADDRESS} \d+w(?:, {ADDRESS} \d+w)*", re.ASCII)
SIGNS = re.compile(r"[\\\[\]*_`~<&]")  # of Markdown, among words
SHOWN = re.compile(rf'<img src="{ADDRESS}"(?: srcset="[^"]*" sizes="[^"]*")?')


def kept_picture(source: str, words: str, base: str | None, sizes: Sizes | None) -> str | None:
    """The element of a picture that is kept here, by its address; None for any other.

    It takes its room before it is there.
    """
    key = key_of(source, base) if sizes and base else None
    size = sizes(key) if sizes and key else None
    return element(key, size, words) if key and size else None


def key_of(source: str, base: str) -> str | None:
    """The hash of a picture, where the address is one of the site of ``base``."""
    address = urlsplit(web_address(source, base) or "")
    here = urlsplit(base)
    found = PLAIN.fullmatch(address.path)
    is_here = (address.scheme, address.netloc) == (here.scheme, here.netloc)
    return found[1] if found and is_here else None


def element(key: str, size: tuple[int, int], words: str) -> str:
    width, height = size
    several = {round(width * min(1, side / max(size))): side for side in WIDTHS}
    listed = (f"{PICTURES}/{key}/{side}.webp {px}w" for px, side in several.items())
    return (
        f'<img src="{PICTURES}/{key}/{SMALL}.webp" srcset="{", ".join(listed)}" sizes="{IN_TEXT}"'
        f' width="{width}" height="{height}" alt="{escape(words)}" loading="lazy">'
    )


def written(key: str, words: str, *, as_html: bool = False) -> str:
    """A kept picture as it stands in a text, in Markdown or in HTML."""
    said, address = " ".join(words.split()), f"{PICTURES}/{key}/{LARGE}.webp"
    if as_html:
        return f'<p><img src="{address}" alt="{escape(said)}"></p>'
    return f"![{SIGNS.sub(escaped, said)}]({address})"


def escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def allowed(tag: str, name: str, value: str) -> str | None:
    """An attribute as it may stand in a text with pictures; None where it may not."""
    if (tag, name) == ("img", "src"):
        return value if PLAIN.fullmatch(value) else None
    if (tag, name) == ("img", "srcset"):
        return value if SEVERAL.fullmatch(value) else None
    return value


def relative(address: str) -> str | None:
    """Of all relative addresses those of pictures alone stay."""
    return address if PLAIN.fullmatch(address) else None


def whole(html: str, site: str) -> str:
    """The same where addresses have to be absolute; apps get JPEG, which all of them show."""
    return (
        SHOWN.sub(rf'<img src="{site}{PICTURES}/\1/{LARGE}.jpg"', html) if "<img" in html else html
    )
