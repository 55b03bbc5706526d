"""What the pages of people and topics show to who manages them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import head, name_merging, name_revisions, wording
from talkpython_site.catalogue.cards import CourseCard, EpisodeCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Person, Topic
from talkpython_site.documents.states import status_of
from talkpython_site.editing import cards_now, may_edit, may_edit_courses, may_edit_interviews
from talkpython_site.form_key import FormKey
from talkpython_site.form_pages import saved_by
from talkpython_site.name_kinds import NameKind
from talkpython_site.name_lists import Listed, counted, is_admin
from talkpython_site.name_uses import Thing, things_of, uses_in
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

MOST_THINGS = 20

Named = Person | Topic


class NameRow(NamedTuple):
    """Somebody in a list; what may be the same, and who stands for them, each with an address."""

    name: str
    address: str
    uses: str
    alike: Sequence[tuple[str, str]]
    into: tuple[str, str] | None


class ThingLine(NamedTuple):
    """An episode, a course or an interview on the page of somebody in it."""

    title: str
    language: str | None
    of: str  # its podcast, or what it is
    own: str
    address: str
    status: str
    when: str


def rows(request: Request, kind: NameKind, shown: Iterable[Listed]) -> list[NameRow]:
    may_merge = bool(request.has_permission(Permission.NAMES_CHANGE))
    return [
        NameRow(
            name=each.card.name,
            address=kind.address(request, each.card.id),
            uses=each.uses.told,
            alike=[
                (other.name, merge_address(request, kind, each.card.id, other.id))
                for other in each.alike
            ]
            if may_merge
            else [],
            into=(each.into.name, kind.address(request, each.into.id)) if each.into else None,
        )
        for each in shown
    ]


def merge_address(request: Request, kind: NameKind, one: ObjectId, kept: ObjectId) -> str:
    return f"{kind.address(request, one, 'merge')}?into={kept}"


def may_see(request: Request, kind: NameKind, named: Named) -> bool:
    """Admins see everybody, editors whom they may know of."""
    return is_admin(request) or named.id in counted(request, cards_now(request), kind)


def page(request: Request, kind: NameKind, named: Named, sent: Sent) -> dict[str, Any]:
    snapshot = cards_now(request)
    end = snapshot.joined.merged[kind.word].get(named.id)
    into = kind.cards(snapshot).get(end) if end else None
    things = things_of(request, kind, named.id, snapshot)
    may_change = bool(request.has_permission(Permission.NAMES_CHANGE))
    return {
        "kind": kind,
        "named": named,
        "into": (into.name, kind.address(request, into.id)) if into else None,
        "form": sent.form,
        "key": sent.key.sign(request),
        "problem": sent.problem,
        "conflicts": sent.conflicts,
        "saved_by": saved_by(request, sent),
        "may_change": may_change,
        "facts": name_revisions.facts(named.to_mongo(), snapshot, kind),
        "address": kind.address(request, named.id),
        "merge_address": kind.address(request, named.id, "merge"),
        "public": public_address(request, kind, named),
        "merged": merged_into(request, kind, named, snapshot),
        "total": uses_in(things).told,
        "things": [line(request, each, snapshot) for each in things[:MOST_THINGS]],
        "more": len(things) - MOST_THINGS,
        "before": name_revisions.rows(request, kind, named, snapshot) if may_change else [],
        "prefix": head.absolute(request, request.route_path(kind.public, slug="-")).removesuffix(
            "-"
        ),
    }


def public_address(request: Request, kind: NameKind, named: Named) -> str | None:
    """Where everybody sees it, if they do."""
    public = request.registry.catalogue.public(request.now)
    found = public.person(named.slug) if isinstance(named, Person) else public.topic(named.slug)
    return request.route_path(kind.public, slug=named.slug) if found else None


def merged_into(
    request: Request, kind: NameKind, named: Named, snapshot: Snapshot
) -> list[tuple[str, str]]:
    """Those for whom it stands, by name."""
    every: Mapping[ObjectId, Any] = snapshot.cards[kind.word]
    merges = snapshot.joined.merged[kind.word]
    found = [every[key] for key, end in merges.items() if end == named.id]
    return sorted((card.name, kind.address(request, card.id)) for card in found)


def line(request: Request, card: Thing, snapshot: Snapshot) -> ThingLine:
    """Leads to its form where it is theirs, else to its page."""
    at = card.published_at
    of: tuple[str, str, str | None]  # what it is of, or is; in which colour and language
    if isinstance(card, EpisodeCard):
        podcast = snapshot.podcasts[card.podcast]
        of = podcast.title, podcast.own_hue, card.language or podcast.language
    else:
        of = card.kind.capitalize(), card.own_hue, card.language
    return ThingLine(
        title=card.title,
        language=of[2],
        of=of[0],
        own=of[1],
        address=address_of(request, card, snapshot),
        status=status_of(card.state, at, request.now),
        when=wording.plain_date(day_of(request, card, at)) if at else "",
    )


def day_of(request: Request, card: Thing, at: datetime) -> date:
    precision = None if isinstance(card, CourseCard) else card.published_precision
    return wording.day_of(at, precision, request.site.site_zone)


def address_of(request: Request, card: Thing, snapshot: Snapshot) -> str:
    if may_edit_card(request, card):
        return str(request.route_path(f"admin.{card.kind}", id=str(card.id)))
    if isinstance(card, EpisodeCard):
        named = {"podcast": snapshot.podcasts[card.podcast].slug, "key": card.key}
        return str(request.route_path("episodes.show", slug=card.slug, **named))
    if isinstance(card, CourseCard):
        return str(request.route_path("courses.show", course=card.slug))
    return str(request.route_path("interviews.show", slug=card.slug))


def may_edit_card(request: Request, card: Thing) -> bool:
    if isinstance(card, EpisodeCard):
        return may_edit(request, card.podcast)
    is_course = isinstance(card, CourseCard)
    return may_edit_courses(request) if is_course else may_edit_interviews(request)


def merge_page(
    request: Request, kind: NameKind, named: Named, problem: str | None = None
) -> dict[str, Any]:
    snapshot = cards_now(request)
    kept = name_merging.kept_one(request, kind, named, snapshot)
    own = kind.cards(snapshot).get(named.id)
    return {
        "kind": kind,
        "named": named,
        "is_merged": own is None,
        "problem": problem,
        "query": name_merging.query_of(request),
        "address": kind.address(request, named.id),
        "merge_address": kind.address(request, named.id, "merge"),
        "offers": [] if kept else name_merging.offers(request, kind, named, snapshot),
        "kept": name_merging.side(request, kind, kept, snapshot) if kept else None,
        "kept_id": str(kept.id) if kept else "",
        "given_up": name_merging.side(request, kind, own, snapshot) if kept and own else None,
        "turned": merge_address(request, kind, kept.id, named.id) if kept and own else None,
        "key": FormKey.of(named, "").sign(request),
    }
