"""Interviews in lists: their cards, frozen and kept in process."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from bson import ObjectId

from talkpython_site.catalogue.credits import credits_of
from talkpython_site.documents.interview import INTERVIEWEE
from talkpython_site.documents.visibility import is_public


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """An interview in lists."""

    kind: ClassVar[str] = "interview"
    own_hue: ClassVar[str] = "hue-7"  # all of them have one colour
    fields: ClassVar[tuple[str, ...]] = (
        "slug", "slugs", "title", "subtitle", "language", "state", "published_at",
        "published_precision", "people", "topics", "artwork", "teaser", "minutes",
        "question_count",
    )  # fmt: skip

    id: ObjectId
    slug: str
    slugs: tuple[str, ...]  # all that it has or had
    title: str
    subtitle: str | None
    language: str | None
    state: str
    published_at: datetime | None
    published_precision: str | None
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    topics: tuple[ObjectId, ...]
    artwork: str | None  # the portrait, by its hash
    teaser: str | None
    minutes: int  # to read it; 0: nothing is known
    question_count: int

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(
            id=stored["_id"],
            slug=stored["slug"],
            slugs=tuple(stored.get("slugs") or ()),
            title=stored["title"],
            subtitle=stored.get("subtitle"),
            language=str(stored.get("language") or "") or None,
            state=stored.get("state", ""),
            published_at=stored.get("published_at"),
            published_precision=stored.get("published_precision"),
            people=credits_of(stored, INTERVIEWEE),
            topics=tuple(dict.fromkeys(stored.get("topics") or ())),
            artwork=stored.get("artwork"),
            teaser=stored.get("teaser"),
            minutes=stored.get("minutes") or 0,
            question_count=stored.get("question_count") or 0,
        )

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, self.published_at, now)
