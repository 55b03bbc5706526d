"""What podcast apps ask for: each podcast's feed, each episode's chapters."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bson import ObjectId
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site import feeds, listing
from talkpython_site.access import (
    deciding,
    is_shown,
    public_document,
    wanted_episode,
    wanted_podcast,
)
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.documents import Episode
from talkpython_site.documents.podcast_guid import settle_guid
from talkpython_site.feeds import items, shows
from talkpython_site.feeds.chapters import JSON_CHAPTERS, VERSION, json_chapters, readable
from talkpython_site.feeds.shapes import WRONG, fitting, note
from talkpython_site.security import Permission

EVERYWHERE = "*"  # players in pages of other sites may read what is public anyway
AT_ONCE = 5_000  # episodes in one answer of the database, which may have 16 MB


@view_config(route_name="podcasts.feed", params=(), permission=Permission.SITE_READ)
def feed(request: Request) -> Response:
    """RSS, the newest episode first, as the podcast's page has them."""
    card = wanted_podcast(request)
    stored = read_podcast(request, card)
    origin = feeds.Origin(request.catalogue, card, stored, request.site, request.site_url)
    origin.today = listing.today(request)
    return answer(feeds.feed(origin, read_episodes(request, card)), "application/rss+xml")


@view_config(route_name="episodes.chapters", params=(), permission=Permission.SITE_READ)
def chapters(request: Request) -> Response:
    """The chapters of an episode as JSON."""
    card = wanted_episode(request)
    stored = public_document(request, card, ("chapters",))
    told = chapters_of(card, request.catalogue.podcast_of(card), stored)
    return answer(told, JSON_CHAPTERS)


def chapters_of(card: EpisodeCard, podcast: PodcastCard, stored: Mapping[str, Any]) -> bytes:
    """As JSON; raises ``HTTPNotFound`` for an episode without any."""
    try:
        found = json_chapters(stored.get("chapters"), card.duration_seconds)
    except WRONG as error:
        note(error, podcast=podcast.slug, episode=card.key)
        found = json_chapters(readable(stored.get("chapters")), card.duration_seconds)
    if not found:
        raise HTTPNotFound("This episode has no chapters.")
    named = {"version": VERSION, "title": card.title, "podcastName": podcast.title}
    told = {**named, "chapters": found}
    return json.dumps(told, ensure_ascii=False).encode()


def read_podcast(request: Request, card: PodcastCard) -> dict[str, Any]:
    """The document behind a card; its guid is settled here."""
    stored = public_document(request, card, shows.FIELDS)
    if not stored.get("guid"):
        own = request.site_url("podcasts.feed", podcast=card.slug)
        first = fitting(stored.get("feed_urls"), shows.SHAPE["feed_urls"])[:1]
        stored["guid"] = settle_guid(card.id, [*first, own])
    return stored


def read_episodes(
    request: Request, card: PodcastCard
) -> Iterator[tuple[EpisodeCard, dict[str, Any]]]:
    """The public episodes of a podcast with their documents, in the order of every list.

    Cards order them and documents say what is public: in one read, by the podcast's index.
    """
    found = {stored["_id"]: stored for stored in find_episodes(card.id)}
    own = ((each, found.get(each.id)) for each in request.catalogue.by_podcast.get(card.id, ()))
    return ((each, stored) for each, stored in own if stored and is_shown(request, stored))


def find_episodes(podcast_id: ObjectId) -> Iterable[dict[str, Any]]:
    """What a feed needs of every episode of a podcast, public or not, in any order."""
    fields = deciding(items.FIELDS)
    return Episode.collection().find({"podcast": podcast_id}, fields, batch_size=AT_ONCE)


def answer(body: bytes, content_type: str) -> Response:
    response = Response(body, content_type=content_type, charset="utf-8")
    response.headers["Access-Control-Allow-Origin"] = EVERYWHERE
    return response
