"""When the next episodes of a podcast are due."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import due
from talkpython_site.catalogue.cards import PodcastCard
from talkpython_site.due import Rhythm
from tests import cards

MONDAY = date(2026, 11, 2)
TODAY = MONDAY + timedelta(days=1)


def show(**changes: Any) -> PodcastCard:
    return PodcastCard.from_stored(cards.podcast(**changes))


def before(*intervals: int) -> list[date]:
    """Days that end on that Monday, with these days between them, the newest first."""
    days = [MONDAY]
    for each in intervals:
        days.append(days[-1] - timedelta(days=each))
    return days


# The rhythm


def test_what_its_makers_say_goes_before_what_is_seen() -> None:
    told = due.rhythm_of(show(rhythm_days=14, rhythm_weekday=3), before(7, 7, 7, 7), TODAY)
    assert told == Rhythm(14, 3)


@pytest.mark.parametrize("days", [0, -7, 10**9])
def test_what_is_no_rhythm_is_not_one(days: int) -> None:
    assert due.rhythm_of(show(rhythm_days=days), before(7, 7, 7, 7), TODAY) == Rhythm(7)


@pytest.mark.parametrize("phase", ["paused", "finished"])
def test_what_rests_has_none(phase: str) -> None:
    assert due.rhythm_of(show(phase=phase, rhythm_days=7), before(7, 7, 7, 7), TODAY) is None


@pytest.mark.parametrize(
    ("days", "seen"),
    [
        (before(7, 7, 7, 7), 7),
        (before(7, 7, 6, 8, 7), 7),
        (before(7, 7, 14, 7), 7),  # one was left out
        (before(30, 31, 28, 31, 30), 30),
        (before(1, 1, 1, 1, 3), 1),
        (before(7, 7, 7), None),
        (before(2, 30, 7, 90, 3), None),
        (before(*[7] * 10, *[30] * 20), 7),
        (before(*[30] * 10, *[7] * 20), 30),
        (before(0, 0, 0, 0), None),
        ([], None),
    ],
)
def test_what_is_seen(days: list[date], seen: int | None) -> None:
    found = due.rhythm_of(show(rhythm_days=0), days, TODAY)
    assert found == (Rhythm(seen) if seen else None)


def test_what_has_not_come_for_long_is_no_rhythm() -> None:
    days = before(7, 7, 7, 7)
    assert due.rhythm_of(show(), days, MONDAY + timedelta(days=42)) == Rhythm(7)
    assert due.rhythm_of(show(), days, MONDAY + timedelta(days=43)) is None


# What is due


def in_days(found: Iterable[due.Slot]) -> list[tuple[int, int | None]]:
    """Days after the last one, and of what fills them."""
    return [
        ((each.day - MONDAY).days, (each.filled_by - MONDAY).days if each.filled_by else None)
        for each in found
    ]


def planned(*days: int) -> list[date]:
    return [MONDAY + timedelta(days=each) for each in days]


@pytest.mark.parametrize(
    ("rhythm", "today", "plans", "found"),
    [
        (Rhythm(7), 1, [], [(7, None), (14, None), (21, None), (28, None)]),
        (Rhythm(7), 1, [7, 15, 60], [(7, 7), (14, 15), (21, None), (28, None)]),
        (Rhythm(7), 1, [10, 11], [(7, 10), (14, 11), (21, None), (28, None)]),
        (Rhythm(7), 1, [6, 7], [(7, 6), (14, None), (21, None), (28, None)]),
        (Rhythm(7), 7, [], [(7, None), (14, None), (21, None), (28, None)]),
        (Rhythm(7), 16, [21], [(14, None), (21, 21), (28, None), (35, None)]),
        (Rhythm(1), 0, [1, 3], [(1, 1), (2, None), (3, 3), (4, None)]),
        (Rhythm(7, 3), 1, [], [(10, None), (17, None), (24, None), (31, None)]),
        (Rhythm(7, 4), 1, [], [(4, None), (11, None), (18, None), (25, None)]),
        (Rhythm(10, 3), 1, [], [(10, None), (20, None), (30, None), (40, None)]),
    ],
)
def test_the_next_days(
    rhythm: Rhythm, today: int, plans: list[int], found: list[tuple[int, int | None]]
) -> None:
    slots = due.slots(rhythm, MONDAY, planned(*plans), MONDAY + timedelta(days=today))
    assert in_days(slots) == found


@pytest.mark.parametrize(
    ("rhythm", "today", "count"),
    [(Rhythm(7), 1, 0), (Rhythm(7), 7, 0), (Rhythm(7), 8, 1), (Rhythm(7), 14, 1),
     (Rhythm(7), 15, 2), (Rhythm(7, 4), 5, 1), (Rhythm(30), 365, 12)],
)  # fmt: skip
def test_what_was_missed(rhythm: Rhythm, today: int, count: int) -> None:
    assert due.missed(rhythm, MONDAY, MONDAY + timedelta(days=today)) == count


@given(
    st.integers(1, 60), st.none() | st.integers(0, 6), st.integers(0, 2000),
    st.lists(st.integers(0, 400), max_size=5),
)  # fmt: skip
def test_days_that_are_due_follow_one_another(
    days: int, weekday: int | None, today: int, plans: list[int]
) -> None:
    now, rhythm = MONDAY + timedelta(days=today), Rhythm(days, weekday)
    found = due.slots(rhythm, MONDAY, planned(*plans), now)
    steps = {(b.day - a.day).days for a, b in pairwise(found)}
    assert (len(found), steps) == (due.SHOWN, {days})
    assert found[1].day > now
    assert found[0].day > MONDAY
    if weekday is not None and days % 7 == 0:
        assert {each.day.weekday() for each in found} == {weekday}
