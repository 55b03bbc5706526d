"""Lists of what admins alone edit, courses and interviews: how each stands, what it is about."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import admin_lists, wording
from talkpython_site.admin_lists import Choice, Sorts, Wanted, folded
from talkpython_site.catalogue.cards import CourseCard, TopicCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents.states import Status, status_of
from talkpython_site.episode_finding import BEFORE_ALL, PLACES, STATES, named

Card = TypeVar("Card", CourseCard, InterviewCard)


class Listed(NamedTuple, Generic[Card]):
    """What a list has, and how it stands now."""

    card: Card
    status: Status


class Found(NamedTuple, Generic[Card]):
    """A page of the list, and the topics that its kind is about."""

    list: admin_lists.Found[Listed[Card]]
    topics: tuple[TopicCard, ...]
    snapshot: Snapshot


def title_order(each: Listed[Any]) -> tuple[Any, ...]:
    return folded(each.card.title), each.card.id


def time_order(each: Listed[Any]) -> tuple[Any, ...]:
    """What has no date because it is not out yet comes after all that has one."""
    card = each.card
    return each.status is Status.DRAFT, card.published_at or BEFORE_ALL, card.id


def state_order(each: Listed[Any]) -> tuple[Any, ...]:
    return PLACES.get(each.status, len(PLACES)), *title_order(each)


def standing(request: Request, cards: Iterable[Card]) -> list[Listed[Card]]:
    """All that have a card: what lies in the bin, or is being brought in, has none here."""
    found = (Listed(card, status_of(card.state, card.published_at, request.now)) for card in cards)
    return [each for each in found if each.status in PLACES]


def found(
    wanted: Wanted, matching: Sequence[Listed[Card]], sorts: Sorts[Listed[Card]], bin_address: str
) -> admin_lists.Found[Listed[Card]]:
    """The page that is wanted, of those that stand as is wanted."""
    counts: Counter[str] = Counter({"": len(matching)}) + Counter(e.status for e in matching)
    kept = [each for each in matching if wanted.given["state"] in ("", each.status)]
    bin_choice = Choice("Bin", bin_address, None)
    choices = [*admin_lists.choices(wanted, "state", STATES, counts), bin_choice]
    return admin_lists.found(wanted, choices, kept, sorts)


def topics_of(snapshot: Snapshot, among: Iterable[Listed[Any]]) -> tuple[TopicCard, ...]:
    """By name."""
    ids = {topic for each in among for topic in each.card.topics}
    cards = (snapshot.topics[key] for key in ids if key in snapshot.topics)
    return tuple(sorted(cards, key=lambda card: folded(card.name)))


def about(
    among: Iterable[Listed[Card]], topics: Iterable[TopicCard], slug: str, kind: str
) -> list[Listed[Card]]:
    """Raises ``HTTPNotFound`` for a topic that none of the kind has."""
    topic: ObjectId | None = next((card.id for card in topics if card.slug == slug), None)
    if topic is None:
        raise HTTPNotFound(f"No {kind} has such a topic.")
    return [each for each in among if topic in each.card.topics]


def test_of(snapshot: Snapshot, word: str) -> Callable[[Listed[Any]], bool]:
    """Whether a word stands in its title or in the name of one of its people."""
    people = named(snapshot, word)
    return lambda each: (
        word in folded(each.card.title)
        or any(person in people for person, _role in each.card.people)
    )


def when(request: Request, each: Listed[Any]) -> str:
    """The day that matters of it in its state, and of what is to come the time."""
    at, zone = each.card.published_at, request.site.site_zone
    if each.status is Status.DRAFT or at is None:
        begun = each.card.id.generation_time.astimezone(zone).date()
        return f"begun {wording.plain_date(begun)}" if each.status is Status.DRAFT else ""
    day = wording.plain_date(at.astimezone(zone).date())
    return f"{day}, {wording.clock(at, zone)}" if each.status is Status.SCHEDULED else day


def shows_drafts(wanted: Wanted) -> bool:
    """Whether the list begins with what nobody has saved yet: that has no card to be found by."""
    others = {name: value for name, value in wanted.given.items() if name not in ("state", "sort")}
    is_whole = not any(others.values()) and wanted.page == 1
    return is_whole and wanted.given["state"] in ("", Status.DRAFT)
