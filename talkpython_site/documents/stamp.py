"""The stamp: which cards changed, announced after each write and read by every request."""

from dataclasses import dataclass
from typing import Any

import pymongo
from bson import ObjectId
from mongoengine.connection import get_db
from pymongo.read_concern import ReadConcern

from talkpython_site.documents.base import effect, follow_up

EVERYTHING = "*"
KEPT = 64
MAJORITY = ReadConcern("majority")  # what it gives is never rolled back
STAMP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Announcement:
    """One change: ``t`` is fresh for every announcement, ``key`` names a card or everything."""

    t: ObjectId
    key: str


def announce(key: str) -> None:
    """Tell every process that a card changed, as ``kind:id``, or that everything did."""
    get_db()["stamps"].update_one(
        {"_id": "catalogue"},
        {"$push": {"recent": {"$each": [{"t": ObjectId(), "k": key}], "$slice": -KEPT}}},
        upsert=True,
    )


def read_stamp() -> tuple[Announcement, ...]:
    """The last announcements, oldest first; raises ``PyMongoError`` after a second at most."""
    stamps = get_db()["stamps"].with_options(read_concern=MAJORITY)
    with pymongo.timeout(STAMP_SECONDS):
        stored: dict[str, Any] = stamps.find_one({"_id": "catalogue"}) or {}
    return tuple(Announcement(entry["t"], entry["k"]) for entry in stored.get("recent", ()))


def announcement(key: str) -> dict[str, Any]:
    """The ``pending`` entry that announces a change."""
    return follow_up("announce", key=key)


@effect("announce")
def carry_out_announcement(entry: dict[str, Any]) -> None:
    announce(entry["data"]["key"])
