"""Who may see a course, open its lectures and join it: the one rule, asked at every door."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bson import ObjectId
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPGone, HTTPNotFound
from pyramid.request import Request

from talkpython_site.catalogue import AWAY
from talkpython_site.documents import Course, Enrolment, Grant
from talkpython_site.documents.away import AwayError
from talkpython_site.documents.course import FREE
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.enrolment import enrolment_id
from talkpython_site.documents.states import UNPUBLISHED, says_why
from talkpython_site.documents.visibility import DRAFT, PUBLISHED, is_public

NO_COURSE = "There is no such course here."
KEPT = frozenset({DRAFT, PUBLISHED, UNPUBLISHED})  # by the enrolled, once it was out
DECIDING = ("slug", "title", "state", "published_at", "unpublished_reason", "access")


class HasState(Protocol):
    """A ``Course``, or what was read of one."""

    @property
    def state(self) -> str | None: ...
    @property
    def published_at(self) -> datetime | None: ...


class Seen(HasState, Protocol):
    """What ``let_see`` looks at."""

    @property
    def unpublished_reason(self) -> str | None: ...


class InOutline(Protocol):
    """A ``CourseLecture``, or what was read of one."""

    @property
    def is_preview(self) -> bool | None: ...


class Joinable(HasState, Protocol):
    """What ``may_enrol`` looks at."""

    @property
    def id(self) -> Any: ...
    @property
    def access(self) -> str | None: ...
    @property
    def lecture_count(self) -> int | None: ...


class Joining(StrEnum):
    """How somebody gets into a course that is out and that they are not in."""

    FREE = "free"
    INVITED = "invited"
    SIGN_IN = "sign in"  # it is closed, and who they are is not known
    CONFIRM = "confirm"  # their address may be a stranger's: it takes them nowhere yet
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        return self in {Joining.FREE, Joining.INVITED}


def enrolment_of(request: Request, course_id: ObjectId) -> Enrolment | None:
    """The live enrolment of who is signed in; at most one keyed read a request.

    None for who is signed out or has left, and while the database cannot tell: then
    ``request.is_unreadable`` is true, and what is closed answers 503.
    """
    own = any_enrolment_of(request, course_id)
    return own if own and own.is_live else None


def any_enrolment_of(request: Request, course_id: ObjectId) -> Enrolment | None:
    """That of who is signed in, also where they have left."""
    known: dict[ObjectId, Enrolment | None] = request.known_enrolments
    if course_id not in known:
        known[course_id] = read_enrolment(request, course_id)
    return known[course_id]


def read_enrolment(request: Request, course_id: ObjectId) -> Enrolment | None:
    who = request.signed_in
    if who is None:
        return None
    try:
        with request.registry.catalogue.asking():
            wanted = {"_id": enrolment_id(course_id, who.account_id)}
            stored = Enrolment.collection().find_one(wanted)
    except AWAY:
        request.is_unreadable = True
        return None
    return Enrolment.from_stored(stored) if stored else None


def may_see(request: Request, course: HasState, enrolment: Enrolment | None) -> bool:
    """Whether somebody sees a course and its outline; the enrolled keep what was taken down, also
    where it waits to be out again or was made a draft.

    Raises ``AwayError`` where it cannot be known.
    """
    if is_public(course.state, course.published_at, request.now):
        return True
    return course.state in KEPT and is_enrolled(request, enrolment)


def may_open(
    request: Request, course: HasState, lecture: InOutline, enrolment: Enrolment | None
) -> bool:
    """Whether somebody gets what a lecture holds. Raises ``AwayError`` where it cannot be known."""
    if not may_see(request, course, enrolment):
        return False
    return bool(lecture.is_preview) or is_enrolled(request, enrolment)


def may_enrol(request: Request, course: Joinable) -> bool:
    """Whether who asks may join: what is out, has lectures, and is free or granted to them.

    Everybody may join what is free, once they have an account. Raises ``AwayError`` where it cannot
    be known.
    """
    if not (is_public(course.state, course.published_at, request.now) and course.lecture_count):
        return False
    way = joining(request, course.id, is_free=course.access == FREE)
    if request.is_unreadable and not way.is_open:
        raise AwayError("whether a course is granted to somebody cannot be read")
    return way.is_open


def enrol(request: Request, course: Joinable) -> bool:
    """Enrol who is signed in; False where they may not, or where a grant went meanwhile.

    A grant is taken first: whoever dies here leaves nobody in without one.
    """
    account_id = request.signed_in.account_id
    if not may_enrol(request, course):
        return False
    granted = None if course.access == FREE else grant_of(request, course.id)
    if granted and not Grant.take(granted, account_id):
        request.known_grants[course.id] = None
        return False
    Enrolment.enrol(course.id, account_id)
    return True


def joining(request: Request, course_id: ObjectId, *, is_free: bool) -> Joining:
    """How who asks gets into it; while the database cannot tell, as for who is signed out."""
    if is_free:
        return Joining.FREE
    if grant_of(request, course_id):
        return Joining.INVITED
    who = request.signed_in
    if who is None or request.is_unreadable:
        return Joining.SIGN_IN
    return Joining.CLOSED if who.is_confirmed else Joining.CONFIRM


def grant_of(request: Request, course_id: ObjectId) -> str | None:
    """The id of the grant of who is signed in: one keyed read a course and request."""
    if course_id not in request.known_grants:
        read_grants(request, [course_id])
    found: str | None = request.known_grants[course_id]
    return found


def read_grants(request: Request, course_ids: Iterable[ObjectId]) -> None:
    """Read at once which of these courses are granted to who is signed in."""
    who, ids = request.signed_in, list(course_ids)
    request.known_grants.update(dict.fromkeys(ids))
    if who is None or not ids:
        return
    key = email_key(who.email) if who.is_confirmed else None
    try:
        with request.registry.catalogue.asking():
            request.known_grants.update(Grant.reaching(ids, who.account_id, key))
    except AWAY:
        request.is_unreadable = True


def wanted_course(request: Request, *fields: str) -> Course:
    """These fields of the course that the address names by a slug that it has or had.

    Raises ``HTTPNotFound``, ``HTTPGone`` with the reason where it was taken down, and
    ``AwayError`` where it cannot be known who sees it.
    """
    found = found_course(request, *fields)
    if found is None:
        raise HTTPNotFound(NO_COURSE)
    let_see(request, found.id, found)
    return found


def let_see(request: Request, course_id: ObjectId, course: Seen) -> Enrolment | None:
    """The live enrolment of who sees a course, None for who is not in it.

    Raises for all others what ``wanted_course`` raises.
    """
    enrolment = enrolment_of(request, course_id)
    if not may_see(request, course, enrolment):
        reason = course.unpublished_reason
        is_gone = says_why(course.state, course.published_at, reason, request.now)
        raise HTTPGone(reason) if is_gone else HTTPNotFound(NO_COURSE)
    return enrolment


def found_course(request: Request, *fields: str) -> Course | None:
    """The same, whoever may see it."""
    named = Course.objects.by_any_slug(request.matchdict["course"])
    found: Course | None = named.only(*DECIDING, *fields).first()
    return found


def is_enrolled(request: Request, enrolment: Enrolment | None) -> bool:
    """Raises ``AwayError``, which is answered with 503, where it cannot be known."""
    if enrolment is None and request.is_unreadable:
        raise AwayError("whether somebody is enrolled cannot be read")
    return enrolment is not None and enrolment.is_live


def known_enrolments(_request: Request) -> dict[ObjectId, Any]:
    """What was read of enrolments for this request, by course."""
    return {}


def known_grants(_request: Request) -> dict[ObjectId, str | None]:
    """What was read of grants for this request, by course."""
    return {}


def includeme(config: Configurator) -> None:
    config.add_request_method(known_enrolments, reify=True)
    config.add_request_method(known_grants, reify=True)
