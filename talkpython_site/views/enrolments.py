"""Joining a course, leaving it, and what of it is done."""

from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPMovedPermanently,
    HTTPNotFound,
    HTTPSeeOther,
)
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import course_access, course_reading, wording
from talkpython_site.access import NO_CACHE
from talkpython_site.certifying import certify
from talkpython_site.course_access import (
    any_enrolment_of,
    enrolment_of,
    found_course,
    is_enrolled,
    joining,
    may_enrol,
    wanted_course,
)
from talkpython_site.documents import Course, Enrolment
from talkpython_site.documents.course import FREE
from talkpython_site.done import see
from talkpython_site.security import Permission

TOLD = ("subtitle", "language", "own_hue", "duration_seconds", "lecture_count", "chapter_count")
OUTLINE = dict.fromkeys(
    [f"lectures.{each}" for each in ("key", "chapter", "slug", "content")], True
)
NOT_ENROLLED = "You are not enrolled in this course."
DONE, DONE_NEXT, NOT_DONE = "yes", "next", "no"
CHANGES = {DONE: Enrolment.finish, DONE_NEXT: Enrolment.finish, NOT_DONE: Enrolment.reopen}


@view_config(route_name="courses.enrol", permission=Permission.ACCOUNT_OPEN)
def ask(request: Request) -> Response:
    """What one joins, and one button; who is enrolled goes on to the course."""
    course = wanted_course(request, *TOLD)
    if course.slug != request.matchdict["course"]:
        address = request.route_path("courses.enrol", course=course.slug)
        return HTTPMovedPermanently(address, cache_control=NO_CACHE)
    if is_enrolled(request, enrolment_of(request, course.id)):
        return HTTPSeeOther(request.route_path("courses.show", course=course.slug))
    return page(request, course)


def page(request: Request, course: Course) -> Response:
    """Of a course that takes nobody new it says that, with 403."""
    request.response.status_int = 200 if may_enrol(request, course) else 403
    values = {
        "course": course,
        "size": size(course),
        "joining": joining(request, course.id, is_free=course.access == FREE),
        "was_here": any_enrolment_of(request, course.id) is not None,
    }
    return render_to_response("courses/enrol.pt", values, request, response=request.response)


def size(course: Course) -> list[str]:
    """How much there is of it, in words."""
    known = ((course.chapter_count, "chapter"), (course.lecture_count, "lecture"))
    counted = [wording.counted(number, noun) for number, noun in known if number]
    lasting = [wording.hours(course.duration_seconds)] if course.duration_seconds else []
    return counted + lasting


@view_config(route_name="courses.enrol", request_method="POST", permission=Permission.ACCOUNT_OWN)
def enrol(request: Request) -> Response:
    """Also right after signing in at the form itself: nothing was typed that could be another's."""
    course = wanted_course(request, *TOLD)
    is_in = is_enrolled(request, enrolment_of(request, course.id))
    if not is_in and not course_access.enrol(request, course):
        return page(request, course)
    return see(request, "courses.show", "enrolled", course=course.slug)


@view_config(route_name="courses.leave", request_method="POST", permission=Permission.ACCOUNT_OWN)
def leave(request: Request) -> HTTPSeeOther:
    """Twice is once, also where the course is shown to nobody else any more."""
    course = found_course(request)
    if course is None or any_enrolment_of(request, course.id) is None:
        wanted_course(request)
        raise HTTPNotFound(NOT_ENROLLED)
    Enrolment.leave(course.id, request.signed_in.account_id)
    return see(request, "account.courses", "left")


@view_config(
    route_name="courses.done",
    request_method="POST",
    permission=Permission.ACCOUNT_OWN,
    shows_resumed=True,
)
def done(request: Request) -> HTTPSeeOther:
    """Mark a lecture as done or not, and go back to it or on to the next one; who is not enrolled
    is asked to join.
    """
    found, key = course_reading.found(request, OUTLINE), int(request.matchdict["lecture"])
    place = next((n for n, each in enumerate(found.outline.lectures) if each.key == key), None)
    if place is None:
        raise HTTPNotFound(course_reading.NO_LECTURE)
    said = request.POST.get("done")
    change = CHANGES.get(said)
    if change is None:
        raise HTTPBadRequest("It is not said whether the lecture is done.")
    if not change(found.course, request.signed_in.account_id, key):
        return HTTPSeeOther(request.route_path("courses.enrol", course=found.slug))
    certify(request, found.course)
    return HTTPSeeOther(way_on(request, found, place, said))


def way_on(request: Request, found: course_reading.Found, place: int, said: str) -> str:
    """The address of the lecture after the one in this place, or of that one itself."""
    lectures = found.outline.lectures
    on = lectures[place + 1 :] if said == DONE_NEXT else ()
    shown, anchor = (on[0], None) if on else (lectures[place], "done")
    way = {"course": found.slug, "lecture": shown.key, "slug": shown.slug}
    return str(request.route_path("courses.lecture", **way, _anchor=anchor))
