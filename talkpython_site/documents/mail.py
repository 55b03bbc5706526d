"""A mail to be sent: which kind, to whom, and how far it got; never what it says."""

import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import DictField, IntField, ObjectIdField, StringField

from talkpython_site.documents.account import Account
from talkpython_site.documents.base import NotUniqueError, PlainQuerySet, Stored, effect
from talkpython_site.documents.moments import EVER, MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

# Longer than any sending, a slow look-up of the server's name included.
LEASE = timedelta(minutes=10)
SENT_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)  # so long it can be sent once more
MOST_AT_ONCE = 20


class MailQuerySet(PlainQuerySet):
    """Mails by what became of them."""

    def waiting(self) -> Self:
        return self.filter(due_at__gt=EVER)

    def failed(self) -> Self:
        """Given up, and still to be sent once more."""
        return self.filter(failed_at__gt=utc_now() - FAILED_KEPT)

    def sent_since(self, moment: datetime) -> Self:
        return self.filter(sent_at__gte=moment).order_by("-sent_at")


class Mail(Personal, Stored):
    """One mail. ``_id`` is that of the ``pending`` entry that it came from: twice is once.

    It holds no link and no token: those are signed while it is sent.
    """

    id: str = StringField(primary_key=True)
    kind: str = StringField()  # a name in ``mail.letters.LETTERS``
    account: ObjectId | None = ObjectIdField()  # none where a ``grant`` says what it is for
    # ``email_key`` alone where somebody asked by address: whose it is housekeeping finds out.
    data: dict[str, str] = DictField()
    created_at: datetime = MomentField()
    due_at: datetime | None = MomentField()  # gone once it is sent or given up
    attempts: int = IntField()
    leased_until: datetime | None = MomentField()
    lease: str | None = StringField()  # whose turn it is
    sent_at: datetime | None = MomentField()
    failed_at: datetime | None = MomentField()  # given up
    problem: str | None = StringField()  # what the mail server said last, without addresses
    kept_until: datetime | None = MomentField()  # emptied then
    emptied_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "mails",
        "queryset_class": MailQuerySet,
        "indexes": [
            {"fields": ["due_at"], "name": "due_at", "sparse": True},
            {"fields": ["failed_at"], "name": "failed_at", "sparse": True},
            {"fields": ["sent_at"], "name": "sent_at", "sparse": True},
            {"fields": ["kept_until"], "name": "kept_until", "sparse": True},
            {"fields": ["data.email_key"], "name": "asked_by_address", "sparse": True},
            {"fields": ["account"], "name": "account", "sparse": True},
        ],
    }

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        shown = dict.fromkeys(("kind", "data", "created_at", "sent_at", "failed_at", "problem"), 1)
        return [as_text(mail) for mail in cls.collection().find({"account": account_id}, shown)]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        cls.collection().delete_many({"account": account_id})

    # Beginnings

    @classmethod
    def ask_for_reset(cls, email_key: str) -> None:
        """The same one write whether anybody has this address or not."""
        now = utc_now()
        cls(
            id=str(ObjectId()),
            kind="reset",
            data={"email_key": email_key},
            created_at=now,
            due_at=now,
            attempts=0,
        ).insert()

    @classmethod
    def address_all(cls) -> None:
        """Find out whose the mails are that were asked for by address; nobody's go."""
        asked = {"data.email_key": {"$gte": ""}}
        for stored in cls.collection().find(asked, {"data": 1}):
            key = stored["data"]["email_key"]
            owner = Account.collection().find_one({"email_key": key}, {"_id": 1})
            if owner is None:
                cls.collection().delete_one({"_id": stored["_id"]})
            else:
                addressed = {"$set": {"account": owner["_id"]}, "$unset": {"data.email_key": True}}
                cls.collection().update_one({"_id": stored["_id"]}, addressed)

    @classmethod
    def invite(cls, mail_id: str, kind: str, place: str, now: datetime) -> None:
        """To the address of the grant at a place; the same one twice is one."""
        asked = {"kind": kind, "data": {"grant": place}, "created_at": now, "due_at": now}
        with suppress(NotUniqueError):
            cls(id=mail_id, attempts=0, **asked).insert()

    # Its way out

    @classmethod
    def wait(cls, kind: str, many: int) -> bool:
        """Whether so many of a kind wait to go out."""
        found = cls.objects.waiting().filter(kind=kind).only("id").as_pymongo()
        return len(list(found.limit(many))) >= many

    @classmethod
    def claim(cls, kinds: Collection[str], now: datetime) -> Self | None:
        """The mail that is due longest, for this caller alone until its lease is over.

        Only of ``kinds``: what newer code wrote stays for newer code.
        """
        for mail_id, seen in cls.due(kinds, now):
            lease = secrets.token_hex(8)
            taken = {"$set": {"lease": lease, "leased_until": now + LEASE}, "$inc": {"attempts": 1}}
            guard = {"_id": mail_id, **seen}
            if cls.collection().update_one(guard, taken).matched_count:
                found: Self | None = cls.objects(id=mail_id, lease=lease).first()
                return found
        return None

    @classmethod
    def due(cls, kinds: Collection[str], now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
        """Ids of what is due and in nobody's hands, oldest first, each with what was seen."""
        query = {
            "due_at": {"$lte": now},
            "kind": {"$in": sorted(kinds)},
            "data.email_key": None,  # whose it is, is known
            "$or": [{"leased_until": None}, {"leased_until": {"$lte": now}}],
        }
        found = cls.collection().find(query, {"due_at": 1, "lease": 1})
        for each in found.sort("due_at", 1).limit(MOST_AT_ONCE):
            yield each["_id"], {"due_at": each["due_at"], "lease": each.get("lease")}

    def note_sent(self, at: datetime) -> None:
        self._let_go({"sent_at": at, "kept_until": at + SENT_KEPT}, "due_at", "problem")

    def put_off(self, until: datetime, problem: str) -> None:
        self._let_go({"due_at": until, "problem": problem})

    def give_up(self, at: datetime, problem: str) -> None:
        kept = {"failed_at": at, "kept_until": at + FAILED_KEPT, "problem": problem}
        self._let_go(kept, "due_at")

    def drop(self) -> None:
        """Nobody is to have it any more."""
        self.collection().delete_one({"_id": self.id, "lease": self.lease})

    def _let_go(self, noted: dict[str, Any], *gone: str) -> None:
        """Note what became of it, unless the lease went to somebody else meanwhile."""
        unset = dict.fromkeys(("lease", "leased_until", *gone), True)
        guard = {"_id": self.id, "lease": self.lease}
        self.collection().update_one(guard, {"$set": noted, "$unset": unset})

    # Afterwards

    @classmethod
    def retry(cls, mail_id: str) -> bool:
        """Let one that waits or was given up go out now; False where there is none."""
        unsent = {"_id": mail_id, "sent_at": None, "emptied_at": None}
        anew = {
            "$set": {"due_at": utc_now(), "attempts": 0},
            "$unset": {"failed_at": True, "kept_until": True},
        }
        return bool(cls.collection().update_one(unsent, anew).matched_count)

    @classmethod
    def empty_old(cls, now: datetime) -> None:
        """Take what is said of anybody out of the mails that went, or failed, long ago."""
        gone = dict.fromkeys(("data", "account", "problem", "kept_until"), True)
        emptied = {"$set": {"emptied_at": now}, "$unset": gone}
        cls.collection().update_many({"kept_until": {"$lte": now}}, emptied)


@effect("mail")
def write_mail(entry: dict[str, Any]) -> None:
    at, data = entry["at"], entry["data"]
    try:
        Mail(id=entry["id"], created_at=at, due_at=at, attempts=0, **data).insert()
    except NotUniqueError:
        return  # it stands there already
