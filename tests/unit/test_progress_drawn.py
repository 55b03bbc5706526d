"""What of a strip is ink: the parts that were played, scaled into the lectures of an outline."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents import CourseLecture, Enrolment
from talkpython_site.documents.enrolment import ALL_PARTS, HALF
from talkpython_site.progress import heard_seconds, now, runs, spans, stopped_at

FULL = 2**HALF - 1
ALL = {"first": FULL, "second": FULL}


def outline(*seconds: int | None) -> list[CourseLecture]:
    """Lectures with the keys 1, 2 …"""
    return [CourseLecture(key=n, duration_seconds=each) for n, each in enumerate(seconds, start=1)]


def played(places: dict[int, dict[str, int]], **fields: Any) -> Enrolment:
    return Enrolment(lectures={str(key): place for key, place in places.items()}, **fields)


def test_nobody_and_nothing_leave_no_ink() -> None:
    lectures = outline(100, 100)
    assert spans(lectures, None) == spans(lectures, played({})) == ()
    assert spans(outline(None, 0), played({1: ALL, 2: ALL}, done=[1, 2])) == ()
    assert spans([], played({1: ALL})) == ()


def test_parts_stand_where_they_were_played() -> None:
    lectures = outline(100, 300)
    held = played({1: {"first": 0b11, "second": 0}, 2: {"first": 0, "second": 1}})
    assert spans(lectures, held) == (("0%", "0.5%"), ("62.5%", "0.75%"))
    assert heard_seconds(lectures, held) == 5


def test_what_touches_is_one_and_what_is_done_is_whole() -> None:
    lectures = outline(100, 100, None, 200)
    held = played({1: {"first": 0, "second": 1 << 49}}, done=[2, 3])
    assert spans(lectures, held) == (("24.75%", "25.25%"),)
    nearly = played({4: {"first": FULL, "second": 2**40 - 1}})
    assert spans(lectures, nearly) == (("50%", "50%"),)


def test_gaps_that_nobody_would_see_are_not_drawn() -> None:
    lectures = outline(60, 36_000, 10, 60)
    held = played({}, done=[1, 2, 4])
    assert spans(lectures, held) == (("0%", "100%"),)
    assert heard_seconds(lectures, held) == 36_120


@given(st.integers(0, ALL_PARTS))
def test_runs_are_the_bits_again(bits: int) -> None:
    found = list(runs(bits))
    assert sum((1 << end) - (1 << begin) for begin, end in found) == bits
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, ALL_PARTS)), max_size=40))
def test_ink_lies_in_order_within_the_strip(drawn: list[tuple[int, int]]) -> None:
    places = {
        key: {"first": bits & FULL, "second": bits >> HALF}
        for key, (_seconds, bits) in enumerate(drawn, start=1)
    }
    found = spans(outline(*(seconds for seconds, _bits in drawn)), played(places))
    begun = [float(x.rstrip("%")) for x, _width in found]
    ended = [a + float(width.rstrip("%")) for a, (_x, width) in zip(begun, found, strict=True)]
    assert all(end < begin for end, begin in zip(ended, begun[1:], strict=False))
    assert all(end <= 100.01 for end in ended)
    assert len(found) <= 1_000


@pytest.mark.parametrize(
    ("position", "length", "second"), [(0, 100, 0), (89, 100, 89), (90, 100, 90), (91, 100, 0)]
)
def test_near_its_end_a_lecture_begins_anew(position: int, length: int, second: int) -> None:
    assert stopped_at(played({1: {"position": position}}), 1, length) == second


def test_where_no_length_is_known_it_goes_on_at_the_second() -> None:
    assert stopped_at(played({1: {"position": 4_000}}), 1, None) == 4_000
    assert stopped_at(played({}), 1, 100) == 0


def test_now_is_marked_where_somebody_stopped() -> None:
    lectures = outline(100, 300)
    held = played({2: {"position": 100}, 1: {"position": 7_000}})
    assert now(lectures, held, 2) == "50%"
    assert now(lectures, None, 2) == "25%"
    assert now(lectures, held, 1) == "0%"
    assert now(lectures, held, 3) is None
    assert now(lectures, held, None) is None
    assert now(outline(None), held, 1) is None
