"""What visitors see of courses at one moment: the list, what chooses from it, what it counts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import CourseCard, EpisodeCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot

NEVER = datetime.max.replace(tzinfo=UTC)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
HOUR = 3600
# From how many seconds on a course lasts so long, the shortest first.
LENGTHS = {"short": 1, "medium": 2 * HOUR, "long": 6 * HOUR}

K = TypeVar("K", bound=Hashable)
Titled = TypeVar("Titled", CourseCard, InterviewCard)
Shelf = tuple[CourseCard, ...]


@dataclass(frozen=True, slots=True)
class CourseSelection:
    """What a list of courses shows: all, or those that have all of this in common."""

    topic: ObjectId | None = None
    level: str | None = None
    author: ObjectId | None = None
    length: str | None = None


class Courses:
    """The courses that everybody may see from ``since`` until before ``valid_until``."""

    def __init__(self, snapshot: Snapshot, now: datetime) -> None:
        known = snapshot.courses.values()
        shown = sorted((card for card in known if card.is_public(now)), key=title_of)
        shown.sort(key=lambda card: card.published_at or BEFORE_ALL, reverse=True)
        self.all: Shelf = tuple(shown)  # newest first
        self.since = max((card.published_at or BEFORE_ALL for card in shown), default=BEFORE_ALL)
        self.valid_until = min(
            filter(None, (appears_at(card, now) for card in known)), default=NEVER
        )
        # Of every state, by each slug that it has or had: who learns in one may see it longer.
        self._by_any_slug = {slug: card for card in known for slug in card.slugs}
        self._by_any_slug |= {card.slug: card for card in known}
        self._ids = {card.id for card in shown}

    def find(self, slug: str) -> CourseCard | None:
        """The course that has or had this slug, in whatever state: who may see it is not asked."""
        return self._by_any_slug.get(slug)

    def has(self, card: CourseCard) -> bool:
        """Whether everybody may see it."""
        return card.id in self._ids

    @cached_property
    def by_topic(self) -> Mapping[ObjectId, Shelf]:
        return grouped((topic, card) for card in self.all for topic in card.topics)

    @cached_property
    def by_person(self) -> Mapping[ObjectId, Shelf]:
        return grouped((person, card) for card in self.all for person in authors(card))

    def select(self, selection: CourseSelection) -> Shelf:
        """The courses that have all of it in common, newest first."""
        wanted = [(KEYS[name], value) for name in KEYS if (value := getattr(selection, name))]
        return tuple(
            card for card in self.all if all(value in keys(card) for keys, value in wanted)
        )

    def counts(self, selection: CourseSelection, name: str) -> Mapping[Any, int]:
        """How many courses stand behind each value of a filter under the others."""
        others = self.select(replace(selection, **{name: None}))
        return Counter(key for card in others for key in KEYS[name](card) if key)

    def sharing(self, topics: Iterable[ObjectId], most: int) -> Shelf:
        """The courses on most of these topics, the newest first among equals."""
        shared = Counter(card.id for topic in topics for card in self.by_topic.get(topic, ()))
        found = sorted(
            (card for card in self.all if card.id in shared), key=lambda card: -shared[card.id]
        )
        return tuple(found[:most])


def authors(card: CourseCard) -> Iterable[ObjectId]:
    """Each once."""
    return dict.fromkeys(person for person, _role in card.people)


def length_of(card: CourseCard) -> str | None:
    """Which of ``LENGTHS`` a course has; None where nothing is known of it."""
    fitting = [name for name, least in LENGTHS.items() if card.duration_seconds >= least]
    return fitting[-1] if fitting else None


KEYS: Mapping[str, Callable[[CourseCard], Iterable[Any]]] = {
    "topic": lambda card: card.topics,
    "level": lambda card: (card.level,),
    "author": authors,
    "length": lambda card: (length_of(card),),
}


def title_of(card: CourseCard | InterviewCard) -> str:
    return card.title.casefold()


def appears_at(card: EpisodeCard | CourseCard | InterviewCard, now: datetime) -> datetime | None:
    """When a card that is not public yet will be; None where it is, or never will."""
    waits = card.published_at is not None and card.published_at > now
    return card.published_at if waits and card.is_public(NEVER) else None


def grouped(pairs: Iterable[tuple[K, Titled]]) -> Mapping[K, tuple[Titled, ...]]:
    groups: dict[K, list[Titled]] = defaultdict(list)
    for key, card in pairs:
        groups[key].append(card)
    return {key: tuple(group) for key, group in groups.items()}
