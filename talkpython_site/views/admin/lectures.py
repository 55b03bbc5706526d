"""The form of a lecture."""

from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import (
    form_actions,
    form_pages,
    lecture_files,
    lecture_preview,
    upload_words,
)
from talkpython_site.documents import Draft, Status
from talkpython_site.form_views import FormViews, form_views
from talkpython_site.lecture_places import NO_LECTURE, Place, place_of, wanted_lecture
from talkpython_site.lecture_saving import LECTURES
from talkpython_site.lecture_texts import is_html
from talkpython_site.notes_preview import SEE
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

LIVE = "Save – live at once"


def page(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    lecture, place = sent.thing, place_of(request, sent.thing)
    if place is None:
        raise HTTPNotFound(NO_LECTURE)
    is_previewed = request.method == "POST" and SEE in request.POST
    return {
        **form_pages.facts(request, sent, draft),
        "title": place.title,
        "place": place,
        "status": place.course.status(request.now),
        "address": address(request, lecture.id),
        "files": form_actions.address(request, lecture),
        "is_html": is_html(lecture),
        "notes": {},
        "saves": saves(place.course.status(request.now)),
        "preview": lecture_preview.previewed(request) if is_previewed else None,
        "ways": ways(request, place),
        **of_files(request, sent),
    }


def of_files(request: Request, sent: Sent) -> dict[str, Any]:
    """What is kept of its files, and what may be sent."""
    form = sent.form
    return {
        "file": lecture_files.video_in(request, form),
        "captions": lecture_files.captions_in(request, form),
        "downloads": lecture_files.files_in(request, form),
        "missing": lecture_files.missing(request, sent.thing),
        "most": upload_words.most(request.site),
    }


def saves(status: Status) -> str | None:
    """What the button says that saves; None where nothing is saved."""
    if status is Status.PUBLISHED:
        return LIVE
    return None if status is Status.BINNED else "Save"


def address(request: Request, lecture_id: ObjectId | None) -> str | None:
    return request.route_path("admin.lecture", id=str(lecture_id)) if lecture_id else None


def ways(request: Request, place: Place) -> dict[str, str | None]:
    """To the forms of the lectures around it."""
    return {"Previous": address(request, place.before), "Next": address(request, place.after)}


@form_views("admin/lecture.pt", read=Permission.COURSES_READ, change=Permission.COURSES_CHANGE)
class LectureViews(FormViews):
    """The form of a lecture; its video, captions and files."""

    saver = LECTURES
    wanted = staticmethod(wanted_lecture)
    page = staticmethod(page)
