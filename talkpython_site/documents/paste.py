"""The text that an interview was made of, as it came: kept beside it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import IntField, ListField, ObjectIdField, StringField

from talkpython_site.documents.base import PlainQuerySet, Stored, effect, follow_up
from talkpython_site.documents.moments import MomentField

KEPT = timedelta(days=90)  # while no interview with it is saved, nor a form with it kept
NEAR = timedelta(days=60)  # longer than a draft is kept that nobody sees again
DIGITS = 32  # of the hash


class PasteQuerySet(PlainQuerySet):
    """Pastes by their interview."""

    def of(self, interview_id: ObjectId) -> Self:
        return self.filter(interview=interview_id)

    def kept(self) -> Self:
        """Those that stay, without their texts, in the order in which they came."""
        shown = self.filter(expires_at=None).only("interview", "pasted_at", "size_bytes")
        return shown.order_by("pasted_at", "id")


class Paste(Stored):
    """One text, ``_id`` "interview:hash"; twice the same is one.

    It goes after its time, unless a form that it was pasted into is saved meanwhile. As long as a
    form of its interview is kept, it stays as well.
    """

    id: str = StringField(primary_key=True)
    interview: ObjectId = ObjectIdField()
    text: str = StringField()
    size_bytes: int = IntField()  # in UTF-8
    pasted_at: datetime | None = MomentField()
    expires_at: datetime | None = MomentField()  # None: it stays
    # While it waits: the nonces of the forms that it was pasted into, and of those that go on with
    # them; none: it stays with any.
    forms: list[str] = ListField(StringField())

    meta: ClassVar[dict[str, Any]] = {
        "collection": "pastes",
        "queryset_class": PasteQuerySet,
        "indexes": [
            {"fields": ["interview"], "name": "interview"},
            {"fields": ["expires_at"], "name": "expires", "expireAfterSeconds": 0},
        ],
    }

    @property
    def name(self) -> str:
        """Which of its interview's it is."""
        return self.id.partition(":")[2]

    # Changes

    @classmethod
    def keep(
        cls, interview_id: ObjectId, text: str, now: datetime, form: str | None = None
    ) -> None:
        """Write one that waits for its form to be saved; one that stays is left as it is."""
        content = text.encode()
        paste_id = f"{interview_id}:{sha256(content).hexdigest()[:DIGITS]}"
        first = {
            "interview": interview_id,
            "text": text,
            "size_bytes": len(content),
            "pasted_at": now,
            "expires_at": now + KEPT,
            **({"forms": [form]} if form else {}),
        }
        waits = {"_id": paste_id, "expires_at": {"$exists": True}}
        more = {"$addToSet": {"forms": form}} if form else {"$unset": {"forms": True}}
        cls.collection().update_one(waits, {"$set": {"expires_at": now + KEPT}, **more})
        cls.collection().update_one({"_id": paste_id}, {"$setOnInsert": first}, upsert=True)

    @classmethod
    def renew(cls, interview_id: ObjectId, now: datetime) -> None:
        """A form of its interview was kept or seen: its time begins anew before it is too short."""
        near = {"interview": interview_id, "expires_at": {"$lt": now + NEAR}}
        cls.collection().update_many(near, {"$set": {"expires_at": now + KEPT}})

    @classmethod
    def hand_on(cls, interview_id: ObjectId, earlier: Collection[str], form: str) -> None:
        """A form goes on with these: what was pasted into them is in it."""
        theirs = {"expires_at": {"$exists": True}, "forms": {"$in": sorted(earlier)}}
        more = {"$addToSet": {"forms": form}}
        cls.collection().update_many({"interview": interview_id, **theirs}, more)

    @classmethod
    def stay(cls, interview_id: ObjectId, forms: Collection[str]) -> None:
        """These forms of the interview are saved."""
        gone = {"$unset": {"expires_at": True, "forms": True}}
        cls.collection().update_many(waiting(interview_id, forms), gone)

    @classmethod
    def forget(cls, interview_id: ObjectId) -> None:
        """Delete all of one that is being purged."""
        cls.collection().delete_many({"interview": interview_id})

    # What must follow when an interview is saved

    @classmethod
    def follow_ups(
        cls, interview_id: ObjectId, forms: Collection[str] = ()
    ) -> list[dict[str, Any]]:
        found = cls.collection().find_one(waiting(interview_id, forms), {"_id": 1})
        named = {"interview": str(interview_id), "forms": sorted(forms)}
        return [follow_up("pastes", **named)] if found is not None else []


def waiting(interview_id: ObjectId, forms: Collection[str]) -> dict[str, Any]:
    """Those that stay once these forms of it are saved."""
    of_them = [{"forms": {"$exists": False}}, {"forms": {"$in": sorted(forms)}}]
    return {"interview": interview_id, "expires_at": {"$exists": True}, "$or": of_them}


@effect("pastes")
def carry_out_pastes(entry: dict[str, Any]) -> None:
    said = entry["data"]
    Paste.stay(ObjectId(said["interview"]), said.get("forms", ()))
