"""An interview as its page will show it, before anything is saved."""

from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import head, interview_reading
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.conversation_limits import LargeHtmlError
from talkpython_site.documents import Interview
from talkpython_site.interview_reading import Conversation
from talkpython_site.interview_saving import INTERVIEWS
from talkpython_site.interview_writing import Place, write
from talkpython_site.markdown import SafeHtml
from talkpython_site.notes_preview import Preview
from talkpython_site.preview_drafts import Named
from talkpython_site.writing import put

SHOWN = {"introduction", "conversation", "language", "people"}


class Tried(NamedTuple):
    """A copy with what was typed, or a new one; ``problems`` are sentences by fields."""

    interview: Interview
    snapshot: Snapshot  # with who is new
    problems: dict[str, str]


class Talk(NamedTuple):
    """A conversation as it will be read; None where ``problem`` says why not."""

    conversation: Conversation | None
    language: str | None
    problem: str | None = None


def tried(request: Request) -> Tried:
    """All that was typed and will do. Raises ``HTTPForbidden`` where it is somebody else's."""
    sent = INTERVIEWS.as_typed(request)
    form, interview, named = sent.form, sent.thing, Named()
    form.wanted = form.texts
    form.know(request)
    form.validate()
    values = {name: value for name, value in form.values.items() if name in SHOWN}
    people = values.pop("people", None)
    if people is not None:
        put(interview, "people", named.credits_of(people))
    snapshot = form.snapshot.changed_by(named.cards, form.snapshot.t, is_complete=True)
    here = head.absolute(request, request.route_path("interviews.index"))
    problems = {each.name: each.errors[0] for each in form.wrong}
    try:
        place = Place(lambda _each: here, request.registry.pictures.size, {})
        write(interview, values, snapshot, place)
    except LargeHtmlError as error:
        problems["conversation"] = str(error)
    return Tried(interview, snapshot, problems)


def previewed(request: Request) -> Preview:
    """The introduction of the form that was sent."""
    return introduction(tried(request))


def introduction(found: Tried) -> Preview:
    html = SafeHtml(found.interview.introduction_html or "")
    return Preview(html, found.interview.language, found.problems.get("introduction"))


def talk(request: Request, found: Tried) -> Talk:
    interview, problem = found.interview, found.problems.get("conversation")
    if problem:
        return Talk(None, interview.language, problem)
    stored = {"_id": interview.id, "slug": "", "title": "", **interview.to_mongo()}
    card = InterviewCard.from_stored(stored)
    read = interview_reading.read(request, card, stored.get("blocks") or (), found.snapshot)
    return Talk(read, interview.language)
