"""Repairs of a broken feed that are certain, made in its bytes before a parser sees them."""

import codecs
import re
from contextlib import suppress
from html.entities import html5

BLANKS = b" \t\r\n"
OF_MORE_BITS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0\0\0": "utf-32-le",
    b"\0\0\0<": "utf-32-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
DECLARED = re.compile(r"""(<\?xml[^>]*?\sencoding\s*=\s*["'])([\w.:-]+)(?=["'])""")
# Others are not in use or, as "punycode" and "hex" in Python, no encodings of texts.
OF_EIGHT_BITS = re.compile(
    r"(?:us-ascii|iso-?|latin|windows-|cp|koi8|gb|big5|shift|euc)[\w-]*", re.I
)
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])  # XML 1.0, 2.2
# An unfinished comment or CDATA section ends with the file, so that this stays linear in time.
TO_MEND = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    rb"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z][A-Za-z0-9]{0,31});)?",
    re.DOTALL,
)
UTF_8_OR_WESTERN = "talkpython.utf-8-or-windows-1252"


def mend(feed: bytes) -> bytes:
    """The same feed in UTF-8 without what may not be in XML, its ampersands and entities made good.

    ``&nbsp;`` becomes its character, any other ``&`` itself. Bytes that are no UTF-8 in a feed
    said to be are taken for windows-1252. Blanks before its beginning and control characters go.
    """
    text = decoded(feed).removeprefix("\ufeff").lstrip().translate(FORBIDDEN)
    text = DECLARED.sub(r"\1utf-8", text, count=1)
    return TO_MEND.sub(mended, text.encode("utf-8", "replace"))


def decoded(feed: bytes) -> str:
    """The text of a feed in the encoding of its first bytes, else in the one that it names."""
    for beginning, encoding in OF_MORE_BITS.items():
        if feed.startswith(beginning):
            return feed.decode(encoding, "replace")
    declared = DECLARED.match(feed[:200].lstrip(BLANKS).decode("latin-1"))
    if declared and OF_EIGHT_BITS.fullmatch(declared[2]):
        with suppress(LookupError):
            return feed.decode(declared[2], "replace")
    return feed.decode("utf-8", UTF_8_OR_WESTERN)


def mended(match: re.Match[bytes]) -> bytes:
    """A character for the entity of HTML that stands for it, else the ampersand as one."""
    if match[0].startswith(b"<"):
        return match[0]
    meaning = html5.get(f"{(match[1] or b'').decode()};", "")
    characters = "".join(f"&#{ord(character)};" for character in meaning)
    return characters.encode() or b"&amp;" + match[0][1:]


def western(error: UnicodeError) -> tuple[str, int]:
    """What windows-1252 makes of bytes that are no UTF-8; for ``codecs.register_error``."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(UTF_8_OR_WESTERN, western)
