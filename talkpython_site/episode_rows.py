"""Episodes as their editors see them in lists, and those that lie in the bin."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import listing, wording
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.checks import Check
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.states import Status
from talkpython_site.episode_checks import known
from talkpython_site.episode_finding import Standing
from talkpython_site.local_times import zone_called

MOST_NAMES = 3
UNTITLED = "Without a title"
# What a row of the bin needs of an episode.
BINNED_FIELDS = ("podcast", "title", "number", "binned_at", "revision")


class EpisodeRow(NamedTuple):
    """An episode in a list."""

    address: str
    title: str
    language: str | None
    podcast: str
    own: str  # the podcast's hue
    number: str
    names: tuple[tuple[str, str], ...]  # each with what follows it
    length: str
    status: Status
    when: str
    moment: str  # for machines; "" where there is none
    blocks: str  # what keeps it from being published, in a few words
    warns: int  # of how much else it is warned


class BinnedRow(NamedTuple):
    """An episode in the bin, with what its form needs."""

    address: str
    move_address: str
    title: str
    podcast: str
    own: str
    number: str
    binned: str
    purged: str
    revision: int


def rows(
    request: Request,
    shown: Iterable[Standing],
    podcasts: Mapping[ObjectId, PodcastCard],
    snapshot: Snapshot,
    found: Mapping[ObjectId, list[Check]] | None = None,
) -> list[EpisodeRow]:
    """``found``: what is wrong with each now; else as it was when they were saved."""
    return [
        row(request, each, podcasts[each.card.podcast], snapshot, (found or {}).get(each.card.id))
        for each in shown
    ]


def row(
    request: Request,
    each: Standing,
    podcast: PodcastCard,
    snapshot: Snapshot,
    found: list[Check] | None,
) -> EpisodeRow:
    card, at = each.card, each.card.published_at
    checks = known(card.checks) if found is None else found
    named = [snapshot.people[key].name for key, _role in card.people if key in snapshot.people]
    return EpisodeRow(
        address=request.route_path("admin.episode", id=str(card.id)),
        title=card.title or UNTITLED,
        language=listing.language_of(card, podcast),
        podcast=podcast.title,
        own=podcast.own_hue,
        number=str(card.number or ""),
        names=wording.listed(list(dict.fromkeys(named)), MOST_NAMES),
        length=wording.length(card.duration_seconds) if card.duration_seconds else "",
        status=each.status,
        when=when(each, zone_called(podcast.time_zone, request.site.site_zone)),
        moment=at.isoformat() if at else "",
        blocks=words_of(check for check in checks if check.is_blocking),
        warns=sum(not check.is_blocking for check in checks),
    )


def words_of(checks: Iterable[Check]) -> str:
    """ "No audio, no notes"."""
    words = ", ".join(check.words for check in checks)
    return words[:1].upper() + words[1:]


def when(each: Standing, zone: ZoneInfo) -> str:
    """The day that matters of an episode in its state, and of what is to come the time."""
    card, at = each.card, each.card.published_at
    if at is None or each.status is Status.DRAFT:
        begun = wording.plain_date(card.id.generation_time.astimezone(zone).date())
        return f"begun {begun}" if each.status is Status.DRAFT else ""
    day = wording.plain_date(wording.day_of(at, card.published_precision, zone))
    return f"{day}, {wording.clock(at, zone)}" if each.status is Status.SCHEDULED else day


def binned_rows(
    request: Request, found: Iterable[Mapping[str, Any]], podcasts: Mapping[ObjectId, PodcastCard]
) -> list[BinnedRow]:
    return [binned_row(request, stored, podcasts[stored["podcast"]]) for stored in found]


def binned_row(request: Request, stored: Mapping[str, Any], podcast: PodcastCard) -> BinnedRow:
    zone, episode_id = request.site.site_zone, str(stored["_id"])
    binned_at = stored["binned_at"]
    return BinnedRow(
        address=request.route_path("admin.episode", id=episode_id),
        move_address=request.route_path("admin.episode_move", id=episode_id),
        title=stored.get("title") or UNTITLED,
        podcast=podcast.title,
        own=podcast.own_hue,
        number=str(stored.get("number") or ""),
        binned=wording.plain_date(binned_at.astimezone(zone).date()),
        purged=wording.plain_date((binned_at + KEPT_IN_BIN).astimezone(zone).date()),
        revision=stored.get("revision") or 0,
    )
