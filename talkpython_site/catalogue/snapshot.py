"""A snapshot: every card of every state as of one announcement, immutable."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bson import ObjectId

from talkpython_site.catalogue.cards import Card, EpisodeCard, PersonCard, PodcastCard, TopicCard
from talkpython_site.documents import Episode, Person, Podcast, Topic
from talkpython_site.documents.base import Stored
from talkpython_site.documents.stamp import MAJORITY

log = logging.getLogger(__name__)

UNFINISHED = ".unfinished"

SOURCES: dict[str, tuple[type[Stored], type[Card]]] = {
    "podcast": (Podcast, PodcastCard),
    "episode": (Episode, EpisodeCard),
    "person": (Person, PersonCard),
    "topic": (Topic, TopicCard),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All cards by kind and id; ``t`` is the last announcement that they contain.

    ``edition`` tells apart what has one ``t``: ``UNFINISHED`` while everything must be read again,
    and a name of its own for what a reload found though nobody had announced it.
    """

    t: ObjectId | None
    cards: Mapping[str, Mapping[ObjectId, Any]]
    edition: str = ""

    @property
    def tag(self) -> str:
        """What pages made from it are kept under."""
        return f"{self.t}{self.edition}"

    @property
    def episodes(self) -> Mapping[ObjectId, EpisodeCard]:
        return self.cards["episode"]

    @property
    def podcasts(self) -> Mapping[ObjectId, PodcastCard]:
        return self.cards["podcast"]

    @property
    def people(self) -> Mapping[ObjectId, PersonCard]:
        return self.cards["person"]

    @property
    def topics(self) -> Mapping[ObjectId, TopicCard]:
        return self.cards["topic"]

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
        cards = dict(self.cards)
        for kind, changed in changes.items():
            merged = {**cards[kind], **changed}
            cards[kind] = {key: card for key, card in merged.items() if card is not None}
        is_unfinished = self.is_unfinished or not is_complete
        return replace(self, t=t, cards=cards, edition=UNFINISHED if is_unfinished else "")

    def instead_of(self, old: "Snapshot | None") -> "Snapshot":
        """What to keep after this one was read: ``old`` itself, with all derived from it, where
        nothing differs, else this one with the edition that it has after ``old``.
        """
        if old is None or old.t != self.t or old.is_unfinished or self.is_unfinished:
            return self
        return old if old.cards == self.cards else replace(self, edition=f".{ObjectId()}")


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
