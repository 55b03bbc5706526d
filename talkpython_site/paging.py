"""Lists in pages, mostly of twenty: which is asked for, what it shows, where the others are."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

PAGE_SIZE = 20
WHOLE = re.compile(r"0*([1-9][0-9]{0,8})", re.ASCII)
FAR_TOO_MUCH = re.compile(r"0*[1-9][0-9]{9,}", re.ASCII)

T = TypeVar("T")


class Page(NamedTuple):
    """One page of a list, counted from 1; addresses are None where there is no such page."""

    number: int
    pages: int
    newer: str | None
    older: str | None
    oldest: str | None


def count_pages(things: int, size: int = PAGE_SIZE) -> int:
    return max(1, -(-things // size))


def read_number(given: str | None) -> int:
    """The number of the page that is asked for.

    Raises ``ValueError`` for what is not a whole number from 1.
    """
    if not given:
        return 1
    match = WHOLE.fullmatch(given)
    if match:
        return int(match[1])
    if FAR_TOO_MUCH.fullmatch(given):
        return 10**9
    raise ValueError("not the number of a page")


def written(given: str) -> str:
    """The number of a page as addresses have it, none for the first; what is no number stays."""
    try:
        number = read_number(given)
    except ValueError:
        return given
    return str(number) if number > 1 else ""


def page_at(number: int, things: int, address: Callable[[int], str], size: int = PAGE_SIZE) -> Page:
    """A page and its neighbours; raises ``LookupError`` where the list is shorter."""
    count = count_pages(things, size)
    if number > count:
        raise LookupError(f"there are {count} pages")
    return Page(
        number=number,
        pages=count,
        newer=address(number - 1) if number > 1 else None,
        older=address(number + 1) if number < count else None,
        oldest=address(count) if number < count - 1 else None,
    )


def part_of(things: Sequence[T], number: int, size: int = PAGE_SIZE) -> Sequence[T]:
    return things[(number - 1) * size : number * size]
