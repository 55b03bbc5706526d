"""A course and its lectures in the form in which they are stored."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Course, Credit
from talkpython_site.documents.folding import fold
from talkpython_site.importing.courses.parsed import ParsedCourse, ParsedLecture
from talkpython_site.importing.feeds.names import Named
from talkpython_site.importing.feeds.stored import as_stored

AUTHOR = "author"
AS_GIVEN = (
    "subtitle", "description_html", "description_source", "level", "original_url",
)  # fmt: skip

Ids = Mapping[str, ObjectId]


def course_fields(course: ParsedCourse, people: Ids, topics: Ids) -> dict[str, Any]:
    """What a folder says of a course, but for its outline."""
    return as_stored(
        Course(
            title=course.title,
            **{name: getattr(course.page, name) for name in AS_GIVEN},
            outcomes=list(course.page.outcomes),
            audience=list(course.page.audience),
            topics=[topics[fold(topic)] for topic in course.topics],
            people=[Credit(person=people[fold(n)], role=AUTHOR) for n in course.page.people],
        )
    )


def lecture_fields(lecture: ParsedLecture) -> dict[str, Any]:
    """What a file says."""
    return {"transcript": [asdict(line) for line in lecture.transcript]}


def named(names: tuple[str, ...]) -> dict[str, Named]:
    """Names by which people or topics are found or made."""
    return {fold(name): Named(name) for name in reversed(names)}
