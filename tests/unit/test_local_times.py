"""Times as clocks show them, where clocks jump."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.local_times import Jump, around_gap, as_shown, jump_at, moments_of

STOCKHOLM, CAIRO = ZoneInfo("Europe/Stockholm"), ZoneInfo("Africa/Cairo")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # half an hour
ZONES = [STOCKHOLM, CAIRO, LORD_HOWE, ZoneInfo("UTC"), ZoneInfo("America/St_Johns")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("shown", "zone", "moments"),
    [
        ("2026-03-29 01:59", STOCKHOLM, ["2026-03-29T00:59Z"]),
        ("2026-03-29 02:00", STOCKHOLM, []),
        ("2026-03-29 02:59", STOCKHOLM, []),
        ("2026-03-29 03:00", STOCKHOLM, ["2026-03-29T01:00Z"]),
        ("2026-10-25 01:59", STOCKHOLM, ["2026-10-24T23:59Z"]),
        ("2026-10-25 02:00", STOCKHOLM, ["2026-10-25T00:00Z", "2026-10-25T01:00Z"]),
        ("2026-10-25 02:59", STOCKHOLM, ["2026-10-25T00:59Z", "2026-10-25T01:59Z"]),
        ("2026-10-25 03:00", STOCKHOLM, ["2026-10-25T02:00Z"]),
        ("2026-10-04 02:15", LORD_HOWE, []),
    ],
)
def test_a_time_has_one_moment_or_none_or_two(
    shown: str, zone: ZoneInfo, moments: list[str]
) -> None:
    assert moments_of(at(shown), zone) == [at(each) for each in moments]


@pytest.mark.parametrize(
    ("shown", "zone", "before", "after", "nearest"),
    [
        ("2026-03-29 02:30", STOCKHOLM, "02:00", "03:00", ("29T01:30", "29T03:30")),
        ("2026-03-29 02:00", STOCKHOLM, "02:00", "03:00", ("29T01:00", "29T03:00")),
        ("2026-04-24 00:10", CAIRO, "00:00", "01:00", ("23T23:10", "24T01:10")),
        ("2026-10-04 02:15", LORD_HOWE, "02:00", "02:30", ("04T01:45", "04T02:45")),
    ],
)
def test_around_a_gap(
    shown: str, zone: ZoneInfo, before: str, after: str, nearest: tuple[str, str]
) -> None:
    found = tuple(f"{each:%dT%H:%M}" for each in around_gap(at(shown), zone))
    assert found == nearest
    jump = jump_at(at(shown), zone)
    assert (f"{jump.before:%H:%M}", f"{jump.after:%H:%M}") == (before, after)


def test_clocks_that_go_back() -> None:
    expected = Jump(at("2026-10-25 03:00"), at("2026-10-25 02:00"))
    for shown in ("2026-10-25 02:00", "2026-10-25 02:30", "2026-10-25 02:59"):
        assert jump_at(at(shown), STOCKHOLM) == expected


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 - both kinds


@given(MOMENTS, st.sampled_from(ZONES))
def test_every_moment_is_among_those_with_its_time(moment: datetime, zone: ZoneInfo) -> None:
    moment = moment.replace(tzinfo=UTC)
    assert moment in moments_of(as_shown(moment, zone), zone)


@given(MOMENTS, st.sampled_from(ZONES))
def test_what_is_missing_lies_between_times_that_are_not(shown: datetime, zone: ZoneInfo) -> None:
    if not moments_of(shown, zone):
        early, late = around_gap(shown, zone)
        assert early < shown < late <= early + timedelta(hours=3)
        assert len(moments_of(early, zone)) == len(moments_of(late, zone)) == 1
