"""A conversation that two changed at once, made one block by block.

Who moved a block keeps its place, who wrote in it keeps the words, new ones of both are kept. Where
both changed the same, mine stands, and whoever asks is told that theirs is to be looked at.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from talkpython_site.interview_editing import titled
from talkpython_site.interview_text import Passage, read_passages, size_of, text_of
from talkpython_site.text_fields import Differing, Mixed

Name = Hashable  # a key, or of one without what it says
Named = Mapping[Name, Passage]  # in order
Held = TypeVar("Held")


class Both(NamedTuple):
    """A passage that two had, as it is to be; None: gone."""

    passage: Passage | None
    is_conflict: bool = False


class Made(NamedTuple):
    """Three conversations, and what is made of them."""

    before: Named
    other: Named
    own: Named
    found: Mapping[Name, Both]
    order: Sequence[Name]
    torn: Collection[Name]  # what both changed or moved, each in its own way


def merge_conversations(base: str, theirs: str, mine: str) -> Mixed:
    """Three texts of one conversation made one; of ``theirs`` each block has its key."""
    if theirs == mine:
        return Mixed(mine, is_conflict=False)
    if size_of(mine).is_too_large:
        return Mixed(mine, is_conflict=True)
    made = made_of(base, theirs, mine)
    kept = (made.found[name].passage for name in made.order)
    return Mixed(text_of(each for each in kept if each is not None), bool(made.torn))


def differing(base: str, theirs: str, mine: str) -> list[Differing]:
    """The blocks that both changed, as they stand in what is made of the three."""
    if size_of(mine).is_too_large:
        return []
    made = made_of(base, theirs, mine)
    kept = [name for name in made.order if made.found[name].passage is not None]
    return [
        differing_at(place, made, name) for place, name in enumerate(kept, 1) if name in made.torn
    ]


def differing_at(place: int, made: Made, name: Name) -> Differing:
    three = [named.get(name) for named in (made.before, made.other, made.own)]
    there = [each for each in three if each is not None]
    is_alike = len({headed(each) for each in there}) == 1
    base, theirs, mine = (
        None if each is None else each.text if is_alike else each._replace(key=None).written
        for each in three
    )
    return Differing(
        f"Block {place}: {titled(made.found[name].passage or there[-1])}",
        f"block-{place}",
        base,
        theirs,
        mine,
        is_new=three[0] is None,
        is_moved=not made.found[name].is_conflict,
    )


def made_of(base: str, theirs: str, mine: str) -> Made:
    before = named(read_passages(base))
    other = named(read_passages(theirs))
    own = named(adopted(read_passages(mine), before, other))
    found = {
        name: both(before.get(name), other.get(name), own.get(name))
        for name in {**before, **other, **own}
    }
    order, torn = ordered(list(before), list(other), list(own))
    torn |= {name for name, each in found.items() if each.is_conflict}
    return Made(before, other, own, found, order, torn)


# Names


def named(passages: Iterable[Passage]) -> dict[Name, Passage]:
    """Each by its key; one without, or with that of another before it, by what it says."""
    found: dict[Name, Passage] = {}
    times: Counter[Passage] = Counter()
    for each in passages:
        name: Name = each.key
        if each.key is None or each.key in found:
            each = each._replace(key=None)  # noqa: PLW2901 - it is a new one
            times[each] += 1
            name = (each, times[each])
        found[name] = each
    return found


def adopted(passages: Iterable[Passage], before: Named, other: Named) -> Iterator[Passage]:
    """Mine; a new one that says what a new one of theirs says is that one.

    So it is where a form is sent twice: the first time gave the key. A key that theirs gave away
    meanwhile is not one that mine may use.
    """
    new: dict[Passage, list[int]] = {}
    for name, each in other.items():
        if name not in before and each.key is not None:
            new.setdefault(each._replace(key=None), []).append(each.key)
    for each in passages:
        if each.key in before or not (each.key is None or each.key in other):
            yield each
            continue
        same = new.get(each._replace(key=None), [])
        yield each._replace(key=same.pop(0) if same else None)


# Words


def both(base: Passage | None, theirs: Passage | None, mine: Passage | None) -> Both:
    if theirs == mine or base == theirs:
        return Both(mine)
    if base == mine:
        return Both(theirs)
    if theirs is None or mine is None or base is None:
        return Both(mine or theirs, is_conflict=True)  # taken out by one, changed by the other
    words, is_torn = one_of(base.text, theirs.text, mine.text)
    head, is_other = one_of(headed(base), headed(theirs), headed(mine))
    return Both(head._replace(text=words), is_torn or is_other)


def one_of(base: Held, theirs: Held, mine: Held) -> tuple[Held, bool]:
    """What only one changed; mine, and that it is one to look at, where both did."""
    if base == mine:
        return theirs, False
    return mine, theirs not in {base, mine}


def headed(passage: Passage) -> Passage:
    """All but its words."""
    return passage._replace(text="")


# Order


def ordered(
    base: Sequence[Name], theirs: Sequence[Name], mine: Sequence[Name]
) -> tuple[list[Name], set[Name]]:
    """All of theirs and mine; those that both moved, each elsewhere.

    Theirs is begun with. What I moved, or added, follows there what it follows in mine.
    """
    moved = moved_in(mine, base)
    before = followed_in(mine)
    chain = Chain(name for name in theirs if name not in moved)
    for name in mine:
        if name not in chain:
            chain.put(name, before[name])
    by_both = moved & moved_in(theirs, base)
    their_before = followed_in([name for name in theirs if name in before])
    my_before = followed_in([name for name in mine if name in set(theirs)])
    return list(chain), {name for name in by_both if their_before[name] != my_before[name]}


def followed_in(names: Iterable[Name]) -> dict[Name, Name | None]:
    """What each of them follows; None: nothing."""
    return {name: before for before, name in pairwise([None, *names])}


def moved_in(names: Iterable[Name], base: Sequence[Name]) -> set[Name]:
    """As few of those of the base as others may stand still while they go where they are."""
    place_of = {name: place for place, name in enumerate(base)}
    there = [name for name in names if name in place_of]
    ends: list[int] = []  # of the shortest rising rows, by their length, and below the names
    rows: list[tuple[Name, Any]] = []  # each with the row that it goes on with
    for name in there:
        length = bisect_left(ends, place_of[name])
        row = (name, rows[length - 1] if length else None)
        ends[length : length + 1] = [place_of[name]]
        rows[length : length + 1] = [row]
    return set(there) - set(in_row(rows[-1] if rows else None))


def in_row(row: Any) -> Iterator[Name]:
    while row is not None:
        name, row = row
        yield name


class Chain:
    """Names in order, among which others are put."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._next: dict[Name | None, Name | None] = {}
        last: Name | None = None
        for name in names:
            self._next[last] = last = name
        self._next[last] = None

    def __contains__(self, name: Name) -> bool:
        return name in self._next

    def __iter__(self) -> Iterator[Name]:
        name = self._next[None]
        while name is not None:
            yield name
            name = self._next[name]

    def put(self, name: Name, before: Name | None) -> None:
        """Behind one that is in it; None: before all."""
        self._next[name], self._next[before] = self._next[before], name
