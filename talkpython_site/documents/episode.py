"""An episode: everything that its page, its feed item and its card are made from."""

from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import (
    BooleanField,
    DictField,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    FloatField,
    IntField,
    ListField,
    LongField,
    ObjectIdField,
    StringField,
)

from talkpython_site.documents.base import Listed, Part, PlainQuerySet
from talkpython_site.documents.moments import MomentField
from talkpython_site.documents.podcast import Credit, Link
from talkpython_site.documents.visibility import BINNED, is_public


class Enclosure(Part):
    """The audio or video file: its address as a feed gave it, or its key in our own storage."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    url: str | None = StringField()
    media: str | None = StringField()  # the key of a file kept here; it goes before the address
    size_bytes: int | None = LongField()
    type: str | None = StringField()


class Chapter(Part):
    """A part of an episode that starts at a second."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    start_seconds: float = FloatField()
    title: str | None = StringField()
    url: str | None = StringField()
    picture_url: str | None = StringField()
    sponsor: str | None = StringField()  # whose part it is


class TranscriptLink(Part):
    """A transcript that lies elsewhere."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    url: str = StringField()
    type: str | None = StringField()
    language: str | None = StringField()
    rel: str | None = StringField()


class EpisodeQuerySet(PlainQuerySet):
    """Episodes by what is known about them."""

    def of(self, podcast_id: ObjectId) -> Self:
        return self.filter(podcast=podcast_id, state__ne=BINNED)

    def by_guids(self, guids: list[str]) -> Self:
        return self.filter(guid__in=guids)


class Episode(Listed):
    """One episode of a podcast; ``key`` and ``guid`` are its own there and never change."""

    card_kind = "episode"
    own_names = ("guid", "key")

    podcast: ObjectId = ObjectIdField(required=True)
    key: str = StringField(required=True)
    guid: str = StringField(required=True)
    slug: str = StringField(required=True)
    title: str = StringField(required=True)
    season: int | None = IntField()
    number: int | None = IntField()
    kind: str | None = StringField()  # full, trailer or bonus
    state: str = StringField(required=True)
    published_at: datetime | None = MomentField()
    published_precision: str | None = StringField()  # "day": midnight UTC stands for the day
    notes_html: str | None = StringField()
    notes_source: str | None = StringField()
    summary: str | None = StringField()
    teaser: str | None = StringField()  # the first sentence or two of the summary, on the card
    enclosure: Enclosure | None = EmbeddedDocumentField(Enclosure)
    duration_seconds: int | None = IntField()
    is_explicit: bool | None = BooleanField()
    artwork_url: str | None = StringField()
    people: list[Credit] = EmbeddedDocumentListField(Credit)
    topics: list[ObjectId] = ListField(ObjectIdField())
    chapters: list[Chapter] = EmbeddedDocumentListField(Chapter)
    chapters_url: str | None = StringField()
    transcripts: list[TranscriptLink] = EmbeddedDocumentListField(TranscriptLink)
    funding: list[Link] = EmbeddedDocumentListField(Link)
    links: list[Link] = EmbeddedDocumentListField(Link)
    original_url: str | None = StringField()
    strip: list[int] = ListField(IntField())  # ends of its parts in ten-thousandths, at most 40
    sponsor_parts: list[int] = ListField(IntField())  # which of them are sponsors', from 0
    imported: dict[str, str] = DictField()  # field -> hash of it as the feed gave it
    snapshot_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "episodes",
        "queryset_class": EpisodeQuerySet,
        "indexes": [
            {"fields": ["podcast", "guid"], "name": "podcast_guid_unique", "unique": True},
            {"fields": ["podcast", "key"], "name": "podcast_key_unique", "unique": True},
            {"fields": ["guid"], "name": "guid"},
        ],
    }

    def visible_to(self, visitor: object | None, now: datetime) -> bool:  # noqa: ARG002 - every document's rule has the same form; editors come with accounts
        return is_public(self.state, self.published_at, now)
