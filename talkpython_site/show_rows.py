"""The podcasts that somebody edits: how their episodes stand, and when the next are due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from heapq import nlargest
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import due, rhythms, wording
from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.documents.states import Status
from talkpython_site.episode_finding import BEFORE_ALL, Standing
from talkpython_site.episode_others import FULL
from talkpython_site.local_times import zone_called

WAITING = ((Status.DRAFT, "draft", "drafts"), (Status.SCHEDULED, "scheduled", "scheduled"))
LOOKED_AT = 40  # newest episodes: several may be of one day
MOST_MISSED = 99


class DueDay(NamedTuple):
    """A day on which an episode is due; ``address`` leads to the one that appears then."""

    day: str
    moment: str  # for machines
    kind: str  # "planned", "gap" or "missed"
    words: str
    address: str | None = None
    title: str = ""


class ShowRow(NamedTuple):
    """A podcast, and how its episodes stand."""

    title: str
    own_hue: str
    address: str  # of its episodes
    new_address: str  # where the next one is begun
    marks: list[str]
    rhythm: str  # how often it appears, "" where nobody knows
    waiting: list[tuple[str, str]]  # drafts and scheduled ones: how many, and their list
    last: str  # when an episode appeared, "" for never
    next: str
    late: str  # what was missed since, "" for nothing
    due: list[DueDay]


ByStatus = Mapping[Status, Sequence[EpisodeCard]]


class Show:
    """A podcast with the cards of its episodes by their states, on its own clocks."""

    def __init__(self, request: Request, card: PodcastCard, by_status: ByStatus) -> None:
        self._request = request
        self._card = card
        self._by_status = by_status
        self._zone: ZoneInfo = zone_called(card.time_zone, request.site.site_zone)

    def row(self) -> ShowRow:
        request, card, by_status = self._request, self._card, self._by_status
        rhythm = self._rhythm()
        is_public = card.is_public(request.now)
        return ShowRow(
            title=card.title,
            own_hue=card.own_hue,
            address=list_address(request, card),
            new_address=begin_address(request, card.id),
            marks=[*([] if is_public else ["not public"]), *([card.phase] if card.phase else [])],
            rhythm=rhythms.words(*rhythm) if rhythm else "",
            waiting=[
                (wording.counted(len(cards), one, many), list_address(request, card, state))
                for state, one, many in WAITING
                if (cards := by_status.get(state))
            ],
            last=self._dated(max(moments(by_status.get(Status.PUBLISHED)), default=None)),
            next=self._dated(min(moments(by_status.get(Status.SCHEDULED)), default=None)),
            late=self._late(rhythm) if rhythm else "",
            due=self._due(rhythm) if rhythm else [],
        )

    @property
    def _today(self) -> date:
        now: datetime = self._request.now
        return now.astimezone(self._zone).date()

    @property
    def _out(self) -> list[date]:
        """The days on which its newest full episodes appeared, the newest first."""
        full = (card for card in self._by_status.get(Status.PUBLISHED, ()) if card.form == FULL)
        newest = nlargest(LOOKED_AT, full, key=lambda card: card.published_at or BEFORE_ALL)
        return [self._day(card, card.published_at) for card in newest if card.published_at]

    def _day(self, card: EpisodeCard, at: datetime) -> date:
        return wording.day_of(at, card.published_precision, self._zone)

    def _rhythm(self) -> due.Rhythm | None:
        """None also where nothing is out yet that the next could follow."""
        out = self._out
        return due.rhythm_of(self._card, out, self._today) if out else None

    def _late(self, rhythm: due.Rhythm) -> str:
        missed = due.missed(rhythm, self._out[0], self._today)
        return f"{missed if missed <= MOST_MISSED else 'Many'} missed" if missed else ""

    def _due(self, rhythm: due.Rhythm) -> list[DueDay]:
        planned: dict[date, EpisodeCard] = {}
        for card in self._by_status.get(Status.SCHEDULED, ()):
            if card.form == FULL and card.published_at:
                planned.setdefault(self._day(card, card.published_at), card)
        today = self._today
        found = due.slots(rhythm, self._out[0], planned, today)
        return [
            self._planned(slot.filled_by, planned[slot.filled_by])
            if slot.filled_by
            else not_planned(slot.day, today)
            for slot in found
        ]

    def _planned(self, day: date, card: EpisodeCard) -> DueDay:
        address = self._request.route_path("admin.episode", id=str(card.id))
        return DueDay(short(day), day.isoformat(), "planned", "scheduled", address, card.title)

    def _dated(self, found: tuple[datetime, str] | None) -> str:
        """The day of an episode, with the time of what is to come."""
        if found is None:
            return ""
        at, precision = found
        day = wording.plain_date(wording.day_of(at, precision, self._zone))
        return f"{day}, {wording.clock(at, self._zone)}" if at > self._request.now else day


def begin_address(request: Request, podcast: ObjectId | None) -> str:
    """Where an episode is begun, of this podcast if one is known already."""
    query = {"podcast": str(podcast)} if podcast else None
    return str(request.route_path("admin.episode_new", _query=query))


def moments(cards: Iterable[EpisodeCard] | None) -> Iterator[tuple[datetime, str]]:
    """When they appear, each with how precisely that is known."""
    for card in cards or ():
        if card.published_at:
            yield card.published_at, card.published_precision or ""


def not_planned(day: date, today: date) -> DueDay:
    kind, words = ("missed", "missed") if day < today else ("gap", "nothing yet")
    return DueDay(short(day), day.isoformat(), kind, words)


def short(day: date) -> str:
    """``Mon 7 Dec``."""
    return f"{wording.weekday(day)[:3]} {wording.short_date(day)}"


def rows(
    request: Request, own: Mapping[ObjectId, PodcastCard], standing: Iterable[Standing]
) -> list[ShowRow]:
    """One for each of these podcasts, in whatever state."""
    found: dict[ObjectId, dict[Status, list[EpisodeCard]]] = defaultdict(lambda: defaultdict(list))
    for each in standing:
        found[each.card.podcast][each.status].append(each.card)
    return [Show(request, card, found[card.id]).row() for card in own.values()]


def list_address(request: Request, card: PodcastCard | None = None, state: str = "") -> str:
    query = {**({"podcast": card.slug} if card else {}), **({"state": state} if state else {})}
    return str(request.route_path("admin.episodes", _query=query))
