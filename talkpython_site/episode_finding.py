"""Which episodes an editor sees: those of their podcasts, filtered, searched and put in order."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import admin_lists
from talkpython_site.admin_lists import Choice, Sort, Sorts, folded
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.states import Status, status_of
from talkpython_site.editing import cards_now, own_podcasts
from talkpython_site.episode_checks import checks_now

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
BLOCKED = "blocked"
# What lies in the bin has no card.
STATES: Mapping[str, str] = {
    "": "All",
    Status.DRAFT: "Drafts",
    Status.SCHEDULED: "Scheduled",
    Status.PUBLISHED: "Published",
    Status.UNPUBLISHED: "Unpublished",
}

PLACES = {state: place for place, state in enumerate(STATES) if state}


class Standing(NamedTuple):
    """A card and how its episode stands now."""

    card: EpisodeCard
    status: Status


class Found(NamedTuple):
    """A page of the list, and of what it is one."""

    list: admin_lists.Found[Standing]
    podcasts: Mapping[ObjectId, PodcastCard]  # theirs
    podcast: ObjectId | None  # the one that is asked for
    snapshot: Snapshot


def title_order(each: Standing) -> tuple[Any, ...]:
    return folded(each.card.title), each.card.number or 0, each.card.id


def time_order(each: Standing) -> tuple[Any, ...]:
    """What has no date because it is not out yet comes after all that has one."""
    card, is_waiting = each.card, each.status is Status.DRAFT
    return is_waiting, card.published_at or BEFORE_ALL, card.number or 0, card.id


def number_order(each: Standing) -> tuple[Any, ...]:
    """What has no number comes after all that has one."""
    card = each.card
    return card.number is not None, card.season or 0, card.number or 0, card.id


def state_order(each: Standing) -> tuple[Any, ...]:
    """In the order of the choices, what is newest first in each."""
    return -PLACES.get(each.status, len(PLACES)), *time_order(each)


SORTS: Sorts[Standing] = {
    "": Sort("Newest", time_order, is_reversed=True),
    "oldest": Sort("Oldest", time_order),
    "title": Sort("Title", title_order),
    "number": Sort("Number", number_order, is_reversed=True),
    "state": Sort("State", state_order, is_reversed=True),
}
KNOWN = {"podcast": None, "state": STATES, "checks": ("", BLOCKED), "q": None, "sort": SORTS}


def find(request: Request) -> Found:
    """What the address asks for, of what is theirs: from the cards, without a query.

    Raises ``HTTPBadRequest`` for what cannot be read, ``HTTPNotFound`` for what is not there.
    """
    snapshot = cards_now(request)
    podcasts = own_podcasts(request, snapshot)
    wanted = admin_lists.read(request, request.route_path("admin.episodes"), KNOWN, "episodes")
    given = wanted.given
    podcast = podcast_named(podcasts, given["podcast"]) if given["podcast"] else None
    those = of_podcasts(snapshot, [podcast] if podcast else podcasts, request.now)
    matching = admin_lists.searched(those, given["q"], partial(test_of, snapshot))
    if given["checks"]:
        matching = blocked(snapshot, matching)
    counts = Counter({"": len(matching)}) + Counter(each.status for each in matching)
    kept = [each for each in matching if given["state"] in ("", each.status)]
    bin_choice = Choice("Bin", request.route_path("admin.episodes_binned"), None)
    choices = [*admin_lists.choices(wanted, "state", STATES, counts), bin_choice]
    return Found(admin_lists.found(wanted, choices, kept, SORTS), podcasts, podcast, snapshot)


def podcast_named(podcasts: Mapping[ObjectId, PodcastCard], slug: str) -> ObjectId:
    """Raises ``HTTPNotFound`` for one that is not theirs, there or not."""
    for card in podcasts.values():
        if card.slug == slug:
            return card.id
    raise HTTPNotFound("You edit no such podcast.")


def of_podcasts(snapshot: Snapshot, podcasts: Iterable[ObjectId], now: datetime) -> list[Standing]:
    """Every episode of these podcasts that has a card."""
    wanted = frozenset(podcasts)
    return [
        Standing(card, status_of(card.state, card.published_at, now))
        for card in snapshot.episodes.values()
        if card.podcast in wanted
    ]


def blocked(snapshot: Snapshot, among: Iterable[Standing]) -> list[Standing]:
    """Those that something would keep from being published now."""
    wanted = list(among)
    found = checks_now(snapshot, [each.card for each in wanted])
    return [each for each in wanted if any(one.is_blocking for one in found[each.card.id])]


def test_of(snapshot: Snapshot, word: str) -> Callable[[Standing], bool]:
    """Whether a word stands in its title or its people, or is its number."""
    people = named(snapshot, word)

    def holds(each: Standing) -> bool:
        card = each.card
        return (
            word in folded(card.title)
            or word == str(card.number)
            or any(person in people for person, _role in card.people)
        )

    return holds


def named(snapshot: Snapshot, word: str) -> frozenset[ObjectId]:
    """The people in whose names a word stands."""
    return frozenset(key for key, card in snapshot.people.items() if word in folded(card.name))
