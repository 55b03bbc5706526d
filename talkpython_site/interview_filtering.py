"""Interviews by person and topic: what an address asks for, and what else it could."""

from dataclasses import dataclass
from typing import ClassVar

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from talkpython_site import filtering
from talkpython_site.catalogue.facets import most
from talkpython_site.catalogue.interviews import InterviewSelection

FILTERS = {"person": "with", "topic": "about"}
PARAMS = (*FILTERS, "page")


@dataclass(frozen=True, slots=True)
class Wanted(filtering.Asked):
    """What the address of a list of interviews asks for."""

    things: ClassVar[str] = "Interviews"
    params: ClassVar[tuple[str, ...]] = PARAMS

    selection: InterviewSelection


def read(request: Request, base: str) -> Wanted:
    """Raises ``HTTPNotFound`` for what does not exist, ``HTTPBadRequest`` for no page's number."""
    public, chosen = request.catalogue, dict[str, ObjectId]()
    given, words = {}, []
    for name, preposition in FILTERS.items():
        value = request.GET.get(name, "").strip()
        if value:
            given[name] = slug = public.slug_now(name, value)
            card = public.person(slug) if name == "person" else public.topic(slug)
            if card is None:
                raise HTTPNotFound(f"There is no such {name} here.")
            chosen[name] = card.id
            words.append((preposition, card.name))
    page = filtering.page_number(request)
    return Wanted(base, given, tuple(words), page, InterviewSelection(**chosen))


def facets(request: Request, wanted: Wanted) -> tuple[filtering.Facet, ...]:
    """The choices that each filter has left under the other."""
    public, path, chosen = request.catalogue, request.route_path, wanted.selection
    known, counts = public.snapshot, public.interviews.counts
    people = most(known.people, counts(chosen, "person"), chosen.person)
    topics = most(known.topics, counts(chosen, "topic"), chosen.topic)
    offered = {
        "person": filtering.shortened(wanted, "person", people, path("people.index"), "people"),
        "topic": filtering.shortened(wanted, "topic", topics, path("topics.index"), "topics"),
    }
    return tuple(
        facet for name, facet in offered.items() if filtering.is_useful(facet, wanted, name)
    )
