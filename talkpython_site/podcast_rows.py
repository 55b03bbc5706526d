"""Podcasts as their editors see them in the list."""

from collections.abc import Iterable
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import pictures, rhythms, wording
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.documents import Podcast
from talkpython_site.documents.states import Status
from talkpython_site.listing import language
from talkpython_site.local_times import zone_called
from talkpython_site.podcast_finding import Listed


class PodcastRow(NamedTuple):
    """A podcast in the list."""

    address: str
    title: str
    language: str | None
    own: str
    artwork: pictures.Artwork
    facts: tuple[str, ...]
    status: Status  # by which its mark is drawn
    seen: str  # by whom


def rows(request: Request, shown: Iterable[Listed]) -> list[PodcastRow]:
    return [row(request, each) for each in shown]


def row(request: Request, each: Listed) -> PodcastRow:
    card = each.card
    rhythm = rhythms.words(card.rhythm_days, card.rhythm_weekday)
    phase = rhythms.PHASES.get(card.phase or "", rhythm)
    known = (wording.counted(each.episodes, "episode"), phase, last(request, each))
    return PodcastRow(
        address=request.route_path("admin.podcast", id=str(card.id)),
        title=card.title,
        language=language(card),
        own=card.own_hue,
        artwork=pictures.artwork(request.route_path, card, pictures.IN_ROW),
        facts=tuple(filter(None, known)),
        status=Status.PUBLISHED if each.is_public else Status.DRAFT,
        seen="Everybody sees it" if each.is_public else "Only its editors see it",
    )


def last(request: Request, each: Listed) -> str:
    """When its last episode appeared, on its own clocks; "" where that is not known."""
    newest = each.newest
    if newest is None or newest.published_at is None:
        return ""
    zone = zone_called(each.card.time_zone, request.site.site_zone)
    day = wording.day_of(newest.published_at, newest.published_precision, zone)
    return f"Last {wording.plain_date(day)}"


def drawing_of(request: Request, podcast: Podcast) -> str:
    """The address of what is seen of it without artwork."""
    stored = {"_id": podcast.id, "slug": podcast.slug, "title": podcast.title or ""}
    card = PodcastCard.from_stored({**stored, "own_hue": podcast.own_hue})
    return pictures.artwork(request.route_path, card, pictures.ON_PAGE).src
