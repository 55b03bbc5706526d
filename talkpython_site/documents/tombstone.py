"""What is left of an episode that was purged: its names, so that nothing else gets them."""

from contextlib import suppress
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import ObjectIdField, StringField

from talkpython_site.documents.base import NotUniqueError, PlainQuerySet, Stored, effect


class TombstoneQuerySet(PlainQuerySet):
    """Tombstones by podcast, or by guid whatever the podcast."""

    def of(self, podcast_id: ObjectId) -> Self:
        return self.filter(podcast=podcast_id)

    def by_guids(self, guids: list[str]) -> Self:
        return self.filter(guid__in=guids)


class Tombstone(Stored):
    """One episode that is gone. ``_id`` is podcast and guid: twice is once."""

    id: str = StringField(primary_key=True)
    podcast: ObjectId = ObjectIdField()
    guid: str = StringField()
    key: str = StringField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "tombstones",
        "queryset_class": TombstoneQuerySet,
        "indexes": [
            {"fields": ["podcast"], "name": "podcast"},
            {"fields": ["guid"], "name": "guid"},
        ],
    }


@effect("bury")
def bury(entry: dict[str, Any]) -> None:
    """Keep the names of an episode, before it is purged."""
    names = entry["data"]
    with suppress(NotUniqueError):
        Tombstone(id=f"{names['podcast']}:{names['guid']}", **names).insert()
