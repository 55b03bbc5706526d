"""A podcast: what its page and its feed tell about the show."""

from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import (
    BooleanField,
    DictField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    ObjectIdField,
    StringField,
)

from talkpython_site.documents.addressed import Addressed, AddressedQuerySet
from talkpython_site.documents.base import Part
from talkpython_site.documents.moments import MomentField
from talkpython_site.documents.visibility import BINNED, is_public


class Credit(Part):
    """A person and what they do in an episode or a podcast."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    person: ObjectId = ObjectIdField()
    role: str | None = StringField()
    group: str | None = StringField()
    # In which time, of a podcast: days, months or years, as "2019", "2019-05", "2019-05-01".
    since: str | None = StringField()
    until: str | None = StringField()


class Link(Part):
    """An address with words for it."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    label: str | None = StringField()
    url: str = StringField()


class PodcastQuerySet(AddressedQuerySet):
    """Podcasts by what is known about them."""

    def by_slug(self, slug: str) -> Self:
        return self.filter(slug=slug)

    def by_guid(self, guid: str) -> Self:
        return self.filter(guid=guid)

    def by_feed_url(self, url: str) -> Self:
        return self.filter(feed_urls=url, state__ne=BINNED)


class Podcast(Addressed):
    """A show; its episodes are documents of their own."""

    card_kind = "podcast"
    own_names = ("slug", "guid")
    # What it is, and whether it is out: never brought back by an older revision.
    kept_apart = frozenset({
        "id", "slugs", "guid", "state", "binned_at", "created_at", "revision", "pending", "nonce",
        "imported", "snapshot_at",
    })  # fmt: skip

    title: str = StringField(required=True)
    subtitle: str | None = StringField()
    description_html: str | None = StringField()
    description_source: str | None = StringField()
    description_format: str | None = StringField()  # of the source: "markdown", else HTML or text
    language: str | None = StringField()
    link: str | None = StringField()
    feed_urls: list[str] = ListField(StringField())
    guid: str | None = StringField()
    author: str | None = StringField()
    owner_name: str | None = StringField()
    owner_email: str | None = StringField()
    copyright: str | None = StringField()
    is_explicit: bool | None = BooleanField()
    kind: str | None = StringField()  # episodic or serial
    categories: list[list[str]] = ListField(ListField(StringField()))
    artwork_url: str | None = StringField()
    artwork: str | None = StringField()  # a picture kept here, by its hash
    funding: list[Link] = EmbeddedDocumentListField(Link)
    elsewhere: list[Link] = EmbeddedDocumentListField(Link)  # other places to listen
    is_locked: bool | None = BooleanField()
    medium: str | None = StringField()
    update_frequency: str | None = StringField()  # in words
    rhythm_days: int | None = IntField()  # a new episode every so many days
    rhythm_weekday: int | None = IntField()  # 0 is Monday
    time_zone: str | None = StringField()  # IANA; None: that of the site
    phase: str | None = StringField()  # "paused" or "finished"; None: it goes on
    phase_note: str | None = StringField()  # a sentence on that for listeners
    feed_items: int | None = IntField()  # how many of the newest its feed gives out; None: all
    new_feed_url: str | None = StringField()  # where its feed lives from now on, elsewhere
    people: list[Credit] = EmbeddedDocumentListField(Credit)
    own_hue: str | None = StringField()  # hue-1 to hue-12, chosen once
    state: str = StringField(required=True)
    imported: dict[str, str] = DictField()  # field -> hash of it as the feed gave it
    snapshot_at: datetime | None = MomentField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "podcasts",
        "queryset_class": PodcastQuerySet,
        "indexes": [
            {
                "fields": ["guid"],
                "name": "guid_unique",
                "unique": True,
                "partialFilterExpression": {"guid": {"$exists": True}},
            },
            {"fields": ["feed_urls"], "name": "feed_urls"},
        ],
    }

    def visible_to(self, visitor: object | None, now: datetime) -> bool:  # noqa: ARG002 - every document's rule has the same form; editors come with accounts
        return is_public(self.state, None, now)
