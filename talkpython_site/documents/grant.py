"""Who may join a closed course: an address that was invited, then the account that came of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import IntField, ObjectIdField, StringField
from pymongo.errors import BulkWriteError

from talkpython_site.documents.account import Account
from talkpython_site.documents.account_fields import LAST_CHARACTER
from talkpython_site.documents.base import PlainQuerySet, Stored, effect
from talkpython_site.documents.invitation import WRITTEN, Invitation
from talkpython_site.documents.moments import EVER, MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

AT_ONCE = 100  # keys or documents in a command: engines take longer for a thousand than ten times
TAKEN_ALREADY = 11_000  # MongoDB's code of a key that is there
# What they are handed of it: neither who granted it nor what is the site's own.
SHOWN = ("_id", "course", "email", "account", "granted_at", "taken_at", "invited_at")


def reach_of(course_id: ObjectId, owner: object) -> str:
    """What a course is asked for: the key of an address, or the id of an account."""
    return f"{course_id}:{owner}"


class GrantQuerySet(PlainQuerySet):
    """Grants of a course, by address or by when they were given."""

    def beginning(self, course_id: ObjectId, email_key: str) -> Self:
        """Those whose address begins so, by alphabet."""
        begins = {"$gte": email_key, "$lt": email_key + LAST_CHARACTER}
        return self.filter(__raw__={"course": course_id, "email_key": begins}).order_by("email_key")

    def between(self, first: str, end: str) -> Self:
        """Those at the places from one to another, newest first."""
        return self.filter(__raw__={"place": {"$gte": first, "$lt": end}}).order_by("-place")


class Grant(Personal, Stored):
    """One address in one course, ``_id`` "<course>:<email_key>".

    Each change is one operator on it. ``account`` is set once, where nobody has it: as soon as it
    meets an account that has confirmed the address, whatever address that has later. ``taken_at``:
    when they enrolled with it, from which moment on nobody removes it.
    """

    id: str = StringField(primary_key=True)
    course: ObjectId = ObjectIdField()
    email: str = StringField()  # as it was typed
    email_key: str = StringField()
    # By what it is found: "<course>:<email_key>", and "<course>:<account>" once it is somebody's.
    # One index answers for both; engines take none for either of two fields.
    reach: str = StringField()
    place: str = StringField()  # "<course>:<invitation>:<number>": it says no address
    by: ObjectId | None = ObjectIdField()  # who granted it
    granted_at: datetime = MomentField()
    account: ObjectId | None = ObjectIdField()
    taken_at: datetime | None = MomentField()
    letters: int | None = IntField()  # how many were asked for
    letter_at: datetime | None = MomentField()  # when the next one is due; gone once it is made
    invited_at: datetime | None = MomentField()  # when the last one was made

    meta: ClassVar[dict[str, Any]] = {
        "collection": "grants",
        "queryset_class": GrantQuerySet,
        "indexes": [
            {"fields": ["reach"], "name": "reach"},
            {"fields": ["place"], "name": "place"},
            {"fields": ["email_key"], "name": "email_key"},
            {"fields": ["account"], "name": "account", "sparse": True},
            {"fields": ["letter_at"], "name": "letter_at", "sparse": True},
        ],
    }

    # Beginnings

    @classmethod
    def give(
        cls,
        course_id: ObjectId,
        emails: Mapping[str, str],
        by: ObjectId,
        *,
        words: str | None = None,
        invites: bool = False,
    ) -> int:
        """Grant a course to addresses by key; gives how many of them had no grant.

        Those that have one keep it as it is: twice is once. Letters to those that are there go out
        also where the rest could not be written.
        """
        known = cls.known(reach_of(course_id, key) for key in emails)
        fresh = {key: each for key, each in emails.items() if reach_of(course_id, key) not in known}
        if not fresh:
            return 0
        now = utc_now()
        invitation = Invitation(id=ObjectId(), course=course_id, size=len(fresh), words=words)
        invitation.letters_at = now + WRITTEN if invites else None
        invitation.insert()
        shared = {"course": course_id, "by": by, "granted_at": now}
        made = (
            {**begun(invitation, number, *each), **shared}
            for number, each in zip(range(len(fresh) - 1, -1, -1), fresh.items(), strict=True)
        )
        added = sum(cls._insert(part) for part in parts(made))
        cls._meet(course_id, fresh)
        if invites:
            invitation.put_off(now)
        return added

    @classmethod
    def _insert(cls, grants: list[dict[str, Any]]) -> int:
        """Raises ``BulkWriteError`` where one fails for another reason than that it is there."""
        try:
            return len(cls.collection().insert_many(grants, ordered=False).inserted_ids)
        except BulkWriteError as error:
            if any(each["code"] != TAKEN_ALREADY for each in error.details["writeErrors"]):
                raise
            return int(error.details["nInserted"])

    @classmethod
    def known(cls, ids: Iterable[str]) -> set[str]:
        """Those of these ids that are there."""
        return {
            stored["_id"]
            for part in parts(ids)
            for stored in cls.collection().find({"_id": {"$in": part}}, {"_id": 1})
        }

    # Whose it becomes

    @classmethod
    def _meet(cls, course_id: ObjectId, email_keys: Iterable[str]) -> None:
        """Let them belong to the accounts that have confirmed these addresses."""
        for part in parts(email_keys):
            own = {"email_key": {"$in": part}, "confirmed_at": {"$ne": None}, "deleted_at": None}
            for who in Account.collection().find(own, {"email_key": 1}):
                cls._belong(course_id, who["email_key"], who["_id"])

    @classmethod
    def claim(cls, email_keys: Collection[str], account_id: ObjectId) -> None:
        """Let all that was granted to addresses belong to who has confirmed them; twice is once."""
        free = {"email_key": {"$in": list(email_keys)}, "account": None}
        for stored in cls.collection().find(free, {"course": 1, "email_key": 1}):
            cls._belong(stored["course"], stored["email_key"], account_id)

    @classmethod
    def _belong(cls, course_id: ObjectId, email_key: str, account_id: ObjectId) -> None:
        free = {"_id": reach_of(course_id, email_key), "account": None}
        own = {"account": account_id, "reach": reach_of(course_id, account_id)}
        cls.collection().update_one(free, {"$set": own})

    @classmethod
    def reaching(
        cls, course_ids: Iterable[ObjectId], account_id: ObjectId, email_key: str | None
    ) -> dict[ObjectId, str]:
        """Ids of grants that an account has, or may take by its confirmed address, by course."""
        owners = (account_id, *([email_key] if email_key else ()))
        wanted = [reach_of(each, owner) for each in course_ids for owner in owners]
        found = cls.collection().find({"reach": {"$in": wanted}}, {"course": 1, "account": 1})
        own_last = sorted(found, key=lambda each: each.get("account") is not None)
        return {stored["course"]: stored["_id"] for stored in own_last}

    @classmethod
    def take(cls, its_id: str, account_id: ObjectId) -> bool:
        """Note who enrols with it; twice is once, and False where it is not to be had."""
        course_id = its_id.partition(":")[0]
        own = {"account": account_id, "reach": f"{course_id}:{account_id}", "taken_at": utc_now()}
        free = {"_id": its_id, "account": {"$in": [None, account_id]}, "taken_at": None}
        change = {"$set": own, "$unset": {"letter_at": True}}
        if cls.collection().update_one(free, change).matched_count:
            return True
        return cls.collection().find_one({"_id": its_id, "account": account_id}) is not None

    @classmethod
    def remove(cls, its_id: str) -> bool:
        """Take it back where nobody has enrolled with it; False where there is no such one."""
        return cls.collection().delete_one({"_id": its_id, "taken_at": None}).deleted_count > 0

    @classmethod
    def forget(cls, course_id: ObjectId) -> None:
        """Delete all of a course that is being purged, with the lists that they came from."""
        for each in Invitation.objects.of(course_id):
            for part in each.parts:
                cls.collection().delete_many(each.between(*part))
            Invitation.collection().delete_one({"_id": each.id})

    # Its letters

    @classmethod
    def ask_again(cls, its_id: str, letters: int) -> bool:
        """Have one more letter sent, the next after those that somebody saw; twice is once."""
        seen = {"_id": its_id, "taken_at": None, "letters": letters or None, "letter_at": None}
        change = {"$set": {"letter_at": utc_now(), "letters": letters + 1}}
        return bool(cls.collection().update_one(seen, change).matched_count)

    @classmethod
    def hand_on(cls, invitation: Invitation, now: datetime) -> None:
        """Let the letters of the next part of a list be due; twice is once."""
        unasked = {**invitation.between(*invitation.next_part), "letters": None, "taken_at": None}
        cls.collection().update_many(unasked, {"$set": {"letter_at": now, "letters": 1}})
        invitation.hand_on(now)

    @classmethod
    def next_letter(cls, now: datetime) -> Self | None:
        """The one whose letter is due longest."""
        due = cls.objects(letter_at__gt=EVER, letter_at__lte=now)
        found: Self | None = due.order_by("letter_at").first()
        return found

    @property
    def letter_id(self) -> str:
        """Of the mail that is due: it holds no address, and the same letter has the same."""
        return "-".join([*self.place.split(":")[1:], str(self.letters)])

    def note_letter(self, at: datetime) -> None:
        made = {"$set": {"invited_at": at}, "$unset": {"letter_at": True}}
        self.collection().update_one({"_id": self.id, "letters": self.letters}, made)

    def put_off(self, until: datetime) -> None:
        waiting = {"_id": self.id, "letter_at": self.letter_at}
        self.collection().update_one(waiting, {"$set": {"letter_at": until}})

    @classmethod
    def at(cls, place: str) -> Self | None:
        found: Self | None = cls.objects(place=place).first()
        return found

    @classmethod
    def emails_at(cls, places: Collection[str]) -> dict[str, str]:
        """The addresses at these places: one query, and none for none."""
        if not places:
            return {}
        found = cls.collection().find({"place": {"$in": list(places)}}, {"place": 1, "email": 1})
        return {stored["place"]: stored["email"] for stored in found}

    # Whose it is

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        found = cls._of_account(account_id)
        return [as_text({name: each[name] for name in SHOWN if name in each}) for each in found]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        """Also what reached their address and was not taken: it says that somebody has it."""
        ids = [each["_id"] for each in cls._of_account(account_id)]
        cls.collection().delete_many({"_id": {"$in": ids}})

    @classmethod
    def _of_account(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        """What is its own, and what nobody has of its confirmed address."""
        own = list(cls.collection().find({"account": account_id}))
        confirmed = {"_id": account_id, "confirmed_at": {"$ne": None}}
        who = Account.collection().find_one(confirmed, {"email_key": 1})
        free = who and cls.collection().find({"email_key": who["email_key"], "account": None})
        return [*own, *(free or ())]


@effect("claim grants")
def claim_grants(entry: dict[str, Any]) -> None:
    Grant.claim(entry["data"]["email_keys"], entry["data"]["account"])


def begun(invitation: Invitation, number: int, email_key: str, email: str) -> dict[str, Any]:
    """A grant as it is stored first."""
    reach = reach_of(invitation.course, email_key)
    known = {"_id": reach, "reach": reach, "email": email, "email_key": email_key}
    return {**known, "place": invitation.place(number)}


def parts(every: Iterable[Any]) -> Iterator[list[Any]]:
    """A few at a time."""
    rest = iter(every)
    while part := list(islice(rest, AT_ONCE)):
        yield part
