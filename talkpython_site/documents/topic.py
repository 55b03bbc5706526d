"""A topic: what an episode is about."""

from typing import Any, ClassVar

from mongoengine import StringField

from talkpython_site.documents.base import Listed
from talkpython_site.documents.person import NamedQuerySet


class Topic(Listed):
    """One topic on the whole site; ``key`` is the folded name."""

    card_kind = "topic"
    own_names = ("key", "slug")

    key: str = StringField(required=True)
    slug: str = StringField(required=True)
    name: str = StringField(required=True)
    description_html: str | None = StringField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "topics",
        "queryset_class": NamedQuerySet,
        "indexes": [
            {"fields": ["key"], "name": "key_unique", "unique": True},
            {"fields": ["slug"], "name": "slug_unique", "unique": True},
        ],
    }
