"""Files that nothing plays any more: kept for a while, so that what was replaced can come back."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from mongoengine import StringField

from talkpython_site.documents.base import PlainQuerySet, Stored, effect, follow_up
from talkpython_site.documents.moments import MomentField

KEPT = timedelta(days=30)


class LetGoQuerySet(PlainQuerySet):
    """Files by when they were let go."""

    def outlived(self, now: datetime) -> Self:
        return self.filter(at__lte=now - KEPT)


class LetGo(Stored):
    """One file that nothing names any more: sound, video or a download. ``_id`` is its key.

    Let go twice is once.
    """

    id: str = StringField(primary_key=True)
    at: datetime = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "files_let_go",
        "queryset_class": LetGoQuerySet,
        "indexes": [{"fields": ["at"], "name": "at"}],
    }

    @classmethod
    def note(cls, key: str, at: datetime) -> None:
        """From the last time that it was let go."""
        cls.collection().update_one({"_id": key}, {"$max": {"at": at}}, upsert=True)

    @classmethod
    def forget(cls, key: str) -> None:
        cls.collection().delete_one({"_id": key})


def let_go_of(key: str | None) -> list[dict[str, Any]]:
    """What follows from naming a file no longer; nothing where there was none."""
    return [follow_up("let go", key=key)] if key else []


@effect("let go")
def let_go(entry: dict[str, Any]) -> None:
    LetGo.note(entry["data"]["key"], entry["at"])
