"""What the secret link of a course shows: all of it, also lectures that hold nothing yet."""

from dataclasses import replace
from typing import NamedTuple

from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.catalogue.joining import topical
from talkpython_site.course_reading import NO_LECTURE, Outline, Visited
from talkpython_site.documents import Course, Status
from talkpython_site.documents.previewed import PREVIEWED
from talkpython_site.documents.states import status_of
from talkpython_site.documents.visibility import PUBLISHED
from talkpython_site.previews import NOT_HERE, Stored, held


class CoursePreview(NamedTuple):
    """A course as its link shows it."""

    found: Visited
    stored: Stored
    status: Status


def wanted(request: Request, public_route: str) -> CoursePreview:
    """What the address shows; ``public_route`` is where that stands once it is out.

    Raises ``HTTPFound`` where it is out, ``HTTPNotFound`` where the link does not hold, and
    ``PyMongoError``.
    """
    _kind, stored = held(request, Course)
    status = status_of(stored.get("state"), stored.get("published_at"), request.now)
    if status is Status.PUBLISHED:
        outline = Outline.from_stored(stored)
        raise HTTPFound(public_address(request, public_route, stored["slug"], outline))
    if status not in PREVIEWED:
        raise HTTPNotFound(NOT_HERE)
    merged = request.catalogue.snapshot.joined.merged
    card = topical(CourseCard.from_stored(dict(stored)), merged["person"], merged["topic"])
    outline = Outline.from_stored(stored, is_whole=True)
    shown = replace(card, state=PUBLISHED, lecture_count=len(outline.lectures))
    return CoursePreview(Visited(shown, outline, None, request.matchdict["token"]), stored, status)


def public_address(request: Request, route_name: str, slug: str, outline: Outline) -> str:
    """Raises ``HTTPNotFound`` for a lecture that the outline does not have."""
    named = {**request.matchdict, "course": slug}
    if "lecture" in named:
        lecture = outline.lecture(int(named["lecture"]))
        if lecture is None:
            raise HTTPNotFound(NO_LECTURE)
        named["slug"] = lecture.slug
    found: str = request.route_path(route_name, **named)
    return found
