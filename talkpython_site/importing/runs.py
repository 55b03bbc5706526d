"""One run of an import: alone on its show, announced even if it is killed."""

import os
import socket
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Self

from talkpython_site.documents import ImportRun, NotUniqueError, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.stamp import EVERYTHING, announce, announcement

RENEW_SECONDS = 5.0
ANNOUNCE_SECONDS = 30.0
DEAD_AFTER = timedelta(seconds=30)


class BusyError(Exception):
    """Another import of the same show is running; one sentence for people."""


class Run:
    """A run row in the database: its lock on the show, its pending announcement, its counts.

    Entering raises ``BusyError`` while another run holds the show.
    """

    def __init__(self, source: str, show: str) -> None:
        self._entry = announcement(EVERYTHING)
        self._renewed = self._announced = time.monotonic()
        self._show = show
        self._row = ImportRun(source=source, lock=show, holder=holder(), started_at=utc_now())

    def __enter__(self) -> Self:
        for _attempt in range(3):
            with suppress(NotUniqueError):
                self._row.insert_awaiting(self._entry)
                return self
            release_if_dead(self._show)
        raise BusyError(
            f"Another import of “{self._show}” is running; try again when it has ended."
        )

    def keep_alive(self) -> None:
        """Say that this run goes on, and show what is in; cheap enough for every item."""
        now = time.monotonic()
        if now - self._renewed >= RENEW_SECONDS:
            self._renewed = now
            self._row.renew(self._entry)
        if now - self._announced >= ANNOUNCE_SECONDS:
            self._announced = now
            announce(EVERYTHING)

    def __exit__(self, *_exception: object) -> None:
        """Announce what came in and give the show free."""
        carry_out(ImportRun, self._row.id, self._entry)
        self._row.end()


def holder() -> str:
    """This process, as another one on any machine can name it."""
    return f"{socket.gethostname()}:{os.getpid()}"


def release_if_dead(show: str) -> None:
    """Take the lock from a run whose process is gone, or that was not renewed for long."""
    stored = ImportRun.objects.holding(show).as_pymongo().first()
    if stored is None:
        return
    alive_at = max((entry["at"] for entry in stored.get("pending", ())), default=None)
    is_old = alive_at is None or utc_now() - alive_at > DEAD_AFTER
    if is_old or is_gone(stored.get("holder", "")):
        ImportRun.objects.release(stored["_id"])


def is_gone(holder: str) -> bool:
    """Whether that process ran on this machine and runs no more."""
    host, _, pid = holder.rpartition(":")
    return host == socket.gethostname() and pid.isdigit() and not Path(f"/proc/{pid}").exists()
