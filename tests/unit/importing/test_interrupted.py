"""An import that is killed after any of its writes: the same command finishes it at once."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from mongoengine import get_db

from talkpython_site.catalogue import Catalogue, Public
from talkpython_site.documents import ImportRun, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue
from tests.imports import dated, everything, import_file, numbered
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

PEOPLE = "<podcast:person>Ada Quay</podcast:person><podcast:person>Ben Sand</podcast:person>"
OLD = dated(1, numbered(1, PEOPLE), numbered(2))
NEW = dated(
    2,
    numbered(1, PEOPLE + "<title>Ebb</title>"),
    numbered(2),
    numbered(3, "<category>Tides</category>"),
    title="<title>Deep Harbour</title><language>en</language>",
)
DIFFERS = {"_id", "created_at", "podcast", "people", "topics", "imported"}  # each time, or by ids


def written(folder: Path, feed: str, name: str = "feed") -> str:
    path = folder / f"{name}.xml"
    path.write_text(feed)
    return str(path)


def finished(path: str) -> list[dict[str, Any]]:
    """What there is once an import ended, which holds no show any more."""
    import_file(path)
    assert ImportRun.objects(lock__exists=True).first() is None
    return content()


def content() -> list[dict[str, Any]]:
    """All that is stored, without what differs each time."""
    documents = [each for kind in everything().values() for each in kind]
    return [{name: each[name] for name in each.keys() - DIFFERS} for each in documents]


def visible() -> Public:
    catalogue = Catalogue(ZoneInfo("UTC"), 600)
    catalogue.load()
    return catalogue.public(utc_now())


def empty() -> None:
    for name in get_db().list_collection_names():
        get_db()[name].delete_many({})


def is_announced() -> bool:
    """Whether readers hear of what a run left, once housekeeping came by."""
    finish_overdue(utc_now() + timedelta(minutes=1))
    return [each.key for each in read_stamp()][-1:] == ["*"]


def test_a_new_show(tmp_path: Path, database_uri: str) -> None:
    path, writes = written(tmp_path, OLD), 0
    complete = finished(path)
    empty()
    # Podcasts shown and episodes after: its run, two people, the podcast, two episodes, the podcast
    # shown, announced, ended.
    states = [(0, 0)] * 4 + [(0, 1), (0, 2)] + [(1, 2)] * 3
    for writes in every_death(database_uri, import_file, path):
        episodes = [each for each in content() if "guid" in each]
        assert (len(visible().podcasts), len(episodes)) == states[writes - 1]
        assert all(each in complete for each in episodes)
        assert is_announced()
        assert finished(path) == complete
        assert len(visible().episodes) == 2
        empty()
    assert writes == len(states)


def test_a_newer_file(tmp_path: Path, database_uri: str) -> None:
    old, new, writes = written(tmp_path, OLD, "old"), written(tmp_path, NEW, "new"), 0
    before = finished(old)
    complete = finished(new)
    start_again(old)
    # What is new or changed: its run, a topic, two episodes, the podcast, announced, ended.
    states = [0, 1, 2, 3, 4, 4, 4]
    for writes in every_death(database_uri, import_file, new):
        assert sum(each not in before for each in content()) == states[writes - 1]
        assert all(each in before or each in complete for each in content())
        assert visible().podcasts
        assert is_announced()
        assert finished(new) == complete
        start_again(old)
    assert writes == len(states)


def start_again(path: str) -> None:
    empty()
    import_file(path)
