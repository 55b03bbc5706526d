"""Topics: what there is to hear, to learn and to read about, and one topic with all of it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import filtering, json_ld, listing, name_listing, names, wording
from talkpython_site.catalogue.cards import TopicCard
from talkpython_site.documents import Topic
from talkpython_site.head import absolute, head_of_index, head_of_list, trail
from talkpython_site.markdown import SafeHtml
from talkpython_site.security import Permission

MOST_TALKED_OF = 12


@view_config(
    route_name="topics.index",
    renderer="topics/index.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """Every topic: what is talked of most, then by name."""
    public, address = request.catalogue, request.route_path("topics.index")
    found = names.foremost(public.topics, MOST_TALKED_OF)
    count, name = wording.counted(len(public.topics), "topic"), request.site.site_name
    described = f"{count} of the {request.things} of {name}."
    return {
        "head": head_of_index(request, "Topics", address, described),
        "count": count,
        "most": names.measured(request, "topics.show", found),
        "letters": names.letters(request, "topics.show", public.topics_by_letter),
    }


@view_config(
    route_name="topics.show",
    renderer="topics/show.pt",
    params=filtering.OF_TOPIC,
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """What it is, the wall, courses and interviews, and the episodes."""
    card = wanted_card(request)
    base = request.route_path("topics.show", slug=card.slug)
    wanted = filtering.read(request, base, topic=card.id)
    stored = Topic.collection().find_one({"_id": card.id}, {"description_html": 1}) or {}
    listed = listing.listed(request, wanted, "topic")
    described, found = name_listing.described(request, card), name_listing.gathered(request, card)
    head = head_of_list(request, wanted, listed.page, card.name, described)
    return {
        "head": head._replace(blocks=blocks(request, card, base)),
        "name": card.name,
        "description": SafeHtml(stored.get("description_html") or ""),
        **found,
        "listed": listed,
    }


def blocks(
    request: Request, card: TopicCard, base: str
) -> tuple[json_ld.SafeJson, json_ld.SafeJson]:
    page = {
        "@type": "CollectionPage", "name": card.name, "url": absolute(request, base),
        "about": {"@type": "Thing", "name": card.name},
        "hasPart": name_listing.parts(request, card),
    }  # fmt: skip
    way = trail(request, ("Topics", request.route_path("topics.index")), (card.name, base))
    return json_ld.block(page), way


def wanted_card(request: Request) -> TopicCard:
    """Raises ``HTTPNotFound``, and ``HTTPMovedPermanently`` at an address of before."""
    slug = names.slug_now(request, "topic", "topics.show")
    card: TopicCard | None = request.catalogue.topic(slug)
    if card is None:
        raise HTTPNotFound("There is no such topic here.")
    return card
