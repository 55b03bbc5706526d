"""Moves a thing with what was typed into its form: both in one write, or neither of them."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site.checks import Check
from talkpython_site.documents.states import Move, MoveError
from talkpython_site.draft_kinds import DRAFTED
from talkpython_site.form_key import FormKey
from talkpython_site.forms import is_sent, refuse
from talkpython_site.move_kinds import kind_of
from talkpython_site.moves import TO_PUBLIC, WAYS, allowed_moves, blocks
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent, UnwrittenError
from talkpython_site.sign_ins import actor

NOT_PUBLISHED, NOT_DONE = "Nothing is saved or published yet.", "Nothing is saved or done yet."
CHANGED = "Somebody else changed this {} while you wrote."
AGAIN = "You are signed in again."
UNKNOWN = "This form is too old, or another account’s."


def saver_of(thing: Any) -> Saver:
    return DRAFTED[thing.card_kind]


def is_with_words(request: Request, thing: Any) -> bool:
    """Whether the form of the thing came along."""
    return any(name in request.POST for name in saver_of(thing).fields.written)


def newest(thing: Any) -> Any:
    """As it is stored now. Raises ``HTTPNotFound``."""
    saver = saver_of(thing)
    found = saver.document.objects(id=thing.id).first()
    if found is None:
        raise HTTPNotFound(saver.missing)
    return found


def take(request: Request, thing: Any, key: FormKey | None, wanted: Move, form: Any) -> Sent | None:
    """``said`` once both are done, else the form as it is to be shown; None where nothing is new.

    Who was signed out meanwhile is always shown the form.

    What is typed into a form of what everybody sees, to take that down, is never seen by anybody.
    Raises ``SaveConditionError`` where others save again and again at this moment.
    """
    try:
        return saver_of(thing).tried(thing, lambda now: moved(request, now, key, wanted, form))
    except UnwrittenError as error:
        return left(error.sent, wanted)


def moved(
    request: Request, thing: Any, key: FormKey | None, wanted: Move, form: Any
) -> Sent | None:
    saver = saver_of(thing)
    sent = saver.compared(request, thing, key)
    sent.form.know(request)
    is_resumed = getattr(request, "is_resumed", False)
    is_new = sent.conflicts or sent.form.news or any(sent.form.unsent.values())
    if not is_new and not is_resumed:
        return None
    problem = objection(request, thing, key, wanted)
    if problem:
        return saver.refused(request, sent, f"{problem} {not_yet(wanted)}")
    if is_resumed:
        return sent._replace(problem=f"{AGAIN} {not_yet(wanted)}")
    will_do = [is_sent(request, each) for each in (sent.form, form)]
    return made(request, sent, wanted, form) if all(will_do) else left(sent, wanted)


def not_yet(wanted: Move) -> str:
    return NOT_PUBLISHED if wanted in TO_PUBLIC else NOT_DONE


def objection(request: Request, thing: Any, key: FormKey | None, wanted: Move) -> str | None:
    """What speaks against it whatever is typed: nobody moves what they have not seen."""
    if key is None:
        return UNKNOWN
    if not key.is_of(thing):
        return CHANGED.format(thing.card_kind)
    status = thing.status(request.now)
    is_allowed = wanted in allowed_moves(thing, status)
    return None if is_allowed else str(MoveError(wanted, status))


def made(request: Request, sent: Sent, wanted: Move, form: Any) -> Sent:
    lacks = lacking(request, sent) if wanted in TO_PUBLIC else []
    for check in lacks:
        refuse(request, sent.form[check.field], check.sentence)
    if lacks:
        return left(sent, wanted)
    saver = saver_of(sent.thing)
    saver.write(request, sent, sent.thing)
    try:
        WAYS[wanted].carry_out(sent.thing, form, actor(request))
    except (MoveError, ValueError) as error:  # of a moment that has passed since it was checked
        unchanged = sent._replace(thing=newest(sent.thing))
        return saver.refused(request, unchanged, f"{error} {not_yet(wanted)}")
    return sent._replace(said=f"{sent.thing.card_kind}-saved-{WAYS[wanted].said}")


def lacking(request: Request, sent: Sent) -> list[Check]:
    """What keeps it from being published as it was typed; tried on a copy."""
    saver, kind = saver_of(sent.thing), kind_of(sent.thing)
    copy = saver.document.from_stored(sent.thing.to_mongo())
    saver.write(request, sent, copy, but=kind.names)
    kind.try_on(copy, sent.form)
    return blocks(request, copy)


def left(sent: Sent, wanted: Move) -> Sent:
    return sent._replace(problem=not_yet(wanted))
