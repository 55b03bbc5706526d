"""The outline in the form of a course: each chapter and lecture as a row, every value finished."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.course_outline_text import (
    MOST_CHAPTERS,
    MOST_LECTURES,
    OutlineLine,
    Size,
    read_outline_lines,
    size_of,
)
from talkpython_site.documents import Course
from talkpython_site.forms.outline_field import OutlineField
from talkpython_site.ordering import FIRST, name_of
from talkpython_site.outline_copies import ELSEWHERE, FILES, TEXT, VIDEO, Told, outlined, told
from talkpython_site.outline_editing import ORDER

FEW = 40  # lectures up to which all chapters stand open
NEW = "new"
CONTENT = {VIDEO: "video", ELSEWHERE: "video", TEXT: "text", FILES: "files"}
EMPTY = "Empty: not shown until it is filled"
UNTITLED = "Without a title"


class LectureRow(NamedTuple):
    """A lecture; ``name`` is what buttons call it."""

    name: str = ""
    key: int | None = None
    title: str = ""
    told: str = NEW  # "12 min · video · captions en, de"
    is_made_up: bool = False  # its title, for want of one
    is_preview: bool = False
    address: str | None = None  # of its form
    is_empty: bool = True
    seconds: int | None = None


class ChapterRow(NamedTuple):
    """A chapter; ``name`` is "" where lectures stand before any."""

    name: str = ""
    key: int | None = None
    title: str = ""
    lectures: Sequence[LectureRow] = ()
    told: str = ""  # "5 lectures, 1 h 20 min"
    is_made_up: bool = False
    is_open: bool = True


BLANK = ChapterRow(lectures=[LectureRow()])


class Place(NamedTuple):
    """Where something may go: behind the line of this name."""

    name: str
    words: str
    is_here: bool  # it stands there now


class OutlineRows(NamedTuple):
    """``places`` have the chapters that they are in, and are those for what is being moved.

    Where there is more than may be, it is shown as text alone.
    """

    chapters: Sequence[ChapterRow]
    moving: str | None
    places: Sequence[tuple[str, Sequence[Place]]]
    touched: str | None  # at what a button was pressed, and which one
    pressed: str | None
    is_too_large: bool = False
    blank: ChapterRow = BLANK  # what a script makes new ones of
    most: Size = Size(MOST_CHAPTERS, MOST_LECTURES)


def outline_rows(request: Request, course: Course, field: OutlineField) -> OutlineRows:
    """The lines of the field, each with what is kept of it."""
    text = field.data or ""
    if size_of(text).is_too_large:
        return OutlineRows((), None, (), None, None, is_too_large=True)
    lines = read_outline_lines(text)
    make = Rows(request, course, [line.key for line in lines if line.key and not line.is_chapter])
    is_short = sum(not line.is_chapter for line in lines) <= FEW
    rows = [
        make.chapter(lines, start, end, {field.touched, field.moving} if not is_short else None)
        for start, end in parts(lines)
    ]
    places = places_of(lines, field.moving) if field.moving else ()
    return OutlineRows(rows, field.moving, places, field.touched, field.pressed)


def parts(lines: Sequence[OutlineLine]) -> Iterator[tuple[int, int]]:
    """From where to where each chapter goes; what stands before any is one too."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].is_chapter:
            yield start, place
            start = place


class Rows:
    """Makes rows of lines, with what is known of what was saved."""

    def __init__(self, request: Request, course: Course, keys: Iterable[int]) -> None:
        """``keys`` of its lectures, also of those that were taken out."""
        self._way = request.route_path("admin.lecture", id="-").removesuffix("-")
        both = (*course.chapters, *course.lectures)
        self._made_up = {each.key: each.title for each in both if each.is_titled is False}
        shown = outlined(request, course)
        self._told = {**told(course, [key for key in keys if key not in shown]), **shown}

    def chapter(
        self, lines: Sequence[OutlineLine], start: int, end: int, opened: set[str | None] | None
    ) -> ChapterRow:
        """``opened`` names of what it must stand open; None: it does anyway."""
        line = lines[start]
        inside = range(start + line.is_chapter, end)
        lectures = [self._lecture(lines[place], name_of(lines, place)) for place in inside]
        name = name_of(lines, start) if line.is_chapter else ""
        names = {name, *(each.name for each in lectures)}
        seconds = sum(each.seconds or 0 for each in lectures)
        told = wording.counted(len(lectures), "lecture")
        return ChapterRow(
            name=name,
            key=line.key if line.is_chapter else None,
            title=line.title if line.is_chapter else "",
            is_made_up=line.is_chapter and self._is_made_up(line),
            lectures=lectures,
            told=f"{told}, {wording.length(seconds)}" if seconds else told,
            is_open=opened is None or bool(names & opened) or line.key is None,
        )

    def _lecture(self, line: OutlineLine, name: str) -> LectureRow:
        kept = self._told.get(line.key or 0)  # which none has
        return LectureRow(
            name=name,
            key=line.key,
            title=line.title,
            is_made_up=self._is_made_up(line),
            told=in_words(kept) if kept else NEW,
            is_preview=bool(kept and kept.is_preview),
            address=f"{self._way}{kept.lecture}" if kept and kept.lecture else None,
            is_empty=kept is None or kept.is_empty,
            seconds=kept.duration_seconds if kept else None,
        )

    def _is_made_up(self, line: OutlineLine) -> bool:
        return line.key is not None and self._made_up.get(line.key) == line.title


def in_words(kept: Told) -> str:
    words = [
        wording.length(kept.duration_seconds) if kept.duration_seconds else "",
        EMPTY if kept.is_empty else CONTENT.get(kept.content or "", ""),
        f"captions {', '.join(kept.languages)}" if kept.languages else "",
    ]
    return " · ".join(filter(None, words))


def places_of(lines: Sequence[OutlineLine], name: str) -> list[tuple[str, list[Place]]]:
    """Where a line of this name may go: lectures within chapters, chapters between them."""
    place = ORDER.place_of(lines, name)
    before = name_of(lines, place - 1) if place else FIRST
    if lines[place].is_chapter:
        others = [at for at, each in enumerate(lines) if each.is_chapter and at != place]
        here = [at for at in others if ORDER.end_of(lines, at) == place]
        found = [
            Place(name_of(lines, at), f"After {titled(lines[at])}", at in here) for at in others
        ]
        return [("Chapters", [Place(FIRST, "First of all", not here), *found])]
    groups: list[tuple[str, list[Place]]] = []
    for at, each in enumerate(lines):
        own = name_of(lines, at)
        if each.is_chapter:
            label = f"{len(groups) + 1}. {titled(each)}"
            groups.append((label, [Place(own, "First", own == before)]))
        elif at != place and groups:
            groups[-1][1].append(Place(own, f"After {titled(each)}", own == before))
    return groups


def titled(line: OutlineLine) -> str:
    return line.title or UNTITLED
