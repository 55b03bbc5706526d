"""Which courses an editor sees: filtered, searched and put in order, from the cards."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import admin_lists
from talkpython_site.admin_lists import Choice, Sort, Sorts, folded
from talkpython_site.catalogue.cards import CourseCard, TopicCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.states import Status, status_of
from talkpython_site.editing import cards_now
from talkpython_site.episode_finding import BEFORE_ALL, PLACES, STATES, named

MADE_UP = "made-up"


class Listed(NamedTuple):
    """A course in the list, and how it stands now."""

    card: CourseCard
    status: Status


class Found(NamedTuple):
    """A page of the list, and the topics that courses are about."""

    list: admin_lists.Found[Listed]
    topics: tuple[TopicCard, ...]
    snapshot: Snapshot


def title_order(each: Listed) -> tuple[Any, ...]:
    return folded(each.card.title), each.card.id


def time_order(each: Listed) -> tuple[Any, ...]:
    """What has no date because it is not out yet comes after all that has one."""
    card = each.card
    return each.status is Status.DRAFT, card.published_at or BEFORE_ALL, card.id


def state_order(each: Listed) -> tuple[Any, ...]:
    return PLACES.get(each.status, len(PLACES)), *title_order(each)


SORTS: Sorts[Listed] = {
    "": Sort("Newest", time_order, is_reversed=True),
    "title": Sort("Title", title_order),
    "length": Sort("Length", lambda each: (-each.card.duration_seconds, *title_order(each))),
    "state": Sort("State", state_order),
}
KNOWN = {"topic": None, "state": STATES, "titles": ("", MADE_UP), "q": None, "sort": SORTS}


def find(request: Request) -> Found:
    """What the address asks for. Raises ``HTTPBadRequest``, ``HTTPNotFound``."""
    snapshot = cards_now(request)
    wanted = admin_lists.read(request, request.route_path("admin.courses"), KNOWN, "courses")
    given, every = wanted.given, listed(request, snapshot)
    topics = topics_of(snapshot, every)
    those = about(every, topics, given["topic"]) if given["topic"] else every
    matching = admin_lists.searched(those, given["q"], partial(test_of, snapshot))
    if given["titles"]:
        matching = [each for each in matching if each.card.made_up_titles]
    counts = Counter({"": len(matching)}) + Counter(each.status for each in matching)
    kept = [each for each in matching if given["state"] in ("", each.status)]
    bin_choice = Choice("Bin", request.route_path("admin.courses_binned"), None)
    choices = [*admin_lists.choices(wanted, "state", STATES, counts), bin_choice]
    return Found(admin_lists.found(wanted, choices, kept, SORTS), topics, snapshot)


def listed(request: Request, snapshot: Snapshot) -> list[Listed]:
    """All that have a card: what lies in the bin, or is being brought in, has none here."""
    found = [
        Listed(card, status_of(card.state, card.published_at, request.now))
        for card in snapshot.courses.values()
    ]
    return [each for each in found if each.status in PLACES]


def topics_of(snapshot: Snapshot, among: Iterable[Listed]) -> tuple[TopicCard, ...]:
    """By name."""
    ids = {topic for each in among for topic in each.card.topics}
    cards = (snapshot.topics[key] for key in ids if key in snapshot.topics)
    return tuple(sorted(cards, key=lambda card: folded(card.name)))


def about(among: Iterable[Listed], topics: Iterable[TopicCard], slug: str) -> list[Listed]:
    """Raises ``HTTPNotFound`` for a topic that no course has."""
    topic: ObjectId | None = next((card.id for card in topics if card.slug == slug), None)
    if topic is None:
        raise HTTPNotFound("No course has such a topic.")
    return [each for each in among if topic in each.card.topics]


def test_of(snapshot: Snapshot, word: str) -> Callable[[Listed], bool]:
    """Whether a word stands in its title or in the name of who made it."""
    people = named(snapshot, word)
    return lambda each: (
        word in folded(each.card.title)
        or any(person in people for person, _role in each.card.people)
    )
