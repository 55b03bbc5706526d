"""Cards: what lists need of each document, frozen and kept in process."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId

from talkpython_site.documents.visibility import is_public

HOSTS = frozenset({"host", "co-host", "cohost"})  # roles of those who are always there


@dataclass(frozen=True, slots=True)
class PodcastCard:
    """A podcast in lists."""

    kind: ClassVar[str] = "podcast"
    fields: ClassVar[tuple[str, ...]] = (
        "slug", "title", "subtitle", "language", "own_hue", "state", "people", "is_explicit",
        "artwork",
    )  # fmt: skip

    id: ObjectId
    slug: str
    title: str
    subtitle: str | None
    language: str | None
    own_hue: str
    state: str
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    is_explicit: bool
    artwork: str | None  # a picture kept here, by its hash

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(
            id=stored["_id"],
            slug=stored["slug"],
            title=stored["title"],
            subtitle=stored.get("subtitle"),
            language=stored.get("language"),
            own_hue=stored.get("own_hue") or "hue-1",
            state=stored.get("state", ""),
            people=credits_of(stored),
            is_explicit=bool(stored.get("is_explicit")),
            artwork=stored.get("artwork"),
        )

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, None, now)


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """An episode in lists."""

    kind: ClassVar[str] = "episode"
    fields: ClassVar[tuple[str, ...]] = (
        "podcast", "key", "slug", "title", "state", "kind", "season", "number", "published_at",
        "published_precision", "duration_seconds", "teaser", "people", "topics", "strip",
        "is_explicit", "enclosure.type", "enclosure.url", "enclosure.media", "sponsor_parts",
    )  # fmt: skip

    id: ObjectId
    podcast: ObjectId
    key: str
    slug: str
    title: str
    state: str
    form: str  # full, trailer or bonus
    season: int | None
    number: int | None
    published_at: datetime | None
    published_precision: str | None
    duration_seconds: int | None
    teaser: str | None
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    topics: tuple[ObjectId, ...]
    strip: tuple[int, ...]  # ends of its parts, in ten-thousandths of its length
    is_explicit: bool
    media_type: str | None  # as the enclosure gives it; None: not out yet
    media: str | None  # the key of the file, where it is kept here
    sponsor_parts: tuple[int, ...]  # which parts of the strip are sponsors', from 0

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        enclosure = stored.get("enclosure") or {}
        return cls(
            id=stored["_id"],
            podcast=stored["podcast"],
            key=stored["key"],
            slug=stored["slug"],
            title=stored["title"],
            state=stored.get("state", ""),
            form=stored.get("kind") or "full",
            season=stored.get("season"),
            number=stored.get("number"),
            published_at=stored.get("published_at"),
            published_precision=stored.get("published_precision"),
            duration_seconds=stored.get("duration_seconds"),
            teaser=stored.get("teaser"),
            people=credits_of(stored),
            topics=tuple(dict.fromkeys(stored.get("topics") or ())),
            strip=tuple(stored.get("strip") or ()),
            is_explicit=bool(stored.get("is_explicit")),
            media_type=str(enclosure.get("type") or "") if is_out(enclosure) else None,
            media=enclosure.get("media"),
            sponsor_parts=tuple(stored.get("sponsor_parts") or ()),
        )

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, self.published_at, now)


@dataclass(frozen=True, slots=True)
class NameCard:
    """What people's and topics' cards share: a name with an address."""

    fields: ClassVar[tuple[str, ...]] = ("slug", "name")

    id: ObjectId
    slug: str
    name: str

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(id=stored["_id"], slug=stored["slug"], name=stored["name"])


@dataclass(frozen=True, slots=True)
class PersonCard(NameCard):
    """A person in lists."""

    kind: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True)
class TopicCard(NameCard):
    """A topic in lists."""

    kind: ClassVar[str] = "topic"


Card = PodcastCard | EpisodeCard | PersonCard | TopicCard


def is_out(enclosure: dict[str, Any]) -> bool:
    """Whether there is a file, wherever it lies."""
    return bool(enclosure.get("url") or enclosure.get("media"))


def credits_of(stored: dict[str, Any]) -> tuple[tuple[ObjectId, str], ...]:
    """The people of a stored document with their roles, ``host`` where none is given."""
    return tuple(
        (credit["person"], (credit.get("role") or "host").lower())
        for credit in stored.get("people") or ()
        if credit.get("person")
    )
