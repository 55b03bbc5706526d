"""Names in alphabetical order, under their folded first letters."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from bson import ObjectId

from talkpython_site.catalogue.cards import PersonCard, TopicCard
from talkpython_site.documents.folding import fold

Name = TypeVar("Name", PersonCard, TopicCard)
LAST = "~"  # sorts after every letter


def alphabet(
    counted: Sequence[tuple[Name, int]],
) -> Sequence[tuple[str, Sequence[tuple[Name, int]]]]:
    """Names under their first letters; what begins with none of A to Z comes last."""
    ordered = sorted(counted, key=lambda pair: (letter_of(pair[0].name), fold(pair[0].name)))
    pairs = groupby(ordered, lambda pair: letter_of(pair[0].name))
    return tuple((letter, tuple(same)) for letter, same in pairs)


def letter_of(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if "A" <= first <= "Z" else LAST


def most_first(
    cards: Mapping[ObjectId, Name], counts: Mapping[ObjectId, int]
) -> tuple[tuple[Name, int], ...]:
    """Names with their numbers of episodes, most first, then by name."""
    named = [(cards[key], count) for key, count in counts.items() if key in cards]
    return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0].name.casefold())))
