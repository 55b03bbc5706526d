"""What a lecture holds: its video, its text, what is said in it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from bson import ObjectId
from mongoengine import (
    BooleanField,
    DictField,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    FloatField,
    IntField,
    LongField,
    ObjectIdField,
    StringField,
)

from talkpython_site.documents.audit_line import Actor
from talkpython_site.documents.base import Part, PlainQuerySet, follow_up
from talkpython_site.documents.draft import Draft
from talkpython_site.documents.episode import Enclosure
from talkpython_site.documents.let_go import LetGo, let_go_of
from talkpython_site.documents.moments import utc_now
from talkpython_site.documents.revised import Revised
from talkpython_site.documents.revision import Revision


class TranscriptLine(Part):
    """What is said from a second on."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    start_seconds: float = FloatField()
    text: str = StringField()


class Captions(Part):
    """What is said and heard in a video, in one language."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    language: str = StringField()  # BCP 47
    vtt: str = StringField()  # WebVTT, written here of what was read, never what came
    cue_count: int | None = IntField()  # None: nobody counted
    end_seconds: float | None = FloatField()  # of the last one


class Download(Part):
    """A file to take along."""

    meta: ClassVar[dict[str, Any]] = {"strict": False}

    name: str = StringField()  # of the file, as it is saved; no two of a lecture are the same
    media: str = StringField()  # the key under which it is kept
    size_bytes: int = LongField()


class LectureQuerySet(PlainQuerySet):
    """Lectures by their course."""

    def of(self, course_id: ObjectId) -> Self:
        return self.filter(course=course_id)


class Lecture(Revised):
    """A lecture by course and key; whether and where it is seen stands in its course's outline.

    It is written before the outline that shows it, and never deleted while its course is there,
    so that an older outline can be brought back.
    """

    card_kind = "lecture"
    own_names = ()
    kept_apart = frozenset({
        "id", "course", "key", "binned_at", "created_at", "revision", "pending", "nonce",
        "imported", "source",
    })  # fmt: skip

    course: ObjectId = ObjectIdField(required=True)
    key: int = IntField(required=True)
    video: Enclosure | None = EmbeddedDocumentField(Enclosure)
    text_html: str | None = StringField()
    text_source: str | None = StringField()
    transcript: list[TranscriptLine] = EmbeddedDocumentListField(TranscriptLine)
    captions: list[Captions] = EmbeddedDocumentListField(Captions)
    downloads: list[Download] = EmbeddedDocumentListField(Download)
    # The outline of its course has the same: it is told after each change. None: as it says.
    duration_seconds: int | None = IntField()
    is_preview: bool | None = BooleanField()
    source: str | None = StringField()  # the file that it was imported from
    imported: dict[str, str] = DictField()  # field -> hash of it as the file gave it

    meta: ClassVar[dict[str, Any]] = {
        "collection": "lectures",
        "queryset_class": LectureQuerySet,
        "indexes": [
            {"fields": ["course", "key"], "name": "course_key_unique", "unique": True},
            {"fields": ["video.media"], "name": "video_media", "sparse": True},
            {"fields": ["downloads.media"], "name": "downloads_media", "sparse": True},
        ],
    }

    def consequences(self, before: Mapping[str, Any], by: Actor) -> list[dict[str, Any]]:
        """Files that it no longer names are let go, and its course is told what it holds."""
        named = files_of(self.to_mongo())
        gone = [key for key in files_of(before) if key not in named]
        told = follow_up("outline", course=self.course, lecture=self.key, **by._asdict())
        return [*(entry for key in gone for entry in let_go_of(key)), told]

    def take(self, content: Mapping[str, Any]) -> None:
        """An older one may leave to its outline how long and how open it is. By then that says
        what came later: it is closed then, and stays as long as it is.
        """
        said = {"duration_seconds": self.duration_seconds, "is_preview": self.is_preview}
        if self.is_preview:
            said["is_preview"] = False
        super().take({**said, **content})

    @classmethod
    def forget(cls, course_id: ObjectId) -> None:
        """Delete all of a course that is being purged, with what they said or were to say.

        Their files are let go.
        """
        fields = {"video.media": 1, "downloads.media": 1}
        for stored in cls.collection().find({"course": course_id}, fields):
            for key in files_of(stored):
                LetGo.note(key, utc_now())
            Revision.forget(f"{cls.card_kind}:{stored['_id']}")
            Draft.forget(f"{cls.card_kind}:{stored['_id']}")
        cls.collection().delete_many({"course": course_id})


def files_of(stored: Mapping[str, Any]) -> list[str]:
    """The keys of the files that a lecture names."""
    named = [stored.get("video") or {}, *(stored.get("downloads") or ())]
    return [each["media"] for each in named if each.get("media")]
