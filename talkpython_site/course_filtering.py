"""Courses by topic, level, author and length: what an address asks for, and what else it could."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import filtering
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.courses import CourseSelection
from talkpython_site.catalogue.facets import most

FILTERS = {"topic": "about", "level": "at", "author": "by", "length": "of"}
PARAMS = (*FILTERS, "page")
LEVELS = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}
LENGTHS = {"short": "Under 2 hours", "medium": "2 to 6 hours", "long": "6 hours and more"}
LABELS: Mapping[str, Mapping[str, str]] = {"level": LEVELS, "length": LENGTHS}


@dataclass(frozen=True, slots=True)
class Wanted(filtering.Asked):
    """What the address of a list of courses asks for."""

    things: ClassVar[str] = "Courses"
    params: ClassVar[tuple[str, ...]] = PARAMS

    selection: CourseSelection


def read(request: Request, base: str) -> Wanted:
    """Raises ``HTTPNotFound`` for what does not exist, ``HTTPBadRequest`` for no page's number."""
    chosen: dict[str, Any] = {}
    given, words = {}, []
    for name, preposition in FILTERS.items():
        value = request.GET.get(name, "").strip()
        if value:
            given[name], chosen[name], label = found(request.catalogue, name, value)
            words.append((preposition, label))
    page = filtering.page_number(request)
    return Wanted(base, given, tuple(words), page, CourseSelection(**chosen))


def found(public: Public, name: str, value: str) -> tuple[str, Any, str]:
    """A filter's value as it is written today, what it stands for, and its words."""
    if name in LABELS:
        label = LABELS[name].get(value)
        if label is None:
            raise HTTPNotFound(f"There is no such {name} here.")
        return value, value, label.lower() + (" level" if name == "level" else "")
    slug = public.slug_now("topic" if name == "topic" else "person", value)
    card = public.topic(slug) if name == "topic" else public.person(slug)
    if card is None:
        raise HTTPNotFound(f"There is no such {name} here.")
    return slug, card.id, card.name


def facets(request: Request, wanted: Wanted) -> tuple[filtering.Facet, ...]:
    """The choices that each filter has left under the others."""
    public, path, chosen = request.catalogue, request.route_path, wanted.selection
    cards = public.snapshot
    counts = {name: public.courses.counts(chosen, name) for name in FILTERS}
    topics = most(cards.topics, counts["topic"], chosen.topic)
    authors = most(cards.people, counts["author"], chosen.author)
    offered = {
        "topic": filtering.shortened(wanted, "topic", topics, path("topics.index"), "topics"),
        "level": labelled(wanted, "level", counts["level"]),
        "author": filtering.shortened(wanted, "author", authors, path("people.index"), "people"),
        "length": labelled(wanted, "length", counts["length"]),
    }
    return tuple(
        facet for name, facet in offered.items() if filtering.is_useful(facet, wanted, name)
    )


def labelled(wanted: Wanted, name: str, counts: Mapping[str, int]) -> filtering.Facet:
    on = wanted.given.get(name)
    counted = [
        (value, label, counts.get(value, 0))
        for value, label in LABELS[name].items()
        if counts.get(value) or value == on
    ]
    return filtering.Facet(name.capitalize(), filtering.choices(wanted, name, counted))
