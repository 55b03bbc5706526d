"""Reads a folder as a course, all of it, before anything is written."""

import codecs
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from talkpython_site.importing.courses.first_words import title_from
from talkpython_site.importing.courses.folder import Found, look
from talkpython_site.importing.courses.limits import (
    LARGEST_BYTES,
    LONGEST_TITLE,
    MOST_BYTES,
    CourseError,
    UnreadableError,
)
from talkpython_site.importing.courses.naming import (
    Name,
    Order,
    is_plain,
    name_of,
    order_of,
    title_of,
)
from talkpython_site.importing.courses.parsed import (
    ParsedChapter,
    ParsedCourse,
    ParsedLecture,
    ParsedPage,
)
from talkpython_site.importing.courses.readme import REST, read_readme, topics_in
from talkpython_site.importing.courses.spelling import Spellings
from talkpython_site.importing.courses.transcripts import read_transcript
from talkpython_site.importing.feeds.parsed import Oddity
from talkpython_site.importing.feeds.report import Report
from talkpython_site.importing.feeds.slugs import slug_of

BROKEN = "\N{REPLACEMENT CHARACTER}"
DANGLING = re.compile(r".* (?:and|by|for|in|of|to|with)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
TOO_BROKEN = 20  # one in so many letters

Progress = Callable[[int], None]


def read(folder: Path, progress: Progress = lambda _count: None) -> ParsedCourse:
    """A course; ``progress`` is told how many transcripts were read.

    Raises ``CourseError``, one sentence, for what is no course.
    """
    return Reading(folder, progress).course()


class Reading:
    """One pass over a folder."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._source = source_of(folder)
        self._progress = progress
        self._report = Report()
        self._bytes = 0

    def course(self) -> ParsedCourse:
        found = look(self._folder)
        page, spellings = self._page(found)
        title = page.title or title_of(name_of(self._source), spellings) or self._source
        title = whole_title(title, self._source, spellings)
        chapters = numbered(list(self._chapters(found, spellings)), page.numbered)
        self._report.set_aside += found.set_aside
        return ParsedCourse(
            source=self._source,
            page=page,
            title=title,
            topics=topics_in(title, spellings),
            readme=found.readme,
            chapters=tuple(chapters),
            set_aside=tuple(self._report.set_aside),
            oddities=tuple(self._report.oddities()),
        )

    def _page(self, found: Found) -> tuple[ParsedPage, Spellings]:
        text = self._text(found.readme) if found.readme else None
        if text is None:
            found.readme = None
            return ParsedPage(), Spellings((), "")
        return read_readme(text, self._report.about(found.readme or ""))

    def _chapters(self, found: Found, spellings: Spellings) -> Iterable[ParsedChapter]:
        paths = sorted(found.transcripts, key=place_of)
        done = 0
        for folder, files in groupby(paths, key=folder_of):
            lectures = []
            for path in files:
                lectures += self._lecture(path, spellings)
                done += 1
                self._progress(done)
            if lectures:
                title = title_of(name_of(PurePosixPath(folder).name), spellings)
                yield ParsedChapter(folder, title, bool(title), tuple(lectures))

    def _lecture(self, path: str, spellings: Spellings) -> list[ParsedLecture]:
        """The lecture in a file; none where it is set aside."""
        text = self._text(path)
        if text is None:
            return []
        try:
            transcript = read_transcript(text)
        except UnreadableError as reason:
            self._report.set_aside.append(Oddity(path, str(reason)))
            return []
        for oddity in transcript.oddities:
            self._report.about(path)(oddity)
        title = title_of(name_of(PurePosixPath(path).stem), spellings)
        made = title or title_from(transcript.lines)
        seconds = transcript.duration_seconds
        return [ParsedLecture(path, made, bool(title), seconds, transcript.lines)]

    def _text(self, path: str) -> str | None:
        """What stands in a file; None where it is set aside."""
        try:
            content = content_of(self._folder / path)
            text = text_of(content)
        except UnreadableError as reason:
            self._report.set_aside.append(Oddity(path, str(reason)))
            return None
        self._bytes += len(content)
        if self._bytes > MOST_BYTES:
            megabytes = MOST_BYTES // 1_000_000
            raise CourseError(f"“{self._folder}” has more than {megabytes} MB of transcripts.")
        if BROKEN in text:
            self._report.about(path)("letters that are not UTF-8 cannot be read")
        return text


def source_of(folder: Path) -> str:
    """The name of a folder, by which its course is known; raises ``CourseError``."""
    try:
        whole = folder.resolve()
        is_folder, is_there = whole.is_dir(), whole.exists()
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        reason = getattr(error, "strerror", None) or "no such folder"
        raise CourseError(f"“{folder}” cannot be read: {reason}.") from error
    if not is_folder:
        said = (
            "is a file; name the folder of a course" if is_there else "is no folder that is there"
        )
        raise CourseError(f"“{folder}” {said}.")
    if not whole.name or not is_plain(whole.name):
        raise CourseError(f"“{folder}” has no name that a course could be known by.")
    return whole.name


def content_of(path: Path) -> bytes:
    """A file's bytes; raises ``UnreadableError``."""
    try:  # it may be a link or a pipe by now
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_BYTES:
        raise UnreadableError(f"it has more than {LARGEST_BYTES // 1_000_000} MB")
    return content


def text_of(content: bytes) -> str:
    """Text without controls, in UTF-8 or, by its mark, UTF-16; raises ``UnreadableError``."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if is_wide else "utf-8-sig", "replace")
    if not text.strip():
        raise UnreadableError("it is empty")
    if "\0" in text or text.count(BROKEN) * TOO_BROKEN > len(text):
        raise UnreadableError("it is no text")
    return CONTROLS.sub("", text)


def folder_of(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def place_of(path: str) -> tuple[list[Order], str, list[Order], str]:
    """What lectures are sorted by: "App" and "app" are two folders at the same place."""
    folder = folder_of(path)
    return order_of(folder), folder, order_of(path), path


def numbered(chapters: list[ParsedChapter], listed: Sequence[str]) -> list[ParsedChapter]:
    """Chapters that share a title, or have none, are called after their numbers.

    Where a README has a list with as many numbers, they are called as it calls them.
    """
    counts = Counter(chapter.title for chapter in chapters)
    names = {n: listed[n - 1] for n in range(1, len(listed) + 1)}
    return [
        chapter
        if chapter.title and counts[chapter.title] == 1
        else called(chapter, place, names if counts[chapter.title] == len(names) else {})
        for place, chapter in enumerate(chapters, start=1)
    ]


def called(chapter: ParsedChapter, place: int, names: Mapping[int, str]) -> ParsedChapter:
    number = name_of(PurePosixPath(chapter.source).name).number
    if chapter.title and number is None:
        return chapter
    number = place if number is None else number
    title = names.get(number) or f"{chapter.title or 'Chapter'} {number}"
    return replace(chapter, title=title[:LONGEST_TITLE], is_titled=number in names)


def whole_title(title: str, source: str, spellings: Spellings) -> str:
    """A title that breaks off, "Web apps with", is ended as the name of the folder ends."""
    begun = f"{slug_of(title, '-')}-"
    if DANGLING.fullmatch(title) and source.startswith(begun):
        rest = REST.sub("", name_of(source.removeprefix(begun)).words)
        return f"{title} {title_of(Name(None, rest), spellings)}".rstrip()
    return title
