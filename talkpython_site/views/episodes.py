"""Episodes: the list of all, and one with everything it has."""

from dataclasses import replace
from itertools import islice
from typing import Any

from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import (
    chapters,
    course_listing,
    enclosures,
    filtering,
    headline,
    interview_offers,
    json_ld,
    links,
    listing,
    pictures,
    playing,
    sponsors,
    wording,
)
from talkpython_site.access import public_document, wanted_episode
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.head import Head, absolute, head_of_list, picture, trail
from talkpython_site.markdown import SafeHtml, plain_text
from talkpython_site.security import Permission

NO_CACHE = "no-cache"  # renamed back, a kept redirect would loop
MOST_RELATED = 5
FIELDS = (
    "notes_html", "summary", "enclosure", "chapters", "sponsors", "transcripts", "funding", "links",
    "original_url",
)  # fmt: skip


@view_config(
    route_name="episodes.index",
    renderer="episodes/index.pt",
    params=filtering.PARAMS,
    permission=Permission.SITE_READ,
)
def index(request: Request) -> dict[str, Any]:
    """All episodes, or those that some filters leave, newest first."""
    base = request.route_path("episodes.index")
    wanted = filtering.read(request, base)
    listed = listing.listed(request, wanted)
    described = f"{wording.counted(listed.total, 'episode')} on {request.site.site_name}."
    head = head_of_list(request, wanted, listed.page, "Episodes", described)
    return {
        "head": head._replace(blocks=(trail(request, ("Episodes", base)),)),
        "listed": listed,
    }


@view_config(
    route_name="episodes.show",
    renderer="episodes/show.pt",
    params=("t",),
    permission=Permission.SITE_READ,
)
def show(request: Request) -> Any:
    """Listening, reading and ways on; a slug that is not the episode's own leads to it."""
    card = wanted_episode(request)
    if request.matchdict["slug"] != card.slug:
        return moved(request, card)
    stored = public_document(request, card, FIELDS)
    return page(request, card, stored, headline.headline(request, card))


def page(
    request: Request, card: EpisodeCard, stored: dict[str, Any], shown: headline.Headline
) -> dict[str, Any]:
    """What the page of an episode shows."""
    near = around(request, card)
    return {
        "head": head(request, card, shown, stored),
        "episode": shown,
        **listening(request, card, stored, shown, near["later"]),
        "reading": reading(stored),
        "topics": topics(request, card),
        "courses": course_listing.learn(request, card.topics),
        "interviews": interview_offers.offered(request, card),
        "around": near,
    }


@view_config(route_name="episodes.bare", permission=Permission.SITE_READ)
def bare(request: Request) -> HTTPMovedPermanently:
    return moved(request, wanted_episode(request))


def moved(request: Request, card: EpisodeCard) -> HTTPMovedPermanently:
    """To the one right address, at the same second."""
    start = chapters.start_of(request.GET.get("t"), card.duration_seconds)
    query = {"t": start} if start else None
    address = listing.address_of(request.catalogue, request.route_path, card, _query=query)
    return HTTPMovedPermanently(address, cache_control=NO_CACHE)


def listening(
    request: Request,
    card: EpisodeCard,
    stored: dict[str, Any],
    shown: headline.Headline,
    later: listing.Row | None,
) -> dict[str, Any]:
    """What plays, and from which second."""
    given, duration = request.GET.get("t"), card.duration_seconds
    times, medium = times_of(request, card, stored), medium_of(request, card, stored)
    picture = pictures.large(request.route_path, request.catalogue.podcast_of(card), card.artwork)
    return {
        "medium": medium,
        "start": times.start,
        "refused": playing.refused(given, chapters.start_of(given, duration), duration),
        "chapters": times.chapters,
        "sponsors": sponsors.sponsors(stored.get("sponsors"), duration),
        "length": wording.position(duration or 0, duration),
        "playing": playing.described(shown, medium, times, later, picture),
    }


def times_of(request: Request, card: EpisodeCard, stored: dict[str, Any]) -> playing.Times:
    duration = card.duration_seconds
    second = chapters.start_of(request.GET.get("t"), duration)
    parts = chapters.chapters(stored.get("chapters"), duration, second)
    return playing.Times(playing.start(second, duration, parts), parts, duration)


def medium_of(
    request: Request, card: EpisodeCard, stored: dict[str, Any]
) -> enclosures.Medium | None:
    """What plays: a file that is kept here goes before one that lies elsewhere."""
    enclosure = stored.get("enclosure") or {}
    card = replace(card, media=enclosure.get("media"))
    own = listing.audio_address(request.catalogue, request.route_path, card)
    return enclosures.medium_of(enclosure, own)


def topics(request: Request, card: EpisodeCard) -> list[tuple[str, str]]:
    """Topics with their addresses."""
    path = request.route_path
    return [(t.name, path("topics.show", slug=t.slug)) for t in request.catalogue.topics_of(card)]


def reading(stored: dict[str, Any]) -> dict[str, Any]:
    """What there is to read and to follow, ready to be shown."""
    notes = stored.get("notes_html") or ""
    return {
        "notes": SafeHtml(notes),
        "summary": None if notes else stored.get("summary"),
        "links": links.links(stored.get("links")),
        "transcripts": enclosures.transcripts(stored.get("transcripts")),
        "funding": links.links(stored.get("funding")),
        "original": original(stored),
    }


def original(stored: dict[str, Any]) -> links.Link | None:
    """Where it was published first; nothing where feeds name the file itself."""
    found, enclosure = stored.get("original_url"), stored.get("enclosure") or {}
    return None if found == enclosure.get("url") else links.link(found)


def around(request: Request, card: EpisodeCard) -> dict[str, Any]:
    """The episodes before and after this one, and others: what shares people or topics with it,
    else the newest of its show.
    """
    public, shelf = request.catalogue, listing.shelf(request)
    earlier, later = near = public.neighbours(card)
    related, known = public.related(card, MOST_RELATED), {each.id for each in (card, *near) if each}
    newest = (each for each in public.by_podcast[card.podcast] if each.id not in known)
    others = related or tuple(islice(newest, MOST_RELATED))
    return {
        "earlier": shelf.row(earlier, tells_year=True) if earlier else None,
        "later": shelf.row(later, tells_year=True) if later else None,
        "heading": "More like this" if related else "Newest of the show",
        "others": shelf.rows(others, tells_year=True),
    }


def head(
    request: Request, card: EpisodeCard, shown: headline.Headline, stored: dict[str, Any]
) -> Head:
    # Titles repeat; a number, else the day, tells them apart.
    which = f"{shown.podcast} {shown.number}" if shown.number else f"{shown.podcast}, {shown.date}"
    title = f"{card.title} · {which.removesuffix(', ')}"
    described = card.teaser or wording.excerpt(plain_text(stored.get("notes_html") or "")) or title
    podcasts = ("Podcasts", request.route_path("podcasts.index"))
    podcast, here = (shown.podcast, shown.podcast_address), (card.title, shown.address)
    block = json_ld.block(episode_block(request, card, shown, stored))
    return Head(
        title=f"{title} · {request.site.site_name}",
        description=described,
        canonical=absolute(request, shown.address),
        kind="article",
        picture=picture(request, card),
        blocks=(block, trail(request, podcasts, podcast, here)),
    )


def episode_block(
    request: Request, card: EpisodeCard, shown: headline.Headline, stored: dict[str, Any]
) -> dict[str, Any]:
    seconds = card.duration_seconds
    address, series = (absolute(request, each) for each in (shown.address, shown.podcast_address))
    return {
        "@type": "PodcastEpisode", "name": card.title, "url": address, "mainEntityOfPage": address,
        "image": picture(request, card).address,
        "description": card.teaser, "episodeNumber": card.number if shown.number else None,
        "datePublished": listing.published(request.catalogue, card),
        "timeRequired": wording.iso_length(seconds) if seconds else None,
        "inLanguage": shown.language,
        "associatedMedia": media_object(request, medium_of(request, card, stored)),
        "partOfSeries": {"@type": "PodcastSeries", "name": shown.podcast, "url": series},
        "actor": json_ld.persons(headline.named(request, shown.faces)),
    }  # fmt: skip


def media_object(request: Request, medium: enclosures.Medium | None) -> dict[str, str] | None:
    if medium is None:
        return None
    address = medium.source or medium.address
    own = absolute(request, address) if address.startswith("/") else None
    return {"@type": "MediaObject", "contentUrl": own or address}
