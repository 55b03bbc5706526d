"""A person: host, guest or whoever else is heard."""

from typing import Any, ClassVar

from mongoengine import StringField

from talkpython_site.documents.named import Named


class Person(Named):
    """One person on the whole site; ``key`` is the folded name."""

    card_kind = "person"

    url: str | None = StringField()
    picture_url: str | None = StringField()

    meta: ClassVar[dict[str, Any]] = {"collection": "people"}
