"""A person: host, guest or whoever else is heard."""

from typing import Any, ClassVar, Self

from mongoengine import StringField

from talkpython_site.documents.base import Listed, PlainQuerySet


class NamedQuerySet(PlainQuerySet):
    """People or topics by their folded name."""

    def by_keys(self, keys: list[str]) -> Self:
        return self.filter(key__in=keys)


class Person(Listed):
    """One person on the whole site; ``key`` is the folded name."""

    card_kind = "person"
    own_names = ("key", "slug")

    key: str = StringField(required=True)
    slug: str = StringField(required=True)
    name: str = StringField(required=True)
    url: str | None = StringField()
    picture_url: str | None = StringField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "people",
        "queryset_class": NamedQuerySet,
        "indexes": [
            {"fields": ["key"], "name": "key_unique", "unique": True},
            {"fields": ["slug"], "name": "slug_unique", "unique": True},
        ],
    }
