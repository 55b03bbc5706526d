"""Chapters as a page lists them, and the second at which it starts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import chapters

STORED: list[dict[str, Any]] = [
    {"start_seconds": 600.5, "title": " Tides ", "url": "https://t.example"},
    {"start_seconds": 0.0, "title": "Hello"},
    {"start_seconds": 2400.0, "title": None, "url": "javascript:1"},
]


def test_in_the_order_of_their_times() -> None:
    found = chapters.chapters(STORED, 3492, None)

    assert [(c.position, c.seconds, c.title) for c in found] == [
        ("0:00", 0, "Hello"), ("10:00", 600, "Tides"), ("40:00", 2400, "Part 3"),
    ]  # fmt: skip
    assert [bool(c.link) for c in found] == [False, True, False]
    assert not any(c.is_current for c in found)


@pytest.mark.parametrize(
    ("title", "sponsor", "shown"),
    [
        ("Maps for night walks", "Lantern Maps", "Sponsor: Lantern Maps"),
        ("Sponsor: Lantern Maps", " Lantern Maps ", "Sponsor: Lantern Maps"),
        (None, "Lantern Maps", "Sponsor: Lantern Maps"),
        ("Tides", "", "Tides"),
        ("Tides", None, "Tides"),
        ("Tides", " ", "Tides"),
    ],
)
def test_sponsors_are_named_as_such(title: str | None, sponsor: str | None, shown: str) -> None:
    stored = {"start_seconds": 5.0, "title": title, "sponsor": sponsor}
    (found,) = chapters.chapters([stored], 3492, None)

    assert found.title == shown
    assert found.is_sponsor == shown.startswith("Sponsor: ")


def test_what_begins_past_the_end_cannot_be_played() -> None:
    stored = [{"start_seconds": second} for second in (0.0, 3491.9, 3492.0, 9000.0)]

    found = chapters.chapters(stored, 3492, None)
    assert [c.is_within for c in found] == [True, True, False, False]
    assert all(c.is_within for c in chapters.chapters(stored, None, None))


@pytest.mark.parametrize(("start", "current"), [(0, 0), (599, 0), (600, 1), (2399, 1), (3000, 2)])
def test_the_one_that_holds_the_second(start: int, current: int) -> None:
    found = chapters.chapters(STORED, 3492, start)

    assert [c.is_current for c in found].index(True) == current


def test_hours_throughout_once_it_lasts_one() -> None:
    assert chapters.chapters(STORED, 3600, None)[0].position == "0:00:00"
    assert (
        chapters.chapters([*STORED, {"start_seconds": 3700}], None, None)[0].position == "0:00:00"
    )


@pytest.mark.parametrize("stored", [None, [], [{}], [{"start_seconds": None, "title": ""}]])
def test_little_is_enough(stored: list[dict[str, Any]] | None) -> None:
    found = chapters.chapters(stored, None, 5)

    assert [c.title for c in found] == ["Part 1"] * len(stored or ())


@pytest.mark.parametrize(
    ("given_text", "duration", "expected"),
    [("1471", 3492, 1471), ("1471", None, 1471), ("3492", 3492, None), ("0", 3492, None),
     (None, 3492, None), ("-5", 3492, None), ("24:31", 3492, None), ("9" * 40, None, None)],
)  # fmt: skip
def test_the_second_asked_for(
    given_text: str | None, duration: int | None, expected: int | None
) -> None:
    assert chapters.start_of(given_text, duration) == expected


@given(st.text())
def test_free_input_is_a_second_or_none(given_text: str) -> None:
    start = chapters.start_of(given_text, 3492)

    assert start is None or 0 < start < 3492
