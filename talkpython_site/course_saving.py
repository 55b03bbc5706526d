"""How a course is saved by its form."""

from collections.abc import Set
from functools import partial
from typing import Any

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.admins_saving import AdminsSaver
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.course_writing import write
from talkpython_site.documents import Course
from talkpython_site.documents.course import FREE
from talkpython_site.forms.courses import CourseForm
from talkpython_site.importing.feeds.choosing import free_hue
from talkpython_site.sent_forms import Sent
from talkpython_site.text_fields import Texts


class CourseSaver(AdminsSaver):
    """Of no podcast: admins edit it."""

    document = Course
    form = CourseForm

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:
        form = sent.form
        values = {name: form.values[name] for name in form.values.keys() - but}
        write(thing, values, form.snapshot, partial(address_of, request), sent.key.nonce)
        if sent.key.is_of_new and not thing.own_hue:
            thing.own_hue = free_hue(thing.slug, Course)

    def beginning(self, request: Request, snapshot: Snapshot) -> Texts:  # noqa: ARG002 - other kinds ask it
        return {"own_hue": free_hue("", Course), "access": FREE}


COURSES = CourseSaver()


def address_of(request: Request, course: Course) -> str:
    """Where a course is or will be seen, whole."""
    return head.absolute(request, request.route_path("courses.show", course=course.slug))
