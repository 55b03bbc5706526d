"""What somebody has typed into a form and not saved, and who has which form open."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar, NamedTuple, Self

from bson import ObjectId
from mongoengine import BooleanField, DictField, IntField, ObjectIdField, Q, StringField
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.base import PlainQuerySet, Stored
from talkpython_site.documents.moments import EVER, MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

KEPT = timedelta(days=30)
PRESENT = timedelta(seconds=60)  # an open page says that it is there every 20
SILENT = timedelta(minutes=30)  # one that cannot, without script, counts as open for so long
UNKNOWN = -1  # how much was typed into a form of which nothing was heard yet
MOST_OF_THING = 8  # of one account
MOST = 40  # of one account
NOT_MADE = -1  # what a form was made from that is of nothing yet
UNSAID = {"is_closed": True, "is_silent": True}  # of one into which something is typed
ORDER = {"thing": 1, "typed_at": 1, "seen_at": 1}


class Origin(NamedTuple):
    """Which form of whom: what it was made from, and its nonce."""

    thing: str  # "episode:<id>"
    account: ObjectId
    nonce: str
    base_revision: int
    base_status: str

    @property
    def draft_id(self) -> str:
        return f"{self.thing}:{self.account}:{self.nonce}"


class DraftQuerySet(PlainQuerySet):
    """Drafts by whose they are, or by what they are of; those of the last 30 days."""

    def of_account(self, account_id: ObjectId) -> Self:
        return self.filter(account=account_id, seen_at__gt=utc_now() - KEPT)

    def present(self, thing: str) -> Self:
        """Of every form of a thing that is open in some browser now."""
        now = utc_now()
        heard = Q(seen_at__gt=now - PRESENT)
        silent = Q(is_silent=True, seen_at__gt=now - SILENT)
        return self.filter(heard | silent, thing=thing, is_closed__ne=True)


class Draft(Personal, Stored):
    """One form in one browser. ``_id`` is the thing, the account and the form's nonce.

    It holds words while there are some that are not saved (``typed_at``); without them it only
    says that the form is open. What was saved or thrown away stays as a closed one without words,
    so that none of it comes back with a request that was late.
    """

    id: str = StringField(primary_key=True)
    thing: str = StringField()
    account: ObjectId = ObjectIdField()
    base_revision: int = IntField()
    base_status: str = StringField()
    fields: dict[str, str] = DictField()  # as they were typed, by name
    count: int = IntField()  # the form's own; a later one is more
    typed_at: datetime | None = MomentField()
    seen_at: datetime = MomentField()
    is_closed: bool | None = BooleanField()
    is_silent: bool | None = BooleanField()  # nothing was heard of the form since it was shown

    meta: ClassVar[dict[str, Any]] = {
        "collection": "drafts",
        "queryset_class": DraftQuerySet,
        "indexes": [
            {"fields": ["thing"], "name": "thing"},
            {"fields": ["account"], "name": "account"},
            {"fields": ["fields.media"], "name": "fields_media", "sparse": True},
            {
                "fields": ["seen_at"],
                "name": "outlived",
                "expireAfterSeconds": int(KEPT.total_seconds()),
            },
        ],
    }

    @property
    def nonce(self) -> str:
        return self.id.rpartition(":")[2]

    # Changes

    @classmethod
    def keep(cls, origin: Origin, fields: Mapping[str, str], count: int) -> bool:
        """Write what was typed; False where something later stands there, or it was saved."""
        now = utc_now()
        words = {"fields": dict(fields), "count": count, "typed_at": now, "seen_at": now}
        older = {"_id": origin.draft_id, "count": {"$lt": count}}
        update = {"$set": words, "$unset": UNSAID, "$setOnInsert": facts(origin)}
        try:
            answer = cls.collection().update_one(older, update, upsert=True)
        except DuplicateKeyError:
            return False
        if answer.upserted_id is not None:
            cls.prune(origin)
        return True

    @classmethod
    def see(cls, origin: Origin) -> None:
        """Note that a form is open; it says nothing more about what was typed."""
        update = {
            "$set": {"seen_at": utc_now()},
            "$unset": {"is_silent": True},
            "$setOnInsert": {**facts(origin), "count": 0},
        }
        with suppress(DuplicateKeyError):  # its words come at this moment
            answer = cls.collection().update_one({"_id": origin.draft_id}, update, upsert=True)
            if answer.upserted_id is not None:
                cls.prune(origin)

    @classmethod
    def show(cls, origin: Origin) -> None:
        """Note that a form is being shown, by a browser that perhaps says nothing more of it."""
        first = {**facts(origin), "seen_at": utc_now(), "count": UNKNOWN, "is_silent": True}
        update = {"$setOnInsert": first}
        answer = cls.collection().update_one({"_id": origin.draft_id}, update, upsert=True)
        if answer.upserted_id is not None:
            cls.prune(origin)

    @classmethod
    def leave(cls, origin: Origin) -> None:
        """A form was sent of which nothing else was ever heard."""
        cls.collection().delete_one({"_id": origin.draft_id, "is_silent": True})

    @classmethod
    def close(cls, origin: Origin, count: int) -> None:
        """Leave no word of it: it was saved, or thrown away. What is typed later stands."""
        known = {"_id": origin.draft_id, "count": {"$lte": count}}
        update = {
            "$set": {"count": count, "seen_at": utc_now(), "is_closed": True},
            "$unset": {"fields": True, "typed_at": True},
            "$setOnInsert": facts(origin),
        }
        with suppress(DuplicateKeyError):
            cls.collection().update_one(known, update, upsert=True)

    @classmethod
    def forget(cls, thing: str) -> None:
        """Delete all of a thing that is being purged."""
        cls.collection().delete_many({"thing": thing})

    @classmethod
    def prune(cls, origin: Origin) -> None:
        """Nobody fills the database: the oldest of an account go, those without words first."""
        found = cls.collection().find({"account": origin.account}, ORDER)
        newest_first = sorted(found, key=order, reverse=True)
        same = [each["_id"] for each in newest_first if each.get("thing") == origin.thing]
        rest = [each["_id"] for each in newest_first]
        gone = [each for each in {*same[MOST_OF_THING:], *rest[MOST:]} if each != origin.draft_id]
        if gone:
            cls.collection().delete_many({"_id": {"$in": gone}})

    # Whose it is

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        return [as_text(each) for each in cls.collection().find({"account": account_id})]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        cls.collection().delete_many({"account": account_id})


def facts(origin: Origin) -> dict[str, Any]:
    """What of it never changes."""
    return {name: value for name, value in origin._asdict().items() if name != "nonce"}


def order(stored: Mapping[str, Any]) -> tuple[bool, datetime]:
    return "typed_at" in stored, stored.get("seen_at") or EVER
