"""Rewrites HTML from outside tag by tag: what stays, what becomes a link, what was found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from talkpython_site.addresses import LONGEST, web_address
from talkpython_site.markdown.links import Links, bare_addresses
from talkpython_site.markdown.pictures import Sizes, kept_picture

VOID = {"br", "hr", "wbr"}
BLOCKS = {"blockquote", "caption", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "table"}
BLOCKS |= {"tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CODE = {"code", "kbd", "pre", "samp"}
TAGS = BLOCKS | CODE | VOID | {
    "a", "abbr", "b", "cite", "del", "dfn", "em", "h2", "h3", "h4", "h5", "h6", "i", "ins", "mark",
    "q", "rp", "rt", "ruby", "s", "small", "strong", "sub", "sup", "time", "u", "var",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
AS_BLOCKS = ["address", "article", "aside", "center", "fieldset", "figcaption", "figure", "footer",
             "form", "header", "main", "nav", "section"]  # fmt: skip
WRITTEN_AS = {"acronym": "abbr", "strike": "s", "tt": "code", **dict.fromkeys(AS_BLOCKS, "div")}
MUTED = {"head", "iframe", "math", "object", "script", "select", "style", "svg", "template"}
DEEPEST = 60  # beyond that tags are left out, text is not: parsers take quadratic time in depth
NOTHING_EMPTY = CODE - {"pre"} | {
    "abbr", "b", "cite", "del", "dfn", "em", "h2", "h3", "h4", "h5", "h6", "i", "ins", "mark", "q",
    "s", "small", "strong", "sub", "sup", "u", "var",
}  # fmt: skip
GAP = "\0"  # beside a picture; texts have none
APART = f"(?:{'|'.join(sorted(BLOCKS | VOID | HEADINGS.keys()))})"
NO_GAP = re.compile(
    rf"(^|\s|</?{APART}(?: [^<>]*)?>|<a [^<>]*>){GAP}++"
    rf"|(?<!{GAP}){GAP}++(?=\s|$|</?{APART}[ >]|</a>)"
)
GAPS = re.compile(f"{GAP}+")
PICTURE = "Picture"  # a picture of which nothing is said
EMPTY_LINES = re.compile(r"\n\n+")
LINE_BREAKS = re.compile(r"(?<![ \t\r])[ \t\r]*+\n[ \t\r]*+")
SIZES = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)")


@dataclass(slots=True)
class OpenLink:
    """A link whose words are still being read; ``at`` is where it starts in what is written."""

    address: str
    at: int
    text: list[str] = field(default_factory=list)
    has_picture: bool = False


class Rewriting:
    """A target for lxml's HTML parser, which finds tags in linear time and at any depth.

    ``shift`` is added to the level of each heading. In a running text, one without blocks, line
    breaks count and empty lines end paragraphs. ``sizes`` knows the pictures that are shown.
    """

    def __init__(
        self,
        base: str | None,
        *,
        shift: int,
        is_running: bool = False,
        sizes: Sizes | None = None,
    ) -> None:
        self.links = Links()
        self.dropped_images = 0
        self.dropped_addresses: list[str] = []
        self.written = ["<p>"] if is_running else []
        self._base = base
        self._shift = shift
        self._is_running = is_running
        self._sizes = sizes
        self._open: list[tuple[str, int]] = []  # name, "" if not written; where it is written
        self._depth = self._code = self._muted = 0
        self._text: list[str] = []  # parsers hand over text in pieces
        self._link: OpenLink | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._muted or tag in MUTED:
            self._muted += 1
            return
        self._flush()
        if tag == "img":
            self._picture(attributes)
        name, at = self._name(tag), len(self.written)
        if name == "a":
            name = self._open_link(attributes)
        elif name:
            self.written.append(opening(name, attributes))
        self._open.append((name, at))
        self._count(name, 1)

    def end(self, _tag: str) -> None:
        if self._muted:
            self._muted -= 1
            return
        self._flush()
        name, at = self._open.pop()
        if name == "a" and self._link:
            self._close_link(self._link)
        elif name in NOTHING_EMPTY and is_blank(self.written[at + 1 :]):
            del self.written[at]
        elif name and name not in VOID:
            self.written.append(f"</{name}>")
        self._count(name, -1)

    def data(self, text: str) -> None:
        if not self._muted:
            self._text.append(text)

    def close(self) -> str:
        """All that was written; the parser has ended every tag by now."""
        self._flush()
        html = "".join([*self.written, "</p>" if self._is_running else ""])
        return GAPS.sub(" ", NO_GAP.sub(r"\1", html))

    def _name(self, tag: str) -> str:
        """A tag as it is written, "" where it is left out."""
        if tag in HEADINGS:
            tag = f"h{min(HEADINGS[tag] + self._shift, 6)}"
        tag = WRITTEN_AS.get(tag, tag)
        is_nested = tag == "a" and self._link
        return tag if tag in TAGS and self._depth < DEEPEST and not is_nested else ""

    def _count(self, name: str, step: int) -> None:
        self._depth += step if name else 0
        self._code += step if name in CODE else 0
        if name in BLOCKS or name in VOID or name in HEADINGS:
            self.links.end_line()

    def _flush(self) -> None:
        """Write the text so far, bare addresses in it as links."""
        text = "".join(self._text)
        self._text.clear()
        if self._link:
            self._link.text.append(text)
        if self._link or self._code:
            self._write(text)
            return
        for before, shown, address in bare_addresses(text):
            self._write(before)
            self.links.hear(before)
            if address:
                self.written.append(f'<a href="{escape(address)}">{escape(shown)}</a>')
                self.links.note(shown, address)

    def _write(self, text: str) -> None:
        html = escape(text, quote=False)
        if not self._code:
            html = LINE_BREAKS.sub("\n", html)
        if self._is_running:
            html = EMPTY_LINES.sub("<br><br>" if self._depth else "</p><p>", html)
            html = html.replace("\n", "<br>")
        self.written.append(html)

    def _open_link(self, attributes: Mapping[str, str]) -> str:
        """Start a link; one that leads nowhere is written as its text alone."""
        address = self._address(attributes.get("href", ""))
        if address:
            self._link = OpenLink(address, at=len(self.written))
            self.written.append(opening("a", {**attributes, "href": address}))
        return "a" if address else ""

    def _close_link(self, link: OpenLink) -> None:
        """End a link; one without words is taken back unless it shows a picture."""
        self._link = None
        words = "".join(link.text).replace(GAP, " ").strip()
        if not words and not link.has_picture:
            del self.written[link.at :]
            return
        if not words:
            self.written.append(PICTURE)
        self.written.append("</a>")
        if link.has_picture:
            self.written[link.at] = GAP + self.written[link.at]
            self.written.append(GAP)
        if not link.address.startswith("mailto:"):
            self.links.note(words or PICTURE, link.address)

    def _picture(self, attributes: Mapping[str, str]) -> None:
        """A picture as a link to it, in a link as its words; a dot that counts visitors goes.

        One that is kept here is shown.
        """
        if is_dot(attributes):
            self.dropped_images += 1
            return
        words = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
        said = words or PICTURE if self._link else words
        own = kept_picture(attributes.get("src", ""), said, self._base, self._sizes)
        if own:
            self.written.append(own)
            if self._link:
                self._link.text.append(said)
            return
        if self._link:
            self._link.has_picture = True
            self._text += [GAP, words, GAP]
            return
        address = self._address(attributes.get("src", ""))
        is_emoji = bool(words) and not any(map(str.isalnum, words))
        shown = escape(words or PICTURE, quote=False)
        link = f'{GAP}<a href="{escape(address)}">{shown}</a>{GAP}'
        self.written.append(link if address and not is_emoji else escape(words, quote=False))

    def _address(self, given: str) -> str:
        """Where a link leads, "" for nowhere; what cannot be followed from here is noted."""
        given = given.strip()
        if given.startswith("#"):  # a place in a page that is not this one
            return ""
        if given.lower().startswith("mailto:"):
            return "".join(given.split())
        address = web_address(given, self._base)
        if given and not address and not given.startswith("data:"):
            self.dropped_addresses.append(given[:100])
        return address or ""


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """A tag with what it may have of attributes, each as long as an address may be."""
    allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
    kept = {key: value[:LONGEST] for key, value in attributes.items() if key in allowed}
    written = (f' {key}="{escape(value)}"' for key, value in kept.items())
    return f"<{name}{''.join(written)}>"


def is_blank(written: list[str]) -> bool:
    return not any(map(str.strip, written))


def is_dot(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is at most one pixel wide and high, in what is said of its size."""
    sizes = [attributes.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    said = [size for size in sizes if size] or SIZES.findall(attributes.get("style", ""))
    return bool(said) and all(size in {"0", "1"} for size in said)


class Words:
    """A target for the same parser that keeps the words alone, each block on a line of its own."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._muted = 0

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._muted += bool(self._muted or tag in MUTED)
        self._break(tag)

    def end(self, tag: str) -> None:
        self._muted -= bool(self._muted)
        self._break(tag)

    def data(self, text: str) -> None:
        self._words.append("" if self._muted else text)

    def close(self) -> str:
        return "".join(self._words)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS or tag in VOID or tag in HEADINGS or tag in AS_BLOCKS:
            self._words.append("\n")
