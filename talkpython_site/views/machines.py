"""What machines ask every site for: its pages, its rules, its icons."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pyramid.request import Request
from pyramid.response import FileResponse
from pyramid.view import view_config

from talkpython_site.assets import asset_folder
from talkpython_site.catalogue.cards import EpisodeCard

A_DAY = 86_400


class Page(NamedTuple):
    """A page of the sitemap: its absolute address, and the day of the newest thing on it."""

    address: str
    changed_on: date | None


@view_config(route_name="machines.sitemap", renderer="machines/sitemap.pt", params=())
def sitemap(request: Request) -> dict[str, list[Page]]:
    request.response.content_type = "application/xml"
    return {"pages": [*lists(request), *names(request), *episodes(request)]}


def lists(request: Request) -> Iterator[Page]:
    everything = request.catalogue.episodes
    for route in ("home", "episodes.index", "podcasts.index", "people.index", "topics.index"):
        yield Page(request.site_url(route), newest(everything))


def names(request: Request) -> Iterator[Page]:
    """Podcasts, people and topics, as new as their newest episode."""
    public, address = request.catalogue, request.site_url
    for podcast in public.podcasts.values():
        changed_on = newest(public.by_podcast.get(podcast.id, ()))
        yield Page(address("podcasts.show", podcast=podcast.slug), changed_on)
    for person, _count in public.people:
        changed_on = newest(public.by_person.get(person.id, ()))
        yield Page(address("people.show", slug=person.slug), changed_on)
    for topic, _count in public.topics:
        changed_on = newest(public.by_topic.get(topic.id, ()))
        yield Page(address("topics.show", slug=topic.slug), changed_on)


def episodes(request: Request) -> Iterator[Page]:
    public, address = request.catalogue, request.site_url
    for card in public.episodes:
        podcast = public.podcast_of(card).slug
        page = address("episodes.show", podcast=podcast, key=card.key, slug=card.slug)
        yield Page(page, newest((card,)))


def newest(episodes: Sequence[EpisodeCard]) -> date | None:
    """The UTC day of the first of these, which stand newest first."""
    first = episodes[0].published_at if episodes else None
    return first.date() if first else None


@view_config(route_name="machines.robots", renderer="string")
def robots(request: Request) -> str:
    """RFC 9309, with the sitemap's address."""
    request.response.content_type = "text/plain"
    request.response.cache_control = f"public, max-age={A_DAY}"
    return f"User-agent: *\nDisallow:\n\nSitemap: {request.site_url('machines.sitemap')}\n"


@view_config(route_name="machines.favicon")
def favicon(request: Request) -> FileResponse:
    return icon(request, "favicon.ico", "image/vnd.microsoft.icon")


@view_config(route_name="machines.touch_icon")
def touch_icon(request: Request) -> FileResponse:
    return icon(request, "touch-icon.png", "image/png")


def icon(request: Request, name: str, content_type: str) -> FileResponse:
    path = asset_folder("static") / "images" / name
    return FileResponse(path, request, cache_max_age=A_DAY, content_type=content_type)
