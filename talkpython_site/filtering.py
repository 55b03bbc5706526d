"""Lists by podcast, topic, person and year: what an address asks for, and what else it could."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound
from pyramid.request import Request

from talkpython_site import paging, strip
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.facets import SHOWN, Most, Selection, name_of

FILTERS = {"podcast": "of", "topic": "about", "person": "with", "year": "in"}
PARAMS = (*FILTERS, "page")
OF_PODCAST, OF_TOPIC, OF_PERSON = (  # of the pages of one: what they stand for is no filter there
    tuple(name for name in PARAMS if name != own) for own in ("podcast", "topic", "person")
)
SHOWN_YEARS = 4
MOST_BARS = 60
YEAR = re.compile(r"[0-9]{4}", re.ASCII)

Counted = tuple[str, str, int]  # slug, label, how many
Card = TypeVar("Card")
Row = TypeVar("Row")


class Choice(NamedTuple):
    """A link that narrows a list, or, where it is chosen, widens it again."""

    label: str
    number: int  # of what it leaves in the list
    address: str
    is_chosen: bool


class Bar(NamedTuple):
    """A year in the picture over the links, in percent."""

    x: str
    y: str
    width: str
    height: str
    is_chosen: bool


class Facet(NamedTuple):
    """The choices of one kind; ``hidden`` ones open in place, ``way`` leads to all of them."""

    name: str
    choices: Sequence[Choice]
    hidden: Sequence[Choice] = ()
    way: tuple[str, str] | None = None  # words, address
    bars: Sequence[Bar] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a list asks for, whatever it lists."""

    things: ClassVar[str]  # what it lists
    params: ClassVar[tuple[str, ...]]  # what it reads of an address, in order

    base: str
    given: Mapping[str, str]  # the filters that are on, by name
    words: tuple[tuple[str, str], ...]  # and for people: a preposition and what follows it
    page: int

    @property
    def sentence(self) -> str:
        """What is on, to go on from "Episodes": `` of Deep Water in 2024``."""
        return "".join(f" {preposition} {label}" for preposition, label in self.words)

    def address(self, name: str, value: str | None) -> str:
        """The address of this list with another value of one filter or another page.

        Parameters stand in one order, so that the same list has the same address everywhere.
        """
        changed = {**self.given, name: value}
        query = urlencode([(key, given) for key in self.params if (given := changed.get(key))])
        return f"{self.base}?{query}" if query else self.base

    def page_address(self, number: int) -> str:
        return self.address("page", str(number) if number > 1 else None)


@dataclass(frozen=True, slots=True)
class Wanted(Asked):
    """What the address of a list of episodes asks for."""

    things: ClassVar[str] = "Episodes"
    params: ClassVar[tuple[str, ...]] = PARAMS

    selection: Selection


def read(request: Request, base: str, **fixed: object) -> Wanted:
    """What a list is asked for; ``fixed`` are the filters that its page stands for.

    Raises ``HTTPNotFound`` for what does not exist, ``HTTPBadRequest`` for what cannot be read.
    """
    ids, given, words = dict(fixed), {}, []
    for name, preposition in FILTERS.items():
        value = request.GET.get(name, "").strip()
        if value and name not in fixed:
            value = slug_now(request.catalogue, name, value)
            ids[name], label = found(request.catalogue, name, value)
            given[name] = value
            words.append((preposition, label))
    selection = Selection(**ids)  # type: ignore[arg-type] # named as its fields
    return Wanted(base, given, tuple(words), page_number(request), selection)


def page_number(request: Request) -> int:
    """Which page is asked for; raises ``HTTPBadRequest`` for what is no number."""
    try:
        return paging.read_number(request.GET.get("page"))
    except ValueError as error:
        raise HTTPBadRequest("A page is a whole number from 1.") from error


def slug_now(public: Public, name: str, value: str) -> str:
    """What a filter's value is today, where its thing was renamed or merged."""
    if name == "podcast":
        return public.slugs.get(value, value)
    return value if name == "year" else public.slug_now(name, value)


def found(public: Public, name: str, value: str) -> tuple[object, str]:
    """The id behind a filter's value, and its words."""
    if name == "year":
        if not YEAR.fullmatch(value):
            raise HTTPBadRequest("A year has four digits.")
        if int(value) not in public.by_year:
            raise HTTPNotFound(f"No episode appeared in {value}.")
        return int(value), value
    if name == "podcast":
        podcast = public.podcasts.get(value)
        if podcast is None:
            raise HTTPNotFound("There is no such podcast here.")
        return podcast.id, podcast.title
    card = public.topic(value) if name == "topic" else public.person(value)
    if card is None:
        raise HTTPNotFound(f"There is no such {name} here.")
    return card.id, card.name


def page_of(wanted: Asked, things: Sequence[object]) -> paging.Page:
    """The page that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    try:
        return paging.page_at(wanted.page, len(things), wanted.page_address)
    except LookupError as error:
        raise HTTPNotFound("This list is not that long.") from error


class Listed(NamedTuple, Generic[Row]):
    """A list as its page shows it."""

    total: int
    page: paging.Page
    rows: Sequence[Row]
    facets: Sequence[Facet]
    words: Sequence[tuple[str, str]]  # the filters that are on
    address: str  # without any filter


def listed(
    wanted: Asked,
    cards: Sequence[Card],
    rows: Callable[[Sequence[Card]], Sequence[Row]],
    facets: Sequence[Facet],
) -> Listed[Row]:
    """The page that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    page = page_of(wanted, cards)
    shown = rows(paging.part_of(cards, page.number))
    return Listed(len(cards), page, shown, facets, wanted.words, wanted.base)


def facets(request: Request, wanted: Wanted, fixed: str | None = None) -> tuple[Facet, ...]:
    """The facets that a list has left, without the one that its page stands for."""
    counts, path = request.catalogue.facets(wanted.selection), request.route_path
    offered = {
        "podcast": shortened(
            wanted, "podcast", counts.podcasts, path("podcasts.index"), "podcasts"
        ),
        "year": of_years(wanted, counts.years),
        "topic": shortened(wanted, "topic", counts.topics, path("topics.index"), "topics"),
        "person": shortened(wanted, "person", counts.people, path("people.index"), "people"),
    }
    return tuple(
        facet for name, facet in offered.items() if name != fixed and is_useful(facet, wanted, name)
    )


def is_useful(facet: Facet, wanted: Asked, name: str) -> bool:
    """A facet with a single choice tells nothing, unless it is on and can be removed."""
    return len(facet.choices) > 1 or name in wanted.given


def choices(wanted: Asked, name: str, counted: Iterable[Counted]) -> tuple[Choice, ...]:
    on = wanted.given.get(name)
    return tuple(
        Choice(label, count, wanted.address(name, None if slug == on else slug), slug == on)
        for slug, label, count in counted
    )


def chosen_first(wanted: Asked, name: str, counted: Sequence[Counted]) -> Sequence[Counted]:
    on = wanted.given.get(name)
    return sorted(counted, key=lambda each: each[0] != on) if on else counted


def shortened(wanted: Asked, name: str, most: Most[Any], address: str, many: str) -> Facet:
    """Some choices, the chosen one first, and a way to all: a thousand would be made in vain."""
    counted = [(card.slug, name_of(card), count) for card, count in most.first]
    ordered, is_long = chosen_first(wanted, name, counted), most.total > SHOWN + 1
    return Facet(
        name.capitalize(),
        choices(wanted, name, ordered[:SHOWN] if is_long else ordered),
        way=(f"All {most.total:,} {many}", address) if is_long else None,
    )


def of_years(wanted: Wanted, years: Sequence[tuple[int, int]]) -> Facet:
    counted = [(str(year), str(year), count) for year, count in years]
    offered = choices(wanted, "year", chosen_first(wanted, "year", counted))
    is_long = len(offered) > SHOWN_YEARS + 1
    return Facet(
        "Year",
        offered[:SHOWN_YEARS] if is_long else offered,
        hidden=offered[SHOWN_YEARS:] if is_long else (),
        bars=bars(years, wanted.selection.year),
    )


def bars(years: Sequence[tuple[int, int]], chosen: int | None) -> tuple[Bar, ...]:
    """Years with their counts, oldest first, those without episodes as gaps.

    None for fewer than three years, or where they are too many to tell apart.
    """
    counts = dict(years)
    if len(counts) < 3 or not any(counts.values()) or max(counts) - min(counts) >= MOST_BARS:
        return ()
    span, most = range(min(counts), max(counts) + 1), max(counts.values())
    step = 1 / len(span)
    return tuple(
        Bar(
            x=strip.percent(index * step),
            y=strip.percent(1 - counts[year] / most),
            width=strip.percent(step * 0.9),
            height=strip.percent(counts[year] / most),
            is_chosen=year == chosen,
        )
        for index, year in enumerate(span)
        if counts.get(year)
    )


def timeline(request: Request) -> Facet | None:
    """All years of the site, oldest first, as links under a picture; None for a single one."""
    public, base = request.catalogue, request.route_path("episodes.index")
    wanted = Wanted(base, {}, (), 1, Selection())
    years = sorted((year, len(group)) for year, group in public.by_year.items())
    if len(years) < 2:
        return None
    most = max(count for _year, count in years)
    return Facet(
        "Years",
        choices(wanted, "year", ((str(year), str(year), count) for year, count in years)),
        bars=tuple(
            Bar("0", strip.percent(1 - count / most), "100%", strip.percent(count / most), False)  # noqa: FBT003 - a field of a tuple
            for _year, count in years
        ),
    )
