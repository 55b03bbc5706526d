"""What nobody waits for: entries of ``pending`` whose writer died, old things, mails."""

import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pymongo.errors import PyMongoError

from talkpython_site.course_counting import count_due
from talkpython_site.documents import (
    DOCUMENTS,
    Account,
    Changeable,
    Course,
    Draft,
    Enrolment,
    Grant,
    Interview,
    Lecture,
    Listed,
    Mail,
    Paste,
    Publishable,
    Revised,
    Revision,
    SaveConditionError,
    utc_now,
)
from talkpython_site.documents.base import EFFECTS, carry_out
from talkpython_site.erasing import erase_due
from talkpython_site.rounds import Rounds

log = logging.getLogger(__name__)

OVERDUE = timedelta(seconds=10)
ROUND_SECONDS = 5.0
TIDY_SECONDS = 60.0
COUNT_SECONDS = 60.0
STOP_SECONDS = 10.0
PURGEABLE = {
    "binned_at": {"$exists": True},
    "is_restorable": {"$ne": True},
    "pending": {"$in": [[], None]},
}
OF_THING: Mapping[type[Listed], tuple[Any, ...]] = {
    Course: (Enrolment, Grant, Lecture),  # certificates stay
    Interview: (Paste,),
}


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


def tidy(now: datetime) -> None:
    """Take away what has had its time. Raises ``PyMongoError``."""
    give_up_old(now)
    purge()
    Mail.empty_old(now)
    Account.forget_new_emails(now)
    erase_due(now)


def give_up_old(now: datetime) -> None:
    """Let nobody restore any more what has lain in the bin for 30 days: ``purge`` deletes it."""
    for document in DOCUMENTS:
        if issubclass(document, Publishable):
            for thing in document.outlived(now):
                with suppress(SaveConditionError):  # somebody restores it at this moment
                    thing.give_up()


def purge() -> int:
    """Delete what lies in the bin, cannot be restored and has nothing pending; gives how many.

    Raises ``PyMongoError``.
    """
    return sum(purge_all(document) for document in DOCUMENTS if issubclass(document, Listed))


def purge_all(document: type[Listed]) -> int:
    """The same of one kind; what was put by of a thing goes before it."""
    stored, purged = document.collection(), 0
    for each in list(stored.find(PURGEABLE, {"_id": 1})):
        if issubclass(document, Revised):
            Revision.forget(f"{document.card_kind}:{each['_id']}")
            Draft.forget(f"{document.card_kind}:{each['_id']}")
        for kind in OF_THING.get(document, ()):
            kind.forget(each["_id"])
        purged += stored.delete_one({"_id": each["_id"], **PURGEABLE}).deleted_count
    return purged


def count_students() -> bool:
    """Gives whether there may be more to count."""
    return count_due(utc_now()) > 0


class Housekeeping:
    """The rounds of one process: what was left over, mails and students, a thread each.

    A mail server that hangs, or a course of many, must keep nothing else from its turn.
    """

    def __init__(
        self,
        send_next: Callable[[], bool] = lambda: False,
        tidy_files: Callable[[datetime], None] = lambda _now: None,
        round_seconds: float = ROUND_SECONDS,
        tidy_seconds: float = TIDY_SECONDS,
        count_seconds: float = COUNT_SECONDS,
    ) -> None:
        self._tidy_files = tidy_files
        self._tidy_seconds = tidy_seconds
        self._tidied_at = -math.inf  # on the monotonic clock
        self._left_over = Rounds("housekeeping", self._finish, round_seconds)
        self._mails = Rounds("sending mails", send_next, round_seconds)
        self._students = Rounds("counting students", count_students, count_seconds)
        self._all = (self._left_over, self._mails, self._students)

    def start(self) -> None:
        for rounds in self._all:
            rounds.start()

    def wake(self) -> None:
        """Something was written that may have to go out."""
        self._mails.wake()

    def stop(self) -> None:
        for rounds in self._all:
            rounds.stop()
        for rounds in self._all:
            rounds.join(STOP_SECONDS)

    def _finish(self) -> bool:
        finish_overdue(utc_now())
        if time.monotonic() - self._tidied_at >= self._tidy_seconds:
            tidy(utc_now())
            self._tidy_files(utc_now())
            self._tidied_at = time.monotonic()
        return False
