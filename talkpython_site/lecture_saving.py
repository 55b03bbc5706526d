"""How a lecture is saved by its form."""

from collections.abc import Set
from typing import Any, NoReturn

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import (
    head,
    lecture_outline,  # noqa: F401 - what follows once one is saved
)
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Lecture, Status
from talkpython_site.documents.course import NOTHING
from talkpython_site.editing import may_edit_courses
from talkpython_site.form_key import FormKey
from talkpython_site.forms.content import AsStored
from talkpython_site.forms.lectures import LectureForm
from talkpython_site.lecture_places import place_of, title_of
from talkpython_site.lecture_texts import as_outlined
from talkpython_site.lecture_writing import write
from talkpython_site.outline_copies import lectures_held
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent
from talkpython_site.text_fields import Texts


class LectureSaver(Saver):
    """It is made in the form of its course, whose state is its own."""

    document = Lecture
    form = LectureForm
    owner = "course"

    def status(self, request: Request, thing: Any) -> str:
        return status(request, thing)

    def is_live(self, request: Request, thing: Any) -> bool:
        return status(request, thing) is Status.PUBLISHED

    def may_edit(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - whichever it is
        return may_edit_courses(request)

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:  # noqa: ARG002 - none is left out
        sizes = request.registry.pictures.size
        write(thing, sent.form.values, address_of(request, thing), sizes)

    def said(self, request: Request, thing: Any) -> str:
        """What holds nothing is not live, whatever its course is."""
        is_live = self.is_live(request, thing) and holds_something(thing)
        return "lecture-live" if is_live else "lecture-saved"

    def called(self, key: FormKey, typed: Texts) -> str:  # noqa: ARG002 - other kinds ask it
        """Its title stands in its course."""
        lecture = Lecture.objects(id=key.id).first()
        return title_of(lecture) if lecture else ""

    def written(self, request: Request, sent: Sent) -> Sent:
        try:
            return super().written(request, sent)
        finally:
            request.known_places.clear()  # others may have saved its course too

    def new(self, *_typed: Any) -> NoReturn:
        """None begins in a form of its own."""
        raise HTTPNotFound(self.missing)

    def now(self, request: Request, thing: Any, snapshot: Snapshot) -> AsStored:
        stored = super().now(request, thing, snapshot)
        place = place_of(request, thing)
        return stored._replace(texts=as_outlined(thing, stored.texts, place.entry if place else {}))


LECTURES = LectureSaver()


def holds_something(lecture: Lecture) -> bool:
    """As it is stored."""
    held = lectures_held(lecture.course, [lecture.key])
    return any(each["content"] != NOTHING for each in held.values())


def status(request: Request, lecture: Lecture) -> Status:
    """That of its course."""
    place = place_of(request, lecture)
    return place.course.status(request.now) if place else Status.OTHER


def address_of(request: Request, lecture: Lecture) -> str:
    """Where a lecture is or will be seen, whole."""
    place = place_of(request, lecture)
    course, slug = (place.course.slug, place.entry.get("slug")) if place else ("-", None)
    named = {"course": course, "lecture": lecture.key, "slug": slug or "lecture"}
    return head.absolute(request, request.route_path("courses.lecture", **named))
