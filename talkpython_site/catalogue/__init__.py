"""The read model: every card in process, kept exact by one stamp query a request."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pymongo
from mongoengine import ConnectionFailure
from pymongo.errors import OperationFailure, PyMongoError

from talkpython_site.catalogue.following import caught_up, last
from talkpython_site.catalogue.public import Public
from talkpython_site.catalogue.snapshot import Snapshot, read_everything
from talkpython_site.documents import utc_now
from talkpython_site.documents.away import refusing_while
from talkpython_site.documents.stamp import read_stamp

__all__ = ["AWAY", "Catalogue", "NotLoadedError", "Public", "Snapshot", "is_loss"]

log = logging.getLogger(__name__)

ASK_SECONDS = 2.0
PING_SECONDS = 2.0
FOLLOW_SECONDS = 1.0

# The second one while an embedded database that was started again is connected to.
AWAY = (PyMongoError, ConnectionFailure)


class NotLoadedError(Exception):
    """Nothing has been read from the database since this process started."""


class Catalogue:
    """One per process. ``public()`` is the only door for visitors, ``all()`` the editors'.

    ``reload_seconds``: after so long everything is read again, announced or not.
    ``ping``: asked by the loader's thread while the database is away; raises until it is back.
    """

    def __init__(
        self, zone: ZoneInfo, reload_seconds: float, ping: Callable[[], None] = lambda: None
    ) -> None:
        self._zone = zone
        self._reload_seconds = reload_seconds
        self._ping = ping
        self._snapshot: Snapshot | None = None
        self._checked_at: datetime | None = None
        self._public: Public | None = None
        self._loading = threading.Lock()
        self._changing = threading.Lock()
        self._deriving = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._load_wanted = True
        self._away = False
        self._thread: threading.Thread | None = None

    @property
    def is_loaded(self) -> bool:
        return self._snapshot is not None

    @property
    def shown_as_of(self) -> datetime | None:
        """While the database is away: when what is shown was last known to be true."""
        return self._checked_at if self._away else None

    def refresh(self) -> None:
        """Bring the snapshot up to the last announcement: one query, more only after a change."""
        snapshot = self._snapshot
        if self._away or snapshot is None:
            return
        try:
            if last(read_stamp()) == snapshot.t:
                self._checked_at = utc_now()
            else:
                self._catch_up()
        except AWAY as error:
            self._lose(error)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Bounds what a page asks of documents: two seconds, nothing while the database is away.

        Otherwise each such page would keep its thread for the eight seconds of a write.
        """
        with pymongo.timeout(ASK_SECONDS), refusing_while(lambda: self._away):
            try:
                yield
            except AWAY as error:
                if is_loss(error):
                    self._lose(error)
                raise

    def all(self) -> Snapshot:
        """Every card of every state; raises ``NotLoadedError``."""
        if self._snapshot is None:
            raise NotLoadedError
        return self._snapshot

    def public(self, now: datetime) -> Public:
        """What everybody may see now, derived anew only when something changed or appeared.

        Raises ``NotLoadedError``.
        """
        public = self._public
        if public is None or not public.is_of(self.all(), now):
            with self._deriving:
                snapshot, public = self.all(), self._public
                if public is None or not public.is_of(snapshot, now):
                    public = self._public = Public(snapshot, now, self._zone)
        return public

    def load(self) -> None:
        """Read everything; raises ``PyMongoError``.

        The stamp is read first. What was announced meanwhile is read again before the swap: no
        request may see less than the one before it. One thread at a time: what began to read
        earlier is never swapped in later.
        """
        with self._loading:
            self._load()

    def _load(self) -> None:
        self._load_wanted = False
        try:
            loaded = Snapshot(last(read_stamp()), read_everything())
            with self._changing, pymongo.timeout(ASK_SECONDS):
                self._swap(caught_up(loaded).instead_of(self._snapshot))
                self._away = False
        except Exception:
            self._load_wanted = True
            raise

    def start(self) -> None:
        """Start the thread that loads everything when asked, at intervals, and after an outage."""
        self._thread = threading.Thread(target=self._keep_loaded, name="catalogue", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(10)

    def _catch_up(self) -> None:
        """Read the cards that were announced since; the stamp is read again, one thread at a time.

        (A stamp read before waiting for the lock may be older than what another thread applied.)
        """
        with self._changing, pymongo.timeout(ASK_SECONDS):
            if self._away:  # the thread before this one waited in vain
                return
            try:
                self._swap(caught_up(self.all()))
            except AWAY:
                self._away = True
                raise

    def _swap(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._checked_at = utc_now()
        if snapshot.is_unfinished:
            self._load_wanted = True
            self._wake.set()

    def _lose(self, error: Exception) -> None:
        if not self._away:
            log.warning("the database does not answer: %s", error)
        self._away = True
        self._wake.set()

    def _keep_loaded(self) -> None:
        settle()
        due = time.monotonic() + self._reload_seconds
        while not self._stopping.is_set():
            if self._away or self._load_wanted or time.monotonic() >= due:
                due = time.monotonic() + self._reload_if_possible()
            left = max(0.0, due - time.monotonic())
            if self._wake.wait(min(left, FOLLOW_SECONDS)):
                self._wake.clear()
            else:
                self._follow()

    def _follow(self) -> None:
        """Look at the stamp while nobody visits: the next visitor finds what came in between."""
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - the thread must go on; a request shows it
            log.warning("the catalogue could not be brought up to date: %r", error)

    def _reload_if_possible(self) -> float:
        """Read everything; gives the seconds until the next time."""
        try:
            self._ping()
            self.load()
            self.public(utc_now())  # derived here, not while a visitor waits
        except Exception as error:  # noqa: BLE001 - whatever it was, this thread must try again
            self._away = self._snapshot is not None
            log.warning("the catalogue could not be loaded: %r", error)
            self._stopping.wait(PING_SECONDS)
            return 0.0
        settle()
        return self._reload_seconds


def is_loss(error: Exception) -> bool:
    """Whether a failure means that the database is away, not that it refused something."""
    is_late = isinstance(error, PyMongoError) and error.timeout
    return is_late or not isinstance(error, OperationFailure)


def settle() -> None:
    """Take what will stay out of the garbage collector's way.

    With 20,000 cards each full collection would take 20 to 36 ms. What was frozen before is looked
    through once more: some of it has been replaced.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
