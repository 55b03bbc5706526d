"""A run of an import: alone on its show, announced whatever happens."""

import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pymongo.errors import AutoReconnect

from talkpython_site.documents import ImportRun, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue
from talkpython_site.importing.runs import (
    ANNOUNCE_AFTER,
    DEAD_AFTER,
    RENEW_AFTER,
    BusyError,
    Run,
    holder,
    is_gone,
    machine,
)
from tests.conftest import Queries, watch
from tests.imports import written
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")

BUSY = r"^Another import of “deep-harbour” is running: try again .*\.$"


def row() -> dict[str, Any]:
    return ImportRun.objects.order_by("-_id").as_pymongo().first()


def announced() -> list[str]:
    return [each.key for each in read_stamp()]


def held_by(name: str, *, since: timedelta = timedelta()) -> None:
    """A run of another process that holds the show."""
    moment = utc_now() - since
    ImportRun(source="feed.xml", lock="deep-harbour", holder=name, renewed_at=moment).insert()


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def start(show: str = "deep-harbour") -> None:
    """A run that does nothing."""
    with Run("feed.xml", show):
        assert row()["holder"] == holder()


def fail(error: BaseException) -> None:
    with Run("feed.xml", "deep-harbour") as run:
        run.has_written = True
        raise error


def test_a_show_is_held_by_one_run_alone() -> None:
    with Run("feed.xml", "deep-harbour"):
        start("other")
        with pytest.raises(BusyError, match=BUSY):
            start()
    start()


def test_a_show_that_is_given_free_meanwhile_is_taken() -> None:
    held_by("elsewhere:1")

    def end() -> None:
        ImportRun.objects.first().end()

    with watch.accompanied(Meanwhile(end, before="find import_runs")):
        start()


def test_what_was_written_is_announced_once_at_the_end(queries: Queries) -> None:
    with Run("feed.xml", "deep-harbour") as run:
        with run.step():
            run.has_written = True
        assert announced() == []
    assert announced() == ["*"]
    assert {"lock", "pending"}.isdisjoint(row())
    assert row()["ended_at"]
    with written(queries) as writes, Run("feed.xml", "deep-harbour") as run, run.step():
        pass
    assert writes() == []
    assert finish_overdue(utc_now() + timedelta(minutes=1)) == 0


def test_a_run_that_fails_announces_what_it_wrote() -> None:
    with pytest.raises(KeyboardInterrupt):
        fail(KeyboardInterrupt())
    assert announced() == ["*"]
    assert "lock" not in row()


def test_without_a_database_the_end_is_left_to_others() -> None:
    with pytest.raises(AutoReconnect):
        fail(AutoReconnect("gone"))
    assert announced() == []
    assert finish_overdue(utc_now() + timedelta(minutes=1)) == 1
    assert announced() == ["*"]


def test_a_long_run_says_that_it_lives_and_shows_what_is_in() -> None:
    with time_machine.travel(utc_now(), tick=False) as clock, Run("f", "deep-harbour") as run:
        for _step in range(7):
            clock.shift(RENEW_AFTER)
            with run.step():
                assert row()["renewed_at"] == row()["pending"][0]["at"] == utc_now()
        assert announced() == []  # nothing to show
        run.has_written = True
        with run.step():
            assert announced() == ["*"]
        clock.shift(ANNOUNCE_AFTER - timedelta(seconds=1))
        with run.step():
            assert announced() == ["*"]
        clock.shift(1)
        with run.step():
            assert announced() == ["*", "*"]


def go_on_after_sleeping() -> None:
    with time_machine.travel(utc_now(), tick=False) as clock, Run("f", "deep-harbour") as asleep:
        ImportRun.collection().update_many({}, {"$set": {"holder": "elsewhere:1"}})
        clock.shift(DEAD_AFTER + timedelta(seconds=1))
        with Run("feed.xml", "deep-harbour"), asleep.step():
            pytest.fail("two at once")


def test_a_run_that_lost_its_show_stops() -> None:
    """It slept for long, and another one took over."""
    with pytest.raises(BusyError, match=BUSY):
        go_on_after_sleeping()
    assert ImportRun.objects(lock="deep-harbour").first() is None


@pytest.mark.parametrize(
    ("name", "since", "is_free"),
    [
        (f"{machine()}:{dead_process()}", timedelta(), True),
        (f"{machine()}:{os.getpid()}", DEAD_AFTER - timedelta(seconds=5), False),
        (f"{machine()}:{os.getpid()}", DEAD_AFTER + timedelta(seconds=1), True),
        (f"elsewhere:{dead_process()}", timedelta(), False),
        (f"elsewhere:{dead_process()}", DEAD_AFTER + timedelta(seconds=1), True),
        ("", timedelta(), False),
        (f"{machine()}:odd", timedelta(), False),
    ],
    ids=["dead", "lives", "silent", "elsewhere", "silent elsewhere", "nobody", "odd"],
)
def test_the_show_of_a_dead_run_is_free(name: str, since: timedelta, *, is_free: bool) -> None:
    held_by(name, since=since)
    with nullcontext() if is_free else pytest.raises(BusyError):
        start()


def test_a_run_that_was_never_renewed_is_dead() -> None:
    ImportRun(source="feed.xml", lock="deep-harbour").insert()
    start()


def test_a_process_of_somebody_else_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert not is_gone(f"{machine()}:1")
