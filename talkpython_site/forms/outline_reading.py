"""The outline of a course as it was typed, read as the lines that are to stand there."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from talkpython_site.course_outline_text import (
    MOST_CHAPTERS,
    MOST_LECTURES,
    OutlineLine,
    lines_of_outline,
    read_outline_lines,
    size_of,
)
from talkpython_site.documents import Course
from talkpython_site.episode_lines import counted, lines_of, quoted, short_enough
from talkpython_site.outline_copies import lectures_held

LONGEST_TITLE = 300
NOT_THERE = "names a {} that this course does not have: without [{}] it is a new one."


class Known(NamedTuple):
    """Which keys stand for what, those of what was taken out of the outline too."""

    lines: Collection[OutlineLine]  # as they stand
    chapters: Collection[int]
    lectures: Collection[int]


def read_outline(form: Any) -> list[OutlineLine]:
    """Raises ``ValueError``, which names the line."""
    text = form.wanted["outline"]
    size = size_of(text)
    counted(range(size.chapters), MOST_CHAPTERS, "chapters")
    counted(range(size.lectures), MOST_LECTURES, "lectures")
    lines = read_outline_lines(text)
    known = known_of(form.thing, lines)
    first: dict[int, int] = {}
    for number, (line, written) in enumerate(zip(lines, lines_of(text), strict=True), 1):
        refuse(number, written, line, known)
        if number == 1 and not line.is_chapter:
            raise ValueError(f"{quoted(1, written)} stands in no chapter: begin with # Its title.")
        if line.key is not None and first.setdefault(line.key, number) != number:
            same = first[line.key]
            raise ValueError(f"{quoted(number, written)} has the number of line {same}, too.")
    return lines


def refuse(number: int, written: str, line: OutlineLine, known: Known) -> None:
    """Raises ``ValueError`` for a line that changes something and will not do."""
    if line in known.lines:
        return
    kind = "chapter" if line.is_chapter else "lecture"
    if not line.title:
        raise ValueError(f"{quoted(number, written)} has no title.")
    short_enough(number, written, line.title, LONGEST_TITLE)
    there = known.chapters if line.is_chapter else known.lectures
    if line.key is not None and line.key not in there:
        raise ValueError(f"{quoted(number, written)} {NOT_THERE.format(kind, line.key)}")


def known_of(course: Course, lines: Sequence[OutlineLine]) -> Known:
    """What was taken out comes back with its key; it is looked for only where a line names it."""
    there = lines_of_outline(course)
    chapters = {each.key for each in course.chapters}
    lectures = {each.key for each in course.lectures}
    named = {line.key for line in lines if line.key is not None}
    if named - chapters - lectures:
        lectures |= lectures_held(course.id).keys()
        chapters |= set(range(1, (course.last_key or 0) + 1)) - lectures
    return Known(frozenset(there), chapters, lectures)
