"""Facets: how many episodes stand behind each further choice in a list."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bson import ObjectId

from talkpython_site.catalogue.cards import PersonCard, PodcastCard, TopicCard

if TYPE_CHECKING:
    from talkpython_site.catalogue.public import Public


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list shows: all, or what a podcast, a topic, a person and a year have in common."""

    podcast: ObjectId | None = None
    topic: ObjectId | None = None
    person: ObjectId | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices that each facet has left under the others, with their numbers of episodes."""

    podcasts: tuple[tuple[PodcastCard, int], ...]  # most episodes first
    years: tuple[tuple[int, int], ...]  # newest first
    topics: tuple[tuple[TopicCard, int], ...]  # most episodes first
    people: tuple[tuple[PersonCard, int], ...]  # most episodes first


def count_facets(public: "Public", selection: Selection) -> Facets:
    """Each facet counted in what the other facets leave; choices without episodes are absent."""
    podcasts = Counter(c.podcast for c in public.select(replace(selection, podcast=None)))
    years = Counter(public.year_of(c) for c in public.select(replace(selection, year=None)))
    topics: Counter[ObjectId] = Counter()
    for card in public.select(replace(selection, topic=None)):
        topics.update(card.topics)
    people: Counter[ObjectId] = Counter()
    for card in public.select(replace(selection, person=None)):
        people.update({person for person, _role in public.credits_of(card)})
    return Facets(
        podcasts=tuple(
            sorted(
                (
                    (card, podcasts[card.id])
                    for card in public.podcasts.values()
                    if podcasts[card.id]
                ),
                key=lambda pair: -pair[1],
            )
        ),
        years=tuple(sorted(((y, n) for y, n in years.items() if y), reverse=True)),
        topics=tuple(
            sorted(
                ((c, topics[c.id]) for c, _n in public.topics if topics[c.id]), key=lambda p: -p[1]
            )
        ),
        people=tuple(
            sorted(
                ((c, people[c.id]) for c, _n in public.people if people[c.id]), key=lambda p: -p[1]
            )
        ),
    )
