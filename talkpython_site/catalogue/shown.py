"""What visitors see of one kind at one moment: the list, what chooses from it, what it counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import CourseCard, EpisodeCard
from talkpython_site.catalogue.interview_card import InterviewCard

NEVER = datetime.max.replace(tzinfo=UTC)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list shows: all, or those that have all of this in common."""

    topic: ObjectId | None = None


K = TypeVar("K", bound=Hashable)
Card = TypeVar("Card", CourseCard, InterviewCard)
Selection = TypeVar("Selection", bound=Chosen)


class Shown(Generic[Card, Selection]):
    """All of a kind that everybody may see from ``since`` until before ``valid_until``."""

    # What a card has of each field of a selection.
    keys: ClassVar[Mapping[str, Callable[[Any], Iterable[Any]]]]

    def __init__(self, known: Collection[Card], now: datetime) -> None:
        shown = sorted((card for card in known if card.is_public(now)), key=title_of)
        shown.sort(key=lambda card: card.published_at or BEFORE_ALL, reverse=True)
        self.all: tuple[Card, ...] = tuple(shown)  # newest first
        self.since = max((card.published_at or BEFORE_ALL for card in shown), default=BEFORE_ALL)
        self.valid_until = min(
            filter(None, (appears_at(card, now) for card in known)), default=NEVER
        )
        # Of every state, by each slug that it has or had: who learns in a course may see it
        # longer, and the address of an interview may say why it is gone.
        self._by_any_slug: dict[str, Card] = {s: card for card in known for s in card.slugs}
        self._by_any_slug |= {card.slug: card for card in known}
        self._places = {card.id: place for place, card in enumerate(self.all)}

    def find(self, slug: str) -> Card | None:
        """That which has or had this slug, in whatever state: who may see it is not asked."""
        return self._by_any_slug.get(slug)

    def has(self, card: Card) -> bool:
        """Whether everybody may see it."""
        return card.id in self._places

    @cached_property
    def by_topic(self) -> Mapping[ObjectId, tuple[Card, ...]]:
        return grouped((topic, card) for card in self.all for topic in card.topics)

    @cached_property
    def by_person(self) -> Mapping[ObjectId, tuple[Card, ...]]:
        return grouped((person, card) for card in self.all for person in people_in(card))

    def select(self, selection: Selection) -> tuple[Card, ...]:
        """Those that have all of it in common, newest first."""
        wanted = [
            (keys, value) for name, keys in self.keys.items() if (value := getattr(selection, name))
        ]
        return tuple(
            card for card in self.all if all(value in keys(card) for keys, value in wanted)
        )

    def counts(self, selection: Selection, name: str) -> Mapping[Any, int]:
        """How many stand behind each value of a filter under the others."""
        others = self.select(replace(selection, **{name: None}))
        return Counter(key for card in others for key in self.keys[name](card) if key)

    def sharing(self, topics: Iterable[ObjectId], most: int) -> tuple[Card, ...]:
        """Those on most of these topics, the newest first among equals."""
        shared = Counter(card.id for topic in topics for card in self.by_topic.get(topic, ()))
        found = sorted(
            (card for card in self.all if card.id in shared), key=lambda card: -shared[card.id]
        )
        return tuple(found[:most])


def people_in(card: CourseCard | InterviewCard) -> Iterable[ObjectId]:
    """Each once."""
    return dict.fromkeys(person for person, _role in card.people)


def title_of(card: CourseCard | InterviewCard) -> str:
    return card.title.casefold()


def appears_at(card: EpisodeCard | CourseCard | InterviewCard, now: datetime) -> datetime | None:
    """When a card that is not public yet will be; None where it is, or never will."""
    waits = card.published_at is not None and card.published_at > now
    return card.published_at if waits and card.is_public(NEVER) else None


def grouped(pairs: Iterable[tuple[K, Card]]) -> Mapping[K, tuple[Card, ...]]:
    groups: dict[K, list[Card]] = defaultdict(list)
    for key, card in pairs:
        groups[key].append(card)
    return {key: tuple(group) for key, group in groups.items()}
