"""The roster of admins, one document that is never emptied: two cannot both leave last."""

from typing import Any, ClassVar

from bson import ObjectId
from mongoengine import DictField, ListField, ObjectIdField, StringField
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.base import Stored, effect

THE_ONE = "admins"


class LastAdminError(Exception):
    """Nobody would be left who can give out roles."""


class Roster(Stored):
    """The accounts that are admins and not locked or to be erased.

    An account leaves it before it stops being one, and joins it after: whoever stands here can act.
    """

    id: str = StringField(primary_key=True)
    accounts: list[ObjectId] = ListField(ObjectIdField())
    # Of each that left its revision then: an older joining that comes late is refused by it.
    left: dict[str, int] = DictField()

    meta: ClassVar[dict[str, Any]] = {"collection": "rosters"}

    @classmethod
    def members(cls) -> list[ObjectId]:
        stored = cls.collection().find_one({"_id": THE_ONE}) or {}
        return list(stored.get("accounts", ()))

    @classmethod
    def leave(cls, account_id: ObjectId, revision: int) -> None:
        """Raises ``LastAdminError`` where it is the only one."""
        noted = {"$max": {f"left.{account_id}": revision}}
        others = {"_id": THE_ONE, "accounts": account_id, "accounts.1": {"$exists": True}}
        pulled = {"$pull": {"accounts": account_id}, **noted}
        if cls.collection().update_one(others, pulled).matched_count:
            return
        outside = {"_id": THE_ONE, "accounts": {"$ne": account_id}}
        try:
            cls.collection().update_one(outside, noted, upsert=True)
        except DuplicateKeyError as error:
            said = "The last admin stays: make somebody else an admin first."
            raise LastAdminError(said) from error

    @classmethod
    def join(cls, account_id: ObjectId, revision: int) -> None:
        """Let it in by what it was at this revision, unless it left since."""
        in_time = {"_id": THE_ONE, f"left.{account_id}": {"$not": {"$gte": revision}}}
        added = {"$addToSet": {"accounts": account_id}}
        try:
            cls.collection().update_one(in_time, added, upsert=True)
        except DuplicateKeyError:  # it left since, or another's first joining came between
            cls.collection().update_one(in_time, added)


@effect("join_admins")
def join_admins(entry: dict[str, Any]) -> None:
    Roster.join(**entry["data"])
