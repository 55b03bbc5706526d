"""What was left over: ``pending`` entries whose writer died before carrying them out."""

import logging
import threading
from datetime import timedelta
from typing import Any

from pymongo.errors import PyMongoError

from talkpython_site.documents import DOCUMENTS, utc_now
from talkpython_site.documents.base import EFFECTS, Changeable, carry_out

log = logging.getLogger(__name__)

OVERDUE = timedelta(seconds=10)
ROUND_SECONDS = 5.0
AT_ONCE = 100


def finish_overdue() -> int:
    """Carry out the entries that are older than ten seconds; gives how many were.

    An entry that only newer code knows stays for newer code.
    """
    limit = utc_now() - OVERDUE
    done = 0
    for document in DOCUMENTS:
        if issubclass(document, Changeable):
            for stored in overdue(document, limit):
                for entry in stored["pending"]:
                    if entry["at"] < limit and entry["do"] in EFFECTS:
                        carry_out(document, stored["_id"], entry)
                        done += 1
    return done


def overdue(document: type[Changeable], limit: Any) -> list[dict[str, Any]]:
    found = document.collection().find({"pending.at": {"$lt": limit}}, {"pending": 1})
    return list(found.limit(AT_ONCE))


class Housekeeping:
    """The thread of one process that does its rounds while the database answers."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._rounds, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _rounds(self) -> None:
        while not self._stopping.wait(ROUND_SECONDS):
            try:
                finish_overdue()
            except PyMongoError as error:
                log.info("housekeeping waits for the database: %s", error)
            except Exception:
                log.exception("housekeeping could not finish its round")
