"""Writes a folder's course into the catalogue: what its lectures hold first, its outline last."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import Any, TypeVar

import pymongo

from talkpython_site.documents import (
    Course,
    Lecture,
    NotUniqueError,
    Person,
    Topic,
)
from talkpython_site.documents.course import FREE
from talkpython_site.documents.visibility import BINNED, IMPORTING, PUBLISHED
from talkpython_site.importing.courses.outcome import CourseOutcome
from talkpython_site.importing.courses.outlining import Outline, Outlining
from talkpython_site.importing.courses.parsed import ParsedCourse, ParsedLecture
from talkpython_site.importing.courses.stored import course_fields, lecture_fields, named
from talkpython_site.importing.feeds.choosing import Choice, free_hue, free_slug
from talkpython_site.importing.feeds.merging import Merge, hashes_of, merge
from talkpython_site.importing.feeds.names import ids_of
from talkpython_site.importing.runs import Run, undisturbed
from talkpython_site.outline_writing import renew_outline

RUN_SECONDS = 3600.0

Progress = Callable[[CourseOutcome], None]
Kind = TypeVar("Kind", Course, Lecture)


def write_course(course: ParsedCourse, progress: Progress = lambda _o: None) -> CourseOutcome:
    """Write a course; the same one again writes nothing but its run.

    Stopped midway, whole lectures stay, unseen, and the same call finishes. Raises ``BusyError``
    where another import of the folder runs, ``PyMongoError`` where the database goes away.
    """
    with pymongo.timeout(RUN_SECONDS), Run(course.source, f"courses/{course.source}") as run:
        with run.step():
            stored = Course.objects(source=course.source).first()
        if stored and stored.state == BINNED:
            return in_the_bin(stored)
        return Writer(course, run).write(progress)


def in_the_bin(stored: Course) -> CourseOutcome:
    outcome = CourseOutcome(
        Choice(stored.slug, is_new=False, reason="known by its folder"),
        stored.title,
        course=stored,
    )
    outcome.sets_aside(stored.title, "it is in the bin")
    return outcome


class Writer:
    """One folder on its way into one course, which no other import holds."""

    def __init__(self, parsed: ParsedCourse, run: Run) -> None:
        self._parsed = parsed
        self._run = run
        people = ids_of(Person, named(parsed.page.people), run)
        topics = ids_of(Topic, named(parsed.topics), run)
        self._fields = course_fields(parsed, people, topics)
        with run.step():
            self._course: Course = undisturbed(self._open)
            self._look()

    def write(self, progress: Progress) -> CourseOutcome:
        for lecture in self._parsed.lectures:
            with self._run.step():
                undisturbed(partial(self._write, lecture))
            progress(self._outcome)
        with self._run.step():
            undisturbed(self._finish)
        return self._outcome

    def _open(self) -> Course:
        """The course as it stands, or a new one that stays hidden until its run ends."""
        known: Course | None = Course.objects(source=self._parsed.source).first()
        slug = known.slug if known else free_slug(self._parsed.title, Course)
        is_hidden = known is not None and known.state == IMPORTING
        reason = "known by its folder" if known else "it was not known here"
        choice = Choice(
            slug, known is None or is_hidden, "its import was stopped" if is_hidden else reason
        )
        self._outcome = CourseOutcome(choice, known.title if known else self._parsed.title)
        if known:
            return known
        course = Course.from_stored(self._fields, is_new=True)
        course.slug, course.state, course.access = slug, IMPORTING, FREE
        course.own_hue, course.source = free_hue(slug, Course), self._parsed.source
        course.imported = hashes_of(self._fields)
        self._run.has_written = True
        return course.insert()

    def _look(self) -> None:
        """See which lectures there are or were; each file gets the key that is its own.

        What an editor took out of the outline stays out of it.
        """
        self._course = Course.objects(id=self._course.id).first()
        stored = list(Lecture.objects.of(self._course.id).only("key", "source").as_pymongo())
        self._known = {each["source"]: each["key"] for each in stored if each.get("source")}
        shown, last = {each.key for each in self._course.lectures}, self._course.last_key or 0
        self._removed = {
            source for source, key in self._known.items() if key <= last and key not in shown
        }
        keys = count(max([last, *(each["key"] for each in stored)]) + 1)
        self._keys = {
            each.source: self._known.get(each.source) or next(keys)
            for each in self._parsed.lectures
            if each.source not in self._removed
        }
        self._changed = self._outline(self._course).changed

    def _outline(self, course: Course) -> Outline:
        return Outlining(course, self._parsed, self._keys).outline()

    def _write(self, lecture: ParsedLecture) -> None:
        given = lecture_fields(lecture)
        if lecture.source in self._removed:
            self._outcome.sets_aside(lecture.title, "it was taken out of the outline here")
        elif lecture.source in self._known:
            self._change(lecture, given)
        else:
            self._insert(lecture, given)

    def _insert(self, lecture: ParsedLecture, given: Mapping[str, Any]) -> None:
        document = Lecture.from_stored(given, is_new=True)
        document.course, document.key = self._course.id, self._keys[lecture.source]
        document.source, document.imported = lecture.source, hashes_of(given)
        document.is_preview = False
        self._run.has_written = True
        try:
            document.insert()
        except NotUniqueError:
            self._look()
            raise
        self._outcome.new += 1

    def _change(self, lecture: ParsedLecture, given: Mapping[str, Any]) -> None:
        key = self._keys[lecture.source]
        stored = Lecture.objects(course=self._course.id, key=key).as_pymongo().first()
        merged = merge(stored, given)
        if merged.changes(stored):
            self._run.has_written = True
            updated(Lecture, stored, merged).change()
        has_news = merged.brings_news(stored) or key in self._changed
        self._outcome.changed += has_news
        self._outcome.unchanged += not has_news
        self._outcome.keeps_edited(lecture.title, merged.edited)

    def _finish(self) -> None:
        """The course's own fields, its outline, and the moment from which it is seen."""
        stored = Course.objects(id=self._course.id).as_pymongo().first()
        merged = merge(stored, self._fields)
        course = updated(Course, stored, merged)
        before = course.to_mongo().to_dict()
        outline = self._outline(course)
        course.outline(outline.chapters, outline.lectures)
        renew_outline(course)
        course.imported = outline.imported
        if course.state == IMPORTING:
            course.state = PUBLISHED
        if merged.changes(stored) or course.to_mongo().to_dict() != before:
            self._run.has_written = True
            course.change()
        self._tell(course, merged, outline)

    def _tell(self, course: Course, merged: Merge, outline: Outline) -> None:
        """Name what is not as the folder has it."""
        self._outcome.keeps_edited(course.title, merged.edited)
        for title, name in outline.edited:
            self._outcome.keeps_edited(title, [name])
        for title in outline.gone:
            self._outcome.keeps(title, "it is no longer in the folder")
        self._outcome.course = course


def updated(kind: type[Kind], stored: Mapping[str, Any], merged: Merge) -> Kind:
    """A stored document with what is to be written of it."""
    document, given = kind.from_stored(stored), kind.from_stored(merged.values)
    for name in merged.values:
        document[name] = given[name]
    if merged.imported != document.imported:
        document.imported = merged.imported
    return document
