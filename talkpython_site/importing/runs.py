"""One run of an import: alone on its show, announced even if it is killed."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Self, TypeVar

import pymongo
from pymongo.errors import PyMongoError

from talkpython_site.documents import ImportRun, NotUniqueError, SaveConditionError, utc_now
from talkpython_site.documents.stamp import EVERYTHING, announce, announcement
from talkpython_site.interrupts import raise_if_interrupted

RENEW_AFTER = timedelta(seconds=5)
ANNOUNCE_AFTER = timedelta(seconds=30)
DEAD_AFTER = timedelta(seconds=30)
STEP_SECONDS = 15.0  # a replica set that chooses a new primary needs up to twelve

Result = TypeVar("Result")


class BusyError(Exception):
    """Another import of the same show is running; one sentence for people."""

    def __init__(self, show: str) -> None:
        super().__init__(
            f"Another import of “{show}” is running: try again when it has ended, or in"
            f" {DEAD_AFTER.seconds} seconds where it was killed on another machine."
        )


class Run:
    """A run row in the database: its lock on the show and its pending announcement.

    Entering raises ``BusyError`` while another run holds the show.
    """

    def __init__(self, source: str, show: str) -> None:
        self.has_written = False  # set before each write, so that a lost answer counts as one
        self._entry = announcement(EVERYTHING)
        self._renewed = self._announced = utc_now()
        self._show = show
        self._row = ImportRun(source=source, lock=show, holder=holder(), started_at=utc_now())

    def __enter__(self) -> Self:
        with pymongo.timeout(STEP_SECONDS):
            for _attempt in range(3):
                with suppress(NotUniqueError):
                    self._row.insert_awaiting(self._entry)
                    return self
                release_if_dead(self._show)
        raise BusyError(self._show)

    @contextmanager
    def step(self) -> Iterator[None]:
        """One thing to ask or write: a database that is away is not waited for any longer.

        Says that this run goes on, and shows now and then what is in. Raises ``BusyError`` where
        another run took the show meanwhile, which happens to a machine that slept.
        """
        raise_if_interrupted()
        with pymongo.timeout(STEP_SECONDS):
            self._keep_alive()
            yield

    def _keep_alive(self) -> None:
        # By the clock on the wall: the other one stands still while a machine sleeps.
        now = utc_now()
        if abs(now - self._renewed) >= RENEW_AFTER:
            self._renewed = now
            if not self._row.renew(self._entry):
                raise BusyError(self._show)
        if self.has_written and abs(now - self._announced) >= ANNOUNCE_AFTER:
            self._announced = now
            announce(EVERYTHING)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Announce what came in and give the show free; without database others do it later."""
        if isinstance(error, PyMongoError):
            return
        with pymongo.timeout(STEP_SECONDS):
            if self.has_written:
                announce(EVERYTHING)
            self._row.end()


def undisturbed(write: Callable[[], Result]) -> Result:
    """Once more wherever somebody else wrote in between; each time it looks anew."""
    while True:
        with suppress(SaveConditionError, NotUniqueError):
            return write()


def holder() -> str:
    """This process, as another one on any machine can name it."""
    return f"{machine()}:{os.getpid()}"


def machine() -> str:
    """This host, on Linux with the namespace of its process numbers: containers have their own."""
    namespace = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()} {namespace.readlink() if namespace.is_symlink() else ''}"


def release_if_dead(show: str) -> None:
    """Take the lock from a run whose process is gone, or that was not renewed for long."""
    stored = ImportRun.objects.holding(show).as_pymongo().first()
    if stored is None:
        return
    renewed_at = stored.get("renewed_at")
    is_silent = renewed_at is None or utc_now() - renewed_at > DEAD_AFTER
    if is_silent or is_gone(stored.get("holder", "")):
        ImportRun.objects.release(stored["_id"], renewed_at)


def is_gone(holder: str) -> bool:
    """Whether that process ran on this machine and runs no more."""
    host, _, pid = holder.rpartition(":")
    if host != machine() or not pid.isdigit():
        return False
    try:
        with suppress(PermissionError):  # another user's, which runs
            os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    return False
