"""An episode: everything that its page, its feed item and its card are made from."""

from collections.abc import Iterable, Mapping
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

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import Part, PlainQuerySet, follow_up
from talkpython_site.documents.let_go import let_go_of
from talkpython_site.documents.moments import MomentField
from talkpython_site.documents.podcast import Credit, Link
from talkpython_site.documents.previewed import PREVIEW_FIELDS, Previewed
from talkpython_site.documents.tombstone import Tombstone
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


class Sponsor(Part):
    """Who paid for a part of an episode, and what is said of them."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    name: str = StringField()
    url: str | None = StringField()
    text: str | None = StringField()
    start_seconds: float | None = FloatField()
    end_seconds: float | None = FloatField()


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


class Episode(Previewed):
    """One episode of a podcast; ``key`` and ``guid`` are its own there and never change."""

    card_kind = "episode"
    own_names = ("guid", "key")
    # What it is, whether it is out, what is to be seen to: never brought back by an older revision.
    kept_apart = frozenset({
        *PREVIEW_FIELDS,
        "id", "podcast", "key", "guid", "state", "published_at", "published_precision",
        "unpublished_reason", "state_before", "is_restorable", "binned_at", "created_at",
        "revision", "pending", "nonce", "imported", "snapshot_at", "checks",
    })  # fmt: skip

    podcast: ObjectId = ObjectIdField(required=True)
    key: str = StringField(required=True)
    guid: str = StringField(required=True)
    slug: str = StringField(required=True)
    title: str = StringField(required=True)
    season: int | None = IntField()
    number: int | None = IntField()
    kind: str | None = StringField()  # full, trailer or bonus
    notes_html: str | None = StringField()
    notes_source: str | None = StringField()
    notes_format: str | None = StringField()  # of the source: "markdown", else HTML or plain text
    summary: str | None = StringField()
    teaser: str | None = StringField()  # the first sentence or two of the summary, on the card
    enclosure: Enclosure | None = EmbeddedDocumentField(Enclosure)
    duration_seconds: int | None = IntField()
    is_explicit: bool | None = BooleanField()
    language: str | None = StringField()  # BCP 47; None: that of its podcast
    artwork_url: str | None = StringField()
    artwork: str | None = StringField()  # a picture kept here, by its hash
    people: list[Credit] = EmbeddedDocumentListField(Credit)
    topics: list[ObjectId] = ListField(ObjectIdField())
    chapters: list[Chapter] = EmbeddedDocumentListField(Chapter)
    sponsors: list[Sponsor] = EmbeddedDocumentListField(Sponsor)
    chapters_url: str | None = StringField()
    transcripts: list[TranscriptLink] = EmbeddedDocumentListField(TranscriptLink)
    funding: list[Link] = EmbeddedDocumentListField(Link)
    links: list[Link] = EmbeddedDocumentListField(Link)
    original_url: str | None = StringField()
    strip: list[int] = ListField(IntField())  # ends of its parts in ten-thousandths, at most 40
    sponsor_parts: list[int] = ListField(IntField())  # which of them are sponsors', from 0
    checks: list[str] = ListField(StringField())  # what blocks or warns, as of the last change
    imported: dict[str, str] = DictField()  # field -> hash of it as the feed gave it
    snapshot_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "episodes",
        "queryset_class": EpisodeQuerySet,
        "indexes": [
            {"fields": ["podcast", "guid"], "name": "podcast_guid_unique", "unique": True},
            {"fields": ["podcast", "key"], "name": "podcast_key_unique", "unique": True},
            {"fields": ["guid"], "name": "guid"},
            {"fields": ["enclosure.media"], "name": "enclosure_media", "sparse": True},
        ],
    }

    @classmethod
    def keys_of(cls, podcast_id: ObjectId, among: Iterable[str] | None = None) -> set[str]:
        """The keys (``among`` some) that episodes of a podcast have or had, wherever these are."""
        asked = {} if among is None else {"key__in": list(among)}
        stored = cls.objects(podcast=podcast_id, **asked).only("key").as_pymongo()
        keys = {each["key"] for each in stored}  # first: what is purged meanwhile left its names
        gone = Tombstone.objects.of(podcast_id).filter(**asked).only("key").as_pymongo()
        return keys | {each["key"] for each in gone}

    def give_up(self) -> None:
        """After its time in the bin: nobody can restore it, and its names stay taken for ever."""
        self.is_restorable = False
        buried = follow_up("bury", podcast=self.podcast, guid=self.guid, key=self.key)
        self.change(buried, *let_go_of(self.media))

    def consequences(self, before: Mapping[str, Any], by: Actor) -> list[dict[str, Any]]:  # noqa: ARG002 - other things ask it
        """A file that it no longer names is let go."""
        was = (before.get("enclosure") or {}).get("media")
        return let_go_of(was) if was != self.media else []

    @property
    def media(self) -> str | None:
        """The key of its file, where that is kept here."""
        return self.enclosure.media if self.enclosure else None

    def visible_to(self, visitor: object | None, now: datetime) -> bool:  # noqa: ARG002 - every document's rule has the same form; editors come with accounts
        return is_public(self.state, self.published_at, now)
