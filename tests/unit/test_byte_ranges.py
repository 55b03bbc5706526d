"""Ranges as clients write them, and as nobody should."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.byte_ranges import Part, UnsatisfiableError, is_current, part_of

SIZE = 1_000
MODIFIED = datetime(2024, 6, 1, 12, 0, 0, 250_000, tzinfo=UTC)
DATE = "Sat, 01 Jun 2024 12:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=0-99", (0, 100)),
        ("bytes=999-999", (999, 1)),
        ("bytes=500-", (500, 500)),
        ("bytes=0-", (0, 1_000)),
        ("bytes=-1", (999, 1)),
        ("bytes=-1000", (0, 1_000)),
        ("bytes=-1001", (0, 1_000)),
        ("bytes=990-5000", (990, 10)),
        ("bytes= 7-8 ", (7, 2)),
        ("BYTES=7-8", (7, 2)),
        ("bytes=007-0008", (7, 2)),
        (f"bytes=0-{'9' * 5_000}", (0, 1_000)),
        (f"bytes=-{'9' * 5_000}", (0, 1_000)),
        (f"bytes={'0' * 5_000}7-7", (7, 1)),
    ],
)
def test_a_part_is_sent(header: str, expected: tuple[int, int]) -> None:
    assert part_of(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [None, "", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=--5", "bytes=-5-3", "bytes=1.5-2",
     "bytes=a-b", "bytes=٣-٤", "bytes=0x1-2", "bytes=+1-2", "bytes=1 - 2", "lines=1-2", "items=0-",
     "0-5", "bytes:0-5", "bytes=0-1,5-6", "bytes=0-1,", "bytes=" + ",".join(["0-1"] * 1_000),
     "bytes=0-5\0", "=", "-" * 10_000],
)  # fmt: skip
def test_the_whole_file_is_sent(header: str | None) -> None:
    assert part_of(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=-000",
                                    f"bytes={'9' * 5_000}-"])  # fmt: skip
def test_no_such_part(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        part_of(header, SIZE)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-5", "bytes=0-0", "bytes=-0"])
def test_an_empty_file_has_no_parts(header: str) -> None:
    assert part_of(header, 0) is None


@given(st.integers(0, 50), st.text("bytes=0123456789-, ", max_size=15))
def test_whatever_is_asked_the_part_lies_within(size: int, asked: str) -> None:
    for header in (asked, f"bytes={asked}"):
        try:
            part = part_of(header, size)
        except UnsatisfiableError:
            continue
        assert part is None or (part.length > 0 and 0 <= part.first <= size - part.length)


def test_a_part_says_where_it_lies() -> None:
    assert Part(5, 10).content_range(20) == "bytes 5-14/20"


@pytest.mark.parametrize(
    ("if_range", "age", "expected"),
    [
        (None, 0, True),
        ('"tag"', 0, True),
        ('W/"tag"', 60, False),
        ("tag", 60, False),
        ('"other"', 60, False),
        ("*", 60, False),
        (DATE, 60, True),
        (DATE, 0.5, False),
        ("Sat, 01 Jun 2024 12:00:01 GMT", 60, False),
        ("yesterday", 60, False),
    ],
)
def test_a_part_fits_what_the_client_has(
    if_range: str | None,
    age: float,
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    now = MODIFIED + timedelta(seconds=age)
    assert is_current(if_range, "tag", MODIFIED, now) is expected
