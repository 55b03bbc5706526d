"""How many learn in a course, how many finish it, and where the others stop."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import student_figures, wording
from talkpython_site.course_counting import COUNTED_EVERY
from talkpython_site.documents import CourseFigures
from talkpython_site.documents.course import FREE
from talkpython_site.editing import wanted_course
from talkpython_site.security import Permission


@view_config(
    route_name="admin.course_students",
    renderer="admin/students.pt",
    permission=Permission.COURSES_READ,
)
def show(request: Request) -> dict[str, Any]:
    """What housekeeping counted last: nobody waits while it counts."""
    course = wanted_course(request)
    figures = CourseFigures.objects(id=course.id).first()
    is_counted = figures is not None and figures.as_of is not None
    return {
        "course": course,
        "told": student_figures.told(request, course, figures) if is_counted else None,
        "is_free": course.access == FREE,
        "every": wording.length(COUNTED_EVERY.total_seconds()),
    }
