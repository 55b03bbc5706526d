"""Tries at what may be tried so often: a counter for each key and window of time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from mongoengine import IntField, StringField
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.base import Stored
from talkpython_site.documents.moments import MomentField


class Tries(Stored):
    """How often something was tried, ``_id`` "key:window"; removed by the database afterwards.

    The window is part of the key: it does not matter how late that is.
    """

    id: str = StringField(primary_key=True)
    count: int = IntField()
    expires_at: datetime = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "tries",
        "indexes": [{"fields": ["expires_at"], "name": "expires", "expireAfterSeconds": 0}],
    }

    @classmethod
    def counts(cls, tries_ids: Iterable[str]) -> dict[str, int]:
        """How often each was tried, of those that were."""
        found = cls.collection().find({"_id": {"$in": list(tries_ids)}}, {"count": 1})
        return {stored["_id"]: stored.get("count", 0) for stored in found}

    @classmethod
    def take(cls, tries_id: str, most: int, expires_at: datetime) -> bool:
        """Count one more; False where there are ``most`` already.

        Guard and count are one write, so that of any crowd exactly ``most`` get through: who
        counts first and looks then sees what all the others counted meanwhile.
        """
        room = {"_id": tries_id, "count": {"$lt": most}}
        one_more = {"$inc": {"count": 1}}
        first = {**one_more, "$setOnInsert": {"expires_at": expires_at}}
        try:
            cls.collection().update_one(room, first, upsert=True)
        except DuplicateKeyError:  # it is there: full, or another's first one came between
            return bool(cls.collection().update_one(room, one_more).matched_count)
        return True

    @classmethod
    def give_back(cls, tries_id: str) -> None:
        """Count one less; nothing happens where none is left."""
        some = {"_id": tries_id, "count": {"$gt": 0}}
        cls.collection().update_one(some, {"$inc": {"count": -1}})
