"""Who changed what, when and from where; values only of roles, locks and states."""

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self

from bson import ObjectId
from mongoengine import BooleanField, DictField, IntField, ListField, ObjectIdField, Q, StringField

from talkpython_site.documents.base import NotUniqueError, PlainQuerySet, Stored, effect
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

ID_DIGITS = 24  # hexadecimal, as the lines are put in order by them


class Actor(NamedTuple):
    """Who does something, and from where."""

    account: ObjectId | None  # None on the command line
    network: str | None


COMMAND_LINE = Actor(None, None)


class AuditLineQuerySet(PlainQuerySet):
    """Lines by time, or by what they are about."""

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def newest_first(self) -> Self:
        return self.order_by("-at")

    def about(self, thing: str) -> Self:
        return self.filter(thing=thing)

    def by(self, account_id: ObjectId) -> Self:
        return self.filter(account=account_id)

    def of_account(self, account_id: ObjectId) -> Self:
        """What it did, and what was done to it; the embedded engine takes no index for both."""
        return self.filter(Q(account=account_id) | Q(thing=f"account:{account_id}"))


class AuditLine(Personal, Stored):
    """One change. ``_id`` is that of the ``pending`` entry that it came from: twice is once."""

    id: str = StringField(primary_key=True)
    at: datetime = MomentField()
    account: ObjectId | None = ObjectIdField()  # who did it
    network: str | None = StringField()  # from where
    is_erased: bool | None = BooleanField()  # who did it: else it was the command line
    thing: str = StringField()  # "account:<id>"
    action: str = StringField()  # "password", "lock", "role added"
    fields: list[str] = ListField(StringField())
    revision: int = IntField()  # of the thing after the change
    values: dict[str, str] = DictField()  # of role, lock and state alone

    meta: ClassVar[dict[str, Any]] = {
        "collection": "audit_lines",
        "queryset_class": AuditLineQuerySet,
        "indexes": [
            {"fields": ["at"], "name": "at"},
            {"fields": ["account"], "name": "account"},
            {"fields": ["thing"], "name": "thing"},
        ],
    }

    @classmethod
    def write(cls, by: Actor, action: str, thing: str, since: datetime) -> None:
        """Note what is about to be done to a thing without revisions, which is so since a moment.

        Twice is once: whoever saw no answer may send the form again.
        """
        name = f"{thing} {action} {since.isoformat()}"
        line_id = hashlib.sha256(name.encode()).hexdigest()[:ID_DIGITS]
        with suppress(NotUniqueError):
            cls(id=line_id, at=utc_now(), **by._asdict(), thing=thing, action=action).insert()

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        """What they did and what was done to them; where others were is theirs."""
        lines, thing = cls.collection(), f"account:{account_id}"
        hidden = {"network": 0, "account": 0}
        found = (
            *lines.find({"account": account_id}),
            *lines.find({"thing": thing, "account": None}),
            *lines.find({"thing": thing, "account": {"$nin": [account_id, None]}}, hidden),
        )
        return [as_text(line) for line in found]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        """What was done stays; by whom and from where does not.

        Links of mails are followed by whom nobody knows: from where, that goes too.
        """
        gone = {"$unset": {"account": True, "network": True}, "$set": {"is_erased": True}}
        by_link = {"thing": f"account:{account_id}", "account": None, "network": {"$gte": ""}}
        for lines in ({"account": account_id}, by_link):
            cls.collection().update_many(lines, gone)


@effect("audit")
def write_audit_line(entry: dict[str, Any]) -> None:
    try:
        AuditLine(id=entry["id"], at=entry["at"], **entry["data"]).insert()
    except NotUniqueError:
        return  # it stands there already
