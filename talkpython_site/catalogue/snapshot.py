"""A snapshot: every card of every state as of one announcement, immutable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bson import ObjectId

from talkpython_site.catalogue.cards import Card, EpisodeCard, PersonCard, PodcastCard, TopicCard
from talkpython_site.documents import Episode, Person, Podcast, Topic
from talkpython_site.documents.base import Stored

SOURCES: dict[str, tuple[type[Stored], type[Card]]] = {
    "podcast": (Podcast, PodcastCard),
    "episode": (Episode, EpisodeCard),
    "person": (Person, PersonCard),
    "topic": (Topic, TopicCard),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All cards by kind and id; ``t`` is the last announcement that they contain."""

    t: ObjectId | None
    cards: Mapping[str, Mapping[ObjectId, Any]]

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

    def changed_by(
        self, changes: Mapping[str, Mapping[ObjectId, Card | None]], t: ObjectId
    ) -> Self:
        """This snapshot as of ``t`` with some cards read anew; None stands for one that is gone."""
        cards = dict(self.cards)
        for kind, changed in changes.items():
            merged = {**cards[kind], **changed}
            cards[kind] = {key: card for key, card in merged.items() if card is not None}
        return replace(self, t=t, cards=cards)


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
    found = document.collection().find(query or {}, dict.fromkeys(card.fields, 1))
    return {stored["_id"]: card.from_stored(stored) for stored in found}
