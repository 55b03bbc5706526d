"""An import's run: what was read, by whom it is announced, and how it ended."""

from datetime import datetime
from typing import Any, ClassVar

from bson import ObjectId
from mongoengine import DateTimeField, DictField, ObjectIdField, StringField

from talkpython_site.documents.base import Changeable


class ImportRun(Changeable):
    """One run of an import. Its ``pending`` announcement outlives a run that was killed."""

    source: str = StringField(required=True)  # the file's name
    podcast: ObjectId | None = ObjectIdField()
    started_at: datetime = DateTimeField()
    ended_at: datetime | None = DateTimeField()
    counts: dict[str, int] = DictField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "import_runs",
        "indexes": [
            {"fields": ["podcast", "started_at"], "name": "podcast_started_at"},
            {"fields": ["pending.at"], "name": "pending_at"},
        ],
    }
