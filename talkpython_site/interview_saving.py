"""How an interview is saved by its form."""

from collections.abc import Set
from functools import partial
from typing import Any

from pyramid.request import Request

from talkpython_site import head
from talkpython_site.admins_saving import AdminsSaver
from talkpython_site.conversation_limits import LargeHtmlError
from talkpython_site.documents import Interview
from talkpython_site.earlier_forms import earlier_in
from talkpython_site.editing import may_edit_interviews
from talkpython_site.forms import refuse
from talkpython_site.forms.interviews import InterviewForm
from talkpython_site.interview_checks import TAKEN_BACK, blocking_of, missed
from talkpython_site.interview_moves import INTERVIEW_MOVES
from talkpython_site.interview_writing import Place, write
from talkpython_site.sent_forms import Sent, UnwrittenError


class InterviewSaver(AdminsSaver):
    """Of no podcast: admins edit it."""

    document = Interview
    form = InterviewForm

    def may_edit(self, request: Request, thing: Any) -> bool:  # noqa: ARG002 - whichever it is
        return may_edit_interviews(request)

    def write(self, request: Request, sent: Sent, thing: Any, but: Set[str] = frozenset()) -> None:
        form = sent.form
        place = Place(partial(address_of, request), request.registry.pictures.size, form.made)
        thing.forms = {sent.key.nonce, *(nonce for nonce, _count in earlier_in(request))}
        values = {name: form.values[name] for name in form.values.keys() - but}
        try:
            write(thing, values, form.snapshot, place)
        except LargeHtmlError as error:
            refuse(request, form["conversation"], str(error))
            raise UnwrittenError(sent) from error

    def lacks(self, request: Request, sent: Sent) -> bool:
        """Tried on a copy, so that nobody is made for nothing."""
        interview, status = sent.thing, sent.thing.status(request.now)
        if status not in TAKEN_BACK:
            return False
        copy = Interview.from_stored(interview.to_mongo())
        self.write(request, sent, copy, but=INTERVIEW_MOVES.names)
        INTERVIEW_MOVES.try_on(copy, sent.form)
        found = missed(status, blocking_of(request, interview), blocking_of(request, copy))
        for check in found:
            told = f"{check.sentence} {TAKEN_BACK[status]}, or mend this."
            refuse(request, sent.form[check.field], told)
        return bool(found)


INTERVIEWS = InterviewSaver()


def address_of(request: Request, interview: Interview) -> str:
    """Where an interview is or will be seen, whole."""
    return head.absolute(request, request.route_path("interviews.show", slug=interview.slug))
