"""A certificate: who has finished which course, for anybody who has its code."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import IntField, ListField, ObjectIdField, StringField

from talkpython_site.documents.base import (
    Changeable,
    NotUniqueError,
    PlainQuerySet,
    effect,
    follow_up,
)
from talkpython_site.documents.enrolment import Enrolment, enrolment_id
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

# Base 32 as Douglas Crockford writes it: no letter that looks like a digit, and no U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20  # of 5 bits each
GROUP = 4
MEANT = str.maketrans("OILU", "011V", "- \u2010\u2011\u2013")
# What a certificate says of the course as it was, and takes along where it is issued anew.
SAID = (
    "account", "course", "course_title", "language", "own_hue", "duration_seconds",
    "lecture_count", "strip", "issued_at",
)  # fmt: skip


def new_code() -> str:
    """100 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code that somebody means, however they write it; None where it cannot be one."""
    code = typed.upper().translate(MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def shown_code(code: str) -> str:
    """A code as people read it: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


class CertificateQuerySet(PlainQuerySet):
    """Certificates by whose they are."""

    def valid(self, course_id: ObjectId, account_id: ObjectId) -> Self:
        """The one, if there is one."""
        return self.filter(holder=enrolment_id(course_id, account_id))

    def of_account(self, account_id: ObjectId) -> Self:
        return self.filter(account=account_id, replaced_at=None)


class Certificate(Personal, Changeable):
    """One course that one account has finished, ``_id`` its code.

    It holds all that it says: whatever becomes of the course changes nothing of it.
    """

    id: str = StringField(primary_key=True)
    holder: str | None = StringField()  # "<course>:<account>" while it is valid
    account: ObjectId | None = ObjectIdField()
    course: ObjectId = ObjectIdField()
    name: str | None = StringField()
    course_title: str | None = StringField()
    language: str | None = StringField()  # of the course, BCP 47
    own_hue: str | None = StringField()
    duration_seconds: int | None = IntField()
    lecture_count: int | None = IntField()
    strip: list[int] = ListField(IntField())  # ends of chapters in ten-thousandths
    issued_at: datetime | None = MomentField()  # that of the first one, where it is issued anew
    replaced_at: datetime | None = MomentField()
    withdrawn_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "certificates",
        "queryset_class": CertificateQuerySet,
        "indexes": [
            {
                "fields": ["holder"],
                "name": "holder_unique",
                "unique": True,
                "partialFilterExpression": {"holder": {"$exists": True}},
            },
            {"fields": ["account"], "name": "account", "sparse": True},
        ],
    }

    @classmethod
    def issue(cls, **said: Any) -> str | None:
        """Make one of what is ``SAID`` and a name, if there is none yet; gives the valid code.

        None where what is asked for once more is replaced already.
        """
        course, account = said["course"], said["account"]
        made = cls(**{"id": new_code(), **said}, holder=enrolment_id(course, account))
        try:
            code: str | None = made.insert().id
        except NotUniqueError:
            code = cls.objects.valid(course, account).scalar("id").first()
        return code

    def replace(self, name: str) -> str:
        """Issue it anew with another name; gives the new code.

        This one forgets the name. Raises ``SaveConditionError`` where it is replaced already.
        """
        code = new_code()
        said = {field: self[field] for field in SAID} | {"name": name, "id": code}
        self.replaced_at = utc_now()
        self.holder = self.name = None
        self.change(follow_up("issue certificate", **said))
        return code

    # Whose it is

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        left_out = {"pending": 0, "revision": 0}
        return [as_text(each) for each in cls.collection().find({"account": account_id}, left_out)]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        """Withdraw them; the codes stay, so that they say so."""
        withdrawn = {
            "$set": {"withdrawn_at": utc_now(), "pending": []},
            "$unset": dict.fromkeys(("account", "holder", "name"), True),
            "$inc": {"revision": 1},
        }
        cls.collection().update_many({"account": account_id}, withdrawn)


@effect("issue certificate")
def issue_anew(entry: dict[str, Any]) -> None:
    said = entry["data"]
    code = Certificate.issue(**said)
    if code:
        own = said["course"], said["account"]
        Enrolment.note_certificate(*own, shown_code(code), is_newer=True)
