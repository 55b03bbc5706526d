"""Who learns in which course, and how far they have come."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Self

from bson import ObjectId
from mongoengine import IntField, ListField, ObjectIdField, StringField
from mongoengine.base import BaseField
from pymongo import ReturnDocument

from talkpython_site.documents.base import NotUniqueError, PlainQuerySet, Stored
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

PARTS = 100  # of a lecture, whatever its length: each is watched or read, or not
HALF = PARTS // 2
ENOUGH = 90  # of them make a lecture done
ALL_PARTS = 2**PARTS - 1
BITS = ("first", "second")  # the halves of them
EACH_PLAYER = 1_000_000  # messages that a player may send


class Played(NamedTuple):
    """What a player, or a page that is read, tells of a lecture."""

    seq: int  # rises with each that it tells, and from each player to the next one
    position: int  # in seconds
    first: int  # parts that it has played so far, as bits
    second: int


def enrolment_id(course_id: ObjectId, account_id: ObjectId) -> str:
    return f"{course_id}:{account_id}"


class EnrolmentQuerySet(PlainQuerySet):
    """Enrolments by whose they are."""

    def of_account(self, account_id: ObjectId) -> Self:
        return self.filter(account=account_id)


class Enrolment(Personal, Stored):
    """One account in one course, ``_id`` "<course>:<account>"; who has left keeps what is done.

    It is inserted once. Each change is one operator on it, never an upsert: what comes late does
    not bring back who was erased, nor does it change anything for who has left.
    """

    id: str = StringField(primary_key=True)
    course: ObjectId = ObjectIdField()
    account: ObjectId = ObjectIdField()
    enrolled_at: datetime = MomentField()
    left_at: datetime | None = MomentField()
    done: list[int] = ListField(IntField())  # keys of the lectures that are finished
    last: int | None = IntField()  # key of the lecture that was opened last
    sessions: int | None = IntField()  # how many players have begun
    # By key as a text: "position" in seconds, "seq" of the player that told it, and "first" and
    # "second": the parts that were watched or read, 50 bits each, the first part the lowest;
    # "reopened": the "seq" up to which nothing counts any more.
    # (A DictField of the longest course takes 50 times as long to be read.)
    lectures: dict[str, dict[str, int]] = BaseField(default=dict)
    certificate: str | None = StringField()  # code of the valid one, as it is shown

    meta: ClassVar[dict[str, Any]] = {
        "collection": "enrolments",
        "queryset_class": EnrolmentQuerySet,
        "indexes": [
            {"fields": ["account"], "name": "account"},
            {"fields": ["course"], "name": "course"},
        ],
    }

    @property
    def is_live(self) -> bool:
        return self.left_at is None

    @cached_property
    def done_keys(self) -> frozenset[int]:
        """The lectures that are finished: marked by hand, or watched or read nearly whole."""
        return done_of({"done": self.done, "lectures": self.lectures})

    def heard(self, key: int) -> int:
        """The parts of a lecture that were watched or read, a bit each, the first one the lowest;
        all where it is done.
        """
        return self._parts.get(key, 0)

    @cached_property
    def _parts(self) -> dict[int, int]:
        played = {
            int(key): place.get("first", 0) | place.get("second", 0) << HALF
            for key, place in self.lectures.items()
        }
        return {**played, **dict.fromkeys(self.done_keys, ALL_PARTS)}

    # Changes

    @classmethod
    def enrol(cls, course_id: ObjectId, account_id: ObjectId) -> None:
        """Begin, or come back to what was done before; twice is once."""
        its_id = enrolment_id(course_id, account_id)
        begun = cls(id=its_id, course=course_id, account=account_id, enrolled_at=utc_now())
        try:
            begun.insert()
        except NotUniqueError:
            cls.collection().update_one({"_id": its_id}, {"$unset": {"left_at": True}})

    @classmethod
    def leave(cls, course_id: ObjectId, account_id: ObjectId) -> None:
        cls._update(course_id, account_id, {"$set": {"left_at": utc_now()}})

    @classmethod
    def finish(cls, course_id: ObjectId, account_id: ObjectId, key: int) -> bool:
        """Note that a lecture is done; False for who is not enrolled, as of ``reopen``."""
        return cls._update(course_id, account_id, {"$addToSet": {"done": key}})

    @classmethod
    def reopen(cls, course_id: ObjectId, account_id: ObjectId, key: int) -> bool:
        """Note that a lecture is not done yet, whatever was watched of it.

        Nothing counts any more of players that began before, in any tab: they tell all that they
        have played since then. Each has to begin as a new one.
        """
        session = cls.begin_player(course_id, account_id)
        if session is None:
            return False
        place = f"lectures.{key}"
        change = {
            "$pull": {"done": key},
            "$unset": {f"{place}.{name}": True for name in BITS},
            "$max": {f"{place}.reopened": session * EACH_PLAYER},
        }
        return cls._update(course_id, account_id, change)

    @classmethod
    def begin_player(cls, course_id: ObjectId, account_id: ObjectId) -> int | None:
        """The number of one more player, above all before; None for who is not enrolled."""
        own = live(course_id, account_id)
        found = cls._changed(own, {"$inc": {"sessions": 1}}, "sessions")
        return int(found["sessions"]) if found else None

    @classmethod
    def note_played(
        cls, course_id: ObjectId, account_id: ObjectId, key: int, played: Played
    ) -> bool | None:
        """Note which parts of a lecture were played, and where its newest player is by now.

        What comes late or twice adds its parts and moves nothing. Gives whether enough of them are
        played by now; None where nothing is noted: for who is not enrolled, and of players that
        began before the lecture was reopened.
        """
        place = f"lectures.{key}"
        own = {**live(course_id, account_id), **below(f"{place}.reopened", played.seq)}
        parts = {"$bit": {f"{place}.{name}": {"or": getattr(played, name)} for name in BITS}}
        moved = {f"{place}.position": played.position, f"{place}.seq": played.seq, "last": key}
        newest = {**own, **below(f"{place}.seq", played.seq)}
        after = cls._changed(newest, {**parts, "$set": moved}, place)
        after = after or cls._changed(own, parts, place)
        return parts_of(after["lectures"][str(key)]) >= ENOUGH if after else None

    @classmethod
    def is_in(cls, course_id: ObjectId, account_id: ObjectId) -> bool:
        own = live(course_id, account_id)
        return cls.collection().find_one(own, {"_id": True}) is not None

    @classmethod
    def _changed(
        cls, wanted: dict[str, Any], change: dict[str, Any], shown: str
    ) -> dict[str, Any] | None:
        """What one has in a field after a change; None where there is none to be changed."""
        # The embedded engine gives what was before as it was before other changes, too.
        return cls.collection().find_one_and_update(
            wanted, change, projection={shown: True}, return_document=ReturnDocument.AFTER
        )

    @classmethod
    def visit(cls, course_id: ObjectId, account_id: ObjectId, key: int) -> None:
        """Note which lecture was opened last."""
        cls._update(course_id, account_id, {"$set": {"last": key}})

    @classmethod
    def note_certificate(
        cls, course_id: ObjectId, account_id: ObjectId, code: str, *, is_newer: bool = False
    ) -> None:
        """Note which one it is, also for who has left; one noted before gives way to a newer."""
        known = {"_id": enrolment_id(course_id, account_id)}
        guard = known if is_newer else {**known, "certificate": None}
        cls.collection().update_one(guard, {"$set": {"certificate": code}})

    @classmethod
    def forget(cls, course_id: ObjectId) -> None:
        """Delete all of a course that is being purged."""
        cls.collection().delete_many({"course": course_id})

    @classmethod
    def _update(cls, course_id: ObjectId, account_id: ObjectId, change: dict[str, Any]) -> bool:
        own = live(course_id, account_id)
        return bool(cls.collection().update_one(own, change).matched_count)

    # Whose it is

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        return [as_text(each) for each in cls.collection().find({"account": account_id})]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        cls.collection().delete_many({"account": account_id})


def live(course_id: ObjectId, account_id: ObjectId) -> dict[str, Any]:
    """The enrolment of who is in a course."""
    return {"_id": enrolment_id(course_id, account_id), "left_at": None}


def below(field: str, number: int) -> dict[str, Any]:
    """Where a field is lower than a number, or missing."""
    return {field: {"$not": {"$gte": number}}}


def done_of(stored: Mapping[str, Any]) -> frozenset[int]:
    """The keys of the lectures that are done, of an enrolment as it is stored."""
    places = (stored.get("lectures") or {}).items()
    through = (int(key) for key, place in places if parts_of(place) >= ENOUGH)
    return frozenset(stored.get("done") or ()).union(through)


def parts_of(place: Mapping[str, int]) -> int:
    """How many parts of a lecture were watched or read."""
    return place.get("first", 0).bit_count() + place.get("second", 0).bit_count()
