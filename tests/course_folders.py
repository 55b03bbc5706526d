"""Folders of small courses, and what stands in the database after they are brought in."""

import os
from pathlib import Path
from typing import Any

from mongoengine import get_db

from talkpython_site.documents import Course, Lecture
from talkpython_site.importing.courses.outcome import CourseOutcome
from talkpython_site.importing.courses.parsed import ParsedCourse
from talkpython_site.importing.courses.reader import read
from talkpython_site.importing.courses.writing import write_course

Files = dict[str, str | bytes]

README = """# Tides by Hand course

Course materials for Tides by Hand.

![A picture](tides.png)

## Course Summary

Tides come twice a day. This course tells you when.

## What's this course about and how is it different?

We read tables as they were typed. In this course, you will:

* Read a tide table
* Write one with **PostgreSQL**
* And lots more

View the [full course outline](https://harbour.example/courses/tides#outline).

## Who is this course for?

Harbour masters who know PostgreSQL.

## Take the course

[Visit the course page](https://harbour.example/courses/tides?utm_source=git&page=1)
"""
SMALL: Files = {
    "README.md": README,
    "LICENSE": "Do as you like.",
    "transcripts/01-welcome/1.txt": "00:00 Welcome to the harbour.\n00:04 The tide comes in.",
    "transcripts/01-welcome/2-the-moon.txt": "00:00 It pulls.",
    "transcripts/02-tables/1-typing.txt": "00:00 We type.\n01:00 And type.",
}


def make_folder(folder: Path, files: Files = SMALL, name: str = "tides-course") -> Path:
    """Write files into a folder of that name; what lies there already stays."""
    root = folder / name
    root.mkdir(exist_ok=True)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read_files(folder: Path, files: Files) -> ParsedCourse:
    return read(make_folder(folder, files))


def bring_in(folder: Path, files: Files = SMALL) -> CourseOutcome:
    return write_course(read_files(folder, files))


def import_folder(path: str) -> None:
    """The same in a process of its own, where words are pickled."""
    write_course(read(Path(path)))


def course() -> Course:
    found: Course = Course.objects.get(source="tides-course")
    return found


def lecture(key: int) -> Lecture:
    found: Lecture = Lecture.objects.get(course=course().id, key=key)
    return found


def outline() -> list[tuple[str, list[str]]]:
    """Titles of chapters and of their lectures, in the order in which they are shown."""
    found = course()
    return [
        (chapter.title, [each.title for each in found.lectures if each.chapter == chapter.key])
        for chapter in found.chapters
    ]


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that is stored but runs and announcements."""
    names = ("courses", "lectures", "people", "topics")
    return {name: list(get_db()[name].find({}).sort([("slug", 1), ("key", 1)])) for name in names}


def real_courses() -> list[Path]:
    """The folders under REAL_DATA; without it one that is nowhere."""
    given = os.environ.get("REAL_DATA")
    if not given:
        return [Path()]
    folders = sorted(path.parent for path in Path(given).glob("courses/**/README.md"))
    assert len(folders) == 17
    return folders
