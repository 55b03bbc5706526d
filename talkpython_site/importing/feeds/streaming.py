"""Takes the items out of a feed one by one, so that no more than one is in memory."""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

ITEMS = ("{*}item", "{*}entry")
KINDS_OF_DAMAGE = 3  # that are named


class DamagedError(Exception):
    """Not well-formed; the message says where and how."""


class Stream:
    """A feed's items, then its root without them. Nothing is expanded, nothing is fetched."""

    def __init__(self, pieces: Iterable[bytes], *, is_recovering: bool = False) -> None:
        self._pieces = pieces
        self._is_recovering = is_recovering
        self._parser = etree.XMLPullParser(
            events=("end",),
            tag=ITEMS,
            recover=is_recovering,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self.root: etree._Element | None = None  # of what is no XML, None when all is read

    def items(self) -> Iterator[etree._Element]:
        """Each item when it is complete; what was one before is emptied.

        Raises ``DamagedError``, which a recovering stream does for what is no XML at all.
        """
        done: etree._Element | None = None
        try:
            for piece in self._pieces:
                self._feed(piece)
                for item in self._completed():
                    yield item
                    item.clear(keep_tail=True)
                    remove(done)
                    done = item
            self.root = self._parser.close()
            remove(done)
        except etree.XMLSyntaxError as error:
            raise DamagedError(self.damage() or str(error)) from error

    def _feed(self, piece: bytes) -> None:
        self._parser.feed(piece)
        # At an undefined entity lxml 6.1 does not raise, and the next piece starts a new document.
        if not self._is_recovering and self.damage():
            raise DamagedError(self.damage())

    def _completed(self) -> Iterator[Any]:  # elements; lxml's types lack clear(keep_tail=True)
        for _event, item in self._parser.read_events():
            yield item

    def damage(self) -> str:
        """Where the parser stumbled first and how, and over what else; "" if it did not."""
        kinds: dict[str, str] = {}
        for entry in self._parser.feed_error_log.filter_from_errors():
            message = entry.message.strip().rstrip(".")
            place = f"line {entry.line}, column {entry.column}"
            kinds.setdefault(entry.type_name, f"{place}: {message}")
        return "; ".join(list(kinds.values())[:KINDS_OF_DAMAGE])


def remove(item: etree._Element | None) -> None:
    """Take an item out of the tree; never the newest, libxml2 may still write behind it."""
    parent = item.getparent() if item is not None else None
    if item is not None and parent is not None:
        parent.remove(item)
