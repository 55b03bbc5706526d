"""What an account holds, how it is found, and what signing in writes of it."""

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import EmbeddedDocumentListField, IntField, ListField, StringField

from talkpython_site.documents import folding
from talkpython_site.documents.base import Changeable, Part, PlainQuerySet
from talkpython_site.documents.email_address import email_key, fold
from talkpython_site.documents.moments import EVER, MomentField
from talkpython_site.documents.personal import Personal, as_text
from talkpython_site.documents.roles import ADMIN, EDITOR

MOST_SIGN_INS = 20
SEEN_EVERY = timedelta(minutes=5)
NEW_EMAIL_KEPT = timedelta(days=3)  # as long as its link holds
ERASED_AFTER = timedelta(days=14)
# Nobody is taken back while another process, whose clock is ahead, erases them already.
CLOCKS_DIFFER = timedelta(minutes=1)
LAST_CHARACTER = chr(sys.maxunicode)  # nothing that begins with a word sorts after it and this
# What they are handed of it, and of each of its sign-ins: what newer code may add stays where it
# is, as it may be a secret.
SHOWN = (
    "_id", "email", "email_key", "name", "name_key", "new_email", "new_email_at",
    "confirmed_at", "roles", "locked_at", "deleted_at", "created_at", "revision",
)  # fmt: skip
SHOWN_OF_SIGN_INS = ("made_at", "seen_at", "expires_at", "agent", "network")

# As an account is stored, and never is.
NOBODY = {
    "_id": ObjectId(), "email": "", "email_key": "", "name": "", "name_key": "",
    "password_hash": "", "confirmed_at": EVER, "created_at": EVER, "revision": 0,
}  # fmt: skip


class AccountQuerySet(PlainQuerySet):
    """Accounts by address, and those whose time has come."""

    def with_email(self, email: str) -> Any:
        return self.filter(email_key=email_key(email)).first()

    def to_be_erased(self, now: datetime) -> Self:
        """Whose time is over; who still has something pending waits for that.

        A mail would be made after they are gone.
        """
        nothing_pending: dict[str, Any] = {"pending": {"$in": [[], None]}}
        over = now - ERASED_AFTER - CLOCKS_DIFFER
        return self.filter(deleted_at__lte=over, __raw__=nothing_pending)

    def has(self, account_id: ObjectId | None) -> bool:
        """Whether it is there, and not deleted by its owner."""
        return bool(self.filter(id=account_id, deleted_at=None).only("id").first())

    def locked(self) -> Self:
        return self.filter(locked_at__gt=EVER)

    def addressed(self, beginning: str) -> Self:
        """Those whose address begins so."""
        key = fold(beginning)
        return self.filter(email_key__gte=key, email_key__lt=key + LAST_CHARACTER)

    def named(self, beginning: str) -> Self:
        """Those whose name begins so, with or without its accents."""
        key = folding.fold(beginning)
        return self.filter(name_key__gte=key, name_key__lt=key + LAST_CHARACTER)

    def admins(self) -> Self:
        return self.filter(roles=ADMIN)

    def editors(self) -> Self:
        """From the first role of an editor on: engines bear no range with two ends on a list."""
        return self.filter(roles__gte=f"{EDITOR}:")


class SignIn(Part):
    """One browser that is signed in. Its cookie holds the token that ``hash`` was made from."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    hash: str = StringField()  # SHA-256, hexadecimal
    made_at: datetime = MomentField()
    seen_at: datetime = MomentField()  # true to five minutes
    expires_at: datetime = MomentField()
    agent: str = StringField()  # what the browser calls itself
    network: str = StringField()


class AccountFields(Personal, Changeable):
    """The fields of ``Account``, and operators on them that no other change meets."""

    email: str = StringField(required=True)
    email_key: str = StringField(required=True)
    name: str | None = StringField()
    name_key: str | None = StringField()
    password_hash: str = StringField()
    confirmed_at: datetime | None = MomentField()
    new_email: str | None = StringField()  # takes the place of ``email`` once it is confirmed
    new_email_at: datetime | None = MomentField()  # when that was asked for
    roles: list[str] = ListField(StringField())
    locked_at: datetime | None = MomentField()
    deleted_at: datetime | None = MomentField()  # hidden since, erased 14 days later
    totp_secret: str | None = StringField()  # Base32, as RFC 6238 has it
    totp_step: int | None = IntField()  # of the last code that was taken
    recovery_hashes: list[str] = ListField(StringField())
    sign_ins: list[SignIn] = EmbeddedDocumentListField(SignIn)

    meta: ClassVar[dict[str, Any]] = {"abstract": True, "strict": False}

    @property
    def thing(self) -> str:
        return f"account:{self.id}"

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.roles

    @property
    def is_open(self) -> bool:
        """Whether its owner may sign in."""
        return not self.locked_at and not self.deleted_at

    @property
    def acts(self) -> bool:
        """Whether it is an admin who can do what admins do."""
        return self.is_admin and self.is_open

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_secret)

    @property
    def erased_at(self) -> datetime | None:
        """When housekeeping erases it, where it is to be erased."""
        return self.deleted_at + ERASED_AFTER if self.deleted_at else None

    @classmethod
    def looked_up(cls, email: str) -> Self | None:
        """The account of an address, without its sign-ins; it takes as long where there is none.

        Twenty sign-ins take up to 10 ms to read, and a document takes 1 ms to build.
        """
        stored = cls.collection().find_one({"email_key": email_key(email)}, {"sign_ins": 0})
        built = cls.from_stored(stored or NOBODY)
        return built if stored else None

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        stored = cls.collection().find_one({"_id": account_id}) or {}
        shown = picked(stored, SHOWN)
        shown["has_second_factor"] = bool(stored.get("totp_secret"))
        shown["recovery_codes_left"] = len(stored.get("recovery_hashes", ()))
        sign_ins = stored.get("sign_ins", ())
        shown["sign_ins"] = [picked(each, SHOWN_OF_SIGN_INS) for each in sign_ins]
        return [as_text(shown)] if stored else []

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        cls.collection().delete_one({"_id": account_id})

    @classmethod
    def forget_new_emails(cls, now: datetime) -> None:
        """Those whose link no longer holds: they may be somebody's who wants nothing of this site.

        No revision: who changes the account meanwhile writes no such field.
        """
        over = {"new_email_at": {"$lt": now - NEW_EMAIL_KEPT}}
        gone = {"new_email": True, "new_email_at": True}
        cls.collection().update_many(over, {"$unset": gone})

    def push_sign_in(self, sign_in: SignIn) -> bool:
        """Add a sign-in; False where what it was proved by, or a lock, was changed meanwhile."""
        guard = {
            "_id": self.id,
            "password_hash": self.password_hash,
            "totp_secret": self.totp_secret,
            "locked_at": None,
            "deleted_at": None,
        }
        newest = {"$each": [sign_in.to_mongo()], "$slice": -MOST_SIGN_INS}
        pushed = self.collection().update_one(guard, {"$push": {"sign_ins": newest}})
        return bool(pushed.matched_count)

    @classmethod
    def pull_sign_in(cls, account_id: ObjectId, token_hash: str) -> None:
        pulled = {"$pull": {"sign_ins": {"hash": token_hash}}}
        cls.collection().update_one({"_id": account_id}, pulled)

    @classmethod
    def see(cls, account_id: ObjectId, token_hash: str, now: datetime) -> None:
        """Note that a browser was here, every five minutes at most."""
        due = {"$elemMatch": {"hash": token_hash, "seen_at": {"$lt": now - SEEN_EVERY}}}
        cls.collection().update_one(
            {"_id": account_id, "sign_ins": due}, {"$set": {"sign_ins.$.seen_at": now}}
        )

    def rehash(self, password_hash: str) -> None:
        """Keep the same password in a newer form; no change of anything else."""
        guard = {"_id": self.id, "password_hash": self.password_hash}
        answer = self.collection().update_one(guard, {"$set": {"password_hash": password_hash}})
        if answer.matched_count:
            self.password_hash = password_hash
            self._clear_changed_fields()

    def spend_step(self, step: int) -> bool:
        """Take a code of the second factor; False where it or a later one was taken before."""
        unspent = {"_id": self.id, "$or": [{"totp_step": None}, {"totp_step": {"$lt": step}}]}
        spent = self.collection().update_one(unspent, {"$set": {"totp_step": step}})
        return bool(spent.matched_count)

    def spend_recovery_code(self, code_hash: str) -> bool:
        """Take a recovery code; False where it is none, or was taken before."""
        unspent = {"_id": self.id, "recovery_hashes": code_hash}
        spent = self.collection().update_one(unspent, {"$pull": {"recovery_hashes": code_hash}})
        return bool(spent.matched_count)


def picked(stored: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: stored[name] for name in names if name in stored}
