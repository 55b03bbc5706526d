"""What visitors see of interviews at one moment: the list, what chooses from it, what it counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from bson import ObjectId

from talkpython_site.catalogue.courses import BEFORE_ALL, NEVER, appears_at, grouped, title_of
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.snapshot import Snapshot

Talks = tuple[InterviewCard, ...]


@dataclass(frozen=True, slots=True)
class InterviewSelection:
    """What a list of interviews shows: all, or those that have all of this in common."""

    person: ObjectId | None = None
    topic: ObjectId | None = None


class Interviews:
    """The interviews that everybody may see from ``since`` until before ``valid_until``."""

    def __init__(self, snapshot: Snapshot, now: datetime) -> None:
        known = snapshot.interviews.values()
        shown = sorted((card for card in known if card.is_public(now)), key=title_of)
        shown.sort(key=lambda card: card.published_at or BEFORE_ALL, reverse=True)
        self.all: Talks = tuple(shown)  # newest first
        self.since = max((card.published_at or BEFORE_ALL for card in shown), default=BEFORE_ALL)
        self.valid_until = min(
            filter(None, (appears_at(card, now) for card in known)), default=NEVER
        )
        # Of every state, by each slug that it has or had: its address may say why it is gone.
        self._by_any_slug = {slug: card for card in known for slug in card.slugs}
        self._by_any_slug |= {card.slug: card for card in known}
        self._places = {card.id: place for place, card in enumerate(self.all)}

    def find(self, slug: str) -> InterviewCard | None:
        """That which has or had this slug, in whatever state: who may see it is not asked."""
        return self._by_any_slug.get(slug)

    def has(self, card: InterviewCard) -> bool:
        """Whether everybody may see it."""
        return card.id in self._places

    @cached_property
    def by_topic(self) -> Mapping[ObjectId, Talks]:
        return grouped((topic, card) for card in self.all for topic in card.topics)

    @cached_property
    def by_person(self) -> Mapping[ObjectId, Talks]:
        return grouped((person, card) for card in self.all for person in people_in(card))

    def select(self, selection: InterviewSelection) -> Talks:
        """The interviews that have all of it in common, newest first."""
        wanted = [(KEYS[name], value) for name in KEYS if (value := getattr(selection, name))]
        return tuple(
            card for card in self.all if all(value in keys(card) for keys, value in wanted)
        )

    def counts(self, selection: InterviewSelection, name: str) -> Mapping[Any, int]:
        """How many interviews stand behind each value of a filter under the other."""
        others = self.select(replace(selection, **{name: None}))
        return Counter(key for card in others for key in KEYS[name](card))

    def neighbours(self, card: InterviewCard) -> tuple[InterviewCard | None, InterviewCard | None]:
        """Those before and after a public one in time."""
        place = self._places[card.id]
        earlier = self.all[place + 1] if place + 1 < len(self.all) else None
        return earlier, self.all[place - 1] if place else None

    def sharing(self, topics: Iterable[ObjectId], most: int) -> Talks:
        """The interviews on most of these topics, the newest first among equals."""
        shared = Counter(card.id for topic in topics for card in self.by_topic.get(topic, ()))
        found = sorted(
            (card for card in self.all if card.id in shared), key=lambda card: -shared[card.id]
        )
        return tuple(found[:most])


def people_in(card: InterviewCard) -> Iterable[ObjectId]:
    """Each once."""
    return dict.fromkeys(person for person, _role in card.people)


KEYS: Mapping[str, Callable[[InterviewCard], Iterable[ObjectId]]] = {
    "person": people_in,
    "topic": lambda card: card.topics,
}
