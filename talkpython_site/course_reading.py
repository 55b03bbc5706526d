"""What is read of a course for its pages, and whose pages they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from bson import ObjectId
from pyramid.httpexceptions import HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue.cards import CourseCard
from talkpython_site.course_access import NO_COURSE, let_see, may_open
from talkpython_site.documents import Course, Enrolment
from talkpython_site.documents.course import shown_of
from talkpython_site.documents.visibility import is_public

NO_CACHE = "no-cache"  # renamed back, a kept redirect would loop
NO_LECTURE = "There is no such lecture in this course."
WORDS = ("description_html", "outcomes", "audience", "original_url")


class Chapter(NamedTuple):
    """A part of the outline."""

    key: int
    title: str


class Entry(NamedTuple):
    """A lecture in the outline."""

    key: int
    chapter: int
    title: str
    slug: str
    duration_seconds: int | None
    is_preview: bool
    languages: Sequence[str] = ()  # of its captions


class Outline(NamedTuple):
    """A course as its pages read it: a document of 382 lectures takes 20 times as long to build.

    A lecture that holds nothing yet is not in it.
    """

    state: str | None
    published_at: datetime | None
    unpublished_reason: str | None
    chapters: Sequence[Chapter]
    lectures: Sequence[Entry]
    words: Mapping[str, Any]  # those of ``WORDS`` that were asked for

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any], *, is_whole: bool = False) -> Self:
        """``is_whole``: with the lectures that hold nothing yet."""
        chapters = [Chapter(e["key"], e.get("title") or "") for e in stored.get("chapters") or ()]
        known = {chapter.key for chapter in chapters}
        lectures = shown_of(stored, is_whole=is_whole)
        return cls(
            stored.get("state"),
            stored.get("published_at"),
            stored.get("unpublished_reason"),
            chapters,
            [entry(each) for each in lectures if each["chapter"] in known],
            {name: stored.get(name) for name in WORDS},
        )

    def lecture(self, key: int) -> Entry | None:
        return next((each for each in self.lectures if each.key == key), None)


FIELDS = (
    *Outline._fields[:3], *(f"chapters.{name}" for name in Chapter._fields),
    *(f"lectures.{name}" for name in (*Entry._fields, "content")),
)  # fmt: skip


class Visited(NamedTuple):
    """A course as somebody sees it; ``enrolment`` is theirs, None for who is not in it.

    ``is_taken_down``: nobody sees it but who is in it.
    """

    card: CourseCard
    outline: Outline
    enrolment: Enrolment | None
    token: str | None = None  # of the preview link by which all of it is open
    is_taken_down: bool = False


def visited(request: Request, *more: str) -> Visited:
    """The course that the address names, with ``more`` of its fields.

    Raises ``HTTPNotFound``, ``HTTPGone`` with the reason where it was taken down, and
    ``HTTPMovedPermanently`` where it has another address by now.
    """
    slug = request.matchdict["course"]
    card = request.catalogue.courses.find(slug)
    if card is None:
        raise HTTPNotFound(NO_COURSE)
    stored = Course.collection().find_one({"_id": card.id}, dict.fromkeys((*FIELDS, *more), 1))
    outline = Outline.from_stored(stored or {})
    enrolment = let_see(request, card.id, outline)
    is_out = is_public(outline.state, outline.published_at, request.now)
    found = Visited(card, outline, enrolment, is_taken_down=not is_out)
    if slug != card.slug:
        parts, query = {**request.matchdict, "course": card.slug}, request.query_string
        address = request.route_path(request.matched_route.name, _query=query or None, **parts)
        raise HTTPMovedPermanently(address, cache_control=NO_CACHE)
    return found


class Found(NamedTuple):
    """A course as something in it is asked for; ``outline`` has what was asked of its lectures."""

    course: ObjectId
    slug: str
    outline: Outline
    enrolment: Enrolment | None


def found(request: Request, lectures: Mapping[str, Any]) -> Found:
    """The course that the address names by a slug that it has or had, with these of its lectures.

    Raises ``HTTPNotFound``, ``HTTPGone`` with the reason where the course was taken down, and
    ``AwayError`` where it cannot be known who sees it.
    """
    slug = request.matchdict["course"]
    shown = dict.fromkeys(("slug", *Outline._fields[:3], "chapters.key"), True)
    named = {"$or": [{"slug": slug}, {"slugs": slug}]}
    stored = Course.collection().find_one(named, {**shown, **lectures})
    if stored is None:
        raise HTTPNotFound(NO_COURSE)
    outline = Outline.from_stored(stored)
    return Found(stored["_id"], stored["slug"], outline, let_see(request, stored["_id"], outline))


class Alone(NamedTuple):
    """A lecture by itself, as its media and its player ask for it; ``enrolment`` as above."""

    course: ObjectId
    course_slug: str
    entry: Entry
    enrolment: Enrolment | None
    is_open: bool  # to who asks

    @property
    def is_done(self) -> bool:
        return self.enrolment is not None and self.entry.key in self.enrolment.done_keys


def alone(request: Request) -> Alone:
    """The lecture that the address names.

    Raises what ``found`` raises, ``AwayError`` also where it cannot be known whether it is open.
    """
    key = int(request.matchdict["lecture"])
    course, slug, outline, enrolment = found(request, {"lectures": {"$elemMatch": {"key": key}}})
    lecture = outline.lecture(key)
    if lecture is None:
        raise HTTPNotFound(NO_LECTURE)
    is_open = may_open(request, outline, lecture, enrolment)
    return Alone(course, slug, lecture, enrolment, is_open)


def entry(stored: Mapping[str, Any]) -> Entry:
    return Entry(
        stored["key"],
        stored["chapter"],
        stored.get("title") or "",
        stored.get("slug") or "",
        stored.get("duration_seconds"),
        bool(stored.get("is_preview")),
        stored.get("languages") or (),
    )
