"""What comes next on the way of a course to its students."""

from typing import NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.documents import Course
from talkpython_site.outline_copies import outlined


class Step(NamedTuple):
    """A thing to do, in words; ``address`` leads to where it is done."""

    words: str
    address: str
    is_done: bool


def steps(request: Request, course: Course) -> tuple[Step, ...]:
    """Of a draft: the first that is not done is the next one."""
    lectures = len(course.lectures)
    empty = [each.lecture for each in outlined(request, course).values() if each.is_empty]
    there = form_of(request, empty[0]) if empty else "#outline"
    return (
        Step("Give it chapters and lectures, and save", "#outline-heading", bool(lectures)),
        Step(filling(lectures, len(empty)), there, bool(lectures) and not empty),
        Step("Look at what is said of it, and publish it", "#beside", is_done=False),
    )


def filling(lectures: int, empty: int) -> str:
    if not lectures or not empty:
        return "Give each lecture something to watch or to read"
    left = wording.counted(empty, "lecture has", "lectures have")
    return f"Give each lecture something to watch or to read: {left} nothing yet"


def form_of(request: Request, lecture: ObjectId | None) -> str:
    """Where a lecture is written."""
    return (
        str(request.route_path("admin.lecture", id=str(lecture))) if lecture else "#outline-heading"
    )
