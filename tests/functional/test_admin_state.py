"""The state of things at ``/admin``: what is due, scheduled and begun, and what waits for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import ImportRun, Podcast, utc_now
from talkpython_site.importing.runs import Run
from tests.conftest import Queries, Visit
from tests.drafts import keep, rows
from tests.editors import DRAFT, editor_of
from tests.episode_forms import NEW, form_at
from tests.factories import make_episode, make_podcast
from tests.reading import links, texts
from tests.visitors import admin

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _tuesday() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def weekly(show: Podcast) -> Podcast:
    """A podcast whose last episode was yesterday, a week after the one before."""
    for weeks in range(6):
        make_episode(show, published_at=NOW - timedelta(days=1) - weeks * WEEK)
    return show


def at(days: int) -> datetime:
    return NOW + timedelta(days=days)


def due(browser: Visit) -> list[str]:
    return texts(browser.get("/admin"), "//ol[@class='due']/li")


def attention(browser: Visit) -> list[str]:
    return texts(browser.get("/admin"), "//section[@aria-labelledby='attention']//li")


def titles(page: Any, name: str) -> list[str]:
    path = f"//section[@aria-labelledby='{name}']//p[@class='episode-title']"
    return texts(page, path)


# What is due


def test_the_next_days_and_their_gaps(editor: Visit, weekly: Podcast) -> None:
    made = make_episode(weekly, title="Tides", published_at=at(13))
    page = editor.get("/admin")
    assert texts(page, "//ol[@class='due']/li") == [
        "Mon 30 Nov ! nothing yet", "Mon 7 Dec scheduled: Tides", "Mon 14 Dec ! nothing yet",
        "Mon 21 Dec ! nothing yet",
    ]  # fmt: skip
    assert links(page, "//ol[@class='due']") == [f"/admin/episodes/{made.id}"]
    assert texts(page, "//p[contains(@class, 'show-rhythm')]") == ["Every week"]
    assert texts(page, "//p[contains(@class, 'show-when')]/span") == [
        "Last 23 November 2026", "Next 7 December 2026, 12:00",
    ]  # fmt: skip


def test_what_was_missed_is_said(visit: Visit) -> None:
    show = make_podcast(rhythm_days=7, rhythm_weekday=3)
    make_episode(show, published_at=at(-20))
    browser = editor_of(visit, show)
    assert due(browser)[:2] == ["Thu 19 Nov ■ missed", "Thu 26 Nov ! nothing yet"]
    told = texts(browser.get("/admin"), "//p[contains(@class, 'show-rhythm')]/span")
    assert told == ["Every Thursday", "2 missed"]


@pytest.mark.parametrize(
    "changes", [{"phase": "paused"}, {"phase": "finished"}, {"rhythm_days": None}]
)
def test_nothing_is_due_of_what_rests_or_has_no_rhythm(
    visit: Visit, changes: dict[str, Any]
) -> None:
    show = make_podcast(**{"rhythm_days": 7, **changes})
    make_episode(show, published_at=at(-1))
    browser = editor_of(visit, show)
    assert due(browser) == []
    marks = texts(browser.get("/admin"), "//span[@class='mark-word']")
    assert marks == [changes["phase"]] if changes.get("phase") else not marks


def test_trailers_and_what_never_appeared_make_no_rhythm(visit: Visit) -> None:
    show = make_podcast(rhythm_days=7)
    make_episode(show, kind="trailer", published_at=at(-1))
    make_episode(show, published_at=None)
    browser = editor_of(visit, show)
    assert due(browser) == []
    make_episode(show, published_at=at(-1))
    make_episode(show, kind="bonus", published_at=at(6))
    assert due(browser)[0] == "Mon 30 Nov ! nothing yet"


def test_days_are_those_of_the_clocks_of_a_podcast(visit: Visit) -> None:
    show = make_podcast(rhythm_days=7, time_zone="Pacific/Auckland")
    make_episode(show, published_at=at(-1))  # a day later there: it is past midnight
    make_episode(show, published_at=at(6))
    browser = editor_of(visit, show)
    assert due(browser)[0].startswith("Tue 1 Dec scheduled")
    assert "Next 1 December 2026, 01:00" in browser.get("/admin")


# What is scheduled and begun


def test_what_is_scheduled_is_there_by_its_time(editor: Visit, show: Podcast) -> None:
    for days, title in ((9, "Later"), (2, "Soon")):
        make_episode(show, title=title, published_at=at(days))
    page = editor.get("/admin")
    assert titles(page, "scheduled") == ["Soon", "Later"]
    when = texts(page, "//section[@aria-labelledby='scheduled']//p[@class='episode-when']")
    assert when == ["26 November 2026, 12:00", "3 December 2026, 12:00"]
    assert "/admin/episodes?state=scheduled" in links(page)


def test_drafts_with_what_blocks_the_newest_first(editor: Visit, show: Podcast) -> None:
    for n in range(7):
        make_episode(show, **DRAFT, title=f"Draft {n}", checks=["audio", "notes", "summary"])
    page = editor.get("/admin")
    assert titles(page, "drafts") == [f"Draft {n}" for n in (6, 5, 4, 3, 2)]
    row = texts(page, "//section[@aria-labelledby='drafts']//li//p[contains(@class, 'dotted')]")[0]
    assert row.endswith("■Blocked: No audio, no notes! 1 warning")
    assert "All 7" in texts(page, "//section[@aria-labelledby='drafts']//a")


def test_drafts_that_nobody_saved_are_not_counted(editor: Visit) -> None:
    keep(editor, form_at(editor, NEW), title="Ebb")
    page = editor.get("/admin")
    assert rows(page) == ["Ebb"]
    assert texts(page, "//section[@aria-labelledby='drafts']//a")[0] == "All"


def test_what_is_scheduled_and_blocked_now_is_named(editor: Visit, show: Podcast) -> None:
    lacking = make_episode(show, title="Tides", published_at=at(2), checks=["notes", "chapters"])
    make_episode(show, title="Fine", published_at=at(3), checks=["number", "chapters"])
    assert attention(editor) == [
        "■ “\u2068Tides\u2069” appears on 26 November 2026, 12:00, and is blocked: no notes."
    ]
    page = editor.get("/admin")
    assert links(page, "//ul[@class='checks']") == [f"/admin/episodes/{lacking.id}#checks"]


def test_what_another_took_meanwhile_blocks_too(editor: Visit, show: Podcast) -> None:
    make_episode(show, title="Tides", number=7, slug="a", published_at=at(2))
    make_episode(show, **DRAFT, number=7, key="x", slug="a")
    assert attention(editor)[0].endswith("is blocked: number taken, address taken.")


def test_editors_see_theirs_alone(visit: Visit, show: Podcast, queries: Queries) -> None:
    other = make_podcast()
    make_episode(show, title="Foreign", published_at=at(2), checks=["notes"])
    make_episode(show, **DRAFT, title="Foreign too")
    make_episode(other, **DRAFT, title="Theirs")
    browser = editor_of(visit, other)
    with queries() as asked:
        page = browser.get("/admin")
    assert asked.names == ["find accounts", "find stamps", "find drafts"]
    assert titles(page, "drafts") == ["Theirs"]
    assert "Foreign" not in page
    assert not page.lxml.xpath("//section[@aria-labelledby='attention']")


# Imports


def test_an_import_that_stopped_midway_is_named_to_admins(visit: Visit, editor: Visit) -> None:
    browser = admin(visit)
    run = Run("tides.xml", "deep")
    run.__enter__()
    told = "! The import of “tides.xml” stopped midway: the same command finishes it."
    assert told not in attention(browser)
    ImportRun.collection().update_one({}, {"$set": {"renewed_at": utc_now() - WEEK}})
    assert told in attention(browser)
    assert told not in attention(editor)
    run.__exit__(None, None, None)
    assert told not in attention(browser)


def test_each_podcast_leads_to_a_new_episode_of_it(visit: Visit, weekly: Podcast) -> None:
    page = editor_of(visit, make_podcast(), weekly).get("/admin")
    (way,) = [each for each in links(page) if each.endswith(f"/new?podcast={weekly.id}")]
    chosen = page.goto(way).html.select_one("#podcast option[selected]")
    assert chosen["value"] == str(weekly.id)


def test_what_is_out_and_blocked_is_counted(editor: Visit, show: Podcast) -> None:
    for n in range(3):
        make_episode(show, title=f"Out {n}", checks=["notes", "chapters"])
    make_episode(show, title="Fine", checks=["number", "chapters"])
    make_episode(show, **DRAFT, title="Begun", checks=["audio"])
    make_episode(title="Foreign", checks=["notes"])
    assert attention(editor) == ["! 3 published episodes have checks that block."]
    (address,) = links(editor.get("/admin"), "//ul[@class='checks']")
    found = editor.get(address)
    assert texts(found, "//p[@class='episode-title']") == ["Out 2", "Out 1", "Out 0"]
    assert "Show the others too" in found
    assert "checks=blocked" not in links(found, "//p[@class='found']")[0]


def test_what_is_blocked_now_is_found_in_every_state(editor: Visit, show: Podcast) -> None:
    make_episode(show, title="Tides", number=7)
    make_episode(show, **DRAFT, title="Ebb", number=7, key="x")
    make_episode(show, title="Fine")
    page = editor.get("/admin/episodes?checks=blocked")
    assert sorted(texts(page, "//p[@class='episode-title']")) == ["Ebb", "Tides"]
    assert all("Blocked: Number taken" in row for row in texts(page, "//ol/li"))
    assert editor.get("/admin/episodes?checks=blocked&q=ebb").lxml.xpath("//ol/li")
    editor.get("/admin/episodes?checks=odd", status=400)
