"""A process that is killed while people are merged: whole or not begun, and never a ring."""

from datetime import timedelta

import pytest
from mongoengine import get_db

from talkpython_site.documents import AuditLine, Person, Revision, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue
from tests.factories import make_person
from tests.killing import every_death
from tests.moves import EDITOR, lines

pytestmark = pytest.mark.usefixtures("clean")
LATER = timedelta(minutes=1)


def empty() -> None:
    for document in (Person, Revision, AuditLine):
        document.collection().delete_many({})
    get_db()["stamps"].delete_many({})


def begin() -> None:
    make_person("One")
    make_person("Two")


def named(name: str) -> Person:
    found: Person = Person.objects.get(name=name)
    return found


def merge() -> None:
    named("Two").merge_into(named("One").id, EDITOR, "a")


def close_ring() -> None:
    """As it is written by who read before the other one was merged."""
    one = named("One")
    one.merged_into = named("Two").id
    one.save_as(EDITOR, "merged", one._untying(EDITOR))


def test_a_killed_merge_is_whole_or_not_begun(database_uri: str) -> None:
    begin()
    for _writes in every_death(database_uri, merge):
        finish_overdue(utc_now() + LATER)
        two = named("Two")
        if not two.revision:
            assert (two.merged_into, lines(), read_stamp()) == (None, [], ())
            merge()
            two = named("Two")
        assert (two.merged_into, two.revision, two.pending) == (named("One").id, 1, [])
        assert [each["action"] for each in lines()] == ["merged"]
        assert {each.key for each in read_stamp()} == {f"person:{two.id}"}
        empty()
        begin()


def test_who_dies_after_making_a_ring_leaves_none(database_uri: str) -> None:
    begin()
    merge()
    for _writes in every_death(database_uri, close_ring):
        finish_overdue(utc_now() + LATER)
        finish_overdue(utc_now() + LATER)
        one, two = named("One"), named("Two")
        assert (one.merged_into, two.merged_into) == (None, one.id)
        assert one.pending == two.pending == []
        empty()
        begin()
        merge()
