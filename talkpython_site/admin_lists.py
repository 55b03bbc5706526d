"""Lists of editors and admins: what an address asks for, searched, put in order and in pages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound
from pyramid.request import Request

from talkpython_site import paging
from talkpython_site.documents.folding import fold
from talkpython_site.newest import Key, Part

PAGE_SIZE = 50
LONGEST = 200
MOST_WORDS = 10
ORDER = "sort"

T = TypeVar("T")

folded = lru_cache(2**16)(fold)


class Wanted(NamedTuple):
    """What the address asks for, in the order that addresses have; "" for what it does not."""

    base: str
    given: Mapping[str, str]
    page: int = 1

    def address(self, **changed: str) -> str:
        """The address of this list with something else asked for, from its beginning."""
        asked = {**self.given, **changed}
        query = urlencode([(name, value) for name, value in asked.items() if value])
        return f"{self.base}?{query}" if query else self.base

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.given.items() if name != ORDER)


class Sort(NamedTuple, Generic[T]):
    """An order of a list."""

    label: str
    key: Callable[[T], Any]
    is_reversed: bool = False


Sorts = Mapping[str, Sort[T]]


class Choice(NamedTuple):
    """A list beside others, or an order of one; ``current`` is what ``aria-current`` says."""

    label: str
    address: str
    current: str | None
    number: int | None = None


class Found(NamedTuple, Generic[T]):
    """One page of what was found, and what else there is."""

    wanted: Wanted
    choices: Sequence[Choice]
    orders: Sequence[Choice]
    shown: Sequence[T]
    total: int
    page: paging.Page


class Ways(NamedTuple):
    """From a part of a list that goes by keys; None where there is nothing."""

    newer: str | None
    older: str | None


def read(
    request: Request, base: str, known: Mapping[str, Collection[str] | None], things: str
) -> Wanted:
    """What is asked for of ``known``: names with their values, None where all may be asked for.

    Raises ``HTTPBadRequest``.
    """
    given = {name: asked(request, name) for name in known}
    if any(values is not None and given[name] not in values for name, values in known.items()):
        raise HTTPBadRequest(f"There is no such list of {things}.")
    try:
        page = paging.read_number(request.GET.get("page", "").strip())
    except ValueError as error:
        raise HTTPBadRequest("A page is a whole number from 1.") from error
    return Wanted(base, given, page)


def asked(request: Request, name: str) -> str:
    return str(request.GET.get(name, "").strip()[:LONGEST])


def words_in(typed: str) -> list[str]:
    return fold(typed).split()[:MOST_WORDS]


def searched(
    among: Sequence[T], typed: str, test_of: Callable[[str], Callable[[T], bool]]
) -> Sequence[T]:
    """Those that hold every word, by the test of each; all where nothing is typed."""
    tests = [test_of(word) for word in words_in(typed)]
    return [each for each in among if all(holds(each) for holds in tests)] if tests else among


def choices(
    wanted: Wanted,
    name: str,
    labels: Mapping[str, str],
    counts: Mapping[str, int] | None = None,
    current: str = "page",
) -> list[Choice]:
    """The values that may be asked for, each with how many there are where that is told."""
    here = wanted.given.get(name)
    return [
        Choice(
            label,
            wanted.address(**{name: value}),
            current if value == here else None,
            None if counts is None else counts.get(value, 0),
        )
        for value, label in labels.items()
    ]


def orders(wanted: Wanted, sorts: Sorts[T]) -> list[Choice]:
    labels = {word: sort.label for word, sort in sorts.items()}
    return choices(wanted, ORDER, labels, current="true")


def found(
    wanted: Wanted, choices: Sequence[Choice], kept: Sequence[T], sorts: Sorts[T]
) -> Found[T]:
    """The page that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    sort = sorts[wanted.given[ORDER]]
    in_order = sorted(kept, key=sort.key, reverse=sort.is_reversed)
    return Found(
        wanted=wanted,
        choices=choices,
        orders=orders(wanted, sorts),
        shown=paging.part_of(in_order, wanted.page, PAGE_SIZE),
        total=len(kept),
        page=page_of(wanted, len(kept)),
    )


def page_of(wanted: Wanted, total: int) -> paging.Page:
    def address(number: int) -> str:
        return wanted.address(page=str(number) if number > 1 else "")

    try:
        return paging.page_at(wanted.page, total, address, PAGE_SIZE)
    except LookupError as error:
        raise HTTPNotFound("This list is not that long.") from error


# Of rows that have no cards, from key to key


def read_key(request: Request, is_id: Callable[[str], bool] = ObjectId.is_valid) -> Key | None:
    """Where in a list an address asks to go on. Raises ``HTTPBadRequest``."""
    try:
        return Key.read(request.GET.get("before"), is_id)
    except ValueError as error:
        raise HTTPBadRequest("This is no place in the list.") from error


def ways(wanted: Wanted, before: Key | None, part: Part) -> Ways:
    """Back to the newest, and on from the last of a part."""
    return Ways(
        newer=wanted.address() if before else None,
        older=wanted.address(before=str(part.older)) if part.older else None,
    )
