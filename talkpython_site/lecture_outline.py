"""After a lecture is saved, the outline of its course says what it holds now."""

from collections.abc import Collection
from contextlib import suppress
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Course, SaveConditionError
from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import effect
from talkpython_site.outline_writing import renew_outline

TRIES = 4
DID = "lecture saved"  # as lines about its course say it


@effect("outline")
def tell(entry: dict[str, Any]) -> None:
    """Raises ``SaveConditionError`` where others save the course again and again: it is done later.

    What the lecture holds is read now: of two that were late, the last one to be told is right.
    """
    said = entry["data"]
    by = Actor(said["account"], said["network"])
    keys = said.get("lectures") or ([said["lecture"]] if "lecture" in said else None)  # of all
    for _ in range(TRIES):
        with suppress(SaveConditionError):
            renew(said["course"], keys, by)
            return
    renew(said["course"], keys, by)


def renew(course_id: ObjectId, keys: Collection[int] | None, by: Actor) -> None:
    """Raises ``SaveConditionError``."""
    course: Course | None = Course.objects(id=course_id).first()
    if course is None or course.is_discarded:
        return
    renew_outline(course, keys)
    if course.changed_fields:
        course.save_as(by, DID)
