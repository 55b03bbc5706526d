"""Figures of a course as admins see them: how many learn in it, and where they stop."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.documents import Course, CourseFigures, CourseLecture
from talkpython_site.documents.course import NOTHING
from talkpython_site.strip import percent

GAP = 0.2  # of what a bar has, while there is room for it
MOST_APART = 60  # bars that have one


class Bar(NamedTuple):
    """How many came to a lecture, drawn from its foot up; all in percent of the chart."""

    x: str
    width: str
    begun_y: str
    begun: str
    done_y: str
    done: str


class LectureRow(NamedTuple):
    """A lecture in the table; "–" where it came after the count."""

    number: int
    title: str
    begun: str
    done: str
    share: str  # of all students, how many have done it


class ChapterRows(NamedTuple):
    """The lectures of a chapter."""

    title: str
    rows: Sequence[LectureRow]


class Told(NamedTuple):
    """All of the figures, ready to be shown."""

    as_of: str
    facts: Sequence[tuple[str, str]]
    bars: Sequence[Bar]
    chapters: Sequence[ChapterRows]


def told(request: Request, course: Course, figures: CourseFigures) -> Told:
    """What was counted, beside the outline as it is now."""
    counts = figures.lectures or {}
    students = (figures.enrolled or 0) + (figures.left or 0)
    return Told(
        as_of=as_of(request, figures),
        facts=facts(figures, students),
        bars=bars([counts.get(str(each.key), {}) for each in shown(course)], students),
        chapters=chapters(course, counts, students),
    )


def shown(course: Course) -> list[CourseLecture]:
    """The lectures that students see."""
    return [each for each in course.lectures if each.content != NOTHING]


def as_of(request: Request, figures: CourseFigures) -> str:
    """When they were counted: "14:02", with the day where that is not today."""
    zone = request.site.site_zone
    is_today = figures.as_of.astimezone(zone).date() == request.now.astimezone(zone).date()
    if is_today:
        return wording.clock(figures.as_of, zone)
    return wording.lately(figures.as_of, zone, request.now).lower()


def facts(figures: CourseFigures, students: int) -> list[tuple[str, str]]:
    finished = figures.finished or 0
    share = f" · {share_of(finished, students)}" if students else ""
    return [
        ("Enrolled", f"{figures.enrolled or 0:,}"),
        ("Left", f"{figures.left or 0:,}"),
        ("Finished", f"{finished:,}{share}"),
    ]


def bars(counts: Sequence[Mapping[str, int]], students: int) -> list[Bar]:
    """One a lecture, as high as the chart where all students came to it."""
    if not students:
        return []
    each = 1 / (len(counts) or 1)
    width = each * (1 - GAP if len(counts) <= MOST_APART else 1)
    return [
        bar(place * each, width, count.get("begun", 0) / students, count.get("done", 0) / students)
        for place, count in enumerate(counts)
    ]


def bar(x: float, width: float, begun: float, done: float) -> Bar:
    return Bar(
        x=percent(x),
        width=percent(width),
        begun_y=percent(1 - begun),
        begun=percent(begun),
        done_y=percent(1 - done),
        done=percent(done),
    )


def chapters(
    course: Course, counts: Mapping[str, Mapping[str, int]], students: int
) -> list[ChapterRows]:
    """Lectures are numbered through the course."""
    numbered = list(enumerate(shown(course), start=1))
    return [
        ChapterRows(
            chapter.title or "",
            [
                row(number, each.title or "", counts.get(str(each.key)), students)
                for number, each in numbered
                if each.chapter == chapter.key
            ],
        )
        for chapter in course.chapters
    ]


def row(number: int, title: str, count: Mapping[str, int] | None, students: int) -> LectureRow:
    if count is None:
        return LectureRow(number, title, *["–"] * 3)
    begun, done = count.get("begun", 0), count.get("done", 0)
    return LectureRow(number, title, f"{begun:,}", f"{done:,}", share_of(done, students))


def share_of(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"
