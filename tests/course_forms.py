"""The form of a course in a browser: opened, filled and sent."""

from typing import Any

from talkpython_site.documents import Course
from tests.conftest import Visit
from tests.episode_forms import form_at, sent

LIST, NEW = "/admin/courses", "/admin/courses/new"


def address_of(course: Course, rest: str = "") -> str:
    return f"/admin/courses/{course.id}{rest}"


def form_of(browser: Visit, course: Course) -> Any:
    return as_sent(form_at(browser, address_of(course)))


def new_form(browser: Visit) -> Any:
    return as_sent(form_at(browser, NEW))


def as_sent(form: Any) -> Any:
    """As a browser sends it to be saved: without the file beside it."""
    form.field_order = [(name, field) for name, field in form.field_order if name != "artwork_file"]
    return form


def stored(course: Course) -> dict[str, Any]:
    return dict(Course.collection().find_one({"_id": course.id}) or {})


def saved(browser: Visit, course: Course, **values: Any) -> dict[str, Any]:
    """What is stored once these values are typed and saved."""
    sent(form_of(browser, course), **values)
    return stored(course)
