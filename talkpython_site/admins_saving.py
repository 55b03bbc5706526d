"""How what admins alone edit is saved by its form."""

from typing import Any

from pyramid.request import Request

from talkpython_site.documents import Status
from talkpython_site.editing import may_edit_courses
from talkpython_site.saving import Saver


class AdminsSaver(Saver):
    """Of no podcast, with states of its own: courses, interviews."""

    owner = "id"

    def status(self, request: Request, thing: Any) -> str:
        status: Status = thing.status(request.now)
        return status

    def is_live(self, request: Request, thing: Any) -> bool:
        return bool(self.status(request, thing) == Status.PUBLISHED)

    def may_edit(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - whichever it is
        return may_edit_courses(request)
