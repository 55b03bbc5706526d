"""An address of before that leads on: from a path of this site to another one, or elsewhere."""

from typing import Any, ClassVar, Self

from mongoengine import StringField

from talkpython_site.documents.audit_line import Actor, AuditLine
from talkpython_site.documents.base import Changeable, follow_up
from talkpython_site.documents.moments import utc_now


class Redirect(Changeable):
    """``_id`` is the path, its quoting undone, without a slash at the end: "/old/page"."""

    id: str = StringField(primary_key=True)
    to: str = StringField()  # "/podcasts/deep", or a web address

    meta: ClassVar[dict[str, Any]] = {
        "collection": "redirects",
        "indexes": [
            {"fields": ["to"], "name": "to"},
            {"fields": ["created_at"], "name": "created_at"},
        ],
    }

    @property
    def thing(self) -> str:
        return f"redirect:{self.id}"

    @classmethod
    def target_of(cls, path: str) -> str | None:
        """Where a path leads: one query by key."""
        stored = cls.collection().find_one({"_id": path}, {"to": 1})
        return stored.get("to") if stored else None

    def add(self, by: Actor) -> Self:
        """Raises ``NotUniqueError`` where this path leads somewhere already."""
        line = {**by._asdict(), "thing": self.thing, "action": "added"}
        return self.insert(follow_up("audit", **line))

    def remove(self, by: Actor) -> bool:
        """Twice is once; False where somebody else did, also where there is a new one by now.

        The line is written first: who removes the same one has the same line.
        """
        self.finish(*self.pending)
        AuditLine.write(by, "removed", self.thing, self.created_at or utc_now())
        known = {"_id": self.id, "to": self.to, "created_at": self.created_at}
        return self.collection().delete_one(known).deleted_count > 0
