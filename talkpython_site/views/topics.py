"""Topics: what episodes are about, and one topic with all of them."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import course_listing, filtering, listing, names, shows, walls, wording
from talkpython_site.catalogue.cards import TopicCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.documents import Topic
from talkpython_site.head import head_of_index, head_of_list, trail
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
    count, name = wording.counted(len(public.topics), "topic"), request.site.site_name
    return {
        "head": head_of_index(request, "Topics", address, f"{count} talked of on {name}."),
        "count": count,
        "most": names.measured(request, "topics.show", names.heard(public.topics, MOST_TALKED_OF)),
        "letters": names.letters(request, "topics.show", public.topics_by_letter),
    }


@view_config(
    route_name="topics.show",
    renderer="topics/show.pt",
    params=filtering.OF_TOPIC,
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """What it is, the wall, and the episodes."""
    card = wanted_card(request)
    base = request.route_path("topics.show", slug=card.slug)
    wanted = filtering.read(request, base, topic=card.id)
    about = request.catalogue.by_topic.get(card.id, ())
    stored = Topic.collection().find_one({"_id": card.id}, {"description_html": 1}) or {}
    listed = listing.listed(request, wanted, "topic")
    described = f"Episodes about {card.name} on {request.site.site_name}."
    head = head_of_list(request, wanted, listed.page, card.name, described)
    way = trail(request, ("Topics", request.route_path("topics.index")), (card.name, base))
    return {
        "head": head._replace(blocks=(way,)),
        "name": card.name,
        "description": SafeHtml(stored.get("description_html") or ""),
        "total": shows.total(request, Selection(topic=card.id)),
        "wall": walls.wall(request, about),
        **course_listing.of_name(request, card),
        "listed": listed,
    }


def wanted_card(request: Request) -> TopicCard:
    """Raises ``HTTPNotFound``, and ``HTTPMovedPermanently`` at an address of before."""
    slug = names.slug_now(request, "topic", "topics.show")
    card: TopicCard | None = request.catalogue.topic(slug)
    if card is None:
        raise HTTPNotFound("There is no such topic here.")
    return card
