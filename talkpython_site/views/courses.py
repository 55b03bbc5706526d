"""Courses: all of them, one with its outline, and a lecture to read."""

from collections import Counter
from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    course_filtering,
    course_heads,
    course_listing,
    course_outline,
    course_reading,
    interview_offers,
    languages,
    lecture_reading,
    links,
    progress,
    strip,
    wording,
)
from talkpython_site.certifying import own_code
from talkpython_site.chapters import start_of
from talkpython_site.course_access import Joining, joining, may_open
from talkpython_site.course_reading import NO_CACHE, NO_LECTURE, Entry, Visited
from talkpython_site.head import head_of_list, trail
from talkpython_site.markdown import SafeHtml, plain_text
from talkpython_site.security import Permission

STRIP_WIDTH = 480  # px that the strip of a course has at least on its page


@view_config(
    route_name="courses.index",
    renderer="courses/index.pt",
    params=course_filtering.PARAMS,
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """All courses, or those that some filters leave, newest first."""
    base = request.route_path("courses.index")
    wanted = course_filtering.read(request, base)
    listed = course_listing.listed(request, wanted)
    described = f"{wording.counted(listed.total, 'course')} on {request.site.site_name}."
    head = head_of_list(request, wanted, listed.page, "Courses", described)
    return {
        "head": head._replace(blocks=(trail(request, ("Courses", base)),)),
        "listed": listed,
    }


@view_config(
    route_name="courses.show",
    renderer="courses/show.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """All that there is to know before joining; for who is in it, the way on first."""
    return page(request, course_reading.visited(request, *course_reading.WORDS))


def page(request: Request, found: Visited) -> dict[str, Any]:
    """What the page of a course shows."""
    course = course_listing.large(request, found.card)
    reached = found.enrolment and progress.progress_of(found.outline.lectures, found.enrolment)
    here = reached.next_key if reached else None
    return {
        "head": course_heads.of_course(request, found, course),
        "course": course,
        "about": about(found),
        "joined": joined(request, found, reached),
        "joining": way_in(request, found),
        "strip": drawn(found),
        "parts": course_outline.parts(request, found, here),
        "is_taken_down": found.is_taken_down,
        **course_listing.around(request, found.card),
        "interviews": interview_offers.offered(request, found.card),
    }


def about(found: Visited) -> dict[str, Any]:
    """What only the document knows, ready to be shown."""
    words, subtitle = found.outline.words, found.card.subtitle
    description = words["description_html"] or ""
    # What was brought in often has the first words of its description as both.
    is_said = plain_text(description).startswith((subtitle or "").removesuffix("…"))
    return {
        "lead": None if is_said and not found.enrolment else subtitle,
        "description": SafeHtml(description),
        "outcomes": words["outcomes"] or (),
        "audience": words["audience"] or (),
        "original": links.link(words["original_url"]),
        "captions": captions(found),
    }


def captions(found: Visited) -> str:
    """The languages of its captions, the one that most lectures have first."""
    known = Counter(each for entry in found.outline.lectures for each in entry.languages)
    return ", ".join(languages.own_name(each) for each, _number in known.most_common())


def joined(
    request: Request, found: Visited, reached: progress.Progress | None
) -> dict[str, Any] | None:
    """How far somebody has come and where they go on; None for who is not in it."""
    if reached is None or found.enrolment is None:
        return None
    lectures, enrolment = found.outline.lectures, found.enrolment
    seconds = progress.heard_seconds(lectures, enrolment)
    return {
        "reached": reached,
        "on": progress.going_on(request, found.card.slug, lectures, enrolment, reached.next_key),
        "now": progress.now(lectures, enrolment, reached.next_key) if reached.is_begun else None,
        "heard": wording.length(seconds) if seconds else "",
        "certificate": own_code(request, found.enrolment, is_finished=reached.is_finished),
    }


def way_in(request: Request, found: Visited) -> Joining | None:
    """How who is not in it gets in; None where there is nothing to get into."""
    if found.enrolment or found.token:
        return None
    return joining(request, found.card.id, is_free=found.card.is_free)


def drawn(found: Visited) -> strip.Strip | None:
    """The course in time, what was played in ink; None where no length is known."""
    bare = strip.across(found.card.duration_seconds, found.card.strip, STRIP_WIDTH)
    return bare and replace(bare, heard=progress.spans(found.outline.lectures, found.enrolment))


@view_config(
    route_name="courses.lecture",
    renderer="courses/lecture.pt",
    params=("t",),
    permission=Permission.SITE_READ,
)
def lecture(request: Request) -> Any:
    """Its text to read; for who may not, how to get in, and nothing of what it holds."""
    found = course_reading.visited(request)
    entry = wanted_lecture(request, found)
    if request.matchdict["slug"] != entry.slug:
        return moved(request, found, entry)
    return lecture_page(request, found, entry, opened(request, found, entry))


def lecture_page(
    request: Request, found: Visited, entry: Entry, reading: lecture_reading.Reading | None
) -> dict[str, Any]:
    """What the page of a lecture shows."""
    return {
        "head": course_heads.of_lecture(request, found, entry, reading),
        "row": course_listing.large(request, found.card),
        "course": found.card,
        "lecture": entry,
        "enrolment": found.enrolment,
        "is_taken_down": found.is_taken_down,
        "reading": reading,
        "joining": way_in(request, found),
        **lecture_reading.around(request, found, entry),
    }


def opened(request: Request, found: Visited, entry: Entry) -> lecture_reading.Reading | None:
    """What it holds, for who may open it; else None, which is answered with 403."""
    if not may_open(request, found.outline, entry, found.enrolment):
        request.response.status_int = 403
        return None
    progress.note_opened(request, found.enrolment, entry.key)
    return lecture_reading.read(request, found, entry)


@view_config(route_name="courses.bare_lecture", permission=Permission.SITE_READ)
def bare_lecture(request: Request) -> HTTPMovedPermanently:
    found = course_reading.visited(request)
    return moved(request, found, wanted_lecture(request, found))


def wanted_lecture(request: Request, found: Visited) -> Entry:
    """Raises ``HTTPNotFound`` for one that the outline does not have."""
    entry = found.outline.lecture(int(request.matchdict["lecture"]))
    if entry is None:
        raise HTTPNotFound(NO_LECTURE)
    return entry


def moved(request: Request, found: Visited, entry: Entry) -> HTTPMovedPermanently:
    """To the one right address, at the same second."""
    start = start_of(request.GET.get("t"), entry.duration_seconds)
    address = course_outline.ways(request, found)(entry) + (f"?t={start}" if start else "")
    return HTTPMovedPermanently(address, cache_control=NO_CACHE)
