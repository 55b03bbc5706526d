"""The row of an import: alone on its show, announced whatever happens to it."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import ImportRun, NotUniqueError, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.stamp import EVERYTHING, announcement, read_stamp
from talkpython_site.housekeeping import finish_overdue

pytestmark = pytest.mark.usefixtures("clean")


def start(show: str = "deep-harbour") -> tuple[ImportRun, dict[str, Any]]:
    run = ImportRun(source="feed.xml", lock=show, started_at=utc_now())
    entry = announcement(EVERYTHING)
    run.insert_awaiting(entry)
    return run, entry


def stored(run: ImportRun) -> dict[str, Any]:
    found: dict[str, Any] = ImportRun.objects(id=run.id).as_pymongo().first()
    return found


def test_a_show_is_held_by_one_run() -> None:
    first, _entry = start()
    assert ImportRun.objects.holding("deep-harbour").first().id == first.id
    with pytest.raises(NotUniqueError):
        start()
    start("another-show")


def test_a_run_that_ended_gives_its_show_back() -> None:
    first, _entry = start()
    first.end()
    assert "lock" not in stored(first)
    second, _entry = start()
    second.end()
    assert stored(second)["ended_at"] >= stored(second)["started_at"]


def test_a_lock_can_be_taken_from_a_run() -> None:
    dead, _entry = start()
    ImportRun.objects.release(dead.id)
    start()


def test_its_announcement_waits_until_it_ends() -> None:
    run, entry = start()
    assert stored(run)["pending"] == [entry]
    assert read_stamp() == ()
    carry_out(ImportRun, run.id, entry)
    assert [each.key for each in read_stamp()] == ["*"]
    assert stored(run)["pending"] == []


def test_a_living_run_is_left_alone() -> None:
    run, entry = start()
    later = utc_now() + timedelta(seconds=11)
    ImportRun.collection().update_one(
        {"_id": run.id}, {"$set": {"pending.0.at": entry["at"] - timedelta(seconds=8)}}
    )
    run.renew(entry)
    assert stored(run)["pending"][0]["at"] >= entry["at"]
    assert finish_overdue(later - timedelta(seconds=2)) == 0
    assert finish_overdue(later + timedelta(seconds=2)) == 1


def test_a_run_that_slept_is_announced_once_more() -> None:
    run, entry = start()
    assert finish_overdue(utc_now() + timedelta(seconds=11)) == 1
    run.renew(entry)
    assert [each["id"] for each in stored(run)["pending"]] == [entry["id"]]
    carry_out(ImportRun, run.id, entry)
    assert len(read_stamp()) == 2
