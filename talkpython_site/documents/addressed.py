"""Content with an address of its own: it may be changed, and all before it lead on for ever."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from mongoengine import ListField, Q, StringField

from talkpython_site.documents.base import PlainQuerySet
from talkpython_site.documents.revised import Revised


class AddressedQuerySet(PlainQuerySet):
    """Things by their addresses."""

    def by_any_slug(self, slug: str) -> Self:
        """That which has an address now, or had it once."""
        return self.filter(Q(slug=slug) | Q(slugs=slug))


class Addressed(Revised):
    """A document that is found by every slug that it has or had."""

    meta: ClassVar[dict[str, Any]] = {
        "abstract": True,
        "strict": False,
        "indexes": [
            {"fields": ["slug"], "name": "slug_unique", "unique": True},
            {
                "fields": ["slugs"],
                "name": "slugs_unique",
                "unique": True,
                "partialFilterExpression": {"slugs": {"$exists": True}},
            },
        ],
    }

    slug: str = StringField(required=True)
    slugs: list[str] = ListField(StringField())  # this one and all before it

    def insert(self, *follow: dict[str, Any]) -> Self:
        self.slugs = self.slugs or [self.slug]
        return super().insert(*follow)

    def rename(self, slug: str) -> None:
        """Give it another address; the one that it had leads there from now on."""
        before = [each for each in (self.slug, *self.slugs) if each and each != slug]
        self.slug, self.slugs = slug, [slug, *dict.fromkeys(before)]

    def take(self, content: Mapping[str, Any]) -> None:
        slug = self.slug
        super().take(content)
        if self.slug != slug:
            older, self.slug = self.slug, slug
            self.rename(older)

    def discard(self) -> Self:
        self.slugs = []
        return super().discard()
