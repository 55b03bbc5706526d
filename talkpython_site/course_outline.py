"""The outline of a course as its pages show it, every value finished."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.addresses import segment
from talkpython_site.course_reading import Entry, Visited
from talkpython_site.documents import Enrolment
from talkpython_site.documents.course import strip_of
from talkpython_site.documents.enrolment import ALL_PARTS
from talkpython_site.progress import now, percent, spans

STRIP_WIDTH = 320  # px that the strip of a chapter has at least
FEW = 30  # lectures up to which all of an outline stands open


class Line(NamedTuple):
    """A lecture in the outline."""

    key: int
    number: int  # its place in the course, from 1
    title: str
    length: str
    address: str
    is_open: bool  # to who looks at it
    is_preview: bool  # open to everybody, and they are not in the course
    state: str  # "done", "begun", "locked" or nothing: one name, as it is looked up for each line


class Part(NamedTuple):
    """A chapter with its lectures."""

    anchor: str
    number: int
    title: str
    length: str
    lectures: Sequence[Line]
    strip: strip.Strip | None
    now: str | None  # where in it somebody goes on, as ``progress.now`` has it
    told: str  # "3 of 8 done, 37 %", nothing where none is
    is_open: bool  # whether its lectures are unfolded


def parts(
    request: Request, found: Visited, here: int | None, *, is_beside: bool = False
) -> list[Part]:
    """The chapters in order; ``here``: the key of the lecture with which somebody goes on, or which
    they look at. Its chapter is unfolded.

    ``is_beside``: only that one has its lectures and its strip.
    """
    outline, make = found.outline, lines(request, found)
    inside = by_chapter(enumerate(outline.lectures, start=1))
    unfolded = chapter_of(outline.lectures, here)
    found_parts = []
    for number, chapter in enumerate(outline.chapters, start=1):
        own = [each for _number, each in inside[chapter.key]]
        is_shown = chapter.key == unfolded or not is_beside
        found_parts.append(
            Part(
                anchor=anchor(chapter.key),
                number=number,
                title=chapter.title,
                length=length(own),
                lectures=[make(*pair) for pair in inside[chapter.key]] if is_shown else (),
                strip=drawn(own, found.enrolment) if is_shown else None,
                now=now(own, found.enrolment, here),
                told=told(own, found.enrolment),
                is_open=len(outline.lectures) <= FEW or chapter.key == unfolded,
            )
        )
    return found_parts


def lines(request: Request, found: Visited) -> Callable[[int, Entry], Line]:
    """Makes a line of a lecture and its place in the course."""
    way = ways(request, found)
    is_whole = found.enrolment is not None or found.token is not None

    def line(number: int, entry: Entry) -> Line:
        key, _chapter, title, _slug, seconds, is_preview, _languages = entry
        told = wording.length(seconds) if seconds else ""
        is_open = is_whole or is_preview
        is_offered = is_preview and found.enrolment is None
        state = stands(found.enrolment, key) if is_open else "locked"
        return Line(key, number, title, told, way(entry), is_open, is_offered, state)

    return line


def stands(enrolment: Enrolment | None, key: int) -> str:
    heard = enrolment.heard(key) if enrolment else 0
    return "done" if heard == ALL_PARTS else "begun" if heard else ""


def ways(request: Request, found: Visited) -> Callable[[Entry], str]:
    """Addresses of lectures, made of one: each by itself takes ten times longer."""
    if found.token:
        below = request.route_path("preview.lecture", token=found.token, lecture=0)[:-1]
        return lambda entry: f"{below}{entry.key}"
    slug = found.card.slug
    start = request.route_path("courses.lecture", course=slug, lecture=0, slug="-")[:-3]
    return lambda entry: f"{start}{entry.key}/{segment(entry.slug)}"


def by_chapter(numbered: Iterable[tuple[int, Entry]]) -> defaultdict[int, list[tuple[int, Entry]]]:
    found: defaultdict[int, list[tuple[int, Entry]]] = defaultdict(list)
    for number, each in numbered:
        found[each.chapter].append((number, each))
    return found


def chapter_of(lectures: Sequence[Entry], key: int | None) -> int | None:
    """The chapter of a lecture, else that of the first one."""
    own = [each.chapter for each in lectures if each.key == key]
    return next(iter(own or (each.chapter for each in lectures)), None)


def anchor(key: int) -> str:
    return f"chapter-{key}"


def length(lectures: Sequence[Entry]) -> str:
    seconds = sum(each.duration_seconds or 0 for each in lectures)
    return wording.length(seconds) if seconds else ""


def drawn(lectures: Sequence[Entry], enrolment: Enrolment | None) -> strip.Strip | None:
    """Lectures in time, what was played of them in ink; None where no length is known."""
    lengths = [each.duration_seconds or 0 for each in lectures]
    bare = strip.across(sum(lengths), strip_of(lengths), STRIP_WIDTH)
    return bare and replace(bare, heard=spans(lectures, enrolment))


def told(lectures: Sequence[Entry], enrolment: Enrolment | None) -> str:
    done = enrolment.done_keys if enrolment else ()
    finished, total = sum(each.key in done for each in lectures), len(lectures)
    return f"{finished} of {total} done, {percent(finished, total)} %" if finished else ""
