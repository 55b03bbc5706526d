"""The tags of HTML that stand between words, and which of them belong together."""

import re
from collections import defaultdict
from collections.abc import Generator, Iterator
from itertools import accumulate
from typing import NamedTuple

from talkpython_site.importing.interviews.fences import Fences

TAG = re.compile(
    r"`[^`\n]*+`|\\.|<(?P<end>/?)(?P<tag>p|div|li|ul|ol|h[1-6]|blockquote|br|pre|table)"
    r"(?:[ \t][^<>\n]{0,200}+)?/?>",
    re.IGNORECASE,
)
AS_THEY_ARE = frozenset({"pre", "table"})
LISTS = frozenset({"ul", "ol"})
IN_ITEMS = frozenset({"li", "p", "br", ""})  # of a list that Markdown has, too
MOST_BITS = 40  # words, line breaks and ends of lines in a heading
QUOTED = re.compile(r" {0,3}>")


class Bit(NamedTuple):
    """Words within a line, with the end of it, or one of the tags in it."""

    line: int  # its number, from 1
    text: str
    tag: str = ""
    is_end: bool = False
    is_whole: bool = False  # a line that stays as it is


def has_tags(text: str) -> bool:
    return "<" in text and any(match["tag"] for match in TAG.finditer(text))


def bits_of(lines: list[str]) -> Iterator[Bit]:
    fences, at, kept = Fences(lines), 0, ""
    while at < len(lines):
        fence = fences.at(at)
        if fence or (QUOTED.match(lines[at]) and not kept):
            end = fence.end if fence else at + 1
            yield from (Bit(n + 1, lines[n], is_whole=True) for n in range(at, end))
            at = end
        else:
            kept = yield from bits_in(at + 1, lines[at], kept)
            at += 1


def bits_in(number: int, line: str, kept: str) -> Generator[Bit, None, str]:
    """``kept``: the tag that is open of those within which all stays; so it is returned."""
    start, was_kept = 0, bool(kept)
    for match in TAG.finditer(line):
        tag, is_end = (match["tag"] or "").lower(), bool(match["end"])
        if kept:
            kept = "" if tag == kept and is_end else kept
        elif tag in AS_THEY_ARE:
            kept = "" if is_end else tag
        elif tag:
            if match.start() > start:
                yield Bit(number, line[start : match.start()])
            yield Bit(number, match[0], tag, is_end)
            start = match.end()
    if was_kept and not start:
        yield Bit(number, line, is_whole=True)
    else:
        yield Bit(number, f"{line[start:]}\n")
    return kept


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
    of_lists = [*accumulate(bit.tag not in IN_ITEMS for bit in bits)]
    of_headings = [*accumulate(bit.tag not in {"", "br"} or bit.is_whole for bit in bits)]

    def is_simple(start: int, end: int) -> bool:
        tag = bits[start].tag
        if tag[0] == "h" and end - start > MOST_BITS:
            return False
        inner = of_lists if tag in LISTS else of_headings if tag[0] == "h" else None
        return inner is None or inner[end - 1] == inner[start]

    return {start: end for start, end in found.items() if is_simple(start, end)}
