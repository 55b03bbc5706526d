"""The tags of HTML that stand between words, and which of them belong together."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from talkpython_site.importing.interviews.fences import Fences
from talkpython_site.importing.interviews.standing import TAG, Standing

AS_THEY_ARE = frozenset({"pre", "table"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol"})
IN_ITEMS = frozenset({"li", "p", "br", ""})  # of a list that Markdown has, too
MOST_BITS = 40  # words, line breaks and ends of lines in a heading
COMMENT = re.compile(r"[ \t]*+<!--(?:(?!--).)*+-->[ \t]*+")
NUMBERED = re.compile(r"[ \t](?:value|reversed|type)\b", re.IGNORECASE)
QUOTED = re.compile(r" {0,3}>")


class Bit(NamedTuple):
    """Words within a line, with the end of it, or one of the tags in it."""

    line: int  # its number, from 1
    text: str
    tag: str = ""
    is_end: bool = False
    is_whole: bool = False  # a line that stays as it is
    hidden: str = ""  # the first tag of its line that is words


def has_tags(text: str) -> bool:
    return "<" in text and ("<!--" in text or any(match["tag"] for match in TAG.finditer(text)))


class Bits:
    """One pass over the lines of a text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._standing = Standing()
        self._kept = ""  # the tag that is open of those within which all stays
        self.comments = 0  # that are left out

    def __iter__(self) -> Iterator[Bit]:
        fences, at = Fences(self._lines), 0
        while at < len(self._lines):
            line = self._lines[at]
            fence, end = fences.at(at), at + 1
            if fence:
                end = fence.end
                yield from (Bit(n + 1, self._lines[n], is_whole=True) for n in range(at, end))
            elif not self._kept and (quote := QUOTED.match(line)):
                said, hidden = Standing().worded(line[quote.end() :])
                yield Bit(end, quote[0] + said, is_whole=True, hidden=hidden)
            elif not self._kept and COMMENT.fullmatch(line):
                self.comments += 1
            else:
                yield from self._bits_in(end, line)
            at = end

    def _bits_in(self, number: int, line: str) -> Iterator[Bit]:
        start, hidden, was_kept = 0, "", bool(self._kept)
        words: list[str] = []  # up to where ``start`` is
        for match, is_markup in self._standing.tags_in(line):
            tag, is_end = match["tag"].lower(), bool(match["end"])
            if self._kept:
                self._kept = "" if tag == self._kept and is_end else self._kept
            elif not is_markup:
                words += [line[start : match.start()], "\\"]
                start, hidden = match.start(), hidden or tag
            elif tag in AS_THEY_ARE:
                self._kept = "" if is_end else tag
            else:
                words.append(line[start : match.start()])
                if said := "".join(words):
                    yield Bit(number, said)
                yield Bit(number, match[0], tag, is_end)
                start, words = match.end(), []
        if was_kept and not start:
            yield Bit(number, line, is_whole=True)
        else:
            yield Bit(number, f"{''.join(words)}{line[start:]}\n", hidden=hidden)


def is_numbered(bit: Bit) -> bool:
    """Whether it has a number, or an order, that lists of Markdown cannot have."""
    return bit.tag in {"li", "ol"} and NUMBERED.search(bit.text) is not None


def paired(bits: list[Bit]) -> dict[int, int]:
    """The place of each tag that is ended by another, and the place of that one.

    Of lists and headings only those that Markdown can have in lines of their own.
    """
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = defaultdict(list)
    for at, bit in enumerate(bits):
        if not bit.is_end and bit.tag not in {"", "br"}:
            opened["p"].clear()  # no paragraph goes on behind the begin of another
            opened[bit.tag].append(at)
        elif bit.is_end and opened[bit.tag]:
            start = opened[bit.tag].pop()
            is_nested = bit.tag in LISTS and (opened["ul"] or opened["ol"])
            found |= {} if is_nested else {start: at}
    of_lists = [*accumulate(bit.tag not in IN_ITEMS or is_numbered(bit) for bit in bits)]
    of_headings = [*accumulate(bit.tag not in {"", "br"} or bit.is_whole for bit in bits)]

    def is_simple(start: int, end: int) -> bool:
        tag = bits[start].tag
        if tag in HEADINGS and end - start > MOST_BITS:
            return False
        if is_numbered(bits[start]):
            return False
        inner = of_lists if tag in LISTS else of_headings if tag in HEADINGS else None
        return inner is None or inner[end - 1] == inner[start]

    return {start: end for start, end in found.items() if is_simple(start, end)}
