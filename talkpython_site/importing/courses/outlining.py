"""The outline of a course: as its folder has it, but for what was edited here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from talkpython_site.documents import Course, CourseChapter, CourseLecture
from talkpython_site.importing.courses.parsed import ParsedChapter, ParsedCourse, ParsedLecture
from talkpython_site.importing.feeds.merging import hashed
from talkpython_site.importing.feeds.slugs import slug_of

ORDER = "order"
Order = dict[int, list[int]]  # chapter -> its lectures, all by their keys


@dataclass(slots=True)
class Outline:
    """What is to be written, and what was found on the way."""

    chapters: list[CourseChapter]
    lectures: list[CourseLecture]
    imported: dict[str, str]
    edited: list[tuple[str, str]] = field(default_factory=list)  # of what, and which field
    gone: list[str] = field(default_factory=list)  # what left the folder
    changed: set[int] = field(default_factory=set)  # keys of lectures that were there


class Outlining:
    """Chapters and lectures by their sources; each field follows the folder until it is edited."""

    def __init__(self, course: Course, parsed: ParsedCourse, keys: Mapping[str, int]) -> None:
        self._parsed = parsed
        self._keys = keys  # of the lectures by their files
        self._chapters = {each.key: each for each in course.chapters}
        self._lectures = {each.key: each for each in course.lectures}
        self._next_key = max([course.last_key or 0, *keys.values()]) + 1
        self._stored: Order = {each.key: [] for each in course.chapters}
        for lecture in course.lectures:
            self._stored[lecture.chapter].append(lecture.key)
        self._result = Outline([], [], dict(course.imported))

    def outline(self) -> Outline:
        """The outline of the course as it stands, brought up to date."""
        sources = {each.source: each.key for each in self._chapters.values() if each.source}
        given: Order = {}
        for chapter in self._parsed.chapters:
            lectures = [each for each in chapter.lectures if each.source in self._keys]
            has_new = any(self._keys[each.source] not in self._lectures for each in lectures)
            if has_new or chapter.source in sources:
                key = self._chapter(sources.get(chapter.source), chapter)
                given[key] = [self._keys[each.source] for each in lectures]
            for lecture in lectures:
                self._lecture(lecture)
        self._find_gone()
        self._order(given)
        return self._result

    def _chapter(self, key: int | None, given: ParsedChapter) -> int:
        if key is None:
            key, self._next_key = self._next_key, self._next_key + 1
            self._chapters[key] = CourseChapter(key=key, source=given.source)
        chapter = self._chapters[key]
        if self._follows(chapter, "title", given.title):
            chapter.title, chapter.is_titled = given.title, None if given.is_titled else False
        return key

    def _lecture(self, given: ParsedLecture) -> None:
        key = self._keys[given.source]
        is_shown = key in self._lectures
        lecture = self._lectures.setdefault(key, CourseLecture(key=key, source=given.source))
        if self._follows(lecture, "title", given.title):
            lecture.title, lecture.slug = given.title, slug_of(given.title, "lecture")
            lecture.is_titled = None if given.is_titled else False
            self._result.changed |= {key} if is_shown else set()
        is_ours = not lecture.has_video  # else it is as long as that
        if is_ours and self._follows(lecture, "duration_seconds", given.duration_seconds):
            lecture.duration_seconds = given.duration_seconds
            self._result.changed |= {key} if is_shown else set()

    def _follows(self, entry: CourseChapter | CourseLecture, name: str, given: Any) -> bool:
        """Whether a field is to be written as it is given; one that was edited is named."""
        stored, place = entry[name], f"{entry.key} {name}"
        imported = self._result.imported
        is_edited = stored is not None and imported.get(place) != hashed(stored)
        if hashed(stored) == hashed(given):
            imported[place] = hashed(given)  # an editor may have written the same before
        elif is_edited:
            self._result.edited.append((entry.title, name))
        else:
            imported[place] = hashed(given)
            return True
        return False

    def _find_gone(self) -> None:
        there = {chapter.source for chapter in self._parsed.chapters} | self._keys.keys()
        known = chain(self._chapters.values(), self._lectures.values())
        self._result.gone = [
            each.title for each in known if each.source and each.source not in there
        ]

    def _order(self, given: Order) -> None:
        """As the folder has it; where somebody ordered it anew, what is new comes last."""
        result, stored = self._result, self._stored
        order = followed = {
            key: woven(given.get(key, ()), stored.get(key, ()))
            for key in woven(list(given), list(stored))
        }
        if stored and result.imported.get(ORDER) != order_hash(stored):
            placed = set(chain.from_iterable(stored.values()))
            order = {
                key: stored.get(key, []) + [k for k in given.get(key, ()) if k not in placed]
                for key in stored | given
            }
        if order_hash(order) == order_hash(followed):
            result.imported[ORDER] = order_hash(order)
        else:
            result.edited.append((self._parsed.title, ORDER))
        result.chapters = [self._chapters[key] for key in order]
        for chapter, lectures in order.items():
            for key in lectures:
                self._lectures[key].chapter = chapter
                result.lectures.append(self._lectures[key])


def woven(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """All of the first in its order; what only the second has follows what was before it there."""
    result = list(first)
    for place, each in enumerate(second):
        if each not in result:
            before = second[place - 1] if place else None
            result.insert(result.index(before) + 1 if before in result else 0, each)
    return result


def order_hash(order: Order) -> str:
    return hashed([[key, lectures] for key, lectures in order.items()])
