"""What can be done to a thing as a whole in its state: publish it, take it down, bin it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site.checks import Check, Verdict
from talkpython_site.documents import Actor
from talkpython_site.documents.states import MOVES, Move, Status
from talkpython_site.forms import SiteForm, text_in
from talkpython_site.forms.moves import ScheduleForm, UnpublishForm
from talkpython_site.move_kinds import kind_of
from talkpython_site.move_words import WORDS, Words, told, words_of

ACTION = "do"
TO_PUBLIC = frozenset({Move.PUBLISH, Move.SCHEDULE})


class Offered(NamedTuple):
    """A move that the state allows, with its form."""

    do: str  # what the form sends
    words: Words
    form: Any
    is_open: bool  # something was typed, or it was sent


class Moves(NamedTuple):
    """How a thing stands, and what can be done to it; for ``shared/moves.pt``."""

    status: Status
    told: str
    page: str | None  # where everybody sees it
    address: str  # of the forms
    within: str | None  # the id of the form that all of it is sent with, else each has its own
    revision: int  # that they are made from
    offered: tuple[Offered, ...]
    checks: Verdict | None  # None in the bin


class Way(NamedTuple):
    """How a move is made: its form, what it does, whether it is done already, what is said then."""

    form: type[SiteForm]
    carry_out: Callable[[Any, Any, Actor], None]
    is_so: Callable[[Any, Any, Status], bool]
    said: str


# Each raises ``MoveError`` and ``SaveConditionError`` as documents do.
WAYS: Mapping[Move, Way] = {
    Move.PUBLISH: Way(
        SiteForm,
        lambda thing, _form, by: thing.publish(by),
        lambda _thing, _form, status: status is Status.PUBLISHED,
        "published",
    ),
    Move.SCHEDULE: Way(
        ScheduleForm,
        lambda thing, form, by: thing.schedule(form.at, by),
        lambda thing, form, status: status is Status.SCHEDULED and thing.published_at == form.at,
        "scheduled",
    ),
    Move.CALL_OFF: Way(
        SiteForm,
        lambda thing, _form, by: thing.call_off(by),
        lambda _thing, _form, status: status is Status.DRAFT,
        "called-off",
    ),
    Move.UNPUBLISH: Way(
        UnpublishForm,
        lambda thing, form, by: thing.unpublish(form.reason.data, by),
        lambda thing, form, status: (
            status is Status.UNPUBLISHED and thing.unpublished_reason == form.reason.data
        ),
        "unpublished",
    ),
    Move.BIN: Way(
        SiteForm,
        lambda thing, _form, by: thing.bin(by),
        lambda _thing, _form, status: status is Status.BINNED,
        "binned",
    ),
    Move.RESTORE: Way(
        SiteForm,
        lambda thing, _form, by: thing.restore(by),
        lambda _thing, _form, status: status in {Status.DRAFT, Status.UNPUBLISHED},
        "restored",
    ),
}


def moves_of(request: Request, thing: Any, sent: Any = None, within: str | None = None) -> Moves:
    """How a thing stands at this moment, and every move that its state allows.

    ``sent`` is the form that was sent, with what is wrong in it.
    """
    kind, status = kind_of(thing), thing.status(request.now)
    allowed = allowed_moves(thing, status)
    return Moves(
        status=status,
        told=told(request, thing, status),
        page=kind.page(request, thing) if status is Status.PUBLISHED else None,
        address=request.route_path(f"admin.{kind.kind}_move", id=str(thing.id)),
        within=within,
        revision=thing.revision or 0,
        offered=tuple(offered(request, thing, move, sent, within) for move in allowed),
        checks=None if status is Status.BINNED else kind.verdict(request, thing),
    )


def allowed_moves(thing: Any, status: Status) -> list[Move]:
    if status is Status.BINNED and not thing.is_restorable:
        return []
    return [move for move in WORDS if move in MOVES[status]]


def offered(request: Request, thing: Any, move: Move, sent: Any, within: str | None) -> Offered:
    is_sent = text_in(request.POST, ACTION) == move.value
    form = sent if is_sent and sent else form_of(request, thing, move)
    form.within = within
    is_open = is_sent or is_begun(request, thing, move)
    return Offered(move.value, words_of(request, thing, move), form, is_open)


def form_of(request: Request, thing: Any, move: Move) -> Any:
    """The form of a move, filled where it was sent; no two fields of a page have one id."""
    is_sent = text_in(request.POST, ACTION) == move.value
    is_filled = is_sent or any(field.short_name in request.POST for field in WAYS[move].form())
    form = begun_form(request, thing, move, request.POST if is_filled else None)
    for field in form:
        field.id = f"{move.value.replace(' ', '-')}-{field.short_name}"
    return form


def begun_form(request: Request, thing: Any, move: Move, posted: Any = None) -> Any:
    form = WAYS[move].form(posted)
    if isinstance(form, ScheduleForm):
        is_planned = thing.status(request.now) is Status.SCHEDULED
        planned = thing.published_at if is_planned else None
        form.begin(kind_of(thing).zone(request, thing), request.now, planned)
    return form


def is_begun(request: Request, thing: Any, move: Move) -> bool:
    """Whether the fields of a move say something else than before anybody typed."""
    empty = begun_form(request, thing, move)
    shown = {field.short_name: field.data or "" for field in empty}
    return any(request.POST.get(name, text) != text for name, text in shown.items())


def is_any_begun(request: Request, thing: Any) -> bool:
    allowed = allowed_moves(thing, thing.status(request.now))
    return any(is_begun(request, thing, move) for move in allowed)


def blocks(request: Request, thing: Any) -> list[Check]:
    """What keeps a thing from being published, as it and all others are now."""
    return kind_of(thing).blocks(request, thing)
