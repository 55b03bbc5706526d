"""Dates in all the forms that feeds have for them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.importing.feeds.dates import are_days, read_date, stored

PACIFIC = timezone(timedelta(hours=-8))
MIDNIGHT = datetime(2024, 8, 24, tzinfo=PACIFIC)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Tue, 05 Mar 2024 06:30:00 GMT", (2024, 3, 5, 6, 30)),
        ("Tue, 05 Mar 2024 06:30:00 +0000", (2024, 3, 5, 6, 30)),
        ("Tue, 05 Mar 2024 06:30:00 -0000", (2024, 3, 5, 6, 30)),
        ("Tue, 05 Mar 2024 06:30:00 -0800", (2024, 3, 5, 14, 30)),
        ("Tue, 05 Mar 2024 06:30:00 PST", (2024, 3, 5, 14, 30)),
        ("Tue, 5 Mar 2024 06:30 EST", (2024, 3, 5, 11, 30)),
        ("05 Mar 2024 06:30:00 EST", (2024, 3, 5, 11, 30)),
        ("Sun, 12 August 2012 06:30:00 GMT", (2012, 8, 12, 6, 30)),
        ("Wed, 05 Mar 2024 06:30:00 GMT", (2024, 3, 5, 6, 30)),  # it was a Tuesday
        ("05 Mar 24 06:30:00 GMT", (2024, 3, 5, 6, 30)),
        ("Tue, 05 Mar 2024 06:30:60 GMT", (2024, 3, 5, 6, 30, 59)),
        ("2024-03-05T06:30:00Z", (2024, 3, 5, 6, 30)),
        ("2024-03-05T06:30:00.250+01:00", (2024, 3, 5, 5, 30, 0, 250000)),
        ("2024-03-05", (2024, 3, 5)),
    ],
)
def test_dates_are_read(text: str, utc: tuple[int, ...]) -> None:
    read = read_date(text)
    assert read
    assert stored(read, is_day=False) == datetime(*utc, tzinfo=UTC)  # type: ignore[arg-type,misc] # mypy cannot tell that the table has no time zones


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Tue, 35 Mar 2024 06:30:00 GMT",
        "Tue, 05 Mar 2024 27:30:00 GMT",
        "31 Dec 9999 23:00 -1400",
        "2024-13-05",
        "0001-01-01T00:00+14:00",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \S{1,9}"))
def test_no_text_is_too_odd(text: str) -> None:
    read = read_date(text)
    assert read is None or read.astimezone(UTC) == read


@given(st.integers(-(10**9), 10**9), st.integers(-14, 14))
def test_dates_come_back_as_they_were_written(seconds: int, hours: int) -> None:
    written = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    assert read_date(written.isoformat()) == written
    assert read_date(written.strftime("%a, %d %b %Y %H:%M:%S %z")) == written


def test_a_show_at_midnight_has_days() -> None:
    assert are_days([MIDNIGHT, None, MIDNIGHT.replace(tzinfo=UTC)])
    assert not are_days([MIDNIGHT, MIDNIGHT.replace(minute=1)])
    assert not are_days([None])
    assert stored(MIDNIGHT, is_day=True) == datetime(2024, 8, 24, tzinfo=UTC)
    assert stored(MIDNIGHT, is_day=False) == datetime(2024, 8, 24, 8, tzinfo=UTC)
    assert stored(None, is_day=True) is None


def test_times_are_cut_to_milliseconds() -> None:
    moment = datetime(2024, 3, 5, 6, 30, 0, 123999, tzinfo=UTC)
    assert stored(moment, is_day=False) == moment.replace(microsecond=123000)
