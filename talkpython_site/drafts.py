"""What is typed, kept while it is typed, and closed once it is saved; who else writes."""

from collections.abc import Sequence
from typing import NamedTuple

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from talkpython_site.documents import Draft, Paste, Revised
from talkpython_site.documents.draft import Origin
from talkpython_site.draft_kinds import DRAFTED
from talkpython_site.draft_offers import Offer, named, offers
from talkpython_site.earlier_forms import MOST_EARLIER, earlier_in
from talkpython_site.editing import cards_now
from talkpython_site.episode_lines import cleaned
from talkpython_site.form_key import FormKey
from talkpython_site.forms import text_in
from talkpython_site.presence import Other, others
from talkpython_site.saving import Saver

COUNT = "typed"  # the field that numbers what was typed: a later one is more


class Said(NamedTuple):
    """What a form that is open is told."""

    kept: str = ""  # when
    is_own: bool = True  # False: the form is another account's, or too old
    others: tuple[Other, ...] = ()
    newer: str | None = None  # where to see what was saved meanwhile
    is_binned: bool = False
    unsaved: tuple[Offer, ...] = ()


# An open form says what was typed into it, or only that it is open


def keep(request: Request) -> Said:
    """Raises ``HTTPNotFound`` and ``HTTPForbidden`` as the page of what it is of does."""
    key = FormKey.read(request)
    saver = DRAFTED.get(key.kind) if key else None
    if key is None or saver is None:
        return Said(is_own=False)
    fields = {"state", "revision", "nonce", saver.owner} & saver.document._fields.keys()
    thing = saver.document.objects(id=key.id).only(*fields).first()
    if thing is None and not key.is_of_new:
        raise HTTPNotFound(saver.missing)
    if thing is not None and not saver.may_edit(request, thing):
        raise HTTPForbidden
    origin, kept = key.origin(request), ""
    if key.kind == "interview":
        Paste.renew(key.id, request.now)
    hand_on(key, earlier_in(request))
    if COUNT in request.POST and (thing is not None or is_said(request, saver)):
        kept = keep_words(request, origin, saver.form.kept())
    elif thing is not None:
        Draft.see(origin)
    return Said(kept) if thing is None else said(request, key, thing, kept)


def is_said(request: Request, saver: Saver) -> bool:
    """Whether anything stands in the form of a new thing that did not stand there by itself."""
    fields, before = saver.fields, saver.beginning(request, cards_now(request))
    return any(
        fields.tidied(name, text_in(request.POST, name))
        != fields.tidied(name, before.get(name, ""))
        for name in ("title", *fields.long, *fields.lines)
    )


def keep_words(request: Request, origin: Origin, names: frozenset[str]) -> str:
    """When, with seconds; "" where something later stands there already."""
    words = {
        name: cleaned(text)
        for name, text in request.POST.items()
        if name in names and isinstance(text, str)
    }
    if not Draft.keep(origin, words, count_in(request)):
        return ""
    close_earlier(request, origin)
    return f"{request.now.astimezone(request.site.site_zone):%H:%M:%S}"


def said(request: Request, key: FormKey, thing: Revised, kept: str) -> Said:
    is_newer = (thing.revision or 0) > key.revision and thing.nonce != key.nonce
    revisions = request.route_path(f"admin.{key.kind}_revisions", id=str(key.id))
    return Said(
        kept=kept,
        others=others(request, key.thing),
        newer=revisions if is_newer else None,
        is_binned=DRAFTED[key.kind].is_binned(request, thing),
        unsaved=just_left(request, key) if "first" in request.POST else (),
    )


def just_left(request: Request, key: FormKey) -> tuple[Offer, ...]:
    """What the page before this one kept while this one was already being made."""
    thing = DRAFTED[key.kind].document.objects(id=key.id).first()
    known = {key.nonce, *(nonce for nonce, _count in earlier_in(request))}
    return tuple(offers(request, thing, known)) if thing else ()


def count_in(request: Request) -> int:
    given = str(request.POST.get(COUNT, ""))
    is_number = given.isascii() and given.isdigit() and len(given) <= 16
    return int(given) if is_number else 0


# Saved, or thrown away


def close(request: Request, key: FormKey) -> None:
    """Leave no words of a form that was saved, nor of the drafts that it went on with."""
    origin = key.origin(request)
    if count := count_in(request):
        Draft.close(origin, count)
    else:
        Draft.leave(origin)
    close_earlier(request, origin)


def close_earlier(request: Request, origin: Origin) -> None:
    for nonce, count in earlier_in(request):
        if nonce != origin.nonce:
            Draft.close(origin._replace(nonce=nonce), count)


def throw_away(request: Request) -> None:
    """What was typed into it since it was looked at stays."""
    draft = named(request, request.POST.get("name"))
    if draft is not None:
        base = draft.base_revision, draft.base_status
        Draft.close(Origin(draft.thing, draft.account, draft.nonce, *base), count_in(request))


def earlier(request: Request, key: FormKey, draft: Draft | None) -> str:
    """The same as the value of a field, for a form with this key."""
    found = earlier_in(request) if request.method == "POST" else []
    posted = FormKey.read(request) if request.method == "POST" else None
    if posted and posted.nonce != key.nonce:
        found.append((posted.nonce, count_in(request)))
        hand_on(key, found)
    if draft:
        found.append((draft.nonce, draft.count))
    return " ".join(f"{nonce}.{count}" for nonce, count in found[-MOST_EARLIER:])


def hand_on(key: FormKey, found: Sequence[tuple[str, int]]) -> None:
    """What was pasted into these is in the form with this key: it names only the last of them."""
    if found and key.kind == "interview":
        Paste.hand_on(key.id, [nonce for nonce, _count in found], key.nonce)
