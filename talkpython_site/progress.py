"""How far somebody has come in a course, over the outline that it has now."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from pyramid.request import Request

from talkpython_site import strip, wording
from talkpython_site.catalogue import AWAY
from talkpython_site.documents import Enrolment
from talkpython_site.documents.enrolment import ALL_PARTS, PARTS

ALL = 100
PLACES = 1_000  # of a strip: what is narrower than one of them parts no ink
RUN = re.compile("1+")
OVER_SECONDS = 10  # before its end a lecture begins anew


class InOrder(Protocol):
    """A ``CourseLecture``, or what was read of one."""

    @property
    def key(self) -> int: ...


class Timed(InOrder, Protocol):
    """One that may have a length."""

    @property
    def duration_seconds(self) -> int | None: ...


class Named(Timed, Protocol):
    """One with an address."""

    @property
    def title(self) -> str: ...
    @property
    def slug(self) -> str: ...


class GoingOn(NamedTuple):
    """A link to the lecture with which somebody goes on."""

    title: str
    address: str
    position: str | None  # where they stopped in it


class Progress(NamedTuple):
    """``next_key``: the lecture to go on with; None once all are done, or where there is none."""

    done: int
    total: int
    percent: int  # 100 only once all are done, 0 only where none is
    next_key: int | None
    is_begun: bool

    @property
    def is_finished(self) -> bool:
        return self.total > 0 and self.done == self.total


def progress_of(
    lectures: Sequence[InOrder], enrolment: Enrolment, after: int | None = None
) -> Progress:
    """What of these lectures, the outline of a course in order, is done.

    It goes on with the one that was opened last while that is not done, else with the first after
    it that is not, else with the first before it. ``after``: a key that stands for the one opened
    last, and is not gone on with.
    """
    keys, done = [lecture.key for lecture in lectures], enrolment.done_keys
    last = enrolment.last if after is None else after
    place = keys.index(last) if last in keys else 0
    left = (key for key in keys[place:] + keys[:place] if key not in done and key != after)
    count = sum(key in done for key in keys)
    is_begun = enrolment.last is not None or count > 0
    return Progress(count, len(keys), percent(count, len(keys)), next(left, None), is_begun)


def going_on(
    request: Request,
    course_slug: str,
    lectures: Sequence[Named],
    enrolment: Enrolment,
    next_key: int | None,
) -> GoingOn | None:
    """The way to the lecture that has this key in an outline; its page knows the second."""
    for each in lectures:
        if each.key == next_key:
            second = stopped_at(enrolment, each.key, each.duration_seconds)
            way = {"course": course_slug, "lecture": each.key, "slug": each.slug}
            address = request.route_path("courses.lecture", **way)
            said = wording.position(second, each.duration_seconds) if second else None
            return GoingOn(each.title, address, said)
    return None


def percent(count: int, total: int) -> int:
    """Whole, and never a start or an end that is none."""
    if not count or not total:
        return 0
    return max(1, count * ALL // total)


def spans(lectures: Sequence[Timed], enrolment: Enrolment | None) -> tuple[tuple[str, str], ...]:
    """Where a strip of these lectures is ink, as ``strip.Strip.heard`` has it: what was played.

    Each takes its part of the whole length; one of unknown length takes none.
    """
    if enrolment is None:
        return ()
    total = PARTS * sum(lecture.duration_seconds or 0 for lecture in lectures)
    found: list[tuple[int, int]] = []
    for begin, end in inked(lectures, enrolment):
        is_near = found and (begin - found[-1][1]) * PLACES <= total
        found.append((found.pop()[0] if is_near else begin, end))
    return tuple(
        (strip.percent(begin / total), strip.percent((end - begin) / total)) for begin, end in found
    )


def inked(lectures: Sequence[Timed], enrolment: Enrolment) -> Iterator[tuple[int, int]]:
    """From where to where of lectures in a row was played, in hundredths of a second."""
    at = 0
    for lecture in lectures:
        length = lecture.duration_seconds or 0
        if length:
            for begin, end in runs(enrolment.heard(lecture.key)):
                yield at + begin * length, at + end * length
        at += PARTS * length


def heard_seconds(lectures: Sequence[Timed], enrolment: Enrolment) -> int:
    """How much of lectures was played."""
    lengths = ((each.duration_seconds or 0, each.key) for each in lectures)
    return sum(length * enrolment.heard(key).bit_count() for length, key in lengths) // PARTS


def runs(bits: int) -> Iterator[tuple[int, int]]:
    """From which part to which of a lecture was played, the last one not included."""
    if bits == ALL_PARTS:
        yield 0, PARTS
    elif bits:
        yield from (each.span() for each in RUN.finditer(f"{bits:b}"[::-1]))


def now(lectures: Sequence[Timed], enrolment: Enrolment | None, key: int | None) -> str | None:
    """Where in a strip of lectures somebody stopped in that with this key; at its beginning for who
    is in no course. None where it is not among them, or no length is known.
    """
    at, place = 0, None
    for lecture in lectures:
        length = lecture.duration_seconds or 0
        if lecture.key == key:
            stopped = stopped_at(enrolment, lecture.key, length) if enrolment else 0
            place = at + min(stopped, length)
        at += length
    return strip.percent(place / at) if at and place is not None else None


def stopped_at(enrolment: Enrolment, key: int, seconds: int | None) -> int:
    """The second at which somebody goes on in a lecture; 0 also for who has heard its end."""
    position = enrolment.lectures.get(str(key), {}).get("position", 0)
    return 0 if seconds and position > seconds - OVER_SECONDS else position


def note_opened(request: Request, enrolment: Enrolment | None, key: int) -> None:
    """Remember for who is enrolled which lecture was opened last: one small write, if it changed.

    Only GET opens one. A page that is read does not fail because of it.
    """
    if request.method == "GET" and enrolment is not None and enrolment.last != key:
        with suppress(*AWAY), request.registry.catalogue.asking():
            Enrolment.visit(enrolment.course, enrolment.account, key)
