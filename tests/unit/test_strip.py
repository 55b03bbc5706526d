"""The time strip: its parts, its scale, the wall."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import strip


class Chapter(NamedTuple):
    start_seconds: float
    sponsor: str | None = None


def chapters(*starts: float, sponsors: Sequence[float] = ()) -> list[Chapter]:
    own = [Chapter(start) for start in starts if start not in sponsors]
    return own + [Chapter(start, "Lantern Maps") for start in sponsors]


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

    assert strip.parts(given_chapters, duration) == (expected, [])


@pytest.mark.parametrize(
    ("starts", "sponsors", "ends", "striped"),
    [
        ([0, 400, 600], [400], [4000, 6000, 10_000], [1]),
        ([0, 400, 410], [400], [4000, 4150, 10_000], [1]),  # widened into what follows
        ([0, 995], [995], [9850, 10_000], [1]),  # at the end into what goes before
        ([0, 400, 405, 420], [405], [4050, 4200, 10_000], [1]),  # short talk before it goes back
        ([0, 5, 100], [5], [1000, 10_000], [0]),  # a jingle before it becomes its own
        ([0, 400, 405, 500], [400], [4000, 4150, 5000, 10_000], [1]),
        ([0, 400, 420, 425, 500], [400], [4000, 4200, 5000, 10_000], [1]),
        ([0, 400, 420, 425, 500], [400, 425], [4000, 4250, 5000, 10_000], [1, 2]),
        ([0, 980, 995], [980], [9800, 10_000], [1]),
        ([0, 400, 401, 402], [400, 401], [4000, 4150, 4300, 10_000], [1, 2]),
        ([0, 960, 970, 980], [960, 970, 980], [9550, 9700, 9850, 10_000], [1, 2, 3]),
        ([0], [0], [], []),
        (list(range(0, 1000, 20)), [400], [], []),
    ],
)  # fmt: skip
def test_a_sponsor_is_seen_however_short(
    starts: list[float], sponsors: list[float], ends: list[int], striped: list[int]
) -> None:
    assert strip.parts(chapters(*starts, sponsors=sponsors), 1000) == (ends, striped)


class Sponsor(NamedTuple):
    start_seconds: float | None
    end_seconds: float | None
    name: str = "Brass Oil"


OWN = "Lantern Maps"  # as the chapters above are called


@pytest.mark.parametrize(
    ("given_chapters", "given_sponsors", "ends", "striped"),
    [
        ([], [Sponsor(400, 600)], [4000, 6000, 10_000], [1]),
        (chapters(0, 500), [Sponsor(400, 600)], [4000, 6000, 10_000], [1]),
        (chapters(0, 600), [Sponsor(400, 600)], [4000, 6000, 10_000], [1]),
        (chapters(0, 400, 600), [Sponsor(400, 600)], [4000, 6000, 10_000], [1]),
        (chapters(0, 800), [Sponsor(400, 600)], [4000, 6000, 8000, 10_000], [1]),
        ([], [Sponsor(600, 800), Sponsor(0, 200)], [2000, 6000, 8000, 10_000], [0, 2]),
        ([], [Sponsor(800, 1000)], [8000, 10_000], [1]),
        ([], [Sponsor(800, 2000)], [8000, 10_000], [1]),
        (chapters(0, 400, sponsors=[400]), [Sponsor(400, 600, OWN)], [4000, 6000, 10_000], [1]),
        (chapters(0, sponsors=[400]), [Sponsor(500, 600)], [4000, 5000, 6000, 10_000], [1, 2, 3]),
        ([], [Sponsor(400, 401)], [4000, 4150, 10_000], [1]),
        ([], [Sponsor(400, 600, "")], [4000, 6000, 10_000], [1]),
        ([], [Sponsor(None, 600), Sponsor(400, None), Sponsor(600, 400)], [], []),
        ([], [Sponsor(1000, 1100), Sponsor(-1, 100)], [], []),
    ],
)
def test_a_sponsor_with_times_marks_its_part(
    given_chapters: list[Chapter],
    given_sponsors: list[Sponsor],
    ends: list[int],
    striped: list[int],
) -> None:
    assert strip.parts(given_chapters, 1000, given_sponsors) == (ends, striped)


@given(
    st.lists(
        st.builds(Chapter, st.floats(-1e6, 1e6), st.sampled_from([None, "", "Lantern Maps"])),
        max_size=120,
    ),
    st.none() | st.integers(-10, 400_000) | st.floats(0, 1e7),
)
def test_parts_can_always_be_drawn(given_chapters: list[Chapter], duration: float | None) -> None:
    ends, sponsors = strip.parts(given_chapters, duration)

    lengths = [b - a for a, b in pairwise([0, *ends])]
    assert len(ends) <= strip.MOST_PARTS
    assert not ends or ends[-1] == strip.WHOLE
    assert all(length >= strip.SHORTEST_PART for length in lengths)
    assert all(lengths[index] >= strip.SHORTEST_SPONSOR for index in sponsors)
    assert len(sponsors) <= sum(bool(chapter.sponsor) for chapter in given_chapters)


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
    assert strip.in_list(seconds, [], 2) == strip.Strip(width, width.rstrip("%"))


def test_no_length_no_strip() -> None:
    assert strip.in_list(None, [5000, 10_000], 2) is None
    assert strip.in_list(0, [], 2) is None
    assert strip.across(None, [5000, 10_000], 700) is None


def test_a_longer_one_is_cut_and_keeps_the_gaps_it_reaches() -> None:
    drawn = strip.in_list(160 * 60, [2500, 5000, 10_000], 2)

    assert drawn == strip.Strip("100%", "200", ("50%",), is_cut=True)


@pytest.mark.parametrize(
    ("minutes", "sponsors", "expected"),
    [
        (40, [1], (("12.5%", "25%"),)),
        (40, [0, 2], (("0%", "12.5%"), ("25%", "50%"))),
        (160, [1], (("50%", "92.5%"),)),  # as far as the slashes
        (160, [2], ()),
        (40, [3, 9], ()),
    ],
)
def test_sponsors_lie_in_their_parts(minutes: int, sponsors: list[int], expected: Any) -> None:
    drawn = strip.in_list(minutes * 60, [2500, 5000, 10_000], 2, sponsors)

    assert drawn is not None
    assert drawn.sponsors == expected


@pytest.mark.parametrize(
    ("parts", "width", "kind"),
    [(1, 700, None), (2, 8, None), (2, 12, "wide"), (12, 72, "wide"), (12, 71, None),
     (13, 239, None), (13, 240, "thin"), (40, 240, "thin"), (41, 700, None)],
)  # fmt: skip
def test_gaps_by_number_of_parts_and_width(parts: int, width: float, kind: str | None) -> None:
    assert strip.gap_kind(parts, width) == kind


def test_the_full_width_shows_every_gap() -> None:
    drawn = strip.across(3600, [100, 5025, 10_000], 700, [1])

    assert drawn == strip.Strip("100%", "100", ("1%", "50.25%"), (("1%", "50.25%"),))


@pytest.mark.parametrize(("end", "gaps"), [(2900, ("15%", "29%")), (2200, ())])
def test_a_narrow_sponsor_is_told_by_its_stripes_alone(end: int, gaps: Any) -> None:
    drawn = strip.in_list(80 * 60, [1500, end, 10_000], 2, [1])

    assert drawn is not None
    assert drawn.gaps == gaps


def named(*durations: int | None) -> list[tuple[str, int | None]]:
    return [(f"deep/{n}", duration) for n, duration in enumerate(durations, 1)]


def test_the_wall_fills_columns_of_thin_rows() -> None:
    columns = strip.wall(named(*[3600, None, 1200, 10_000] * 30), 2)

    assert [len(column) for column in columns] == [15] * 6
    assert [row.y for row in columns[1]][:3] == [0, 6, 12]
    assert columns[0][:3] == (
        strip.WallRow("deep/1", 0, "75%", None),
        strip.WallRow("deep/3", 6, "25%", None),
        strip.WallRow("deep/4", 12, "100%", "208.33"),
    )
    assert strip.wall_height(columns) == 15 * 6 - 2


def test_a_small_wall_is_as_high_as_its_rows() -> None:
    assert strip.wall_height(strip.wall(named(3600, 3600), 2)) == 10
    assert strip.wall_height(strip.wall(named(None), 2)) == 0


@given(st.lists(st.none() | st.integers(-5, 10**7)), st.sampled_from(strip.MINUTE_WIDTHS))
def test_no_row_leaves_the_wall(durations: list[int | None], px_a_minute: int) -> None:
    for column in strip.wall(named(*durations), px_a_minute):
        assert all(0 < float(row.width.rstrip("%")) <= 100 for row in column)


@given(
    st.integers(1, 10**7),
    st.lists(st.integers(1, strip.WHOLE), unique=True, max_size=strip.MOST_PARTS).map(sorted),
    st.lists(st.integers(0, 50), unique=True),
)
def test_nothing_is_drawn_outside(duration: int, ends: list[int], sponsors: list[int]) -> None:
    drawn = strip.in_list(duration, ends, 2, sponsors)

    assert drawn is not None
    places = [*drawn.gaps, *(each for pair in drawn.sponsors for each in pair)]
    assert all(0 <= float(at.rstrip("%")) <= float(drawn.width.rstrip("%")) for at in places)
