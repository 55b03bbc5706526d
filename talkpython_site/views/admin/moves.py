"""Publishing a thing, taking it down, putting it into the bin: one form for each."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from pymongo.errors import PyMongoError
from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, drafts, moving
from talkpython_site.checks import Check
from talkpython_site.documents import SaveConditionError, utc_now
from talkpython_site.documents.states import Move, MoveError
from talkpython_site.editing import wanted_course, wanted_episode, wanted_interview
from talkpython_site.form_key import FormKey
from talkpython_site.forms import is_sent, text_in
from talkpython_site.moves import (
    ACTION,
    TO_PUBLIC,
    WAYS,
    allowed_moves,
    blocks,
    form_of,
    moves_of,
)
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent
from talkpython_site.sign_ins import actor
from talkpython_site.views.admin import courses, interviews
from talkpython_site.views.admin import episode as of_episode

CHANGED = "Somebody changed this {} meanwhile. Nothing was done: look at it as it is now."
UNKNOWN = "Nothing can be done to an episode, a course or an interview by this form."


class FormPage(NamedTuple):
    """Where the form of a kind stands."""

    renderer: str
    values: Callable[[Request, Sent], dict[str, Any]]
    form: str  # its id


PAGES: Mapping[str, FormPage] = {
    "episode": FormPage("admin/episode.pt", of_episode.page, of_episode.FORM),
    "course": FormPage("admin/course.pt", courses.page, courses.FORM),
    "interview": FormPage("admin/interview.pt", interviews.page, interviews.FORM),
}


@view_config(
    route_name="admin.episode_move",
    request_method="POST",
    renderer="admin/move.pt",
    permission=Permission.EPISODES_CHANGE,
    shows_resumed=True,
)
def episode_move(request: Request) -> Any:
    return move(request, wanted_episode(request))


@view_config(
    route_name="admin.course_move",
    request_method="POST",
    renderer="admin/move.pt",
    permission=Permission.COURSES_CHANGE,
    shows_resumed=True,
)
def course_move(request: Request) -> Any:
    return move(request, wanted_course(request))


@view_config(
    route_name="admin.interview_move",
    request_method="POST",
    renderer="admin/move.pt",
    permission=Permission.INTERVIEWS_CHANGE,
    shows_resumed=True,
)
def interview_move(request: Request) -> Any:
    return move(request, wanted_interview(request))


def move(request: Request, thing: Any) -> Any:
    """Do what a form says to a thing that is still as it was shown; else say why not."""
    wanted = wanted_move(request)
    form = form_of(request, thing, wanted)
    if moving.is_with_words(request, thing):
        sent = moving.take(request, thing, FormKey.read_of(request, thing), wanted, form)
        if sent:
            return answer(request, wanted, sent, form)
        thing = moving.newest(thing)
    if is_made(request, thing, wanted, form):
        return seen(request, thing, wanted)
    problem = objection(request, thing, wanted)
    lacks = blocks(request, thing) if wanted in TO_PUBLIC and not problem else []
    if not problem and not lacks and is_sent(request, form):
        problem = refusal(request, thing, wanted, form)
        if problem is None:
            return seen(request, thing, wanted)
    return page(request, moving.newest(thing), form, problem, lacks)


def wanted_move(request: Request) -> Move:
    """What is to be done; raises ``HTTPBadRequest``."""
    try:
        return Move(text_in(request.POST, ACTION))
    except ValueError as error:
        raise HTTPBadRequest(UNKNOWN) from error


def is_as_shown(request: Request, thing: Any, since: int = 0) -> bool:
    """Whether the form stood on a page of this revision, or of one that many before it."""
    key = FormKey.read_of(request, thing)
    if key and not since:
        return key.is_of(thing)
    if key:
        return key.revision == (thing.revision or 0) - since
    return text_in(request.POST, "revision") == str((thing.revision or 0) - since)


def objection(request: Request, thing: Any, wanted: Move) -> str | None:
    """What speaks against a move whatever is typed: what was seen is no more, or its state."""
    if not is_as_shown(request, thing):
        return CHANGED.format(thing.card_kind)
    status = thing.status(request.now)
    is_allowed = wanted in allowed_moves(thing, status)
    return None if is_allowed else str(MoveError(wanted, status))


def is_made(request: Request, thing: Any, wanted: Move, form: Any) -> bool:
    """Whether this very form was taken before: a button was clicked twice."""
    if not is_as_shown(request, thing, 1) or not form.validate():
        return False
    return WAYS[wanted].is_so(thing, form, thing.status(utc_now()))


def refusal(request: Request, thing: Any, wanted: Move, form: Any) -> str | None:
    """Make a move; what speaks against it in a sentence, None once it is made."""
    try:
        WAYS[wanted].carry_out(thing, form, actor(request))
    except SaveConditionError:
        return CHANGED.format(thing.card_kind)
    except (MoveError, ValueError) as error:  # of a moment that has passed since it was checked
        return str(error)
    return None


def page(
    request: Request, thing: Any, form: Any, problem: str | None, lacks: list[Check]
) -> dict[str, Any]:
    """Why it was not done, and what can be done to the thing as it is now."""
    if problem or lacks:
        request.response.status_int = 409 if problem else 422
    return {
        "title": thing.title,
        "kind": thing.card_kind,
        "address": request.route_path(f"admin.{thing.card_kind}", id=str(thing.id)),
        "problem": problem,
        "lacks": lacks,
        "moves": moves_of(request, thing, form),
    }


def answer(request: Request, wanted: Move, sent: Sent, form: Any) -> Any:
    """On to what was saved and moved; else the form of the thing, all that was typed in it."""
    if sent.said:
        return seen(request, sent.thing, wanted, sent.said)
    shown = PAGES[sent.thing.card_kind]
    request.override_renderer = shown.renderer
    moves = moves_of(request, sent.thing, form, shown.form)
    return {**shown.values(request, sent), "moves": moves}


def seen(request: Request, thing: Any, made: Move, said: str = "") -> HTTPSeeOther:
    """On to the thing with what was done; from the bin's to those that are left."""
    key, kind = FormKey.read(request), thing.card_kind
    if key:
        with suppress(PyMongoError):  # it is done all the same
            drafts.close(request, key)
    said = said or f"{kind}-{WAYS[made].said}"
    if made is Move.BIN:
        return done.see(request, f"admin.{kind}s", said)
    return done.see(request, f"admin.{kind}", said, id=request.matchdict["id"])
