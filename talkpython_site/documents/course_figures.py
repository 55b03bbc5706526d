"""How many learn in a course and how far they come: counted now and then, never while one waits."""

from datetime import datetime
from typing import Any, ClassVar

from bson import ObjectId
from mongoengine import DictField, IntField, ObjectIdField
from pymongo.errors import DuplicateKeyError

from talkpython_site.documents.base import Stored
from talkpython_site.documents.moments import MomentField


class CourseFigures(Stored):
    """Of one course, whose id it has; each count is written over the one before."""

    id: ObjectId = ObjectIdField(primary_key=True)
    as_of: datetime = MomentField()
    begun_at: datetime | None = MomentField()  # when some process began to count anew
    enrolled: int = IntField()  # who are in it
    left: int = IntField()  # who were
    finished: int = IntField()  # of both, who have done every lecture
    # Of both, by key of a lecture as a text: how many have "begun" it, and have "done" it.
    lectures: dict[str, dict[str, int]] = DictField()

    meta: ClassVar[dict[str, Any]] = {"collection": "course_figures"}

    @classmethod
    def claim(cls, course_id: ObjectId, before: datetime | None, now: datetime) -> bool:
        """Begin to count a course; False where others did since ``before``, the last time."""
        guard, begun = {"_id": course_id, "begun_at": before}, {"$set": {"begun_at": now}}
        try:
            answer = cls.collection().update_one(guard, begun, upsert=before is None)
        except DuplicateKeyError:
            return False
        return bool(answer.matched_count or answer.upserted_id)

    @classmethod
    def put(cls, course_id: ObjectId, figures: dict[str, Any]) -> None:
        cls.collection().update_one({"_id": course_id}, {"$set": figures}, upsert=True)

    @classmethod
    def forget(cls, course_ids: list[ObjectId]) -> None:
        cls.collection().delete_many({"_id": {"$in": course_ids}})
