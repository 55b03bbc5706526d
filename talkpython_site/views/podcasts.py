"""Podcasts: all of them, and one with everything it has."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    filtering,
    headline,
    json_ld,
    links,
    listing,
    pictures,
    rhythms,
    shows,
    wording,
)
from talkpython_site.access import public_document, wanted_podcast
from talkpython_site.addresses import web_address
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.head import (
    FeedLink,
    Head,
    Picture,
    absolute,
    feeds,
    head_of_index,
    head_of_list,
    picture,
    trail,
)
from talkpython_site.markdown import SafeHtml, plain_text
from talkpython_site.security import Permission

FIELDS = (
    "description_html", "link", "feed_urls", "author", "copyright", "kind", "categories",
    "funding", "update_frequency", "elsewhere", "phase_note", "new_feed_url",
)  # fmt: skip


@view_config(
    route_name="podcasts.index",
    renderer="podcasts/index.pt",
    params=(),
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """Every show, what appeared last first."""
    address = request.route_path("podcasts.index")
    found = shows.shows(request, pictures.IN_LIST)
    described = f"{wording.counted(len(found), 'podcast')} on {request.site.site_name}."
    return {
        "head": head_of_index(request, "Podcasts", address, described),
        "shows": found,
    }


@view_config(
    route_name="podcasts.show",
    renderer="podcasts/show.pt",
    params=filtering.OF_PODCAST,
    permission=Permission.SITE_READ,
)
def show(request: Request) -> dict[str, Any]:
    """What the show is and where it lives, then its episodes."""
    card = wanted_podcast(request)
    base = request.route_path("podcasts.show", podcast=card.slug)
    wanted = filtering.read(request, base, podcast=card.id)
    stored = public_document(request, card, FIELDS)
    own = request.catalogue.by_podcast.get(card.id, ())
    listed = listing.listed(request, wanted, "podcast")
    shown = shows.show(request, card, pictures.ON_PAGE)
    head = head_of_list(request, wanted, listed.page, card.title, described(shown, stored))
    return {
        "head": complete(head, request, card, shown, stored),
        "show": shown,
        "about": about(request, card, stored),
        "starts": shows.starts(request, own, is_serial=stored.get("kind") == "serial"),
        "seasons": shows.seasons(own, wanted),
        "listed": listed,
    }


def about(request: Request, card: PodcastCard, stored: dict[str, Any]) -> dict[str, Any]:
    """What only the document knows, ready to be shown."""
    description = stored.get("description_html") or ""
    return {
        "description": SafeHtml(description),
        # Many feeds give one text as both.
        "lead": None if plain_text(description).startswith(card.subtitle or "") else card.subtitle,
        "website": links.link(stored.get("link")),
        **feeds_of(request, card, stored),
        "elsewhere": links.links(stored.get("elsewhere")),
        "author": stored.get("author"),
        "categories": [" › ".join(way) for way in stored.get("categories") or ()],
        "funding": links.links(stored.get("funding")),
        "rhythm": rhythm(card, stored),
        "phase_note": stored.get("phase_note"),
        "copyright": stored.get("copyright"),
    }


def feeds_of(request: Request, card: PodcastCard, stored: dict[str, Any]) -> dict[str, Any]:
    """The feed that apps should follow, and those that it had."""
    own = request.site_url("podcasts.feed", podcast=card.slug)
    feed = web_address(stored.get("new_feed_url")) or own
    others = [url for url in stored.get("feed_urls") or () if url not in {feed, own}]
    return {"feed": feed, "other_feeds": [link for link in map(links.link, others) if link]}


def rhythm(card: PodcastCard, stored: dict[str, Any]) -> str:
    """How often episodes appear, in words; nothing of what is paused or finished."""
    if card.phase:
        return ""
    said: str = stored.get("update_frequency") or ""
    return said or rhythms.words(card.rhythm_days, card.rhythm_weekday)


def described(show: shows.Show, stored: dict[str, Any]) -> str:
    """A sentence or two for search engines."""
    described = show.subtitle or wording.excerpt(plain_text(stored.get("description_html") or ""))
    return described or show.title


def complete(
    head: Head, request: Request, card: PodcastCard, show: shows.Show, stored: dict[str, Any]
) -> Head:
    """With what machines read and what is shown where the page is shared."""
    image, own = picture(request, card), feeds(request, [card])
    told = blocks(request, show, stored, image, own[0])
    return head._replace(blocks=told, picture=image, feeds=own)


def blocks(
    request: Request, show: shows.Show, stored: dict[str, Any], image: Picture, feed: FeedLink
) -> tuple[json_ld.SafeJson, json_ld.SafeJson]:
    series = json_ld.block({
        "@type": "PodcastSeries", "name": show.title, "url": absolute(request, show.address),
        "description": described(show, stored), "inLanguage": show.language,
        "image": image.address,
        "webFeed": feed.address,
        "author": json_ld.persons(headline.named(request, show.faces)),
    })  # fmt: skip
    podcasts = ("Podcasts", request.route_path("podcasts.index"))
    return series, trail(request, podcasts, (show.title, show.address))
