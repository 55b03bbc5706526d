"""People: everybody who is heard, teaches or is asked, and one person with all of it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    filtering,
    json_ld,
    links,
    listing,
    name_listing,
    names,
    shows,
    wording,
)
from talkpython_site.catalogue.cards import PersonCard
from talkpython_site.documents import Person
from talkpython_site.head import absolute, head_of_index, head_of_list, trail
from talkpython_site.security import Permission

MOST = 12
ONLY_HEARD = "hosts and guests"


@view_config(
    route_name="people.index",
    renderer="people/index.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """Everybody: who is in most of what there is, then by name."""
    public, address = request.catalogue, request.route_path("people.index")
    count, name = wording.counted(len(public.people), "person", "people"), request.site.site_name
    described = f"{count} in the {request.things} of {name}."
    return {
        "head": head_of_index(request, "People", address, described),
        "count": count,
        "doing": (done := doing(request)),
        "heading": "Heard most" if done == ONLY_HEARD else "Here most often",
        "most": names.links(request, "people.show", names.foremost(public.people, MOST)),
        "letters": names.letters(request, "people.show", public.people_by_letter),
    }


@view_config(
    route_name="people.show",
    renderer="people/show.pt",
    params=filtering.OF_PERSON,
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """Who it is, the wall, courses and interviews, and the episodes."""
    card = wanted_card(request)
    base = request.route_path("people.show", slug=card.slug)
    wanted = filtering.read(request, base, person=card.id)
    stored = Person.collection().find_one({"_id": card.id}, {"url": 1}) or {}
    listed = listing.listed(request, wanted, "person")
    described = name_listing.described(request, card)
    head = head_of_list(request, wanted, listed.page, card.name, described)
    found, link = name_listing.gathered(request, card), links.link(stored.get("url"))
    return {
        "head": head._replace(blocks=blocks(request, card, link)),
        "name": card.name,
        "initials": wording.initials(card.name),
        "roles": shows.roles(request, card),
        "link": link,
        **found,
        "listed": listed,
    }


def doing(request: Request) -> str:
    """What people do here, by the kinds of things that there are."""
    public = request.catalogue
    others = [
        *(["teaching"] if public.courses.by_person else []),
        *(["in interviews"] if public.interviews.by_person else []),
    ]
    if not others:
        return ONLY_HEARD
    heard = ["heard"] if public.by_person else []
    *firsts, last = [*heard, *others]
    return f"{', '.join(firsts)} or {last}" if firsts else last


def wanted_card(request: Request) -> PersonCard:
    """Raises ``HTTPNotFound``, and ``HTTPMovedPermanently`` at an address of before."""
    slug = names.slug_now(request, "person", "people.show")
    card: PersonCard | None = request.catalogue.person(slug)
    if card is None:
        raise HTTPNotFound("There is no such person here.")
    return card


def blocks(
    request: Request, card: PersonCard, link: links.Link | None
) -> tuple[json_ld.SafeJson, json_ld.SafeJson]:
    address = request.route_path("people.show", slug=card.slug)
    person = {
        "@type": "Person", "name": card.name, "url": absolute(request, address),
        "sameAs": link.address if link else None,
        **name_listing.relations(request, card),
    }  # fmt: skip
    everybody = ("People", request.route_path("people.index"))
    return json_ld.block(person), trail(request, everybody, (card.name, address))
