"""Courses for their editors: the list of them, what lies in the bin, the form of one."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    course_finding,
    course_next,
    course_rows,
    done,
    form_actions,
    form_pages,
    form_pictures,
    outline_actions,  # noqa: F401 - actions of the form
    wording,
)
from talkpython_site.admin_lists import Wanted, read_key, ways
from talkpython_site.course_saving import COURSES
from talkpython_site.course_texts import is_html
from talkpython_site.documents import Course, Draft, Status
from talkpython_site.documents.course import NOTHING
from talkpython_site.draft_offers import beginnings
from talkpython_site.editing import wanted_course
from talkpython_site.form_views import FormViews, form_views
from talkpython_site.moves import is_any_begun, moves_of
from talkpython_site.newest import newest
from talkpython_site.outline_rows import outline_rows
from talkpython_site.preview_links import link_of
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent
from talkpython_site.standing_lists import shows_drafts

FORM = "course-form"  # the id
SAVES = {Status.DRAFT: "Save draft", Status.PUBLISHED: "Save – live at once"}
MAKE = "Make the course"


@view_config(
    route_name="admin.courses", renderer="admin/courses.pt", permission=Permission.COURSES_READ
)
def index(request: Request) -> dict[str, Any]:
    """All, or what filters and words leave of them."""
    found = course_finding.find(request)
    wanted = found.list.wanted
    return {
        "found": found.list,
        "page": found.list.page,
        "topics": found.topics,
        "unsaved": beginnings(request, COURSES.kind) if shows_drafts(wanted) else (),
        "rows": course_rows.rows(request, found.list.shown, found.snapshot),
    }


@view_config(
    route_name="admin.courses_binned",
    renderer="admin/courses_bin.pt",
    permission=Permission.COURSES_READ,
)
def binned(request: Request) -> dict[str, Any]:
    """What lies in the bin, what was put there last first."""
    before = read_key(request)
    stored = Course.objects.only(*course_rows.BINNED_FIELDS).as_pymongo()
    part = newest(stored.filter(is_restorable=True), "binned_at", before)
    return {
        "rows": [course_rows.binned_row(request, each) for each in part.rows],
        **ways(Wanted(request.route_path("admin.courses_binned"), {}), before, part)._asdict(),
    }


def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    course, form = sent.thing, sent.form
    return {
        **form_pages.facts(request, sent, draft),
        "title": course.title or "A new course",
        "files": form_actions.address(request, course),
        "drawing": course_rows.drawing_of(request, course),
        "artwork_note": form_pictures.unsaved(form),
        "outline": outline_rows(request, course, form.outline),
        "is_html": is_html(course),
        "notes": {},
        **(of_made(request, course, sent.key.nonce) if course.id else of_new(request)),
    }


def of_made(request: Request, course: Course, nonce: str) -> dict[str, Any]:
    status = course.status(request.now)
    return {
        "course": course,
        "address": request.route_path("admin.course", id=str(course.id)),
        "saves": None if status is Status.BINNED else SAVES.get(status, "Save"),
        "steps": course_next.steps(request, course) if status is Status.DRAFT else (),
        "moves": moves_of(request, course, within=FORM),
        "link": link_of(request, course, nonce),
        "link_said": None,
    }


def of_new(request: Request) -> dict[str, Any]:
    return {
        "course": None,
        "address": request.route_path("admin.course_new"),
        "saves": MAKE,
        "steps": (),
        "moves": None,
        "link": None,
        "link_said": None,
    }


@form_views(
    "admin/course.pt",
    read=Permission.COURSES_READ,
    change=Permission.COURSES_CHANGE,
    make=Permission.COURSES_CHANGE,
)
class CourseViews(FormViews):
    """The form of a course, and its artwork."""

    saver = COURSES
    wanted = staticmethod(wanted_course)
    page = staticmethod(page)
    is_any_begun = staticmethod(is_any_begun)

    def answer(self, sent: Sent) -> Any:
        """Who saved it is told how many lectures students do not see yet."""
        answer, request = super().answer(sent), self.request
        empty = sum(each.content == NOTHING for each in sent.thing.lectures)
        if sent.said and empty:
            told = wording.counted(empty, "lecture is", "lectures are")
            who = request.signed_in.account_id
            answer.location = done.onward(request, answer.location, "course-unseen", who, told)
        return answer
