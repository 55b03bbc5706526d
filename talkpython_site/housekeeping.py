"""What was left over: ``pending`` entries whose writer died before carrying them out."""

import logging
import math
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from pymongo.errors import PyMongoError

from talkpython_site.documents import DOCUMENTS, Changeable, Listed, utc_now
from talkpython_site.documents.base import EFFECTS, carry_out

log = logging.getLogger(__name__)

OVERDUE = timedelta(seconds=10)
ROUND_SECONDS = 5.0
PURGE_SECONDS = 60.0
PURGEABLE = {"binned_at": {"$exists": True}, "pending": {"$in": [[], None]}}


def finish_overdue(now: datetime) -> int:
    """Carry out the entries that are older than ten seconds; gives how many were.

    An entry that only newer code knows stays for newer code. Raises ``PyMongoError``.
    """
    return sum(
        finish(document, stored["_id"], entry)
        for document in DOCUMENTS
        if issubclass(document, Changeable)
        for stored, entry in overdue(document, now - OVERDUE)
    )


def overdue(
    document: type[Changeable], limit: datetime
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Documents as stored, each with an entry that is older than ``limit`` and known here."""
    query = {"pending.at": {"$lt": limit}, "pending.do": {"$in": sorted(EFFECTS)}}
    for stored in document.collection().find(query, {"pending": 1}):
        for entry in stored["pending"]:
            if entry["at"] < limit and entry["do"] in EFFECTS:
                yield stored, entry


def finish(document: type[Changeable], document_id: Any, entry: dict[str, Any]) -> bool:
    """Carry out one entry; one that fails must not keep the others from their turn."""
    try:
        carry_out(document, document_id, entry)
    except PyMongoError:
        raise
    except Exception:
        log.exception("%s of %s %s fails", entry["do"], document.__name__, document_id)
        return False
    return True


def purge() -> int:
    """Delete what lies in the bin and has nothing pending; gives how many documents that were.

    Raises ``PyMongoError``.
    """
    return sum(
        document.collection().delete_many(PURGEABLE).deleted_count
        for document in DOCUMENTS
        if issubclass(document, Listed)
    )


class Housekeeping:
    """The thread of one process that does its rounds while the database answers."""

    def __init__(
        self, round_seconds: float = ROUND_SECONDS, purge_seconds: float = PURGE_SECONDS
    ) -> None:
        self._round_seconds = round_seconds
        self._purge_seconds = purge_seconds
        self._purged_at = -math.inf  # on the monotonic clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._rounds, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _rounds(self) -> None:
        while not self._stopping.wait(self._round_seconds):
            try:
                finish_overdue(utc_now())
                self._purge_now_and_then()
            except PyMongoError as error:
                log.info("housekeeping waits for the database: %s", error)
            except Exception:
                log.exception("housekeeping could not finish its round")

    def _purge_now_and_then(self) -> None:
        if time.monotonic() - self._purged_at >= self._purge_seconds:
            purge()
            self._purged_at = time.monotonic()
