"""What visitors see of the catalogue at one moment: lists, counts, neighbours."""

import weakref
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache, partial
from statistics import median
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from bson import ObjectId

from talkpython_site import strip
from talkpython_site.catalogue.alphabet import Things, alphabet, most_first
from talkpython_site.catalogue.cards import (
    CourseCard,
    EpisodeCard,
    PersonCard,
    PodcastCard,
    TopicCard,
)
from talkpython_site.catalogue.courses import Courses
from talkpython_site.catalogue.facets import Facets, Selection, count_facets
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.interviews import Interviews
from talkpython_site.catalogue.related import related
from talkpython_site.catalogue.shown import BEFORE_ALL, NEVER, appears_at
from talkpython_site.catalogue.snapshot import Snapshot, slugs_now
from talkpython_site.documents.states import UNPUBLISHED

REMEMBERED = 256  # selections whose lists and counts are kept; addresses are anybody's to invent

K = TypeVar("K", bound=Hashable)


class Lengths(NamedTuple):
    """How long episodes last, in seconds; those of unknown length do not count."""

    known: int
    total: int
    median: float


Credits = tuple[tuple[ObjectId, str], ...]
Group = tuple[EpisodeCard, ...]


class Public:
    """The part of a snapshot that everybody may see from ``since`` until before ``valid_until``.

    Built once for many requests; nothing in it changes.
    """

    def __init__(self, snapshot: Snapshot, now: datetime, zone: ZoneInfo) -> None:
        self.snapshot = snapshot
        self.zone = zone
        shown = [card for card in snapshot.podcasts.values() if card.is_public(now)]
        self.podcasts: dict[str, PodcastCard] = {
            card.slug: card for card in sorted(shown, key=lambda card: card.title.casefold())
        }
        # From every slug that a podcast has or had to the one that it has.
        self.slugs = {slug: card.slug for card in shown for slug in card.slugs}
        self.slugs |= {slug: slug for slug in self.podcasts}
        self._podcast_by_id = {card.id: card for card in shown}
        self.episodes, since, until = self._episodes_at(now)
        self.courses = Courses(snapshot.courses.values(), now)
        self.interviews = Interviews(snapshot.interviews.values(), now)
        self.since = max(since, self.courses.since, self.interviews.since)
        self.valid_until = min(until, self.courses.valid_until, self.interviews.valid_until)
        # By a weak reference: what is replaced goes at once, with its snapshot, not when the
        # garbage collector comes by (which after gc.freeze() might be never).
        this = weakref.proxy(self)
        self._selected = lru_cache(REMEMBERED)(partial(selected, this))
        self._counted = lru_cache(REMEMBERED)(partial(count_facets, this))
        self._measured = lru_cache(REMEMBERED)(partial(measured, this))

    def _episodes_at(self, now: datetime) -> tuple[Group, datetime, datetime]:
        """Newest first, and from when until when there are no others."""
        known = self._podcast_by_id
        candidates = [card for card in self.snapshot.episodes.values() if card.podcast in known]
        shown = sorted(
            (card for card in candidates if card.is_public(now)), key=place, reverse=True
        )
        since = max((card.published_at or BEFORE_ALL for card in shown), default=BEFORE_ALL)
        until = min(filter(None, (appears_at(card, now) for card in candidates)), default=NEVER)
        return tuple(shown), since, until

    def is_of(self, snapshot: Snapshot, now: datetime) -> bool:
        return self.snapshot is snapshot and self.since <= now < self.valid_until

    def podcast_of(self, card: EpisodeCard) -> PodcastCard:
        return self._podcast_by_id[card.podcast]

    def episode(self, podcast_slug: str, key: str) -> EpisodeCard | None:
        """The episode at ``/episodes/{podcast}/{key}``; None where visitors find none."""
        return self._by_key.get((podcast_slug, key))

    def taken_down(self, podcast_slug: str, key: str) -> EpisodeCard | None:
        """The episode that was at an address, where its editors may say why it is gone."""
        return self._taken_down_by_key.get((podcast_slug, key))

    def person(self, slug: str) -> PersonCard | None:
        return self._people_by_slug.get(slug)

    def topic(self, slug: str) -> TopicCard | None:
        return self._topics_by_slug.get(slug)

    def slug_now(self, kind: str, slug: str) -> str:
        """The slug of the person or topic that has or had this one, or stands for who did."""
        return self._slugs[kind].get(slug, slug)

    def credits_of(self, card: EpisodeCard) -> Credits:
        """Ids of the people of an episode with their roles: its own, else its podcast's then."""
        if card.people:
            return card.people
        podcast = self._podcast_by_id[card.podcast]
        at = card.published_at and card.published_at.astimezone(self.zone).date()
        return podcast.people_at(at) if podcast.terms else podcast.people

    def people_of(
        self, card: EpisodeCard | PodcastCard | CourseCard | InterviewCard
    ) -> list[tuple[PersonCard, str]]:
        """The people of something with their roles."""
        named = self.credits_of(card) if isinstance(card, EpisodeCard) else card.people
        people = self.snapshot.people
        found = ((people.get(person), role) for person, role in dict.fromkeys(named))
        return [(person, role) for person, role in found if person]

    def topics_of(self, card: EpisodeCard | CourseCard | InterviewCard) -> list[TopicCard]:
        topics = self.snapshot.topics
        # Ids are hashed and compared in Python: once each.
        return [topic for topic in map(topics.get, card.topics) if topic]

    def year_of(self, card: EpisodeCard) -> int | None:
        """The year a card is listed under: of its day where it has only a day, else here."""
        if card.published_at is None:
            return None
        if card.published_precision == "day":
            return card.published_at.year
        return card.published_at.astimezone(self.zone).year

    def neighbours(self, card: EpisodeCard) -> tuple[EpisodeCard | None, EpisodeCard | None]:
        """The episodes of the same podcast before and after this one in time."""
        own = self.by_podcast[card.podcast]
        index = self.index_in(own, card)
        earlier = own[index + 1] if index + 1 < len(own) else None
        return earlier, own[index - 1] if index else None

    def related(self, card: EpisodeCard, most: int) -> Group:
        """Episodes that share topics or guests with this one; what few share counts more."""
        return related(self, card, most)

    def index_in(self, group: Group, card: EpisodeCard) -> int:
        """Where an episode stands in a group, or would stand."""
        place = self.place_of
        return bisect_left(group, -place[card.id], key=lambda each: -place[each.id])

    def select(self, selection: Selection) -> Group:
        """The episodes that have all of it in common, newest first."""
        return self._selected(selection)

    def lengths(self, selection: Selection) -> Lengths:
        return self._measured(selection)

    def facets(self, selection: Selection) -> Facets:
        return self._counted(selection)

    @cached_property
    def by_podcast(self) -> Mapping[ObjectId, Group]:
        return grouped((card.podcast, card) for card in self.episodes)

    @cached_property
    def by_topic(self) -> Mapping[ObjectId, Group]:
        return grouped((topic, card) for card in self.episodes for topic in card.topics)

    @cached_property
    def by_person(self) -> Mapping[ObjectId, Group]:
        return grouped(
            (person, card)
            for card in self.episodes
            for person in dict.fromkeys(person for person, _role in self.credits_of(card))
        )

    @cached_property
    def by_year(self) -> Mapping[int, Group]:
        return grouped((year, card) for card in self.episodes if (year := self.year_of(card)))

    @cached_property
    def minute_width(self) -> int:
        """The px a minute has in every list of the site."""
        return strip.minute_width(card.duration_seconds for card in self.episodes)

    @cached_property
    def people(self) -> tuple[tuple[PersonCard, Things], ...]:
        """Everybody heard, teaching or interviewed in public, who is in most first."""
        hosts = (person for show in self.podcasts.values() for person, _role in show.people)
        groups = self.by_person, self.courses.by_person, self.interviews.by_person
        return most_first(self.snapshot.people, groups, *hosts)

    @cached_property
    def people_by_letter(self) -> Sequence[tuple[str, Sequence[tuple[PersonCard, Things]]]]:
        return alphabet(self.people)

    @cached_property
    def topics_by_letter(self) -> Sequence[tuple[str, Sequence[tuple[TopicCard, Things]]]]:
        return alphabet(self.topics)

    @cached_property
    def years_by_podcast(self) -> Mapping[ObjectId, Sequence[tuple[int, int]]]:
        """How many episodes each podcast had in each year of the site, oldest year first."""
        counted = [
            (year, Counter(card.podcast for card in self.by_year[year]))
            for year in sorted(self.by_year)
        ]
        return {
            card.id: [(year, counts[card.id]) for year, counts in counted]
            for card in self.podcasts.values()
        }

    @cached_property
    def topics(self) -> tuple[tuple[TopicCard, Things], ...]:
        """Every topic of what is public, that of most first."""
        groups = self.by_topic, self.courses.by_topic, self.interviews.by_topic
        return most_first(self.snapshot.topics, groups)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], EpisodeCard]:
        return {(self.podcast_of(card).slug, card.key): card for card in self.episodes}

    @cached_property
    def _taken_down_by_key(self) -> dict[tuple[str, str], EpisodeCard]:
        return {
            (self.podcast_of(card).slug, card.key): card
            for card in self.snapshot.episodes.values()
            if card.state == UNPUBLISHED or appears_at(card, self.since)
            if card.podcast in self._podcast_by_id
        }

    @cached_property
    def _people_by_slug(self) -> dict[str, PersonCard]:
        return {card.slug: card for card, _count in self.people}

    @cached_property
    def _topics_by_slug(self) -> dict[str, TopicCard]:
        return {card.slug: card for card, _count in self.topics}

    @cached_property
    def _slugs(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "person": slugs_now(self.snapshot, "person", self._people_by_slug.values()),
            "topic": slugs_now(self.snapshot, "topic", self._topics_by_slug.values()),
        }

    @cached_property
    def place_of(self) -> dict[ObjectId, int]:
        """From 1 for the oldest episode upwards."""
        return {card.id: index for index, card in enumerate(reversed(self.episodes), 1)}


def selected(public: Public, selection: Selection) -> Group:
    tables: tuple[tuple[Mapping[Any, Group], Any], ...] = (
        (public.by_podcast, selection.podcast),
        (public.by_topic, selection.topic),
        (public.by_person, selection.person),
        (public.by_year, selection.year),
    )
    groups = [table.get(wanted, ()) for table, wanted in tables if wanted is not None]
    if not groups:
        return public.episodes
    shortest, *others = sorted(groups, key=len)
    kept = [{card.id for card in group} for group in others]
    return tuple(card for card in shortest if all(card.id in ids for ids in kept))


def measured(public: Public, selection: Selection) -> Lengths:
    known = [c.duration_seconds for c in public.select(selection) if c.duration_seconds]
    return Lengths(len(known), sum(known), median(known) if known else 0)


def place(card: EpisodeCard) -> tuple[datetime, int, ObjectId]:
    """Where a card stands in time; undated ones before all others."""
    return (card.published_at or BEFORE_ALL, card.number or 0, card.id)


def grouped(pairs: Iterable[tuple[K, EpisodeCard]]) -> Mapping[K, Group]:
    groups: dict[K, list[EpisodeCard]] = defaultdict(list)
    for key, card in pairs:
        groups[key].append(card)
    return {key: tuple(group) for key, group in groups.items()}
