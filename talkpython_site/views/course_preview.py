"""A course before it is out, for who has its secret link: its page, and all of its lectures."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import lecture_reading, previews
from talkpython_site.course_previews import CoursePreview, wanted
from talkpython_site.security import Permission
from talkpython_site.views import courses, lecture_media


def show(request: Request) -> dict[str, Any]:
    """The page as everybody will see it before they join."""
    preview = wanted(request, "courses.show")
    request.override_renderer = "preview/course.pt"
    values = courses.page(request, preview.found)
    here = request.route_path("preview.show", token=preview.found.token)
    course = values["course"]._replace(address=here)
    return {**values, "course": course, **around(request, preview, values)}


@view_config(
    route_name="preview.lecture", renderer="preview/lecture.pt", permission=Permission.SITE_READ
)
def lecture(request: Request) -> dict[str, Any]:
    """The page as those will see it who are enrolled."""
    preview = wanted(request, "courses.lecture")
    found, entry = preview.found, courses.wanted_lecture(request, preview.found)
    reading = lecture_reading.read(request, found, entry)
    values = courses.lecture_page(request, found, entry, reading)
    row = values["row"]._replace(address=request.route_path("preview.show", token=found.token))
    return {**values, "row": row, **around(request, preview, values)}


@view_config(route_name="preview.video", permission=Permission.SITE_READ)
def video(request: Request) -> Response:
    preview = wanted(request, "courses.video")
    return lecture_media.send_video(request, *place(request, preview))


@view_config(route_name="preview.captions", permission=Permission.SITE_READ)
def captions(request: Request) -> Response:
    preview = wanted(request, "courses.captions")
    return lecture_media.send_captions(request, *place(request, preview))


@view_config(route_name="preview.file", permission=Permission.SITE_READ)
def file(request: Request) -> Response:
    preview = wanted(request, "courses.file")
    return lecture_media.send_file(request, *place(request, preview))


def around(request: Request, preview: CoursePreview, values: dict[str, Any]) -> dict[str, Any]:
    """What stands around the page of a preview, for people and machines."""
    title = preview.found.card.title
    return {
        "head": previews.hidden(values["head"]),
        "preview": previews.plain_banner(request, title, preview.stored, preview.status),
    }


def place(request: Request, preview: CoursePreview) -> tuple[Any, int]:
    """Its course and its key, where the outline has such a lecture; else ``HTTPNotFound``."""
    return preview.found.card.id, courses.wanted_lecture(request, preview.found).key
