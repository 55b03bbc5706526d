"""Rows: what a list shows of an episode, every value finished."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import enclosures, filtering, paging, pictures, strip, wording
from talkpython_site.catalogue import Public
from talkpython_site.catalogue.cards import HOSTS, CourseCard, EpisodeCard, PersonCard, PodcastCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.media import ending_of

MOST_NAMES = 3
MOST_TOPICS = 2
FEW_A_GROUP = 2.5
MANY_GROUPS = 5
UNDATED = "Without a date"
FORMS = {"trailer": "Trailer", "bonus": "Bonus"}
Credit = tuple[PersonCard, str]  # with a role
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)


class Row(NamedTuple):
    """An episode in a list."""

    id: str  # as scripts call it
    address: str
    title: str
    language: str | None
    podcast: str
    number: str
    own: str  # the podcast's hue
    artwork: pictures.Artwork
    names: Sequence[tuple[str, str]]  # each with what follows it
    topics: str
    teaser: str | None
    day: date | None
    weekday: str  # or Today, Yesterday; nothing where the year stands
    date: str
    year: str  # where no heading tells it
    length: str
    strip: strip.Strip | None
    marks: Sequence[str]


class Group(NamedTuple):
    """Rows under one heading."""

    heading: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rows are made from: one state of the catalogue, one day, addresses."""

    public: Public
    today: date
    path: Callable[..., str]
    is_own: bool = False  # on its podcast's page, where hosts and topics of each are not repeated
    topic: ObjectId | None = None  # on its page, where each row need not say it again

    def row(self, card: EpisodeCard, *, tells_year: bool = False) -> Row:
        podcast = self.public.podcast_of(card)
        day = day_of(self.public, card)
        return Row(
            id=id_of(card),
            address=address_of(self.public, self.path, card),
            title=card.title,
            language=language_of(card, podcast),
            podcast=podcast.title,
            number=number(card, tells_season=not self.is_own),
            own=podcast.own_hue,
            artwork=pictures.artwork(self.path, podcast, pictures.IN_ROW, card.artwork),
            names=wording.listed(self.names(card), MOST_NAMES),
            topics="" if self.is_own else ", ".join(self.topics(card)[:MOST_TOPICS]),
            teaser=card.teaser if self.is_own else None,
            day=day,
            weekday="" if tells_year else self.weekday(day),
            date=wording.short_date(day) if day else "",
            year=str(day.year) if day and tells_year else "",
            length=wording.length(card.duration_seconds) if card.duration_seconds else "",
            strip=self.drawn(card),
            marks=marks(card),
        )

    def drawn(self, card: EpisodeCard) -> strip.Strip | None:
        px = self.public.minute_width
        return strip.in_list(card.duration_seconds, card.strip, px, card.sponsor_parts)

    def rows(self, cards: Iterable[EpisodeCard], *, tells_year: bool = False) -> Sequence[Row]:
        return tuple(self.row(card, tells_year=tells_year) for card in cards)

    def groups(self, cards: Sequence[EpisodeCard]) -> Sequence[Group]:
        """Rows by season on their show's page; else by week and month, or by year where few."""
        if self.is_own and has_seasons(self.public, cards):
            seasons = season_headings(cards)
            return self._grouped(cards, seasons, tells_year=True)
        weeks = [self.week_heading(day_of(self.public, card)) for card in cards]
        if len(set(weeks)) > MANY_GROUPS and len(cards) < FEW_A_GROUP * len(set(weeks)):
            days = (day_of(self.public, card) for card in cards)
            weeks = [str(day.year) if day else UNDATED for day in days]
        return self._grouped(cards, weeks)

    def _grouped(
        self, cards: Sequence[EpisodeCard], headings: Sequence[str], *, tells_year: bool = False
    ) -> Sequence[Group]:
        pairs = groupby(zip(headings, cards, strict=True), lambda pair: pair[0])
        return tuple(
            Group(heading, self.rows((card for _heading, card in same), tells_year=tells_year))
            for heading, same in pairs
        )

    def names(self, card: EpisodeCard) -> list[str]:
        """Who is heard, guests before hosts, but for whom a podcast is named after; on its page
        its guests alone.
        """
        people = guests_first(self.public.people_of(card))
        if not self.is_own:
            title = self.public.podcast_of(card).title.casefold()
            return [person.name for person, _role in people if person.name.casefold() != title]
        always = {person for person, _role in self.public.podcast_of(card).people}
        return [p.name for p, role in people if p.id not in always and role not in HOSTS]

    def topics(self, card: EpisodeCard) -> list[str]:
        return [topic.name for topic in self.public.topics_of(card) if topic.id != self.topic]

    def weekday(self, day: date | None) -> str:
        if day is None:
            return ""
        near = wording.near(day, self.today)
        return near if near in {"Today", "Yesterday"} else wording.weekday(day)[:3]

    def week_heading(self, day: date | None) -> str:
        if day is None:
            return UNDATED
        monday = wording.week_of(self.today)
        if monday <= day <= self.today:
            return "This week"
        if monday - timedelta(days=7) <= day < monday:
            return "Last week"
        this_month = (self.today.year, self.today.month)
        return "Earlier this month" if (day.year, day.month) == this_month else wording.month(day)


def shelf(request: Request, *, is_own: bool = False, topic: ObjectId | None = None) -> Shelf:
    return Shelf(request.catalogue, today(request), request.route_path, is_own, topic)


def today(request: Request) -> date:
    return request.now.astimezone(request.site.site_zone).date()


def day_of(public: Public, card: EpisodeCard | InterviewCard) -> date | None:
    if card.published_at is None:
        return None
    return wording.day_of(card.published_at, card.published_precision, public.zone)


def published(public: Public, card: EpisodeCard | InterviewCard) -> str | None:
    """For machines: the moment it appeared at, the day where no more is known (ISO 8601)."""
    if card.published_at is None:
        return None
    if card.published_precision == "day":
        return wording.day_of(card.published_at, "day", public.zone).isoformat()
    return card.published_at.astimezone(public.zone).isoformat(timespec="seconds")


def guests_first(people: Iterable[Credit]) -> list[Credit]:
    """People with their roles, each once: guests, then hosts, then everybody else."""
    return each_once(people, lambda role: (role != "guest", role not in HOSTS))


def hosts_first(people: Iterable[Credit]) -> list[Credit]:
    """People with their roles, each once, as a podcast names them: hosts, guests, the others."""
    return each_once(people, lambda role: (role not in HOSTS, role != "guest"))


def each_once(people: Iterable[Credit], place: Callable[[str], tuple[bool, bool]]) -> list[Credit]:
    """In the order of their roles; who has several appears with the one that comes first."""
    once: dict[ObjectId, Credit] = {}
    for person, role in sorted(people, key=lambda credit: place(credit[1])):
        once.setdefault(person.id, (person, role))
    return list(once.values())


def number(card: EpisodeCard, *, tells_season: bool = True) -> str:
    """An episode's published number; trailers and bonus items do not count."""
    if card.number is None or card.form in FORMS:
        return ""
    return f"S{card.season} E{card.number}" if card.season and tells_season else str(card.number)


def marks(card: EpisodeCard) -> tuple[str, ...]:
    """What sets an episode apart, in words."""
    if card.media_type is None:
        medium = "Audio not out yet"
    else:
        kind, _form = enclosures.kind_of(card.media_type, card.media or "")
        medium = "Video" if kind == enclosures.VIDEO else ""
    return tuple(
        filter(None, (FORMS.get(card.form), medium, "Explicit" if card.is_explicit else ""))
    )


def language(card: PodcastCard | EpisodeCard | CourseCard | InterviewCard) -> str | None:
    """The language tag that somebody gave a thing, None where it is none."""
    tag = (card.language or "").replace("_", "-")
    return tag if LANGUAGE.fullmatch(tag) else None


def language_of(card: EpisodeCard, podcast: PodcastCard) -> str | None:
    """The language in which an episode is spoken: its own, else its podcast's."""
    return language(card) or language(podcast)


def id_of(card: EpisodeCard) -> str:
    """What scripts call an episode, whatever its show and its page are called later on: what a
    browser remembers of it stays with it.
    """
    return str(card.id)


def address_of(public: Public, path: Callable[..., str], card: EpisodeCard, **more: Any) -> str:
    podcast = public.podcast_of(card).slug
    return path("episodes.show", podcast=podcast, key=card.key, slug=card.slug, **more)


def audio_address(public: Public, path: Callable[..., str], card: EpisodeCard) -> str | None:
    """Of the file that is kept here; None where the audio lies elsewhere."""
    ending, podcast = ending_of(card.media), public.podcast_of(card).slug
    if ending is None:
        return None
    return path("episodes.audio", podcast=podcast, key=card.key, slug=card.slug, ending=ending)


def has_seasons(public: Public, cards: Sequence[EpisodeCard]) -> bool:
    own = public.by_podcast.get(cards[0].podcast, ()) if cards else ()
    return len({card.season for card in own if card.season}) > 1


def season_headings(cards: Sequence[EpisodeCard]) -> list[str]:
    """What stands outside the seasons stays with the season in which it appeared."""
    headings: list[str] = []
    for card in cards:
        last = headings[-1] if headings else "Outside the seasons"
        headings.append(f"Season {card.season}" if card.season else last)
    return headings


class Listed(NamedTuple):
    """A list as its page shows it."""

    total: int
    page: paging.Page
    groups: Sequence[Group]
    facets: Sequence[filtering.Facet]
    words: Sequence[tuple[str, str]]  # the filters that are on
    address: str  # without any filter
    places: str  # what stands before titles: "with-art", "with-number" or "plain"


def listed(request: Request, wanted: filtering.Wanted, fixed: str | None = None) -> Listed:
    """The page of a list that is asked for; raises ``HTTPNotFound`` where the list is shorter."""
    episodes = request.catalogue.select(wanted.selection)
    is_own, topic = fixed == "podcast", wanted.selection.topic if fixed == "topic" else None
    page = filtering.page_of(wanted, episodes)
    shown = paging.part_of(episodes, page.number)
    has_numbers = any(card.number is not None for card in episodes)
    return Listed(
        total=len(episodes),
        page=page,
        groups=shelf(request, is_own=is_own, topic=topic).groups(shown),
        facets=filtering.facets(request, wanted, fixed),
        words=wanted.words,
        address=wanted.base,
        places=("with-number" if has_numbers else "plain") if is_own else "with-art",
    )
