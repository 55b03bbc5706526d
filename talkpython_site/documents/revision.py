"""What content was before it was changed."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar, Self

from mongoengine import DictField, IntField, StringField
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.base import PlainQuerySet, Stored
from talkpython_site.documents.moments import MomentField, utc_now

# What belongs to the document and not to what it says.
APART = frozenset({
    "_id", "revision", "pending", "nonce", "imported", "snapshot_at",
    "preview_salt", "preview_hash", "preview_until",
})  # fmt: skip


class RevisionQuerySet(PlainQuerySet):
    """Revisions of one thing."""

    def of(self, thing: str) -> Self:
        return self.filter(thing=thing)

    def before(self, number: int) -> Self:
        """Those that were replaced; one may also be put by for a change that was then refused."""
        return self.filter(number__lt=number)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Revision(Stored):
    """A document as it was stored once. ``_id`` is thing and number, as in "episode:65f0…:3"."""

    id: str = StringField(primary_key=True)
    thing: str = StringField()  # "episode:<id>"
    number: int = IntField()
    nonce: str | None = StringField()  # of the form that wrote it
    replaced_at: datetime = MomentField()
    content: dict[str, Any] = DictField()  # as MongoDB stored it

    meta: ClassVar[dict[str, Any]] = {
        "collection": "revisions",
        "queryset_class": RevisionQuerySet,
        "indexes": [
            {"fields": ["content.enclosure.media"], "name": "enclosure_media", "sparse": True},
            {"fields": ["content.video.media"], "name": "video_media", "sparse": True},
            {"fields": ["content.downloads.media"], "name": "downloads_media", "sparse": True},
            {"fields": ["thing", "number"], "name": "thing_number"},
        ],
    }

    @classmethod
    def keep(cls, thing: str, stored: Mapping[str, Any]) -> None:
        """Put a stored document by before it is changed; twice is once."""
        number = stored.get("revision") or 0
        kept = {"thing": thing, "number": number, "content": content_of(stored)}
        if stored.get("nonce"):
            kept["nonce"] = stored["nonce"]
        # The last who tried is who replaced it: others were refused, or died.
        update = {"$setOnInsert": kept, "$set": {"replaced_at": utc_now()}}
        with suppress(DuplicateKeyError):  # somebody else puts the same by at this moment
            cls.collection().update_one({"_id": f"{thing}:{number}"}, update, upsert=True)

    @classmethod
    def forget(cls, thing: str) -> None:
        """Delete all that was put by of a thing that is being purged."""
        cls.collection().delete_many({"thing": thing})


def content_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in stored.items() if name not in APART}
