"""A file on its way here: whose it is, how much of it has come, and what it turned out to be."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import DictField, IntField, LongField, ObjectIdField, StringField

from talkpython_site.documents.base import Changeable, PlainQuerySet
from talkpython_site.documents.let_go import LetGo
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.personal import Personal, as_text

KEPT = timedelta(days=1)  # since its last piece, or since a form named it
ARRIVING, HERE, REFUSED = "arriving", "here", "refused"


class UploadQuerySet(PlainQuerySet):
    """Uploads by whose they are and how long they stay."""

    def of(self, account_id: ObjectId) -> Self:
        return self.filter(account=account_id)

    def unfinished(self, now: datetime) -> Self:
        return self.filter(state=ARRIVING, expires_at__gt=now)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)


class Upload(Personal, Changeable):
    """One file of one account. Its bytes lie in a folder under its id, later under ``media``."""

    account: ObjectId = ObjectIdField()
    name: str | None = StringField()  # as its sender calls it
    size_bytes: int = LongField()
    offset: int = LongField()  # how many of these are here
    purpose: str | None = StringField()  # as ``upload_purposes`` has it; None: audio
    state: str = StringField()
    expires_at: datetime = MomentField()
    problem: str | None = StringField()  # why it was refused, in a sentence
    media: str | None = StringField()  # the key under which it is kept, once it is here
    type: str | None = StringField()
    duration_seconds: int | None = IntField()
    bitrate: int | None = IntField()  # kbit/s
    tags: dict[str, str] = DictField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "uploads",
        "queryset_class": UploadQuerySet,
        "indexes": [
            {"fields": ["account"], "name": "account"},
            {"fields": ["expires_at"], "name": "expires_at"},
            {"fields": ["media"], "name": "media", "sparse": True},
        ],
    }

    @classmethod
    def exported(cls, account_id: ObjectId) -> list[dict[str, Any]]:
        names = ("name", "size_bytes", "state", "type", "duration_seconds", "tags", "created_at")
        found = cls.collection().find({"account": account_id}, dict.fromkeys(names, 1))
        return [as_text(each) for each in found]

    @classmethod
    def erase(cls, account_id: ObjectId) -> None:
        """What is kept already goes after its time, where nothing names it."""
        whole = {"account": account_id, "media": {"$exists": True}}
        for each in cls.collection().find(whole, {"media": 1}):
            LetGo.note(each["media"], utc_now())
        cls.collection().delete_many({"account": account_id})

    @property
    def is_whole(self) -> bool:
        """Whether all its bytes are here."""
        return self.offset == self.size_bytes

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at <= now

    # Its way here

    @classmethod
    def begin(cls, upload_id: ObjectId, account_id: ObjectId, now: datetime, **known: Any) -> Self:
        """``known`` is what its sender says of it."""
        begins = {"offset": 0, "state": ARRIVING, "expires_at": now + KEPT}
        return cls(id=upload_id, account=account_id, **begins, **known).insert()

    def advance(self, offset: int, now: datetime) -> None:
        """More of it is on the disk. Raises ``SaveConditionError``, as the others do."""
        self.offset, self.expires_at = offset, now + KEPT
        self.change()

    def refuse(self, sentence: str) -> None:
        """It is whole, and nothing that can be kept."""
        self.state, self.problem = REFUSED, sentence
        self.change()

    def keep(self, media: str, **known: Any) -> None:
        """It is whole and what it was sent as: what is known of it, and the key that it gets."""
        self.state, self.media = HERE, media
        for name, value in known.items():
            self[name] = value
        self.change()

    # Afterwards

    @classmethod
    def claim(
        cls, account_id: ObjectId, media: str, now: datetime, purpose: str | None = None
    ) -> Self | None:
        """The upload of an account that is kept under a key, where it was sent for this purpose;
        it stays while a form is saved.
        """
        own = {
            "account": account_id,
            "media": media,
            "state": HERE,
            "purpose": {"$in": [purpose]},
            "expires_at": {"$gt": now},
        }
        stays = {"$set": {"expires_at": now + KEPT}}
        if not cls.collection().update_one(own, stays).matched_count:
            return None
        stored = cls.collection().find_one(own)
        return cls.from_stored(stored) if stored else None

    @classmethod
    def postpone(cls, upload_id: ObjectId, now: datetime) -> None:
        """A form that is being written names it."""
        cls.collection().update_one({"_id": upload_id}, {"$set": {"expires_at": now + KEPT}})

    @classmethod
    def drop(cls, upload_id: ObjectId, now: datetime) -> bool:
        """Forget one whose time is over; False where a form has named it meanwhile."""
        over = {"_id": upload_id, "expires_at": {"$lte": now}}
        return bool(cls.collection().delete_one(over).deleted_count)
