"""A topic: what an episode is about."""

from typing import Any, ClassVar

from mongoengine import StringField

from talkpython_site.documents.base import Changeable
from talkpython_site.documents.person import NamedQuerySet


class Topic(Changeable):
    """One topic on the whole site; ``key`` is the folded name."""

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
            {"fields": ["pending.at"], "name": "pending_at"},
        ],
    }

    @property
    def card_key(self) -> str:
        return f"topic:{self.id}"
