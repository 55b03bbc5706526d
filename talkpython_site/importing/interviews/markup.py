"""HTML around turns becomes the lines that Markdown has: paragraphs, headings, quotes, lists."""

import re
from typing import NamedTuple

from talkpython_site.importing.interviews.heads import BEFORE_COLON, head_of
from talkpython_site.importing.interviews.markup_bits import (
    HEADINGS,
    LISTS,
    Bit,
    Bits,
    has_tags,
    paired,
)

Numbered = tuple[int, str]  # the number of a line in the text, from 1, and what it says
PARAGRAPHS = frozenset({
    "p", "div", "blockquote", "section", "article", "main", "figure", "header", "footer",
})  # fmt: skip
START = re.compile(r"[ \t]start[ \t]*=[ \t]*[\"']?(\d{1,9})\b", re.IGNORECASE)


class Marked(NamedTuple):
    """The lines of a text, and what became of its HTML."""

    lines: list[Numbered]
    hidden: tuple[Numbered, ...] = ()  # in which line which tag is words
    comments: int = 0  # that are left out


def read_lines(text: str) -> Marked:
    """Turns that share a line have lines of their own."""
    lines = text.split("\n")
    if not has_tags(text):
        return Marked([*enumerate(lines, 1)])
    found = Bits(lines)
    bits = [*found]
    hidden = tuple((bit.line, bit.hidden) for bit in bits if bit.hidden)
    return Marked(Rewriting(bits).lines, hidden, found.comments)


def numbered_lines(text: str) -> list[Numbered]:
    return read_lines(text).lines


class Rewriting:
    """One pass over the bits of a text."""

    def __init__(self, bits: list[Bit]) -> None:
        self._ends = paired(bits)
        self._places = {*self._ends, *self._ends.values()}  # of tags that are set aside
        self._depth = 0  # of these
        self._heading = ""  # the signs of the one that is being read
        self._list = ""  # the tag of the list that is being read
        self._items = 0
        self._quotes: list[int] = []  # where the lines of each quote begin
        self._line = ""
        self._number = 1  # of the line
        self._has_tag = False  # in the line of the text
        self.lines: list[Numbered] = []
        for at, bit in enumerate(bits):
            if bit.is_whole:
                self._flush()
                self.lines.append((bit.line, bit.text))
            elif bit.tag:
                self._has_tag = True
                self._take(at, bit)
            else:
                words = bit.text.removesuffix("\n")
                self._say(bit, words)
                if words != bit.text:
                    self._end_line(bit)
        self._flush()

    def _say(self, bit: Bit, text: str) -> None:
        if text and not self._line:
            self._number = bit.line
            indent = "  " if self._list else ""
            text = indent + text.lstrip() if self._depth and text.strip() else text
        self._line += text

    def _end_line(self, bit: Bit) -> None:
        if self._heading:
            self._line += " "
        elif not self._flush() and not self._has_tag:
            self.lines.append((bit.line, ""))
        self._has_tag = False

    def _flush(self) -> bool:
        """Whether there were words in the line."""
        line, self._line = self._line, ""
        if line.strip():
            self.lines.append((self._number, line))
        return bool(line.strip())

    def _gap(self, bit: Bit) -> None:
        self._flush()
        if self.lines and self.lines[-1][1].strip():
            self.lines.append((bit.line, ""))

    def _take(self, at: int, bit: Bit) -> None:
        if at in self._places:
            self._depth += -1 if bit.is_end else 1
        if self._heading and bit.tag == "br":
            self._line += " "
        elif at in self._places and bit.tag in HEADINGS:
            self._take_heading(bit)
        elif at in self._places and bit.tag in LISTS:
            self._gap(bit)
            start = START.search(bit.text) if bit.tag == "ol" else None
            self._list, self._items = (
                "" if bit.is_end else bit.tag,
                int(start[1]) - 1 if start else 0,
            )
        elif self._list and bit.tag in {"li", "p"}:
            self._take_item(bit)
        elif at in self._places and bit.tag in PARAGRAPHS:
            self._gap(bit)
            self._take_quote(bit)
        else:
            self._break(bit)

    def _break(self, bit: Bit) -> None:
        """A line ends behind a line break, and around tags that stay."""
        if bit.is_end or bit.tag == "br":
            self._say(bit, bit.text)
            self._flush()
        else:
            self._flush()
            self._say(bit, bit.text)

    def _take_heading(self, bit: Bit) -> None:
        if not bit.is_end:
            self._gap(bit)
            self._number, self._line = bit.line, ""
            self._heading = "#" * int(bit.tag[1])
            return
        words = " ".join(self._line.split())
        self._line = f"{self._heading} {words}" if words else ""
        self._heading = ""
        self._gap(bit)

    def _take_item(self, bit: Bit) -> None:
        if bit.tag == "p" and (bit.is_end or self._line.strip() in {"-", f"{self._items}."}):
            return
        self._flush()
        if bit.tag == "li" and not bit.is_end:
            self._items += 1
            self._number = bit.line
            self._line = "- " if self._list == "ul" else f"{self._items}. "

    def _take_quote(self, bit: Bit) -> None:
        """What is quoted gets the signs of a quote, but for turns."""
        if bit.tag != "blockquote":
            return
        if not bit.is_end:
            self._quotes.append(len(self.lines))
            return
        start = self._quotes.pop()
        if self._quotes:
            return  # it is a part of another one
        said = self.lines[start:]
        heads = (head_of(line.strip()) for _number, line in said if line.strip())
        if not any(head and head.form in BEFORE_COLON for head in heads):
            self.lines[start:] = [(number, f"> {line}".rstrip()) for number, line in said]
        self.lines.append((bit.line, ""))
