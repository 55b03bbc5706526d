"""Content that is shown before it is out, by a secret link that ends."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from mongoengine import StringField

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import SaveConditionError, follow_up
from talkpython_site.documents.moments import MomentField, utc_now
from talkpython_site.documents.publishable import Publishable
from talkpython_site.documents.states import UNPUBLISHED, Status
from talkpython_site.documents.visibility import DRAFT, PUBLISHED

PREVIEW_KEPT = timedelta(days=30)
PREVIEW_FIELDS = ("preview_salt", "preview_hash", "preview_until")
PREVIEW_INDEX = "preview_hash_unique"
PREVIEWED = frozenset({Status.DRAFT, Status.SCHEDULED, Status.UNPUBLISHED})


class Previewed(Publishable):
    """A document with at most one link for guests, which is no part of what it says.

    The link's token is made of ``preview_salt`` and the site's secret; stored is its hash alone.
    """

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        "indexes": [
            {
                "fields": ["preview_hash"],
                "name": PREVIEW_INDEX,
                "unique": True,
                "partialFilterExpression": {"preview_hash": {"$exists": True}},
            }
        ],
    }

    preview_salt: str | None = StringField()
    preview_hash: str | None = StringField()
    preview_until: datetime | None = MomentField()

    @classmethod
    def stored_preview(cls, token_hash: str, now: datetime) -> dict[str, Any] | None:
        """What a link that holds at this moment leads to, as it is stored, in whatever state."""
        holds = {"preview_hash": token_hash, "preview_until": {"$gt": now}}
        # Named, since the embedded engine does not choose a partial index by itself: with 2,000
        # episodes it looked at each of them, which took 90 ms instead of one.
        return cls.collection().find_one(holds, hint=PREVIEW_INDEX)

    def has_preview(self, now: datetime) -> bool:
        """Whether it has a link that holds."""
        return self.preview_until is not None and self.preview_until > now

    def begin_preview(self, salt: str, token_hash: str, by: Actor) -> None:
        """Give it a new link; the one before ends at once.

        Raises ``SaveConditionError`` where it is out or gone by now, or got another link since it
        was read.
        """
        now = utc_now()
        later = {"state": PUBLISHED, "published_at": {"$gt": now}}
        values = (salt, token_hash, now + PREVIEW_KEPT)
        where = {"$or": [{"state": {"$in": [DRAFT, UNPUBLISHED]}}, later]}
        self._write_preview(
            by, "preview link made", where, dict(zip(PREVIEW_FIELDS, values, strict=True))
        )

    def end_preview(self, by: Actor) -> None:
        """Take its link away; raises ``SaveConditionError`` where it has got another one since."""
        self._write_preview(by, "preview link ended", {}, dict.fromkeys(PREVIEW_FIELDS))

    def unpublish(self, reason: str, by: Actor) -> None:
        """Whoever had a link before it was out does not see it again: that takes a new one."""
        self._forget_preview()
        super().unpublish(reason, by)

    def restore(self, by: Actor) -> None:
        """What comes out of the bin is shown to nobody who saw it before."""
        self._forget_preview()
        super().restore(by)

    def _forget_preview(self) -> None:
        for name in PREVIEW_FIELDS:
            self[name] = None

    def _write_preview(
        self, by: Actor, action: str, where: Mapping[str, Any], fields: Mapping[str, Any]
    ) -> None:
        """Without a revision: what others write at this moment is not in its way."""
        entry = follow_up("audit", **by._asdict(), thing=self.card_key, action=action)
        same = {"_id": self.id, "preview_hash": self.preview_hash, **where}
        change = {"$set": fields} if all(fields.values()) else {"$unset": dict.fromkeys(fields, 1)}
        pushed = {"$push": {"pending": {"$each": [entry]}}}
        if not self.collection().update_one(same, {**change, **pushed}).matched_count:
            raise SaveConditionError("its link is no longer the one that was read")
        for name, value in fields.items():
            self[name] = value
        self.finish(entry)
