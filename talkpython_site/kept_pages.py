"""Public pages kept in memory as they are sent; what nobody asked for longest goes first."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

# A list of 26 KB: 0.05 ms and 4.0 KB; at level 6 it is 0.14 ms and 3.7 KB.
GZIP_LEVEL = 3
WAIT_SECONDS = 1.0
OVERHEAD = 700  # bytes that keeping a page takes beside its body and its strings (CPython 3.11)


class Place(NamedTuple):
    """Which page: its path, and what is given of the parameters that it reads."""

    path: str
    given: tuple[tuple[str, str], ...]  # without what says nothing


class Version(NamedTuple):
    """All that a page is made of but the build: catalogue, how long, which day, owner's pages."""

    snapshot: str
    valid_until: datetime
    today: date
    owner_pages: str


class Page(NamedTuple):
    """What a public page answered with 200."""

    version: Version
    headers: tuple[tuple[str, str], ...]
    packed: bytes  # gzip
    is_document: bool  # HTML: it has a place for a notice


class KeptPages:
    """At most one version of each page, ``most_bytes`` in all, keys and overhead included.

    Pages with parameters go before all others: filters multiply, and whoever asks for every
    combination must not drive out what everybody reads.
    """

    def __init__(self, most_bytes: int, wait_seconds: float = WAIT_SECONDS) -> None:
        self.most_bytes = most_bytes
        self._wait_seconds = wait_seconds
        self._whole: OrderedDict[Place, Page] = OrderedDict()
        self._narrowed: OrderedDict[Place, Page] = OrderedDict()
        self._being_made: dict[tuple[Place, Version], threading.Event] = {}
        self._changing = threading.Lock()
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._whole) + len(self._narrowed)

    def get(self, place: Place, version: Version) -> Page | None:
        page = self.last(place)
        return page if page and page.version == version else None

    def last(self, place: Place) -> Page | None:
        """The version that was kept last, whatever has changed since."""
        with self._changing:
            pages = self._beside(place)
            page = pages.get(place)
            if page:
                pages.move_to_end(place)
            return page

    def keep(self, place: Place, page: Page) -> None:
        """Keep a page instead of the version before it; one that is too large is not kept."""
        size = size_of(place, page)
        with self._changing:
            self._drop(place)
            if size <= self.most_bytes:
                self._beside(place)[place] = page
                self.size_bytes += size
            while self.size_bytes > self.most_bytes:
                self._drop(next(iter(self._narrowed or self._whole)))

    @contextmanager
    def turn(self, place: Place, version: Version) -> Iterator[Page | None]:
        """One thread at once makes a version of a page; the others wait for it, a second at most.

        Gives the page to who has waited; None to who must make it, also after another has failed.
        """
        key, made = (place, version), threading.Event()
        with self._changing:
            others = self._being_made.setdefault(key, made)
        if others is not made:
            others.wait(self._wait_seconds)
            yield self.get(place, version)
            return
        try:
            yield self.get(place, version)  # kept between a look and this turn
        finally:
            with self._changing:
                del self._being_made[key]
            made.set()

    def _beside(self, place: Place) -> OrderedDict[Place, Page]:
        return self._narrowed if place.given else self._whole

    def _drop(self, place: Place) -> None:
        page = self._beside(place).pop(place, None)
        if page:
            self.size_bytes -= size_of(place, page)


def size_of(place: Place, page: Page) -> int:
    texts = [place.path, *(text for pair in (*place.given, *page.headers) for text in pair)]
    return len(page.packed) + sum(map(sys.getsizeof, texts)) + OVERHEAD
