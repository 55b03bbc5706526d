"""Episodes that belong to another one, or to topics, by what few others share with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bson import ObjectId

from talkpython_site.catalogue.cards import HOSTS, EpisodeCard

if TYPE_CHECKING:
    from talkpython_site.catalogue.public import Group, Public

NEAREST = 200  # episodes of a topic or guest that are looked at, around the place in time
ELSEWHERE = 1.25  # what the same topic or guest weighs in another show


def related(public: "Public", card: EpisodeCard, most: int) -> "Group":
    """The best first, at most ``most``; never the ones before and after, which stand there anyway.

    What few share counts more, and what more than half of all share not at all.
    """
    weights: dict[ObjectId, float] = defaultdict(float)
    for group in shared(public, card):
        if len(group) <= len(public.episodes) // 2 + 1:
            for other in nearest(public, card, group):
                is_elsewhere = other.podcast != card.podcast
                weights[other.id] += (ELSEWHERE if is_elsewhere else 1) / len(group)
    for known in (card, *public.neighbours(card)):
        if known:
            weights.pop(known.id, None)
    best = sorted(weights, key=lambda key: (-weights[key], -public.place_of[key]))[:most]
    return tuple(public.snapshot.episodes[key] for key in best)


def about(public: "Public", topics: Iterable[ObjectId], most: int) -> "Group":
    """The episodes on most of these topics, the newest first among equals, at most ``most``; what
    few are about counts more.
    """
    weights: dict[ObjectId, float] = defaultdict(float)
    for topic in topics:
        group = public.by_topic.get(topic, ())
        for card in group[:NEAREST]:
            weights[card.id] += 1 / len(group)
    best = sorted(weights, key=lambda key: (-weights[key], -public.place_of[key]))[:most]
    return tuple(public.snapshot.episodes[key] for key in best)


def shared(public: "Public", card: EpisodeCard) -> Iterator["Group"]:
    """The episodes of each of its topics and guests; hosts are heard in all of a show."""
    for topic in card.topics:
        yield public.by_topic.get(topic, ())
    hosts = {person for person, role in card.people if role in HOSTS}
    hosts |= {person for person, _role in public.podcast_of(card).people}
    for person in dict.fromkeys(person for person, _role in card.people):
        if person not in hosts:
            yield public.by_person.get(person, ())


def nearest(public: "Public", card: EpisodeCard, group: "Group") -> Sequence[EpisodeCard]:
    """The part of a group, which stands newest first, around the card's own place in time."""
    own = public.index_in(group, card)
    first = max(0, min(own - NEAREST // 2, len(group) - NEAREST))
    return group[first : first + NEAREST]
