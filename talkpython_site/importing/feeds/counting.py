"""Counts the items in a feed's bytes, so that none is lost in silence."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ITEM = re.compile(rb"<(?:item|entry)[\s>]")
ITEM_OR_QUOTE = re.compile(rb"<(?:item|entry)[\s>]|<!--|<!\[CDATA\[")
ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
COMMENTED = "it is commented out"
QUOTED = "it stands in a text as an example, as it seems"


@dataclass(frozen=True, slots=True)
class Mention:
    """What looks like an item and is none, with its line."""

    line: int
    reason: str


def count_items(path: Path) -> tuple[int, list[Mention]]:
    """How many items a feed's bytes have, and those that stand in comments and quotations.

    In UTF-16 there are none to be seen: 0.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as feed:
        found = list(starts(feed))
        return found.count(None), [mention for mention in found if mention]


def starts(feed: mmap.mmap) -> Iterator[Mention | None]:
    """For each start of an item None, or what makes it no item."""
    position, line, counted = 0, 1, 0
    while match := ITEM_OR_QUOTE.search(feed, position):
        position = match.end()
        end = ENDS.get(match[0])
        if end is None:
            yield None
            continue
        closing = feed.find(end, position)
        closing = len(feed) if closing < 0 else closing
        for quoted in ITEM.finditer(feed, position, closing):
            line += feed[counted : quoted.start()].count(b"\n")
            counted = quoted.start()
            yield Mention(line, COMMENTED if match[0] == b"<!--" else QUOTED)
        position = closing
