"""Writes the outline of a course as it was typed; new lectures are made before it names them."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

from bson import ObjectId

from talkpython_site.course_outline_text import OutlineLine, lines_of_outline
from talkpython_site.documents import (
    Course,
    CourseChapter,
    CourseLecture,
    Lecture,
    NotUniqueError,
    SaveConditionError,
)
from talkpython_site.documents.course import NOTHING
from talkpython_site.episode_lines import Waiting, changed, on_one_line
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.outline_copies import Held, copies, lectures_held

TRIES = 4

Entry = TypeVar("Entry", CourseChapter, CourseLecture)
Placed = Iterable[tuple[OutlineLine, int]]  # lines, each with the key that it has now


def write_outline(course: Course, lines: Sequence[OutlineLine], nonce: str) -> None:
    """Give a course the outline that these lines say; nothing of the course is stored yet.

    Of a new lecture its document is. ``nonce`` is the form's: sent again, it finds those that it
    made. An entry keeps all that no line says. Raises ``SaveConditionError`` where others make
    lectures again and again at this moment.
    """
    known = taken_up(course, lines)
    for _ in range(TRIES):
        held = lectures_held(course.id)
        keys = Keys(course, held, known)
        try:
            pairs = list(keys.given(known, nonce))
        except NotUniqueError:
            continue
        put_outline(course, pairs, {**held, **keys.made})
        return
    raise SaveConditionError(f"others make lectures of the course {course.id}")


def renew_outline(course: Course, keys: Collection[int] | None = None) -> None:
    """Let it say anew what its lectures hold, or those with these keys."""
    pairs = [(line, line.key) for line in lines_of_outline(course) if line.key is not None]
    put_outline(course, pairs, lectures_held(course.id, keys))


# Keys


def taken_up(course: Course, lines: Sequence[OutlineLine]) -> list[OutlineLine]:
    """A line without a key takes up what stood there under its title and has no line any more.

    So an outline that is pasted without keys loses nothing, and one that is sent twice doubles
    nothing. A lecture is looked for in its own chapter: elsewhere one of that title is another.
    """
    named = {line.key for line in lines}
    there = in_chapters(lines_of_outline(course))
    left = Waiting([pair for pair in there if pair[1].key not in named], known_by)
    found: list[OutlineLine] = []
    above = None
    for line in lines:
        same = left.take(known_by((above, line))) if line.key is None else None
        found.append(same[1] if same else line)
        above = found[-1].key if line.is_chapter else above
    return found


def in_chapters(lines: Iterable[OutlineLine]) -> Iterator[tuple[int | None, OutlineLine]]:
    """Each with the key of the chapter that it stands in."""
    above = None
    for line in lines:
        above = line.key if line.is_chapter else above
        yield above, line


def known_by(pair: tuple[int | None, OutlineLine]) -> tuple[int | None, str]:
    above, line = pair
    return (None if line.is_chapter else above or 0), line.title


class Keys:
    """Gives what is new a key that nothing in the course ever had."""

    def __init__(self, course: Course, held: Held, lines: Iterable[OutlineLine]) -> None:
        self._course = course
        self._own = {each["_id"]: key for key, each in held.items()}
        chapters = {each.key for each in course.chapters}
        lectures = {each.key for each in course.lectures}
        self._taken = chapters | {line.key for line in lines if line.key is not None}
        self._free = count(max([course.last_key or 0, *held, *chapters, *lectures]) + 1)
        self._ids: dict[tuple[str, ...], Iterator[ObjectId]] = {}
        self.made: dict[int, Mapping[str, Any]] = {}  # what new lectures hold, by their keys

    def given(self, lines: Iterable[OutlineLine], nonce: str) -> Iterator[tuple[OutlineLine, int]]:
        """Makes the documents of new lectures. Raises ``NotUniqueError``: look again."""
        chapter = ""
        for line in lines:
            chapter = line.title if line.is_chapter else chapter
            if line.key is not None:
                yield line, line.key
            elif line.is_chapter:
                yield line, next(self._free)
            else:
                yield line, self._of_lecture(nonce, chapter, line.title)

    def _of_lecture(self, *said: str) -> int:
        """That of the document which this form made before, else of a new one."""
        ids = self._ids.setdefault(said, ids_of(self._course.id, *said))
        made = next(each for each in ids if self._own.get(each) not in self._taken)
        if made in self._own:
            return self._own[made]
        new = Lecture(id=made, course=self._course.id, key=next(self._free))
        new.duration_seconds, new.is_preview = 0, False  # its outline never says it alone
        self.made[new.key] = {"content": NOTHING, **new.insert().to_mongo()}
        return new.key


def ids_of(course_id: ObjectId, *said: str) -> Iterator[ObjectId]:
    """Of the documents that a form makes for lectures of one title in one chapter, in order."""
    for number in count():
        written = "\n".join([str(course_id), *said, str(number)])
        yield ObjectId(hashlib.sha256(written.encode()).digest()[:12])


# Entries


def put_outline(course: Course, pairs: Placed, held: Held) -> None:
    """Where all is as it was, nothing is changed."""
    parts = {each.key: each for each in course.chapters}
    entries = {each.key: each for each in course.lectures}
    chapters: list[CourseChapter] = []
    lectures: list[CourseLecture] = []
    for line, key in pairs:
        if line.is_chapter:
            before = parts.get(key)
            chapters.append(as_said(CourseChapter, before, key=key, **titled(before, line)))
        else:
            entry = entries.get(key) or CourseLecture(key=key, source=source_of(held.get(key)))
            values = {"chapter": chapters[-1].key, **copies(entry, held.get(key))}
            renamed = titled(entry, line)
            if "is_titled" in renamed:
                renamed["slug"] = slug_of(line.title, "lecture")
            values |= renamed
            lectures.append(as_said(CourseLecture, entry, **values))
    if list(course.chapters) != chapters or list(course.lectures) != lectures:
        course.outline(chapters, lectures)


def titled(before: CourseChapter | CourseLecture | None, line: OutlineLine) -> dict[str, Any]:
    """What changes with a title: one that was made up is an editor's from then on.

    One with other space between its words is the same one.
    """
    there = on_one_line(before.title or "") if before else ""
    if before and there == line.title:
        return {}
    is_same = before is not None and there.split() == line.title.split()
    return {"title": line.title, **({} if is_same else {"is_titled": None})}


def source_of(held: Mapping[str, Any] | None) -> str | None:
    """The file that a lecture came from which was taken out and comes back."""
    return held.get("source") if held else None


def as_said(kind: Callable[..., Entry], before: Entry | None, **values: Any) -> Entry:
    if before is not None and all(before[name] == value for name, value in values.items()):
        return before
    return changed(kind, before, **values)
