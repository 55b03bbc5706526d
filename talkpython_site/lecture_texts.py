"""A lecture as the texts of its form."""

from collections.abc import Mapping
from typing import Any

from talkpython_site import wording
from talkpython_site.documents import Lecture
from talkpython_site.lecture_lines import captions_line, download_line, said_line
from talkpython_site.text_fields import TextFields, Write

YES = "yes"


def is_html(lecture: Lecture) -> bool:
    """Whether its text is HTML, as it came."""
    return bool(lecture.text_html) and not lecture.text_source


def video_text(lecture: Lecture, name: str) -> str:
    return (lecture.video[name] or "") if lecture.video else ""


def length(lecture: Lecture, seconds: int | None) -> str:
    """As it is typed of a video at another address; all others are counted."""
    return wording.position(seconds) if seconds and video_text(lecture, "url") else ""


WRITTEN: Mapping[str, Write] = {
    "media": lambda lecture, _all: video_text(lecture, "media"),
    "video": lambda lecture, _all: video_text(lecture, "url"),
    "duration": lambda lecture, _all: length(lecture, lecture.duration_seconds),
    "is_preview": lambda lecture, _all: YES if lecture.is_preview else "",
    "captions": lambda lecture, _all: "\n".join(map(captions_line, lecture.captions)),
    "text": lambda lecture, _all: lecture.text_source or lecture.text_html or "",
    "transcript": lambda lecture, _all: "\n".join(map(said_line, lecture.transcript)),
    "downloads": lambda lecture, _all: "\n".join(map(download_line, lecture.downloads)),
}
TEXTS = TextFields(
    WRITTEN,
    lines=frozenset({"captions", "transcript", "downloads"}),
    long=frozenset({"text"}),
    together=(frozenset({"media", "video"}),),
)


def as_outlined(lecture: Lecture, texts: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
    """What the lecture itself does not say (one that was brought in) its entry says."""
    said = dict(texts)
    if lecture.duration_seconds is None:
        said["duration"] = length(lecture, entry.get("duration_seconds"))
    if lecture.is_preview is None:
        said["is_preview"] = YES if entry.get("is_preview") else ""
    return said
