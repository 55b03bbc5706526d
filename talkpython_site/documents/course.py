"""A course: what its page says before anybody joins, and the outline of its lectures."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

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
from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import Part, follow_up
from talkpython_site.documents.podcast import Credit
from talkpython_site.documents.previewed import PREVIEW_FIELDS, Previewed

FREE = "free"  # everybody with an account may enrol; else by grant
MOST_PARTS = 40  # of a strip
WHOLE = 10_000
NOTHING = "nothing"  # is held by a lecture: it is not shown until it is filled


class CourseChapter(Part):
    """A part of the outline; lectures name it by its key."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    key: int = IntField()  # given once in its course, to a chapter or a lecture, never again
    title: str = StringField()
    is_titled: bool | None = BooleanField()  # False: the title was made up for want of one
    source: str | None = StringField()  # the folder that it was imported from


class CourseLecture(Part):
    """A lecture in the outline; what it holds is a ``Lecture`` of the same course and key."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    key: int = IntField()
    chapter: int = IntField()
    title: str = StringField()
    slug: str = StringField()
    is_titled: bool | None = BooleanField()
    duration_seconds: int | None = IntField()
    is_preview: bool | None = BooleanField()  # open to everybody
    has_video: bool | None = BooleanField()
    languages: list[str] = ListField(StringField())  # of its captions
    # Of what it holds, so that nobody has to look: what that is, and its document.
    # "video", "elsewhere", "text", "files" or "nothing"; None: nobody has looked
    content: str | None = StringField()
    lecture: ObjectId | None = ObjectIdField()
    source: str | None = StringField()  # the file that it was imported from


class Course(Addressed, Previewed):
    """A course; its chapters and lectures stand in it in order, flat, each with its key."""

    card_kind = "course"
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
    description_html: str | None = StringField()  # the pitch
    description_source: str | None = StringField()
    outcomes: list[str] = ListField(StringField())  # what you will learn
    audience: list[str] = ListField(StringField())  # for whom, a paragraph each
    level: str | None = StringField()  # beginner, intermediate or advanced
    language: str | None = StringField()  # BCP 47
    access: str | None = StringField()  # "free"; anything else: by grant
    topics: list[ObjectId] = ListField(ObjectIdField())
    people: list[Credit] = EmbeddedDocumentListField(Credit)
    artwork: str | None = StringField()  # a picture kept here, by its hash
    own_hue: str | None = StringField()  # hue-1 to hue-12, chosen once
    original_url: str | None = StringField()
    chapters: list[CourseChapter] = EmbeddedDocumentListField(CourseChapter)
    lectures: list[CourseLecture] = EmbeddedDocumentListField(CourseLecture)
    last_key: int | None = IntField()  # the highest that a chapter or lecture was given
    # Made of the outline at each change of it.
    duration_seconds: int | None = IntField()
    strip: list[int] = ListField(IntField())  # ends of its chapters in ten-thousandths
    chapter_count: int | None = IntField()
    lecture_count: int | None = IntField()
    source: str | None = StringField()  # the folder that it was imported from
    imported: dict[str, str] = DictField()  # field -> hash of it as that folder gave it

    meta: ClassVar[dict[str, Any]] = {
        "collection": "courses",
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

    def consequences(self, before: Mapping[str, Any], by: Actor) -> list[dict[str, Any]]:
        """What its outline says anew of lectures is looked at once more: one that was saved before
        this write, and after it was read, had nothing to tell.
        """
        if "lectures" not in self.changed_fields:
            return []
        known = {each["key"]: each for each in before.get("lectures") or ()}
        new = [each.key for each in self.lectures if known.get(each.key) != each.to_mongo()]
        return [follow_up("outline", course=self.id, lectures=new, **by._asdict())] if new else []

    def outline(self, chapters: Iterable[CourseChapter], lectures: Iterable[CourseLecture]) -> None:
        """Give it another outline, with what is made of that: students see no empty lecture."""
        self.chapters, self.lectures = list(chapters), list(lectures)
        order = {chapter.key: place for place, chapter in enumerate(self.chapters)}
        self.lectures.sort(key=lambda each: order[each.chapter])
        seconds = dict.fromkeys(order, 0)
        shown = [each for each in self.lectures if each.content != NOTHING]
        for lecture in shown:
            seconds[lecture.chapter] += lecture.duration_seconds or 0
        self.duration_seconds = sum(seconds.values())
        self.strip = strip_of(seconds.values())
        self.chapter_count, self.lecture_count = len(self.chapters), len(shown)
        given = [each.key for each in (*self.chapters, *self.lectures)]
        self.last_key = max([self.last_key or 0, *given])


def shown_of(stored: Mapping[str, Any], *, is_whole: bool = False) -> list[Any]:
    """The lectures of a stored course that students see, or all; ``content`` must be read."""
    lectures = stored.get("lectures") or ()
    return [each for each in lectures if is_whole or each.get("content") != NOTHING]


def strip_of(seconds: Iterable[int]) -> list[int]:
    """The ends of parts of these lengths in ten-thousandths of the whole; [] where all are 0."""
    lengths = [each for each in seconds if each > 0]
    total, end, ends = sum(lengths), 0, []
    for length in lengths:
        end += length
        ends.append(round(end * WHOLE / total))
    if len(ends) > MOST_PARTS:
        ends = [ends[(place + 1) * len(ends) // MOST_PARTS - 1] for place in range(MOST_PARTS)]
    return ends
