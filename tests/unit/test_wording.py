"""Words for lengths, positions, sizes, counts, names and dates."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import wording

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (45, "45 s"), (60, "1 min"), (89, "1 min"), (3492, "58 min"), (3569, "59 min"),
     (3570, "1 h"), (3600, "1 h"), (3840, "1 h 4 min"), (34_320, "9 h 32 min"), (-4, "0 s")],
)  # fmt: skip
def test_length(seconds: float, expected: str) -> None:
    assert wording.length(seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(2_120_400, "589 hours"), (7200, "2 h"), (7000, "1 h 57 min"), (4_000_000, "1,111 hours"),
     (94_200, "26 h 10 min"), (359_940, "99 h 59 min"), (360_000, "100 hours")],
)  # fmt: skip
def test_hours(seconds: float, expected: str) -> None:
    assert wording.hours(seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "total", "expected"),
    [(0, None, "0:00"), (1471, None, "24:31"), (1471, 3492, "24:31"), (1471, 3600, "0:24:31"),
     (5, 7200, "0:00:05"), (3_661.9, None, "1:01:01"), (36_000, 36_000, "10:00:00"),
     (-1, None, "0:00")],
)  # fmt: skip
def test_position(seconds: float, total: float | None, expected: str) -> None:
    assert wording.position(seconds, total) == expected


@given(st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_a_position_can_be_read_back(seconds: float, total: float | None) -> None:
    parts = [int(part) for part in wording.position(seconds, total).split(":")]

    assert sum(part * 60**power for power, part in enumerate(reversed(parts))) == seconds


def test_length_for_machines() -> None:
    assert wording.iso_length(3492) == "PT58M12S"


@pytest.mark.parametrize(
    ("size_bytes", "expected"),
    [(0, "0 bytes"), (1, "1 byte"), (12, "12 bytes"), (1000, "1 kB"),
     (820_000, "820 kB"), (999_600, "1.0 MB"), (41_000_000, "41 MB"),
     (1_240_000_000, "1.2 GB"), (9_960_000, "10 MB"),
     (5 * 10**12, "5.0 TB"), (5 * 10**15, "5,000 TB")],
)  # fmt: skip
def test_size(size_bytes: float, expected: str) -> None:
    assert wording.size(size_bytes) == expected


def test_counted() -> None:
    assert wording.counted(1, "episode") == "1 episode"
    assert wording.counted(2000, "episode") == "2,000 episodes"
    assert wording.counted(0, "person", "people") == "0 people"


@pytest.mark.parametrize(
    ("names", "most", "expected"),
    [([], None, ""), (["Ana"], None, "Ana"), (["Ana", "Bo"], None, "Ana and Bo"),
     (["Ana", "Bo", "Cy"], 3, "Ana, Bo and Cy"),
     (["Ana", "Bo", "Cy", "Di"], 3, "Ana, Bo and 2 more")],
)  # fmt: skip
def test_listed(names: list[str], most: int | None, expected: str) -> None:
    assert "".join(name + mark for name, mark in wording.listed(names, most)) == expected


def test_a_moment_has_the_day_of_the_zone() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert wording.day_of(late, None, ZoneInfo("Europe/Stockholm")) == date(2026, 11, 20)
    assert wording.day_of(late, None, ZoneInfo("America/New_York")) == date(2026, 11, 19)


@given(st.sampled_from(["Pacific/Kiritimati", "Pacific/Niue", "UTC", "Asia/Kolkata"]))
def test_a_day_is_that_day_in_any_zone(zone: str) -> None:
    midnight = datetime(2015, 3, 31, tzinfo=UTC)

    assert wording.day_of(midnight, "day", ZoneInfo(zone)) == date(2015, 3, 31)


def test_dates() -> None:
    assert wording.full_date(date(2026, 11, 19)) == "Thursday 19 November 2026"
    assert wording.plain_date(date(2004, 2, 9)) == "9 February 2004"
    assert wording.short_date(date(2026, 9, 1)) == "1 Sep"
    assert wording.month(date(2026, 9, 1)) == "September 2026"
    assert wording.week_of(TODAY) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(24, "Today"), (23, "Yesterday"), (21, "3 days ago"), (18, "6 days ago"),
     (17, "Tuesday 17 November 2026"), (25, "Wednesday 25 November 2026")],
)  # fmt: skip
def test_only_the_last_week_is_relative(day: int, expected: str) -> None:
    assert wording.recent_date(date(2026, 11, day), TODAY) == expected


def test_clock() -> None:
    moment = datetime(2026, 11, 24, 13, 2, tzinfo=UTC)

    assert wording.clock(moment, ZoneInfo("Europe/Stockholm")) == "14:02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" a \n b ", "a b"),
        ("one two three four", "one two…"),
        ("x" * 30, "x" * 13 + "…"),
        ("one two. Three four", "one two…"),
        ("one two, three four", "one two…"),
        ("Did you? Yes, all.", "Did you?…"),
    ],
)
def test_excerpt(text: str, expected: str) -> None:
    assert wording.excerpt(text, 14) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ines Okafor", "IO"), ("ines", "I"), ("Abdul Rahman Siddiq", "AS"), ("林 さくら", "林さ"),
     ("(she) Ines", "I"), ("", ""), ("…", "")],
)  # fmt: skip
def test_initials(name: str, expected: str) -> None:
    assert wording.initials(name) == expected
