"""Things in a list that people put in order by buttons: up, down, elsewhere.

A thing is called by its key, one without a key by its number in the list, as in ``+3``.
"""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

FIRST = ""  # in the place of a thing: before all others
IS_FIRST = "It is the first already."
IS_LAST = "It is the last already."
STANDS_THERE = "It stands there already."


class EditError(ValueError):
    """Why a button does nothing, in a sentence."""


class Keyed(Protocol):
    """What has a key once it was saved."""

    @property
    def key(self) -> int | None: ...


Thing = TypeVar("Thing", bound=Keyed)


def name_of(things: Sequence[Keyed], place: int) -> str:
    """What the thing in this place, from 0, is called."""
    key = things[place].key
    return f"+{place + 1}" if key is None else str(key)


class Order(NamedTuple, Generic[Thing]):
    """How things of one kind are moved.

    What follows a head, up to the next one, stands in it: it goes with it, and always stands in
    one. In a plain list each thing is a head, and nothing stands in it.
    """

    is_head: Callable[[Thing], bool]
    not_there: str  # what is said of a thing that is gone

    def place_of(self, things: Sequence[Thing], name: str) -> int:
        """Raises ``EditError`` where there is none."""
        found = (place for place in range(len(things)) if name_of(things, place) == name)
        place = next(found, None)
        if place is None:
            raise EditError(self.not_there)
        return place

    def end_of(self, things: Sequence[Thing], place: int) -> int:
        """Behind a thing and, where it is a head, all that stands in it."""
        end = place + 1
        while self.is_head(things[place]) and end < len(things) and not self.is_head(things[end]):
            end += 1
        return end

    def head_of(self, things: Sequence[Thing], place: int) -> int | None:
        """The place of the head that a thing is, or stands in."""
        return next((at for at in range(place, -1, -1) if self.is_head(things[at])), None)

    def up(self, things: Sequence[Thing], place: int) -> tuple[list[Thing], int]:
        """With the place where it stands then; the first in a head ends the one before."""
        is_head = self.is_head(things[place])
        before = self.head_of(things, place - 1) if is_head else place - 1
        if before is None or not (is_head or self.head_of(things, before - 1) is not None):
            raise EditError(IS_FIRST)
        end = self.end_of(things, place)
        moved = [*things[:before], *things[place:end], *things[before:place], *things[end:]]
        return moved, before

    def down(self, things: Sequence[Thing], place: int) -> tuple[list[Thing], int]:
        """The last in a head begins the next one."""
        after = self.end_of(things, place)
        if after == len(things):
            raise EditError(IS_LAST)
        end = self.end_of(things, after) if self.is_head(things[place]) else after + 1
        moved = [*things[:place], *things[after:end], *things[place:after], *things[end:]]
        return moved, place + end - after

    def put_after(self, things: Sequence[Thing], place: int, other: str) -> tuple[list[Thing], int]:
        """Behind the thing of this name; a head behind all that stands in the other one."""
        end = self.end_of(things, place)
        block, rest = list(things[place:end]), [*things[:place], *things[end:]]
        is_head = self.is_head(block[0])
        if other == FIRST and is_head:
            return [*block, *rest], 0
        target = self.place_of(things, other)
        if place <= target < end:
            raise EditError(STANDS_THERE)
        target -= len(block) if target >= end else 0
        if is_head and not self.is_head(rest[target]):
            raise EditError(self.not_there)
        start = self.end_of(rest, target) if is_head else target + 1
        return [*rest[:start], *block, *rest[start:]], start
