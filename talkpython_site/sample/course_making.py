"""Makes courses and lectures of what the sample's files tell."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Course, CourseChapter, CourseLecture, Lecture
from talkpython_site.documents.episode import Enclosure
from talkpython_site.documents.folding import fold
from talkpython_site.documents.lecture import Download
from talkpython_site.documents.visibility import IMPORTING
from talkpython_site.lecture_lines import captions_of
from talkpython_site.markdown import render
from talkpython_site.markdown.lectures import read_lecture
from talkpython_site.markdown.texts import READER
from talkpython_site.sample.files import digest
from talkpython_site.sample.films import ENGLISH, GERMAN, Film
from talkpython_site.sample.making import HOUR, Ids, credits_of
from talkpython_site.sample.teaching import DOWNLOAD, VIDEO, Taught, TaughtLecture, key_of

COURSE_AS_TOLD = ("title", "subtitle", "language", "level", "access", "outcomes", "audience")


def course_of(taught: Taught, day: datetime, people: Ids, topics: Ids) -> Course:
    """A hidden course without address, hue and outline, dated back from a day."""
    told = taught.told
    return Course(
        **{name: told[name] for name in COURSE_AS_TOLD},
        description_source=told["description"].strip(),
        description_html=str(render(READER.render(told["description"])).html),
        people=credits_of(told, people),
        topics=[topics[fold(name)] for name in told["topics"]],
        artwork=digest(taught.artwork),
        published_at=day - timedelta(days=told["days_ago"]) + HOUR,
        state=IMPORTING,
    )


def keyed(taught: Taught) -> Iterator[tuple[int, TaughtLecture]]:
    """Its lectures with their keys, which follow those of its chapters."""
    return enumerate(taught.lectures, len(taught.told["chapters"]) + 1)


def outline_of(taught: Taught) -> tuple[list[CourseChapter], list[CourseLecture]]:
    chapters = [
        CourseChapter(key=number, title=each["title"])
        for number, each in enumerate(taught.told["chapters"], 1)
    ]
    return chapters, [entry_of(key, lecture) for key, lecture in keyed(taught)]


def entry_of(key: int, lecture: TaughtLecture) -> CourseLecture:
    return CourseLecture(
        key=key,
        chapter=lecture.chapter,
        title=lecture.told["title"],
        slug=lecture.name,
        duration_seconds=lecture.seconds,
        is_preview=lecture.told.get("preview", False),
        has_video=lecture.film is not None,
        languages=list(lecture.languages),
    )


def lecture_of(lecture: TaughtLecture, course_id: ObjectId, key: int) -> Lecture:
    return Lecture(
        course=course_id,
        key=key,
        text_source=lecture.text,
        text_html=str(read_lecture(lecture.text, "")),
        duration_seconds=lecture.seconds,
        is_preview=lecture.told.get("preview", False),
        downloads=[download_of(path) for path in lecture.downloads],
        **(film_of(lecture.film) if lecture.film else {}),
    )


def film_of(film: Film) -> dict[str, Any]:
    path = film.script.video
    kept = {"media": key_of(path, VIDEO), "size_bytes": path.stat().st_size}
    return {
        "video": Enclosure(**kept, type="video/mp4"),
        "captions": [
            captions_of(language, film.captions(language)) for language in (ENGLISH, GERMAN)
        ],
    }


def download_of(path: Path) -> Download:
    kept = {"media": key_of(path, DOWNLOAD), "size_bytes": path.stat().st_size}
    return Download(name=path.name, **kept)
