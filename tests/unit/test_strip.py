"""The time strip: its parts, its scale, the wall."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import strip


@dataclass
class Chapter:
    start_seconds: float


def chapters(*starts: float) -> list[Chapter]:
    return [Chapter(start) for start in starts]


@pytest.mark.parametrize(
    ("starts", "duration", "expected"),
    [
        ([0, 30, 60], 120, [2500, 5000, 10_000]),
        ([60, 30, 0], 120, [2500, 5000, 10_000]),
        ([30, 60], 120, [2500, 5000, 10_000]),
        ([0, 500, 505, 1000], 2000, [2500, 5000, 10_000]),
        ([0, 1000, 1995], 2000, [5000, 10_000]),
        ([0, 10], 2000, []),
        ([0], 120, []),
        ([], 120, []),
        (None, 120, []),
        ([0, 30], 0, []),
        ([0, 30], None, []),
        ([-5, 500], 120, []),
        (list(range(0, 4000, 100)), 4000, list(range(250, 10_001, 250))),
        (list(range(0, 4100, 100)), 4100, []),
    ],
)
def test_parts_end_where_chapters_begin(
    starts: list[float] | None, duration: float | None, expected: Any
) -> None:
    given_chapters = None if starts is None else chapters(*starts)

    assert strip.ends(given_chapters, duration) == expected


@given(
    st.lists(st.floats(-1e6, 1e6), max_size=120),
    st.none() | st.integers(-10, 400_000) | st.floats(0, 1e7),
)
def test_ends_can_always_be_drawn(starts: list[float], duration: float | None) -> None:
    found = strip.ends(chapters(*starts), duration)

    assert len(found) <= strip.MOST_PARTS
    assert not found or found[-1] == strip.WHOLE
    assert all(b - a >= strip.SHORTEST_PART for a, b in pairwise([0, *found]))


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([15] * 10, 8),
        ([20] * 9 + [300], 8),
        ([20] * 8 + [300] * 2, 2),
        ([40] * 10, 4),
        ([64] * 10, 2),
        ([300] * 10, 2),
        ([None, None], 2),
        ([], 2),
        ([None, 12], 8),
    ],
)
def test_nine_in_ten_fit_the_column(minutes: list[int | None], expected: Any) -> None:
    assert strip.minute_width([m and m * 60 for m in minutes]) == expected


@pytest.mark.parametrize(
    ("seconds", "width"), [(40 * 60, "50%"), (20 * 60, "25%"), (80 * 60, "100%"), (20, "5%")]
)
def test_length_in_a_list_is_time_on_one_scale(seconds: int, width: str) -> None:
    assert strip.in_list(seconds, [], 2) == strip.Strip(width, (), "wide", is_cut=False)


def test_no_length_no_strip() -> None:
    assert strip.in_list(None, [5000, 10_000], 2) is None
    assert strip.in_list(0, [], 2) is None
    assert strip.across(None, [5000, 10_000], 700) is None


def test_a_longer_one_is_cut_and_keeps_the_gaps_it_reaches() -> None:
    drawn = strip.in_list(160 * 60, [2500, 5000, 10_000], 2)

    assert drawn == strip.Strip("100%", ("50%",), "wide", is_cut=True)


@pytest.mark.parametrize(
    ("parts", "width", "kind"),
    [(1, 700, None), (2, 8, None), (2, 12, "wide"), (12, 72, "wide"), (12, 71, None),
     (13, 239, None), (13, 240, "thin"), (40, 240, "thin"), (41, 700, None)],
)  # fmt: skip
def test_gaps_by_number_of_parts_and_width(parts: int, width: float, kind: str | None) -> None:
    assert strip.gap_kind(parts, width) == kind


def test_the_full_width_shows_every_gap() -> None:
    drawn = strip.across(3600, [100, 5025, 10_000], 700)

    assert drawn == strip.Strip("100%", ("1%", "50.25%"), "wide", is_cut=False)


def test_the_wall_fills_columns_of_thin_rows() -> None:
    columns = strip.wall([3600, None, 1200, 10_000] * 30, 2)

    assert [len(column) for column in columns] == [15] * 6
    assert [row.y for row in columns[1]][:3] == [0, 6, 12]
    assert [row.width for row in columns[0]][:3] == ["75%", "25%", "100%"]
    assert [row.is_cut for row in columns[0]][:3] == [False, False, True]
    assert strip.wall_height(columns) == 15 * 6 - 2


def test_a_small_wall_is_as_high_as_its_rows() -> None:
    assert strip.wall_height(strip.wall([3600, 3600], 2)) == 10
    assert strip.wall_height(strip.wall([None], 2)) == 0


@given(st.lists(st.none() | st.integers(-5, 10**7)), st.sampled_from(strip.MINUTE_WIDTHS))
def test_nothing_is_drawn_outside(durations: list[int | None], px_a_minute: int) -> None:
    for column in strip.wall(durations, px_a_minute):
        assert all(0 < float(row.width.rstrip("%")) <= 100 for row in column)
