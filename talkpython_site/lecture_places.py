"""Where a lecture stands in its course, as its editors see it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from talkpython_site.documents import Course, Lecture
from talkpython_site.documents.course import NOTHING
from talkpython_site.editing import may_edit_courses

FIELDS = ("title", "slug", "state", "published_at", "language", "chapters", "lectures", "binned_at")
NO_LECTURE = "There is no such lecture here."
TAKEN_OUT = "A lecture that stands in no outline"


class Place(NamedTuple):
    """``entry`` is {} where the outline does not show it."""

    course: Course
    entry: Mapping[str, Any]
    title: str
    chapter: str
    number: int  # among all of the course; 0 where the outline does not show it
    of: int
    before: ObjectId | None = None  # the lectures around it
    after: ObjectId | None = None

    @property
    def is_shown(self) -> bool:
        """Where its course is shown: not while it holds nothing."""
        return self.number > 0 and self.entry.get("content") != NOTHING


def place_of(request: Request, lecture: Lecture) -> Place | None:
    """None where its course is gone; looked at once a request and write."""
    known: dict[ObjectId, Place | None] = request.known_places
    if lecture.id not in known:
        known[lecture.id] = read_place(lecture)
    return known[lecture.id]


def read_place(lecture: Lecture) -> Place | None:
    stored = Course.collection().find_one({"_id": lecture.course}, dict.fromkeys(FIELDS, 1))
    if stored is None:
        return None
    entries = stored.pop("lectures", None) or []
    titles = {each["key"]: each.get("title", "") for each in stored.pop("chapters", None) or ()}
    course, count = Course.from_stored(stored), len(entries)
    index = next((at for at, each in enumerate(entries) if each["key"] == lecture.key), None)
    if index is None:
        return Place(course, {}, TAKEN_OUT, "", 0, count)
    entry = entries[index]
    around = {"before": entries[index - 1 : index], "after": entries[index + 1 : index + 2]}
    ids = {name: id_of(lecture.course, each) for name, some in around.items() for each in some}
    chapter = titles.get(entry.get("chapter"), "")
    return Place(course, entry, entry.get("title", ""), chapter, index + 1, count, **ids)


def id_of(course_id: ObjectId, entry: Mapping[str, Any]) -> ObjectId | None:
    """An entry that an earlier version wrote does not say it."""
    named = {"course": course_id, "key": entry["key"]}
    said: ObjectId | None = entry.get("lecture")
    return said or (Lecture.collection().find_one(named, {"_id": 1}) or {}).get("_id")


def title_of(lecture: Lecture) -> str:
    place = read_place(lecture)
    return place.title if place else TAKEN_OUT


def wanted_lecture(request: Request) -> Lecture:
    """The lecture that the address names, in the outline or not.

    Raises ``HTTPNotFound``, and ``HTTPForbidden`` to who edits none.
    """
    given = request.matchdict["id"]
    found = Lecture.objects(id=ObjectId(given)).first() if ObjectId.is_valid(given) else None
    place = place_of(request, found) if found else None
    if found is None or place is None or place.course.is_discarded:
        raise HTTPNotFound(NO_LECTURE)
    if not may_edit_courses(request):
        raise HTTPForbidden
    return found


def known_places(_request: Request) -> dict[ObjectId, Place | None]:
    """What was looked at for this request, by lecture."""
    return {}


def includeme(config: Configurator) -> None:
    config.add_request_method(known_places, reify=True)
