"""An import's run: what was read, by whom it is announced, and how it ended."""

from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import StringField

from talkpython_site.documents.base import Changeable, PlainQuerySet
from talkpython_site.documents.moments import MomentField, utc_now


class ImportRunQuerySet(PlainQuerySet):
    """Runs by the show that they hold."""

    def holding(self, show: str) -> Self:
        return self.filter(lock=show)

    def holding_any(self) -> Self:
        """Those that hold a show: they go on, or were killed."""
        return self.filter(lock__gt="")

    def release(self, run_id: ObjectId, renewed_at: datetime | None = None) -> None:
        """Take its lock from a run that will not end by itself.

        One that was renewed since ``renewed_at`` lives and keeps it.
        """
        self._document.collection().update_one(
            {"_id": run_id, **({"renewed_at": renewed_at} if renewed_at else {})},
            {"$unset": {"lock": True}},
        )


class ImportRun(Changeable):
    """One run of an import. Its ``pending`` announcement outlives a run that was killed."""

    source: str = StringField(required=True)  # the file's name
    lock: str | None = StringField()  # the show it holds while it lives, no two the same
    holder: str | None = StringField()  # machine:pid
    started_at: datetime = MomentField()
    renewed_at: datetime | None = MomentField()
    ended_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "import_runs",
        "queryset_class": ImportRunQuerySet,
        "indexes": [
            {
                "fields": ["lock"],
                "name": "lock_unique",
                "unique": True,
                "partialFilterExpression": {"lock": {"$exists": True}},
            },
            {"fields": ["started_at"], "name": "started_at"},
        ],
    }

    def insert_awaiting(self, entry: dict[str, Any]) -> None:
        """Write the row with an entry that is carried out when the run ends.

        Raises ``NotUniqueError`` while another run holds the show.
        """
        self.created_at = self.renewed_at = utc_now()
        self.revision, self.pending = 0, [entry]
        super(Changeable, self).insert()

    def renew(self, entry: dict[str, Any]) -> bool:
        """Say that the run goes on; housekeeping leaves a young entry alone.

        Where it was carried out meanwhile (a machine that slept), it stands there once more.
        False: another run took the show.
        """
        now = utc_now()
        own, runs = {"_id": self.id, "lock": self.lock}, self.collection()
        young = {"renewed_at": now, "pending.$.at": now}
        if runs.update_one({**own, "pending.id": entry["id"]}, {"$set": young}).matched_count:
            return True
        again = {"$set": {"renewed_at": now}, "$push": {"pending": {**entry, "at": now}}}
        return bool(runs.update_one(own, again).matched_count)

    def end(self) -> None:
        """Give the show free. What was pending has been done by then."""
        self.collection().update_one(
            {"_id": self.id},
            {"$set": {"ended_at": utc_now()}, "$unset": {"lock": True, "pending": True}},
        )
