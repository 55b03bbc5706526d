"""How an interview is saved by its form."""

from collections.abc import Set
from functools import partial
from typing import Any

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.admins_saving import AdminsSaver
from talkpython_site.documents import Interview
from talkpython_site.forms.interviews import InterviewForm
from talkpython_site.interview_writing import write
from talkpython_site.sent_forms import Sent


class InterviewSaver(AdminsSaver):
    """Of no podcast: admins edit it."""

    document = Interview
    form = InterviewForm

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:
        form, sizes = sent.form, request.registry.pictures.size
        values = {name: form.values[name] for name in form.values.keys() - but}
        write(thing, values, form.snapshot, partial(address_of, request), sizes)


INTERVIEWS = InterviewSaver()


def address_of(request: Request, interview: Interview) -> str:
    """Where an interview is or will be seen, whole."""
    return head.absolute(request, request.route_path("interviews.show", slug=interview.slug))
