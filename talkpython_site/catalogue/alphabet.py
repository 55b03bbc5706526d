"""Names with how much there is of each: most first, and by alphabet under their first letters."""

from collections.abc import Mapping, Sequence, Sized
from itertools import groupby
from typing import NamedTuple, TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import PersonCard, TopicCard
from talkpython_site.documents.folding import fold

Name = TypeVar("Name", PersonCard, TopicCard)
LAST = "~"  # sorts after every letter


class Things(NamedTuple):
    """How much that is public there is of a person, or on a topic."""

    episodes: int
    courses: int
    interviews: int

    @property
    def total(self) -> int:
        return sum(self)


def alphabet(
    counted: Sequence[tuple[Name, Things]],
) -> Sequence[tuple[str, Sequence[tuple[Name, Things]]]]:
    """Names under their first letters; what begins with none of A to Z comes last."""
    ordered = sorted(counted, key=lambda pair: (letter_of(pair[0].name), fold(pair[0].name)))
    pairs = groupby(ordered, lambda pair: letter_of(pair[0].name))
    return tuple((letter, tuple(same)) for letter, same in pairs)


def letter_of(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if "A" <= first <= "Z" else LAST


def most_first(
    cards: Mapping[ObjectId, Name], groups: Sequence[Mapping[ObjectId, Sized]], *others: ObjectId
) -> tuple[tuple[Name, Things], ...]:
    """Names in some of the groups (episodes, courses, interviews) and ``others``, most first, then
    by name: an interview counts as much as an episode.
    """
    keys = dict.fromkeys([*(key for each in groups for key in each), *others])
    named = [
        (cards[key], Things(*(len(each.get(key, ())) for each in groups)))
        for key in keys
        if key in cards
    ]
    return tuple(sorted(named, key=lambda pair: (-pair[1].total, pair[0].name.casefold())))
