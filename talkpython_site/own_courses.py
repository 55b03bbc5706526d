"""The courses of who is signed in, as their account lists them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.certifying import own_code
from talkpython_site.course_access import may_enrol, may_see, read_grants
from talkpython_site.documents import Certificate, Course, Enrolment
from talkpython_site.documents.certificate import shown_code
from talkpython_site.documents.course import FREE, shown_of
from talkpython_site.documents.moments import EVER
from talkpython_site.documents.visibility import is_public
from talkpython_site.progress import GoingOn, Progress, going_on, now, progress_of, spans

STRIP_WIDTH = 320  # px that it has at least


class InOutline(NamedTuple):
    """A lecture where only its place, its length and the way to it count."""

    key: int
    title: str
    slug: str
    duration_seconds: int | None


class Outline(NamedTuple):
    """A course as it is read for the list: cheaper than its document, which has all fields."""

    id: ObjectId
    slug: str
    title: str
    language: str | None
    own_hue: str | None
    state: str | None
    published_at: datetime | None
    access: str | None
    duration_seconds: int | None
    lecture_count: int | None
    strip: Sequence[int]
    lectures: Sequence[InOutline]

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        known: dict[str, Any] = {name: stored.get(name) for name in cls._fields}
        lectures = [
            InOutline._make(each.get(name) for name in InOutline._fields)
            for each in shown_of(stored)
        ]
        made = {"id": stored["_id"], "strip": stored.get("strip") or (), "lectures": lectures}
        return cls(**known | made)


class OwnCourse(NamedTuple):
    """A course in the list of one's own."""

    title: str
    slug: str
    language: str | None
    own: str | None
    strip: strip.Strip | None
    now: str | None  # where in the strip they go on
    told: str  # "3 of 20 lectures done, 15 %"
    on: GoingOn | None  # None: all is done, or there is nothing
    is_begun: bool
    is_finished: bool
    is_taken_down: bool
    certificate: str | None  # its code
    may_come_back: bool  # whether who leaves, or has left, may enrol again


class Certified(NamedTuple):
    """A certificate of a course that is not in the list."""

    title: str | None
    language: str | None
    code: str


class OwnCourses(NamedTuple):
    """Those that somebody is in, those that are done, and those that they have left."""

    going_on: Sequence[OwnCourse]
    finished: Sequence[OwnCourse]
    left: Sequence[OwnCourse]
    certified: Sequence[Certified]


def own_courses(request: Request) -> OwnCourses:
    """What was joined last comes first; what is open to them no more is left out."""
    found = Enrolment.objects.of_account(request.signed_in.account_id)
    newest = sorted(found, key=lambda each: each.enrolled_at or EVER, reverse=True)
    known = outlines(each.course for each in newest)
    read_grants(request, [id_ for id_, each in known.items() if each.access != FREE])
    pairs = [(each, known[each.course]) for each in newest if each.course in known]
    live = [own_course(request, *pair) for pair in pairs if is_open(request, *pair)]
    left = [own_course(request, *pair) for pair in pairs if not pair[0].is_live]
    left = [each for each in left if each.may_come_back]
    return OwnCourses(
        going_on=[each for each in live if not each.is_finished],
        finished=[each for each in live if each.is_finished],
        left=left,
        certified=certified(request, {each.certificate for each in (*live, *left)}),
    )


def certified(request: Request, shown: Collection[str | None]) -> list[Certified]:
    """The other certificates that somebody has: of courses that are gone, or were left for good."""
    found = Certificate.objects.of_account(request.signed_in.account_id)
    return [
        Certified(each.course_title, each.language, shown_code(each.id))
        for each in found.order_by("issued_at")
        if shown_code(each.id) not in shown
    ]


def is_open(request: Request, enrolment: Enrolment, course: Outline) -> bool:
    return enrolment.is_live and may_see(request, course, enrolment)


def outlines(ids: Iterable[ObjectId]) -> dict[ObjectId, Outline]:
    fields = [name for name in Outline._fields if name not in {"id", "lectures"}]
    fields += [f"lectures.{name}" for name in (*InOutline._fields, "content")]
    found = Course.collection().find({"_id": {"$in": list(ids)}}, dict.fromkeys(fields, 1))
    return {stored["_id"]: Outline.from_stored(stored) for stored in found}


def own_course(request: Request, enrolment: Enrolment, course: Outline) -> OwnCourse:
    reached = progress_of(course.lectures, enrolment)
    is_due = reached.is_finished and enrolment.is_live
    certificate = own_code(request, enrolment, is_finished=is_due)
    return OwnCourse(
        title=course.title,
        slug=course.slug,
        language=course.language,
        own=course.own_hue,
        strip=drawn(course, enrolment),
        told=told(reached, is_certified=certificate is not None),
        now=now(course.lectures, enrolment, reached.next_key) if reached.is_begun else None,
        on=going_on(request, course.slug, course.lectures, enrolment, reached.next_key),
        is_begun=reached.is_begun,
        is_finished=reached.is_finished or certificate is not None,
        is_taken_down=not is_public(course.state, course.published_at, request.now),
        certificate=certificate,
        may_come_back=may_enrol(request, course),
    )


def told(reached: Progress, *, is_certified: bool) -> str:
    """Who has the certificate reads what came after it, or was opened again."""
    if not reached.total:
        return "No lectures yet"
    done = f"{reached.done:,} of {wording.counted(reached.total, 'lecture')} done"
    if is_certified and not reached.is_finished:
        return f"{done}, {reached.total - reached.done:,} new or not done any more"
    return f"{done}, {reached.percent} %"


def drawn(course: Outline, enrolment: Enrolment) -> strip.Strip | None:
    """Its chapters in time, what was played in ink; None where no length is known."""
    bare = strip.across(course.duration_seconds, course.strip, STRIP_WIDTH)
    return bare and replace(bare, heard=spans(course.lectures, enrolment))
