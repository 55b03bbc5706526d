"""The read model: every card in process, kept exact by one stamp query a request."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bson import ObjectId
from pymongo.errors import PyMongoError

from talkpython_site.catalogue.public import Public
from talkpython_site.catalogue.snapshot import Snapshot, read_changed, read_everything
from talkpython_site.documents.base import utc_now
from talkpython_site.documents.stamp import EVERYTHING, KEPT, Announcement, read_stamp

__all__ = ["Catalogue", "NotLoadedError", "Public", "Snapshot"]

log = logging.getLogger(__name__)

PING_SECONDS = 2.0


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
            recent = read_stamp()
            if last(recent) != snapshot.t:
                self._catch_up()
        except PyMongoError as error:
            log.warning("the database does not answer: %s", error)
            self._away = True
            self._wake.set()
        else:
            self._checked_at = utc_now()

    def all(self) -> Snapshot:
        """Every card of every state; raises ``NotLoadedError``."""
        if self._snapshot is None:
            raise NotLoadedError
        return self._snapshot

    def public(self, now: datetime) -> Public:
        """What everybody may see now, derived anew only when something changed or appeared.

        Raises ``NotLoadedError``.
        """
        snapshot, public = self.all(), self._public
        if public is None or not is_current(public, snapshot, now):
            with self._deriving:
                public = self._public
                if public is None or not is_current(public, snapshot, now):
                    public = self._public = Public(snapshot, now, self._zone)
        return public

    def load(self) -> None:
        """Read everything; raises ``PyMongoError``.

        The stamp is read first: what is announced meanwhile stands after it and is read again.
        """
        self._load_wanted = False
        try:
            recent = read_stamp()
            cards = read_everything()
        except PyMongoError:
            self._load_wanted = True
            raise
        with self._changing:
            self._snapshot = Snapshot(last(recent), cards)
            self._checked_at = utc_now()
            self._away = False
        gc.freeze()  # with 20,000 cards a full collection takes 20-36 ms otherwise

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
        with self._changing:
            snapshot, recent = self.all(), read_stamp()
            if last(recent) == snapshot.t:
                return
            missed, is_complete = announced_after(recent, snapshot.t)
            if recent:
                changes = read_changed({announcement.key for announcement in missed})
                self._snapshot = snapshot.changed_by(changes, recent[-1].t)
        if not is_complete:
            self._load_wanted = True
            self._wake.set()

    def _keep_loaded(self) -> None:
        due = time.monotonic()
        while not self._stopping.is_set():
            if self._away or self._load_wanted or time.monotonic() >= due:
                due = time.monotonic() + self._reload_if_possible()
            self._wake.wait(max(0.0, due - time.monotonic()))
            self._wake.clear()

    def _reload_if_possible(self) -> float:
        """Read everything; gives the seconds until the next time."""
        try:
            self._ping()
            self.load()
        except Exception as error:  # noqa: BLE001 - whatever it was, this thread must try again
            self._away = self._snapshot is not None
            log.warning("the catalogue could not be loaded: %r", error)
            self._stopping.wait(PING_SECONDS)
            return 0.0
        return self._reload_seconds


def last(recent: Sequence[Announcement]) -> ObjectId | None:
    return recent[-1].t if recent else None


def is_current(public: Public, snapshot: Snapshot, now: datetime) -> bool:
    return public.snapshot is snapshot and public.since <= now < public.valid_until


def announced_after(
    recent: Sequence[Announcement], t: ObjectId | None
) -> tuple[Sequence[Announcement], bool]:
    """The announcements after ``t``, and whether reading the cards they name is all it takes.

    It is not where ``t`` has left the list (what came between is unknown) or everything changed.
    """
    known = [index for index, announcement in enumerate(recent) if announcement.t == t]
    missed = recent[known[0] + 1 :] if known else recent
    is_followed = bool(known) or (t is None and len(recent) < KEPT)
    return missed, is_followed and all(each.key != EVERYTHING for each in missed)
