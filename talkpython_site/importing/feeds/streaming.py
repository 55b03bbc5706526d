"""Takes the items out of a feed one by one, so that no more than one is in memory."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from talkpython_site.importing.feeds.elements import name_of
from talkpython_site.importing.feeds.opening import FeedError

ITEMS = {"item", "entry", "atom:item", "atom:entry"}
MOST_ELEMENTS = 500_000  # in memory at a time: in one item, or beside the items
LONGEST_MESSAGE = 80
# libxml2 quotes the file itself from there on.
QUOTATION = re.compile(r"[\n\r]|</?[A-Za-z!?]|\ufffd")


class DamagedError(Exception):
    """Not well-formed; the message says where and how."""


class Stream:
    """A feed's items, then its root without them. Nothing is expanded, nothing is fetched."""

    def __init__(self, pieces: Iterable[bytes], *, is_recovering: bool = False) -> None:
        self._pieces = pieces
        self._is_recovering = is_recovering
        self._parser = etree.XMLPullParser(
            events=("end",),
            recover=is_recovering,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._elements = 0  # in memory
        self.root: etree._Element | None = None  # None for what is no XML

    def items(self) -> Iterator[etree._Element]:
        """Each item when it is complete; what was one before is emptied.

        Raises ``DamagedError`` unless it recovers, ``FeedError`` for more elements than feeds have.
        """
        done: etree._Element | None = None
        try:
            for item in self._completed():
                yield item
                self._elements -= sum(1 for _ in item.iter())
                item.clear(keep_tail=True)
                remove(done)
                done = item
        except etree.XMLSyntaxError as error:
            if not self._is_recovering:
                raise DamagedError(self.damage() or told(str(error))) from error
        remove(done)

    def _completed(self) -> Iterator[Any]:  # elements; lxml's types lack clear(keep_tail=True)
        for piece in self._pieces:
            self._feed(piece)
            yield from self._complete_items()
        self.root = self._parser.close()
        yield from self._complete_items()

    def _complete_items(self) -> Iterator[Any]:
        events: Iterator[Any] = self._parser.read_events()
        for _event, element in events:
            self._elements += 1
            if name_of(element) in ITEMS:
                yield element
            elif self._elements > MOST_ELEMENTS:
                raise FeedError(f"The file has {MOST_ELEMENTS:,} elements that make up no item.")

    def _feed(self, piece: bytes) -> None:
        self._parser.feed(piece)
        # At an undefined entity lxml 6.1 does not raise, and the next piece starts a new document.
        if not self._is_recovering and self.damage():
            raise DamagedError(self.damage())

    def damage(self) -> str:
        """Where the parser stumbled first and how, in its words; "" if it did not."""
        for entry in self._parser.feed_error_log.filter_from_errors():
            return f"line {entry.line}, column {entry.column}: {told(entry.message)}"
        return ""


def told(message: str) -> str:
    """The parser's first line without what it quotes from the file."""
    line = QUOTATION.split(message.strip(), maxsplit=1)[0]
    words = "".join(character for character in line if character.isprintable())
    return words[:LONGEST_MESSAGE].strip().rstrip(".")


def remove(item: etree._Element | None) -> None:
    """Take an item out of the tree; never the newest, libxml2 may still write behind it."""
    parent = item.getparent() if item is not None else None
    if item is not None and parent is not None:
        parent.remove(item)
