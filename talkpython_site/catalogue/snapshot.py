"""A snapshot: every card of every state as of one announcement, immutable."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from bson import ObjectId

from talkpython_site.catalogue.cards import (
    Card,
    CourseCard,
    EpisodeCard,
    PersonCard,
    PodcastCard,
    TopicCard,
)
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.joining import Joined, changed, followed, joined, joined_after
from talkpython_site.documents import Course, Episode, Interview, Person, Podcast, Topic
from talkpython_site.documents.base import Stored
from talkpython_site.documents.stamp import MAJORITY

log = logging.getLogger(__name__)

UNFINISHED = ".unfinished"
NOT_JOINED = Joined({}, {})

SOURCES: dict[str, tuple[type[Stored], type[Card]]] = {
    "podcast": (Podcast, PodcastCard),
    "episode": (Episode, EpisodeCard),
    "course": (Course, CourseCard),
    "interview": (Interview, InterviewCard),
    "person": (Person, PersonCard),
    "topic": (Topic, TopicCard),
}


@dataclass(frozen=True)
class Snapshot:
    """All cards by kind and id; ``t`` is the last announcement that they contain.

    ``cards`` are as they are stored; what follows from them names nobody who was merged.
    ``edition`` tells apart what has one ``t``: ``UNFINISHED`` while everything must be read again,
    and a name of its own for what a reload found though nobody had announced it.
    """

    t: ObjectId | None
    cards: Mapping[str, Mapping[ObjectId, Any]]
    edition: str = ""
    joined: Joined = field(default=NOT_JOINED, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.joined is NOT_JOINED:
            object.__setattr__(self, "joined", joined(self.cards))

    @property
    def tag(self) -> str:
        """What pages made from it are kept under."""
        return f"{self.t}{self.edition}"

    @property
    def episodes(self) -> Mapping[ObjectId, EpisodeCard]:
        found: Mapping[ObjectId, EpisodeCard] = self.joined.cards["episode"]
        return found

    @property
    def podcasts(self) -> Mapping[ObjectId, PodcastCard]:
        found: Mapping[ObjectId, PodcastCard] = self.joined.cards["podcast"]
        return found

    @property
    def courses(self) -> Mapping[ObjectId, CourseCard]:
        found: Mapping[ObjectId, CourseCard] = self.joined.cards["course"]
        return found

    @property
    def interviews(self) -> Mapping[ObjectId, InterviewCard]:
        found: Mapping[ObjectId, InterviewCard] = self.joined.cards["interview"]
        return found

    @property
    def people(self) -> Mapping[ObjectId, PersonCard]:
        found: Mapping[ObjectId, PersonCard] = self.joined.cards["person"]
        return found

    @property
    def topics(self) -> Mapping[ObjectId, TopicCard]:
        found: Mapping[ObjectId, TopicCard] = self.joined.cards["topic"]
        return found

    @cached_property
    def names_of_people(self) -> Mapping[ObjectId, str]:
        """What everybody is called by id, who was merged as who stands for them."""
        return names(self.people, self.joined.merged["person"])

    @cached_property
    def names_of_topics(self) -> Mapping[ObjectId, str]:
        return names(self.topics, self.joined.merged["topic"])

    def followed_topics(self, ids: Iterable[ObjectId]) -> list[ObjectId]:
        """What stands for these, each once."""
        return followed(ids, self.joined.merged["topic"])

    @property
    def is_unfinished(self) -> bool:
        return self.edition == UNFINISHED

    def changed_by(
        self,
        changes: Mapping[str, Mapping[ObjectId, Card | None]],
        t: ObjectId | None,
        *,
        is_complete: bool,
    ) -> Self:
        """This snapshot as of ``t`` with some cards read anew; None stands for one that is gone."""
        cards = changed(self.cards, changes)
        is_unfinished = self.is_unfinished or not is_complete
        edition = UNFINISHED if is_unfinished else ""
        shown = joined_after(self.joined, cards, changes)
        return replace(self, t=t, cards=cards, edition=edition, joined=shown)

    def instead_of(self, old: "Snapshot | None") -> "Snapshot":
        """What to keep after this one was read: ``old`` itself, with all derived from it, where
        nothing differs, else this one with the edition that it has after ``old``.
        """
        if old is None or old.t != self.t or old.is_unfinished or self.is_unfinished:
            return self
        return old if old.cards == self.cards else replace(self, edition=f".{ObjectId()}")


def names(
    cards: Mapping[ObjectId, Any], merged: Mapping[ObjectId, ObjectId]
) -> dict[ObjectId, str]:
    own = {key: card.name for key, card in cards.items()}
    return own | {key: own[end] for key, end in merged.items()}


def slugs_now(snapshot: Snapshot, kind: str, shown: Iterable[Any]) -> dict[str, str]:
    """From all slugs of these cards and of who was merged into them to those that they have now."""
    merged = snapshot.joined.merged[kind]
    there = {card.id: card.slug for card in shown}
    before = {
        slug: there[end]
        for key, card in snapshot.cards[kind].items()
        for slug in (*card.slugs, card.slug)
        if (end := merged.get(key, key)) in there
    }
    return before | {slug: slug for slug in there.values()}


def read_everything() -> dict[str, dict[ObjectId, Card]]:
    """All cards of every kind, read from the database."""
    return {kind: read_cards(kind) for kind in SOURCES}


def read_changed(keys: Iterable[str]) -> dict[str, dict[ObjectId, Card | None]]:
    """The cards that announcements name as ``kind:id``; None for one that is not there."""
    wanted: dict[str, list[ObjectId]] = {}
    for key in keys:
        kind, _, name = key.partition(":")
        if kind in SOURCES and ObjectId.is_valid(name):
            wanted.setdefault(kind, []).append(ObjectId(name))
    return {
        kind: {**dict.fromkeys(ids), **read_cards(kind, {"_id": {"$in": ids}})}
        for kind, ids in wanted.items()
    }


def read_cards(kind: str, query: dict[str, Any] | None = None) -> dict[ObjectId, Card]:
    document, card = SOURCES[kind]
    stored = document.collection().with_options(read_concern=MAJORITY)
    found = stored.find(query or {}, dict.fromkeys((*card.fields, "binned_at"), 1))
    kept = (each for each in found if not each.get("binned_at"))
    cards = ((each["_id"], card_of(card, each)) for each in kept)
    return {key: made for key, made in cards if made is not None}


def card_of(card: type[Card], stored: dict[str, Any]) -> Card | None:
    """The card of a document; None, and a line in the log, where a hand spoilt what it needs.

    One such document must not keep the whole site from loading.
    """
    try:
        return card.from_stored(stored)
    except (KeyError, TypeError, AttributeError) as error:
        log.warning("%s %s is left out: %r", card.kind, stored["_id"], error)
        return None
