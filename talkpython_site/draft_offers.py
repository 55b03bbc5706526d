"""What was typed and not saved, offered again to who typed it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.documents import Draft, Revised, Revision
from talkpython_site.documents.draft import NOT_MADE
from talkpython_site.draft_kinds import DRAFTED
from talkpython_site.earlier_forms import EARLIER
from talkpython_site.editing import cards_now, own_podcasts
from talkpython_site.form_key import FormKey
from talkpython_site.saving import Saver
from talkpython_site.text_fields import Texts

NAME = re.compile(r"(?P<kind>[a-z]+)\.(?P<id>[0-9a-f]{24})\.(?P<nonce>[\w-]{16})", re.ASCII)
BEGINNING = ("base_revision", "count", "typed_at", "seen_at", "fields.title", "fields.podcast")
UNTITLED = "Without a title"
LONGEST_TITLE = 120


class Offer(NamedTuple):
    """Words of one's own that were not saved."""

    name: str  # in addresses and forms
    nonce: str
    kind: str
    typed: int  # how far it was read
    address: str  # to go on
    title: str
    podcast: str  # "" where it is of none, or none was chosen
    when: str  # within a sentence
    moment: str  # for machines
    is_new: bool


def wanted(request: Request, kind: str, thing: str | None = None) -> Draft | None:
    """The draft of one's own that the address asks for: of a thing, or of a new one of a kind."""
    found = named(request, request.GET.get(EARLIER))
    if found is None:
        return None
    key = key_of(found)
    is_so = key.thing == thing if thing else key.is_of_new and key.kind == kind
    return found if is_so else None


def named(request: Request, name: object) -> Draft | None:
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    if match is None:
        return None
    account_id = request.signed_in.account_id
    draft_id = f"{match['kind']}:{match['id']}:{account_id}:{match['nonce']}"
    found = Draft.objects.of_account(account_id).filter(id=draft_id).first()
    return found if found and found.typed_at else None


def offers(request: Request, thing: Revised, known: Iterable[str] = ()) -> list[Offer]:
    """One's own words of a thing that say something else than what is stored; newest first."""
    own = Draft.objects.of_account(request.signed_in.account_id).filter(thing=thing.card_key)
    drafts = [each for each in own if each.typed_at and each.nonce not in set(known)]
    if not drafts:
        return []
    cards_now(request)
    return newest_first(changes(request, DRAFTED[thing.card_kind], {thing.id: thing}, drafts))


def beginnings(request: Request, kind: str) -> list[Offer]:
    """One's own things of a kind that were begun and never saved; newest first."""
    own = Draft.objects.of_account(request.signed_in.account_id).filter(base_revision=NOT_MADE)
    found = [each for each in own.only(*BEGINNING) if each.typed_at]
    drafts = [each for each in found if key_of(each).kind == kind]
    if not drafts:
        return []
    query = {"_id": {"$in": [key_of(each).id for each in drafts]}}
    made = {each["_id"] for each in DRAFTED[kind].document.collection().find(query, {"_id": 1})}
    cards_now(request)
    return newest_first(begun(request, DRAFTED[kind], drafts, made))


def all_of(request: Request) -> list[Offer]:
    """All that one has not saved, of new things and of those that are there; newest first."""
    own = Draft.objects.of_account(request.signed_in.account_id)
    drafts = sorted((each for each in own if each.typed_at), key=lambda each: each.id)
    found: list[Offer] = []
    if drafts:
        cards_now(request)
    for kind, some in groupby(drafts, key=lambda each: key_of(each).kind):
        if kind not in DRAFTED:  # of a later version
            continue
        saver, those = DRAFTED[kind], list(some)
        ids = [key_of(each).id for each in those]
        made = {each.id: each for each in saver.document.objects(id__in=ids)}
        mine = {key: each for key, each in made.items() if saver.may_edit(request, each)}
        found += begun(request, saver, those, {*made})
        if there := [each for each in those if key_of(each).id in mine]:
            found += changes(request, saver, mine, there)
    return newest_first(found)


def newest_first(found: Iterable[Offer]) -> list[Offer]:
    return sorted(found, key=lambda each: (each.moment, each.name), reverse=True)


def begun(
    request: Request, saver: Saver, drafts: Iterable[Draft], made: set[ObjectId]
) -> Iterator[Offer]:
    """Those of nothing that is there by now."""
    for draft in drafts:
        key = key_of(draft)
        if key.is_of_new and key.id not in made:
            yield offer(request, draft, saver, draft.fields.get(saver.owner, ""), is_new=True)


def changes(
    request: Request, saver: Saver, things: Mapping[ObjectId, Any], drafts: list[Draft]
) -> Iterator[Offer]:
    """The drafts of these that say something else than what is stored."""
    snapshot, kept = request.registry.catalogue.all(), revisions_of(drafts)
    now = {key: saver.now(request, each, snapshot) for key, each in things.items()}
    for draft in drafts:
        key = key_of(draft)
        its = now[key.id]
        if is_news(saver, draft, its.texts, saver.base_of(key, its, kept.get)):
            yield offer(request, draft, saver, str(its.thing[saver.owner]), is_new=False)


def revisions_of(drafts: Iterable[Draft]) -> dict[str, Mapping[str, Any]]:
    """What these were typed into, where that was replaced since; by id."""
    names = [f"{each.thing}:{each.base_revision}" for each in drafts]
    return {each["_id"]: each for each in Revision.objects(id__in=names).as_pymongo()}


def is_news(saver: Saver, draft: Draft, theirs: Texts, base: Texts | None) -> bool:
    """Whether saving it would change anything."""
    tidied, typed = saver.fields.tidied, draft.fields
    mine = {name: tidied(name, typed.get(name, text)) for name, text in theirs.items()}
    merged = saver.fields.merge(base, theirs, mine)
    return bool(merged.conflicts) or merged.texts != theirs


def key_of(draft: Draft) -> FormKey:
    thing, _account, nonce = draft.id.rsplit(":", 2)
    return FormKey(thing, draft.base_revision, draft.base_status or "", nonce)


def offer(request: Request, draft: Draft, saver: Saver, owner: str, *, is_new: bool) -> Offer:
    """``owner`` is the id of the podcast that it is of, itself where it is one."""
    key = key_of(draft)
    name = f"{key.kind}.{key.id}.{key.nonce}"
    at, title = draft.typed_at or draft.seen_at, saver.called(key, draft.fields)
    route, here = f"admin.{key.kind}", {"id": str(key.id)}
    if is_new:
        route, here = f"{route}_new", {}
    snapshot = request.registry.catalogue.all()
    own = {str(each): card for each, card in own_podcasts(request, snapshot).items()}
    return Offer(
        name=name,
        nonce=key.nonce,
        kind=key.kind,
        typed=draft.count or 0,
        address=request.route_path(route, **here, _query={EARLIER: name}),
        title=wording.excerpt(title, LONGEST_TITLE) or UNTITLED,
        podcast=own[owner].title if owner in own and owner != str(key.id) else "",
        when=when(request, at),
        moment=at.isoformat(),
        is_new=is_new,
    )


def when(request: Request, at: datetime) -> str:
    """A moment of the last 30 days within a sentence: "today at 12:31", "on Monday at 12:31"."""
    zone = request.site.site_zone
    day, today = at.astimezone(zone).date(), request.now.astimezone(zone).date()
    days = (today - day).days
    name = wording.weekday(day) if days < 7 else wording.plain_date(day)
    said = ("today", "yesterday")[days] if 0 <= days < 2 else f"on {name}"
    return f"{said} at {wording.clock(at, zone)}"
