"""What every page with the form of a thing shows, and where it leads once the thing is saved."""

from contextlib import suppress
from typing import Any

from pymongo.errors import PyMongoError
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from talkpython_site import done, drafts, presence
from talkpython_site.documents import Draft
from talkpython_site.draft_offers import Offer, beginnings, offers
from talkpython_site.form_key import FormKey, begun_as
from talkpython_site.saved_lines import authors_since, saved_lines
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent


def made_already(request: Request, saver: Saver) -> HTTPSeeOther | None:
    """On to what came of this very form, where somebody goes back to it."""
    begun = begun_as(request)
    thing = saver.document.objects(id=begun).first() if begun else None
    if thing is None or not saver.may_edit(request, thing):
        return None
    return done.see(request, f"admin.{saver.kind}", "made-already", id=str(thing.id))


def onward(request: Request, sent: Sent) -> HTTPSeeOther:
    """To what was saved; nothing that was typed is left."""
    with suppress(PyMongoError):  # it is saved all the same
        drafts.close(request, sent.key)
    kind, thing = sent.key.kind, sent.thing
    found = done.see(request, f"admin.{kind}", str(sent.said), id=str(thing.id))
    return with_others(request, sent, found) if sent.is_merged else found


def with_others(request: Request, sent: Sent, found: HTTPSeeOther) -> HTTPSeeOther:
    """It says as well whose changes are saved with it, where that is known."""
    since, mine = sent.key.revision, sent.thing.revision or 0
    lines = [each for each in saved_lines(request, sent.thing) if each.revision != mine]
    names = [f"\u2068{each}\u2069" for each in authors_since(lines, since, mine - 1)]
    word = ("with-theirs", ", ".join(names)) if names else ("with-others",)
    account_id = request.signed_in.account_id
    return HTTPSeeOther(done.onward(request, found.location, word[0], account_id, *word[1:]))


def facts(request: Request, sent: Sent, draft: Draft | None = None) -> dict[str, Any]:
    """``draft`` is the one that the form goes on with."""
    thing, is_typed = sent.thing, request.method == "POST"
    saved = saved_lines(request, thing) if thing.id else []
    is_opened = bool(thing.id) and not is_typed
    return {
        "form": sent.form,
        "key": sent.key.sign(request),
        "problem": sent.problem,
        "conflicts": sent.conflicts,
        "saved_by": saved_by(request, sent),
        "saved": saved,
        "is_there": bool(thing.id),
        "begun_as": None if thing.id else str(sent.key.id),
        "others": presence.met(request, sent.key.origin(request)) if is_opened else (),
        "is_typed": is_typed,
        "typed": drafts.count_in(request) or None,
        "earlier": drafts.earlier(request, sent.key, draft),
        "unsaved": () if is_typed else unsaved(request, sent, draft),
    }


def saved_by(request: Request, sent: Sent) -> str:
    """Who saved what differs, by their names; "" where not all of that is known."""
    posted = FormKey.read_of(request, sent.thing) if sent.conflicts else None
    if posted is None:
        return ""
    lines = saved_lines(request, sent.thing)
    names = authors_since(lines, posted.revision, sent.thing.revision or 0)
    return ", ".join(f"\u2068{each}\u2069" for each in names)


def unsaved(request: Request, sent: Sent, draft: Draft | None) -> list[Offer]:
    """What else of it, or of new ones, was typed and not saved."""
    thing, known = sent.thing, [draft.nonce] if draft else []
    found = offers(request, thing, known) if thing.id else beginnings(request, sent.key.kind)
    return [each for each in found if each.nonce not in known]
