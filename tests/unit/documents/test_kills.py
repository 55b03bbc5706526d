"""A writer that is killed after any of its writes: nothing is lost, nothing done twice."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site.documents import Episode, ImportRun, NotUniqueError, Podcast, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.stamp import EVERYTHING, announce, announcement, read_stamp
from talkpython_site.housekeeping import finish_overdue
from tests.factories import make_episode
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

PODCAST = ObjectId(24 * "a")  # the same in every process


def insert() -> None:
    episode = Episode(podcast=PODCAST, key="1", guid="1", slug="a", title="New", state="published")
    episode.insert(announcement(episode.card_key))


def change() -> None:
    episode = Episode.objects.first()
    episode.title = "Changed"
    episode.change(announcement(episode.card_key), announcement(EVERYTHING))


def run() -> None:
    """What an import does around its items."""
    row = ImportRun(source="feed.xml", lock="deep-harbour", started_at=utc_now())
    entry = announcement(EVERYTHING)
    row.insert_awaiting(entry)
    row.renew(entry)
    announce(EVERYTHING)
    carry_out(ImportRun, row.id, entry)
    row.end()


def later() -> int:
    """What housekeeping finds a while after the death."""
    return finish_overdue(utc_now() + timedelta(minutes=1))


def keys() -> list[str]:
    return [each.key for each in read_stamp()]


def empty() -> None:
    for collection in (Episode, Podcast, ImportRun):
        collection.collection().delete_many({})
    get_db()["stamps"].delete_many({})


def pending(document: Any) -> list[dict[str, Any]]:
    return [entry for each in document.collection().find() for entry in each.get("pending", ())]


def test_a_killed_insert_is_there_and_announced(database_uri: str) -> None:
    deaths = {}
    for writes in every_death(database_uri, insert):
        deaths[writes] = later()
        assert [each["title"] for each in Episode.collection().find()] == ["New"]
        assert set(keys()) == {f"episode:{Episode.objects.first().id}"}
        assert pending(Episode) == []
        with pytest.raises(NotUniqueError):
            insert()
        empty()
    # inserted, announced, taken off, and once to its end
    assert deaths == {1: 1, 2: 1, 3: 0}


def test_a_killed_change_is_there_and_announced(database_uri: str) -> None:
    deaths = {}
    episode = make_episode(title="Before")
    for writes in every_death(database_uri, change):
        deaths[writes] = later()
        stored = Episode.objects.first()
        assert (stored.title, stored.revision) == ("Changed", 1)
        assert set(keys()) == {episode.card_key, EVERYTHING}
        assert pending(Episode) == []
        empty()
        episode = make_episode(title="Before")
    # changed, and twice: announced, taken off
    assert deaths == {1: 2, 2: 2, 3: 1, 4: 1, 5: 0}


def test_a_killed_run_is_announced(database_uri: str) -> None:
    deaths = {}
    for writes in every_death(database_uri, run):
        deaths[writes] = later()
        assert EVERYTHING in keys()
        assert pending(ImportRun) == []
        empty()
    # inserted, renewed, announced midway and at the end, taken off, ended
    assert deaths == {1: 1, 2: 1, 3: 1, 4: 1, 5: 0, 6: 0}


def test_housekeeping_that_is_killed_is_finished_by_the_next(database_uri: str) -> None:
    left = {}
    leave_two()
    for writes in every_death(database_uri, later):
        left[writes] = later()
        assert set(keys()) == {"episode:1", "episode:2"}
        assert pending(Episode) == []
        empty()
        leave_two()
    assert left == {1: 2, 2: 1, 3: 1, 4: 0}


def leave_two() -> None:
    for key in ("episode:1", "episode:2"):
        at_it = {"_id": make_episode().id}
        Episode.collection().update_one(at_it, {"$set": {"pending": [announcement(key)]}})
