"""When an episode appears: at a moment that editors choose by the clocks of the site."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import Podcast
from tests.conftest import Visit
from tests.editors import DRAFT, do, editor_of, make_tides, now_of
from tests.reading import texts, wrong_fields
from tests.visitors import led_to

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
AT = datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
PAGE, FEED = "/episodes/deep/7/tides", "/podcasts/deep/feed.xml"


@pytest.fixture(autouse=True)
def _in_stockholm(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    site = replace(app.registry.site, site_timezone="Europe/Stockholm")
    monkeypatch.setattr(app.registry, "site", site)
    with time_machine.travel(NOW, tick=False):
        yield


def test_it_appears_at_its_second(visit: Visit, editor: Visit, show: Podcast) -> None:
    made = make_tides(show, **DRAFT)
    answer = do(editor, made, "schedule", day="2026-05-04", clock="08:30")
    assert led_to(answer)[1] == "The episode is scheduled: nobody sees it before."
    at = AT
    assert now_of(made).published_at == at
    for moment, status in ((at - timedelta(milliseconds=1), 404), (at, 200)):
        with time_machine.travel(moment, tick=False):
            visit.get(PAGE, status=status)
            assert ("Tides" in visit.get(FEED)) == (status == 200)


WRONG = [
    ("", "", {"schedule-day": "Choose the day.", "schedule-clock": "Choose the time."}),
    ("4 May", "half past", {
        "schedule-day": "Write the day as 2027-03-19: year, month, day.",
        "schedule-clock": "Write the time as 14:30.",
    }),
    ("2026-01-15", "13:00", {"schedule-clock": "This time has passed: choose a later one."}),
    ("2026-01-01", "13:00", {"schedule-day": "This day has passed: choose a later one."}),
    ("9999-12-31", "23:59", {"schedule-day": "Choose a day of the next ten years."}),
    ("0001-01-01", "00:00", {"schedule-day": "This day has passed: choose a later one."}),
    ("2026-03-29", "02:30", {"schedule-clock": (
        "This time does not exist in Europe/Stockholm: clocks jump from 02:00 to 03:00. "
        "Choose 01:30 or 03:30."
    )}),
    ("2026-10-25", "02:30", {"schedule-which": (
        "This time comes twice in Europe/Stockholm: clocks go back from 03:00 to 02:00. "
        "Choose one of the two."
    )}),
]  # fmt: skip


@pytest.mark.parametrize(("day", "clock", "wrong"), WRONG)
def test_moments_that_will_not_do(
    editor: Visit, show: Podcast, day: str, clock: str, wrong: dict[str, str]
) -> None:
    made = make_tides(show, **DRAFT)
    page = do(editor, made, "schedule", 422, day=day, clock=clock)
    assert wrong_fields(page) == wrong
    assert [page.html.select_one(f"[name={name}]")["value"] for name in ("day", "clock")] == [
        day, clock,
    ]  # fmt: skip
    assert "By the clocks of Europe/Stockholm" in page
    assert now_of(made).state == "draft"


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_a_time_that_comes_twice(editor: Visit, show: Podcast, which: str, hour: int) -> None:
    made = make_tides(show, **DRAFT)
    typed = {"day": "2026-10-25", "clock": "02:30"}
    asked = do(editor, made, "schedule", 422, **typed)
    assert texts(asked, "//fieldset//label") == [
        "The first time, 02:30 CEST", "The second time, 02:30 CET",
    ]  # fmt: skip
    do(editor, made, "schedule", 422, **typed, which="third")
    do(editor, made, "schedule", **typed, which=which)
    assert now_of(made).published_at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    page = do(editor, made, "publish", 409, revision="77")
    (checked,) = page.lxml.xpath("//input[@type='radio'][@checked]/@value")
    assert checked == which


def test_the_planned_moment_is_shown(editor: Visit, show: Podcast) -> None:
    made = make_tides(show, published_at=AT)
    page = do(editor, made, "publish", 409, revision="77")
    assert [page.html.select_one(f"[name={name}]")["value"] for name in ("day", "clock")] == [
        "2026-05-04", "08:30",
    ]  # fmt: skip
    told = texts(page, "//section[@class='moves']/p")[0]
    assert told == (
        "Everybody sees it from Monday 4 May 2026, 08:30 on, by the clocks of Europe/Stockholm."
    )
    do(editor, made, "schedule", day="2026-06-01", clock="07:00:00")
    assert now_of(made).published_at == datetime(2026, 6, 1, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["08:30", "08:30:12"])
def test_a_form_that_nobody_changed_moves_nothing(editor: Visit, show: Podcast, clock: str) -> None:
    at = datetime.fromisoformat(f"2026-05-04T{clock}+02:00")
    made = make_tides(show, published_at=at)
    page = do(editor, made, "publish", 409, revision="77")
    shown = {name: page.html.select_one(f"[name={name}]")["value"] for name in ("day", "clock")}
    assert shown == {"day": "2026-05-04", "clock": clock}
    do(editor, made, "schedule", **shown)
    assert now_of(made).published_at == at


def test_the_first_of_two_has_passed(visit: Visit, show: Podcast) -> None:
    with time_machine.travel(datetime(2026, 10, 25, 0, 45, tzinfo=UTC), tick=False):
        editor = editor_of(visit, show)
        made = make_tides(show, **DRAFT)
        typed = {"day": "2026-10-25", "clock": "02:30"}
        page = do(editor, made, "schedule", 422, **typed, which="first")
        assert wrong_fields(page)["schedule-which"].startswith("The first time has passed")
        do(editor, made, "schedule", **typed, which="second")
        assert now_of(made).published_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
