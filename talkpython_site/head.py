"""What a page tells in its ``head``: name, description, its one address, what machines read."""

from collections.abc import Iterable
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import filtering, json_ld, paging, pictures
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard


class Picture(NamedTuple):
    """What stands for a page where it is shared."""

    address: str  # absolute
    size: tuple[int, int] | None  # width and height in px; None where it is not known
    alt: str


class FeedLink(NamedTuple):
    """A feed that a page offers to programs."""

    title: str
    address: str  # absolute
    kind: str = "application/rss+xml"


class Head(NamedTuple):
    """Addresses are absolute."""

    title: str
    description: str
    canonical: str
    previous: str | None = None
    next: str | None = None
    kind: str = "website"  # of OpenGraph
    is_indexed: bool = True
    blocks: tuple[json_ld.SafeJson, ...] = ()
    picture: Picture | None = None
    feeds: tuple[FeedLink, ...] = ()


def head_of_list(
    request: Request, wanted: filtering.Asked, page: paging.Page, name: str, described: str
) -> Head:
    """Of a list's page: every combination has its own title; crawlers get one filter at a time."""
    number = f", page {page.number}" if page.number > 1 else ""
    narrowed = f" {wanted.things}{wanted.sentence}." if wanted.sentence else ""
    return Head(
        title=f"{name}{wanted.sentence}{number} · {request.site.site_name}",
        description=f"{described.rstrip()}{narrowed}",
        canonical=absolute(request, wanted.page_address(page.number)),
        previous=absolute(request, page.newer) if page.newer else None,
        next=absolute(request, page.older) if page.older else None,
        is_indexed=len(wanted.given) < 2,
    )


def head_of_index(request: Request, name: str, address: str, described: str) -> Head:
    """Of the page that has all of a kind: podcasts, people, topics."""
    return Head(
        title=f"{name} · {request.site.site_name}",
        description=described,
        canonical=absolute(request, address),
        blocks=(trail(request, (name, address)),),
    )


def absolute(request: Request, address: str) -> str:
    found: str = request.site.site_url + address
    return found


def picture(request: Request, card: EpisodeCard | pictures.Drawn) -> Picture:
    """The artwork of something, else a drawing, of 1400 px."""
    whose: pictures.Drawn
    if isinstance(card, EpisodeCard):
        whose, own = request.catalogue.podcast_of(card), card.artwork
    else:
        whose, own = card, None
    kept, side = own or whose.artwork, pictures.LARGE
    return Picture(
        address=absolute(request, pictures.large(request.route_path, whose, own)),
        size=request.registry.pictures.size(kept) if kept else (side, side),
        alt=f"Artwork of {card.title if own else whose.title}",
    )


def feeds(request: Request, podcasts: Iterable[PodcastCard]) -> tuple[FeedLink, ...]:
    """The feeds of podcasts, as a page of theirs offers them."""
    return tuple(
        FeedLink(card.title, request.site_url("podcasts.feed", podcast=card.slug))
        for card in podcasts
    )


def trail(request: Request, *steps: tuple[str, str]) -> json_ld.SafeJson:
    """Breadcrumbs from the home page down; each step a name and an address of this site."""
    way = [(request.site.site_name, request.route_path("home")), *steps]
    found = [(name, absolute(request, address)) for name, address in way]
    return json_ld.block(json_ld.breadcrumbs(found))
