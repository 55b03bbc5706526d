"""A topic: what an episode is about."""

from typing import Any, ClassVar

from mongoengine import StringField

from talkpython_site.documents.named import Named


class Topic(Named):
    """One topic on the whole site; ``key`` is the folded name."""

    card_kind = "topic"

    description_html: str | None = StringField()
    description_source: str | None = StringField()  # Markdown

    meta: ClassVar[dict[str, Any]] = {"collection": "topics"}
