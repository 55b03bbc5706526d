"""Takes out of a damaged feed what is not whole, so that nothing is read by half."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from talkpython_site.importing.feeds.elements import line_of

NAME = rb"[A-Za-z_:\x80-\xff][\w.:\x80-\xff-]*+"
VALUE = rb"""(?:"[^"<]*+"|'[^'<]*+')"""
ATTRIBUTE = rb"\s++" + NAME + rb"\s*+=\s*+" + VALUE
TOKEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|<(?P<start>" + NAME + rb")(?:" + ATTRIBUTE + rb")*+\s*+(?P<empty>/?)>"
    rb"|</(?P<end>" + NAME + rb")\s*+>"
    rb"|<",
    re.DOTALL,
)
TAG = re.compile(rb"[A-Za-z_:/!?\x80-\xff]|\Z")  # what follows a "<" that may begin one
BEGUN = re.compile(NAME)
UNFINISHED = re.compile(rb"<[^<>\s]*+\Z")
EMPTY = {b"br", b"hr", b"img", b"wbr"}  # in HTML, whether it says so or not
ITEM = re.compile(rb"(?:[^:]+:)?(?:item|entry)")
CONTAINER = re.compile(rb"(?:[^:]+:)?(?:rss|RDF|channel|feed)")
MOST_CONTAINERS = 8  # in each other
# Bounded, so that what is left open a thousand times does not cost its square.
TITLE = re.compile(
    rb"<((?:itunes:|atom:)?title)[^<>]{0,200}>[^<]{0,1000}"
    rb"(?:<!\[CDATA\[.{0,1000}?\]\]>[^<]{0,1000})?</\1\s*>",
    re.DOTALL,
)
DEEPEST = 200  # libxml2 gives up at 256
CUT_OFF = "the file ends in the middle of it"
NO_END = "it has no end"
TANGLED = "its elements do not end where they should"
MALFORMED = "it is not well-formed"
TOO_DEEP = "its elements lie too deep in each other"


@dataclass(frozen=True, slots=True)
class Broken:
    """A part of a feed that was taken out: an item or another child of the channel."""

    name: str
    reason: str
    is_item: bool
    is_counted: bool  # by count_items(), which knows no prefixes


@dataclass(slots=True)
class Part:
    """A child of the channel that is open; ``at`` is where it starts in what is written."""

    at: int
    open: list[bytes]  # names, its own first
    broken: str = ""

    @property
    def is_item(self) -> bool:
        return bool(ITEM.fullmatch(self.open[0]))


@dataclass(slots=True)
class Sieve:
    """One pass over a feed in UTF-8, in linear time."""

    written: list[bytes] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    containers: list[bytes] = field(default_factory=list)  # that are open
    part: Part | None = None
    items: int = 0

    def sift(self, feed: bytes) -> bytes:
        """The feed without the parts that are not whole, which ``broken`` names.

        HTML that was left open in a text is ended with it, an end without a start is left out
        and a "<" that begins no tag is written out: that is certain.
        """
        feed = UNFINISHED.sub(b"", feed)
        position = 0
        for token in TOKEN.finditer(feed):
            self.written.append(feed[position : token.start()])
            position = token.end()
            self._take(token)
        self.written.append(feed[position:])
        if self.part:
            self._finish(self.part, CUT_OFF)
        return b"".join(self.written)

    def _take(self, token: re.Match[bytes]) -> None:
        if token["start"]:
            is_empty = bool(token["empty"]) or self._is_empty(token["start"])
            tag = token[0] if token["empty"] or not is_empty else token[0][:-1] + b"/>"
            self._start(token["start"], tag, is_empty=is_empty)
        elif token["end"]:
            self._end(token["end"], token[0])
        elif token[0] == b"<":
            self._angle(token)
        else:
            self.written.append(token[0])

    def _angle(self, token: re.Match[bytes]) -> None:
        """A "<" of no tag: written out in a text; what could have been one is damage."""
        is_text = bool(self.containers) and not TAG.match(token.string, token.end())
        name = BEGUN.match(token.string, token.end())
        if name:
            self._start(name[0], b"<", is_empty=False)
        else:
            self.written.append(b"&lt;" if is_text else b"<")
        if self.part and not is_text:
            self.part.broken = self.part.broken or MALFORMED

    def _start(self, name: bytes, tag: bytes, *, is_empty: bool) -> None:
        part = self.part
        if part and ITEM.fullmatch(name) and self._is_next(part, name):
            self._finish(part, NO_END)
        if self.part:
            self._start_in(self.part, name)
        elif self.containers and not self._is_container(name):
            self.part = Part(len(self.written), [name])
            self.items += self.part.is_item
        else:
            self.containers.append(name)
        self.written.append(tag)
        if is_empty and not (self.part and self.part.broken):
            self._end(name, b"")

    def _is_empty(self, name: bytes) -> bool:
        return self.part is not None and len(self.part.open) > 1 and name.lower() in EMPTY

    def _is_next(self, part: Part, name: bytes) -> bool:
        """Whether an item starts here that cannot be within the part that is open."""
        return part.open[0] == name or not (part.is_item or b":" in name)

    def _is_container(self, name: bytes) -> bool:
        return len(self.containers) < MOST_CONTAINERS and bool(CONTAINER.fullmatch(name))

    def _start_in(self, part: Part, name: bytes) -> None:
        if len(part.open) > DEEPEST:
            part.broken = part.broken or TOO_DEEP
        if not part.broken:
            part.open.append(name)

    def _end(self, name: bytes, tag: bytes) -> None:
        part = self.part
        if part and name in part.open:
            self._end_in(part, name, tag)
        elif name in self.containers:
            if part:
                self._finish(part, NO_END)
            while self.containers.pop() != name:
                pass
            self.written.append(tag)
        elif part and part.broken:  # as it stands, for its title
            self.written.append(tag)

    def _end_in(self, part: Part, name: bytes, tag: bytes) -> None:
        """End an element of a part and what was left open in it."""
        left: list[bytes] = []
        while part.open[-1] != name:
            left.append(part.open.pop())
        is_whole = len(part.open) == 1
        if any(b":" in open_name for open_name in left) or (left and is_whole and part.is_item):
            part.broken = part.broken or TANGLED
        self.written += [b"</" + open_name + b">" for open_name in left]
        self.written.append(tag)
        if is_whole:
            self._finish(part)
        else:
            part.open.pop()

    def _finish(self, part: Part, why_broken: str = "") -> None:
        """Take a part out again that is not whole."""
        self.part = None
        reason = why_broken or part.broken
        if not reason:
            return
        name = part.open[0]
        if part.is_item:
            title = title_in(b"".join(self.written[part.at :])) or f"Item {self.items}"
        else:
            title = f"<{name.decode(errors='replace')}>"
        self.broken.append(Broken(title, reason, part.is_item, is_counted=b":" not in name))
        del self.written[part.at :]


def title_in(item: bytes) -> str:
    """The title in the bytes of an item, if that is whole."""
    titles: Iterator[re.Match[bytes]] = TITLE.finditer(item)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    elements = (etree.fromstring(title[0], parser) for title in titles)
    return next((line for e in elements if e is not None and (line := line_of(e))), "")
