"""One list of addresses that was invited to a course: what its letters say, when they are due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import IntField, ObjectIdField, StringField

from talkpython_site.documents.base import PlainQuerySet, Stored
from talkpython_site.documents.moments import EVER, MomentField

AT_ONCE = 50  # grants of a page, and letters that are handed on together
# Longer than 10,000 grants take to be written: letters are not handed on before they are there.
WRITTEN = timedelta(minutes=10)


class InvitationQuerySet(PlainQuerySet):
    """Invitations by course."""

    def of(self, course_id: ObjectId) -> Self:
        return self.filter(course=course_id)


class Invitation(Stored):
    """It stands before its grants, which are numbered from ``size`` - 1 down to 0."""

    id: ObjectId = ObjectIdField(primary_key=True)
    course: ObjectId = ObjectIdField()
    size: int = IntField()  # grants that it was made for
    words: str | None = StringField()  # by who invites, for each of the letters
    handed_on: int | None = IntField()  # grants whose letters were
    letters_at: datetime | None = MomentField()  # when the next ones are due; gone after the last

    meta: ClassVar[dict[str, Any]] = {
        "collection": "invitations",
        "queryset_class": InvitationQuerySet,
        "indexes": [
            {"fields": ["course"], "name": "course"},
            {"fields": ["letters_at"], "name": "letters_at", "sparse": True},
        ],
    }

    def place(self, number: int) -> str:
        """Of one of its grants, in the order of all of the course: the newest are the last."""
        return f"{self.course}:{self.id}:{number:06}"

    def between(self, first: int, end: int) -> dict[str, Any]:
        """The query of the grants with these numbers."""
        return {"place": {"$gte": self.place(first), "$lt": self.place(end)}}

    @property
    def parts(self) -> Iterator[tuple[int, int]]:
        """Its numbers, a few at a time, from the first of the list on."""
        for end in range(self.size or 0, 0, -AT_ONCE):
            yield max(0, end - AT_ONCE), end

    # Its letters

    @classmethod
    def next_due(cls, now: datetime) -> Self | None:
        """The one whose letters are due longest."""
        due = cls.objects(letters_at__gt=EVER, letters_at__lte=now)
        found: Self | None = due.order_by("letters_at").first()
        return found

    @property
    def next_part(self) -> tuple[int, int]:
        """The numbers whose letters come next."""
        end = (self.size or 0) - (self.handed_on or 0)
        return max(0, end - AT_ONCE), end

    def hand_on(self, now: datetime) -> None:
        """Note that the next part was; twice is once. Then it is the turn of the other lists."""
        first, _end = self.next_part
        on = {"handed_on": (self.size or 0) - first}
        more = {"$set": {**on, "letters_at": now}}
        last = {"$set": on, "$unset": {"letters_at": True}}
        seen = {"_id": self.id, "handed_on": self.handed_on or None}
        self.collection().update_one(seen, more if first else last)

    def put_off(self, until: datetime) -> None:
        """Let its letters wait, unless another process had its turn meanwhile."""
        self.collection().update_one(
            {"_id": self.id, "letters_at": self.letters_at}, {"$set": {"letters_at": until}}
        )
