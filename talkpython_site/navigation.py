"""The kinds of things that the site has, for its header, and how an empty one is filled."""

from typing import NamedTuple

from pyramid.config import Configurator
from pyramid.request import Request

from talkpython_site.catalogue import NotLoadedError
from talkpython_site.program import program


class Kind(NamedTuple):
    """A link of the header; ``current`` is what ``aria-current`` says, None elsewhere."""

    label: str
    address: str
    current: str | None


def kinds(request: Request) -> tuple[Kind, ...]:
    """What exists: nothing on an empty site or before anything could be read."""
    try:
        public = request.catalogue
    except NotLoadedError:
        return ()
    shows = list(public.podcasts.values())
    path = request.route_path
    offered = [
        ("Episodes", "episodes", path("episodes.index"), bool(public.episodes)),
        ("Podcasts", "podcasts", path("podcasts.index"), len(shows) > 1),
        ("Topics", "topics", path("topics.index"), bool(public.topics)),
        ("People", "people", path("people.index"), bool(public.people)),
    ]
    if len(shows) == 1:
        offered[1] = ("The show", "podcasts", path("podcasts.show", podcast=shows[0].slug), True)
    return tuple(
        Kind(label, address, current(request, feature, address))
        for label, feature, address, exists in offered
        if exists
    )


def current(request: Request, feature: str, address: str) -> str | None:
    route = getattr(request, "matched_route", None)  # none where an address cannot be read
    if route is None or route.name.partition(".")[0] != feature:
        return None
    return "page" if request.path == address and not request.query_string else "true"


def includeme(config: Configurator) -> None:
    config.add_request_method(kinds, reify=True)
    config.add_request_method(lambda _request: program(), "program", reify=True)
