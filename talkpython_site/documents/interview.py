"""An interview: a conversation as questions and answers, and all that stands between them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import (
    DictField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    ObjectIdField,
    StringField,
)

from talkpython_site.documents.addressed import Addressed, AddressedQuerySet
from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import Part
from talkpython_site.documents.paste import Paste
from talkpython_site.documents.podcast import Credit, Link
from talkpython_site.documents.previewed import PREVIEW_FIELDS, Previewed

QUESTION, ANSWER, NOTE = "question", "answer", "note"
QUOTE, PICTURE, CODE = "quote", "picture", "code"
KINDS = (QUESTION, ANSWER, NOTE, QUOTE, PICTURE, CODE)  # one that is not known is shown as a note
SAID = frozenset({QUESTION, ANSWER})  # by somebody
INTERVIEWER, INTERVIEWEE = "interviewer", "interviewee"  # who has no role answers
WORDS_A_MINUTE = 220


class Block(Part):
    """A part of the conversation, in order; ``#b7`` of its page leads to that with the key 7."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    key: int = IntField()  # given once in its interview, never again
    kind: str = StringField()  # one of KINDS
    person: ObjectId | None = ObjectIdField()  # who says it; None: the one who asks, or answers
    # Of code its language, of a quote who said it, of a picture what is to be seen in it.
    label: str | None = StringField()
    picture: str | None = StringField()  # kept here, by its hash
    text_source: str | None = StringField()  # Markdown; of code the code, of a picture its caption
    text_html: str | None = StringField()  # made of it when it was saved


class Interview(Addressed, Previewed):
    """An interview; its blocks stand in it in order, each with its key."""

    card_kind = "interview"
    own_names = ("slug", "source")
    # What it is, whether it is out, what is to be seen to: never brought back by an older revision.
    kept_apart = frozenset({
        *PREVIEW_FIELDS,
        "id", "slugs", "state", "published_at", "published_precision", "unpublished_reason",
        "state_before", "is_restorable", "binned_at", "created_at", "revision", "pending", "nonce",
        "imported", "source", "last_key",
    })  # fmt: skip

    title: str = StringField(required=True)
    subtitle: str | None = StringField()
    introduction_html: str | None = StringField()
    introduction_source: str | None = StringField()
    language: str | None = StringField()  # BCP 47
    topics: list[ObjectId] = ListField(ObjectIdField())
    people: list[Credit] = EmbeddedDocumentListField(Credit)
    artwork: str | None = StringField()  # the portrait: a picture kept here, by its hash
    links: list[Link] = EmbeddedDocumentListField(Link)
    original_url: str | None = StringField()
    blocks: list[Block] = EmbeddedDocumentListField(Block)
    last_key: int | None = IntField()  # the highest that a block was given
    # Made of its texts at each change of them.
    teaser: str | None = StringField()
    minutes: int | None = IntField()  # to read it
    question_count: int | None = IntField()
    source: str | None = StringField()  # the file that it was imported from
    imported: dict[str, str] = DictField()  # field -> hash of it as that file gave it

    # Not stored: the nonces of the forms that are being saved, whose pasted texts stay with it.
    forms: Collection[str] = ()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "interviews",
        "queryset_class": AddressedQuerySet,
        "indexes": [
            {
                "fields": ["source"],
                "name": "source_unique",
                "unique": True,
                "partialFilterExpression": {"source": {"$exists": True}},
            },
        ],
    }

    def insert(self, *follow: dict[str, Any]) -> Self:
        self.id = self.id or ObjectId()
        return super().insert(*follow, *Paste.follow_ups(self.id, self.forms))

    def consequences(self, before: Mapping[str, Any], by: Actor) -> list[dict[str, Any]]:
        """What was pasted into it stays with it."""
        return [*super().consequences(before, by), *Paste.follow_ups(self.id, self.forms)]

    def converse(self, blocks: Iterable[Block]) -> None:
        """Give it another conversation; blocks without a key get one that none ever had."""
        self.blocks = list(blocks)
        last = max([self.last_key or 0, *(each.key or 0 for each in self.blocks)])
        for each in self.blocks:
            if each.key is None:
                last += 1
                each.key = last
        self.last_key = last
        self.question_count = sum(each.kind == QUESTION for each in self.blocks)


def pictures_of(stored: Mapping[str, Any]) -> set[str]:
    """The hashes of the pictures that a stored interview names: its portrait and its blocks'."""
    blocks = stored.get("blocks") or ()
    named = {stored.get("artwork"), *(each.get("picture") for each in blocks)}
    return {each for each in named if each}
