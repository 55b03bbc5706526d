"""What the pages of people and topics show to who manages them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import head, name_merging, name_revisions, wording
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Person, Topic
from talkpython_site.documents.states import status_of
from talkpython_site.editing import cards_now, may_edit
from talkpython_site.form_key import FormKey
from talkpython_site.form_pages import saved_by
from talkpython_site.name_kinds import NameKind
from talkpython_site.name_lists import Listed, counted, is_admin
from talkpython_site.security import Permission
from talkpython_site.sent_forms import Sent

MOST_EPISODES = 20

Named = Person | Topic


class NameRow(NamedTuple):
    """Somebody in a list; what may be the same, and who stands for them, each with an address."""

    name: str
    address: str
    episodes: str
    alike: Sequence[tuple[str, str]]
    into: tuple[str, str] | None


class EpisodeLine(NamedTuple):
    """An episode on the page of somebody in it."""

    title: str
    language: str | None
    podcast: str
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
            episodes=wording.counted(each.episodes, "episode"),
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
    cards = name_merging.episodes_of(request, kind, named.id, snapshot)
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
        "total": wording.counted(len(cards), "episode"),
        "episodes": [line(request, each, snapshot) for each in cards[:MOST_EPISODES]],
        "more": len(cards) - MOST_EPISODES,
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


def line(request: Request, card: EpisodeCard, snapshot: Snapshot) -> EpisodeLine:
    """Leads to its form where it is theirs, else to its page."""
    podcast = snapshot.podcasts[card.podcast]
    if may_edit(request, card.podcast):
        address = request.route_path("admin.episode", id=str(card.id))
    else:
        address = request.route_path(
            "episodes.show", podcast=podcast.slug, key=card.key, slug=card.slug
        )
    at, zone = card.published_at, request.site.site_zone
    return EpisodeLine(
        title=card.title,
        language=podcast.language,
        podcast=podcast.title,
        own=podcast.own_hue,
        address=address,
        status=status_of(card.state, at, request.now),
        when=wording.plain_date(wording.day_of(at, card.published_precision, zone)) if at else "",
    )


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
