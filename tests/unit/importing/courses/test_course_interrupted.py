"""An import of a course that is killed after any of its writes, or disturbed by an editor."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from mongoengine import get_db

from talkpython_site.catalogue import Catalogue
from talkpython_site.documents import ImportRun, Lecture, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.documents.visibility import IMPORTING
from talkpython_site.housekeeping import finish_overdue
from tests.conftest import watch
from tests.course_folders import (
    README,
    SMALL,
    bring_in,
    course,
    everything,
    import_folder,
    make_folder,
    outline,
)
from tests.imports import counts, edit, kept
from tests.interleaving import Meanwhile
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

FIRST = "transcripts/01-welcome/1.txt"
NEW = SMALL | {
    "README.md": README.replace("Tides come", "Tides went"),
    FIRST: "00:00 Good day.",
    "transcripts/02-tables/2-more.txt": "00:00 More.",
}
DIFFERS = {"_id", "created_at", "course", "topics", "imported"}  # each time, or by ids


def finished(path: str) -> list[dict[str, Any]]:
    """What there is once an import ended, which holds no course any more."""
    import_folder(path)
    assert ImportRun.objects(lock__exists=True).first() is None
    return content()


def content() -> list[dict[str, Any]]:
    documents = [each for kind in everything().values() for each in kind]
    for entry in (entry for each in documents for entry in each.get("lectures", ())):
        entry.pop("lecture", None)  # an id
    return [{name: each[name] for name in each.keys() - DIFFERS} for each in documents]


def shown() -> list[int]:
    """Of each course that visitors see how many lectures it has."""
    catalogue = Catalogue(ZoneInfo("UTC"), 600)
    catalogue.load()
    cards = catalogue.all().cards["course"].values()
    return [card.lecture_count for card in cards if card.is_public(utc_now())]


def empty() -> None:
    for name in get_db().list_collection_names():
        get_db()[name].delete_many({})


def is_announced() -> bool:
    """Whether readers hear of what a run left, once housekeeping came by."""
    finish_overdue(utc_now() + timedelta(minutes=1))
    return [each.key for each in read_stamp()][-1:] == ["*"]


def test_a_new_course(tmp_path: Path, database_uri: str) -> None:
    path, writes = str(make_folder(tmp_path)), 0
    complete = finished(path)
    empty()
    # Its run, the course unseen, three lectures, the course seen, announced, ended.
    states: list[tuple[list[int], int]] = [([], 0), ([], 0), ([], 1), ([], 2), ([], 3)]
    states += [([3], 3)] * 3
    for writes in every_death(database_uri, import_folder, path):
        assert (shown(), Lecture.objects.count()) == states[writes - 1]
        assert is_announced()
        assert finished(path) == complete
        assert shown() == [3]
        empty()
    assert writes == len(states)


def test_a_newer_folder(tmp_path: Path, database_uri: str) -> None:
    (tmp_path / "newer").mkdir()
    old, new = str(make_folder(tmp_path)), str(make_folder(tmp_path / "newer", NEW))
    before, writes = finished(old), 0
    complete = finished(new)
    again(old)
    for writes in every_death(database_uri, import_folder, new):
        assert shown() in ([3], [4])
        assert all(each in before or each in complete for each in content())
        assert is_announced()
        assert writes == 1 or content() != before
        assert finished(new) == complete
        again(old)
    assert writes == 6  # its run, two lectures, the course, announced, ended


def again(path: str) -> None:
    empty()
    import_folder(path)


def test_a_stopped_import_is_known_by_its_state(tmp_path: Path) -> None:
    bring_in(tmp_path)
    edit(course(), state=IMPORTING, chapters=[], lectures=[], last_key=None)
    outcome = bring_in(tmp_path)
    assert (outcome.choice.is_new, outcome.choice.reason) == (True, "its import was stopped")
    assert (counts(outcome), kept(outcome)) == ((0, 0, 3), [])
    assert (course().state, len(outline())) == ("published", 2)


def test_an_editor_who_saves_meanwhile_is_respected(tmp_path: Path) -> None:
    bring_in(tmp_path)

    def save() -> None:
        edit(course(), title="Mine")

    with watch.accompanied(Meanwhile(save, before="update courses")):
        outcome = bring_in(tmp_path, NEW)
    assert (course().title, outline()[0][1][0]) == ("Mine", "Good day")
    assert kept(outcome) == [("Mine", "edited here: title")]


def test_a_key_that_somebody_took_meanwhile_is_not_given_twice(tmp_path: Path) -> None:
    bring_in(tmp_path)

    def take() -> None:
        Lecture(course=course().id, key=6).insert()

    with watch.accompanied(Meanwhile(take, before="insert lectures")):
        outcome = bring_in(tmp_path, {"transcripts/02-tables/2-more.txt": "00:00 More."})
    assert counts(outcome) == (1, 0, 3)
    assert [each.key for each in course().lectures] == [1, 2, 3, 7]
