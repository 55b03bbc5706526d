"""The outline of a course as editors type it: a line for each chapter and each lecture.

``# Title [key]`` is a chapter, ``Title [key]`` a lecture of the one above it. A line without a key
is a new one; where its title ends like a key, an empty one stands behind it: ``Arrays [0] []``. A
title that begins with ``#`` has a backslash before that.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from talkpython_site.documents import Course, CourseLecture
from talkpython_site.episode_lines import lines_of, on_one_line

CHAPTER = "#"
MOST_LECTURES = 2_000
MOST_CHAPTERS = 300
KEYED = re.compile(r"(?:^|(?<=\s))\[(?P<key>[0-9]{0,9})\]$")
HASHED = re.compile(r"\\*#")
ESCAPED = re.compile(r"\\+#")


class OutlineLine(NamedTuple):
    """A chapter or a lecture; ``key`` is None for a new one."""

    title: str
    key: int | None
    is_chapter: bool

    @property
    def written(self) -> str:
        title = on_one_line(self.title)
        ending = f"[{self.key}]" if self.key is not None else "[]" if KEYED.search(title) else ""
        title = f"\\{title}" if HASHED.match(title) else title
        return " ".join(filter(None, [CHAPTER if self.is_chapter else "", title, ending]))


def read_line(written: str) -> OutlineLine:
    """What a line without space around it says."""
    is_chapter = written.startswith(CHAPTER)
    said = written.lstrip(CHAPTER).lstrip() if is_chapter else written
    keyed = KEYED.search(said)
    title = said[: keyed.start()].rstrip() if keyed else said
    title = title[1:] if ESCAPED.match(title) else title
    return OutlineLine(title, int(keyed["key"]) if keyed and keyed["key"] else None, is_chapter)


def read_outline_lines(text: str) -> list[OutlineLine]:
    """Whatever was typed; whether it will do is asked in ``forms/outline_reading.py``."""
    return [read_line(each) for each in lines_of(text)]


class Size(NamedTuple):
    """How much there is of an outline, counted before any line of it is read."""

    chapters: int
    lectures: int

    @property
    def is_too_large(self) -> bool:
        return self.chapters > MOST_CHAPTERS or self.lectures > MOST_LECTURES


def size_of(text: str) -> Size:
    lines = [line for each in text.split("\n") if (line := each.strip())]
    chapters = sum(line.startswith(CHAPTER) for line in lines)
    return Size(chapters, len(lines) - chapters)


def text_of(lines: Iterable[OutlineLine]) -> str:
    return "\n".join(line.written for line in lines)


def lines_of_outline(course: Course) -> list[OutlineLine]:
    """The outline as it stands: each chapter, and its lectures below it."""
    inside: dict[int, list[CourseLecture]] = defaultdict(list)
    for lecture in course.lectures:
        inside[lecture.chapter].append(lecture)
    lines = []
    for chapter in course.chapters:
        lines.append(OutlineLine(on_one_line(chapter.title or ""), chapter.key, is_chapter=True))
        lines += [
            OutlineLine(on_one_line(each.title or ""), each.key, is_chapter=False)
            for each in inside[chapter.key]
        ]
    return lines


def outline_text(course: Course) -> str:
    return text_of(lines_of_outline(course))
