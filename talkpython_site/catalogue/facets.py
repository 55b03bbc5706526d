"""Facets: how many episodes stand behind each further choice in a list."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import EpisodeCard, PersonCard, PodcastCard, TopicCard

if TYPE_CHECKING:
    from talkpython_site.catalogue.public import Public

SHOWN = 7  # choices of a facet that stand open; one more is never hidden

Card = TypeVar("Card", PodcastCard, TopicCard, PersonCard)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list shows: all, or what a podcast, a topic, a person and a year have in common."""

    podcast: ObjectId | None = None
    topic: ObjectId | None = None
    person: ObjectId | None = None
    year: int | None = None


class Most(NamedTuple, Generic[Card]):
    """The first of a facet's choices, and the chosen one, which may have no episode; ``total``
    counts those that have some.
    """

    first: tuple[tuple[Card, int], ...]  # most episodes first
    total: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices that each facet has left under the others, with their numbers of episodes."""

    podcasts: Most[PodcastCard]
    years: tuple[tuple[int, int], ...]  # newest first, with the chosen one
    topics: Most[TopicCard]
    people: Most[PersonCard]


def count_facets(public: "Public", selection: Selection) -> Facets:
    """Each facet counted in what the other facets leave."""
    cards = public.snapshot
    return Facets(
        most(cards.podcasts, counts(public, selection, "podcast"), selection.podcast),
        years(counts(public, selection, "year"), selection.year),
        most(cards.topics, counts(public, selection, "topic"), selection.topic),
        most(cards.people, counts(public, selection, "person"), selection.person),
    )


KEYS: Mapping[str, Callable[["Public", EpisodeCard], Iterable[Any]]] = {
    "podcast": lambda _public, card: (card.podcast,),
    "year": lambda public, card: (public.year_of(card),),
    "topic": lambda _public, card: card.topics,
    "person": lambda public, card: {person for person, _role in public.credits_of(card)},
}


def counts(public: "Public", selection: Selection, name: str) -> Mapping[Any, int]:
    """How many episodes stand behind each value of a facet."""
    others = replace(selection, **{name: None})
    if others == Selection():
        groups: Mapping[Any, Any] = getattr(public, f"by_{name}")
        return {key: len(group) for key, group in groups.items()}
    keys = KEYS[name]
    return Counter(key for card in public.select(others) for key in keys(public, card))


def most(
    cards: Mapping[ObjectId, Card], counted: Mapping[ObjectId, int], chosen: ObjectId | None
) -> Most[Card]:
    known = [(cards[key], count) for key, count in counted.items() if key in cards]
    # Most choices have fewer episodes than the last one shown: only the others need their names.
    least = min(nlargest(SHOWN + 1, (count for _card, count in known)), default=0)
    leading = (pair for pair in known if pair[1] >= least)
    first = sorted(leading, key=lambda pair: (-pair[1], name_of(pair[0]).casefold()))[: SHOWN + 1]
    if chosen and chosen in cards and all(card.id != chosen for card, _count in first):
        first.append((cards[chosen], counted.get(chosen, 0)))
    return Most(tuple(first), len(known))


def name_of(card: PodcastCard | TopicCard | PersonCard) -> str:
    return card.title if isinstance(card, PodcastCard) else card.name


def years(counted: Mapping[int | None, int], chosen: int | None) -> tuple[tuple[int, int], ...]:
    found = {year: count for year, count in counted.items() if year}
    if chosen:
        found.setdefault(chosen, 0)
    return tuple(sorted(found.items(), reverse=True))
