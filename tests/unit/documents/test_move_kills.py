"""A process that is killed while an episode changes: nothing is lost, nothing done twice."""

from datetime import timedelta

import pytest
from mongoengine import get_db

from talkpython_site.documents import AuditLine, Episode, Podcast, Revision, Tombstone, utc_now
from talkpython_site.documents.revision import content_of
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import finish_overdue, give_up_old, purge
from tests.factories import make_episode
from tests.killing import every_death
from tests.moves import BINNED, CHANGES, EDITOR, UNPUBLISHED, begun, do, kept, lines, stored

pytestmark = pytest.mark.usefixtures("clean")
LATER = timedelta(minutes=1)


def empty() -> None:
    for document in (Episode, Podcast, Revision, AuditLine, Tombstone):
        document.collection().delete_many({})
    get_db()["stamps"].delete_many({})


@pytest.mark.parametrize("name", CHANGES)
def test_a_killed_change_is_whole_or_not_begun(database_uri: str, name: str) -> None:
    """Where it is not begun nothing follows from it, and once more does it."""
    change, before, deaths = CHANGES[name], begun(name), []
    for writes in every_death(database_uri, do, name):
        deaths.append(writes)
        finish_overdue(utc_now() + LATER)
        now = stored()
        if not now["revision"]:
            assert (now, lines(), read_stamp()) == (before, [], ())
            do(name)
            now = stored()
        assert {field: now.get(field) for field in change.leaves} == change.leaves
        assert (now["revision"], now["pending"]) == (1, [])
        assert kept() == {0: content_of(before)}
        assert [(each["action"], each["revision"]) for each in lines()] == [(change.said, 1)]
        assert {each.key for each in read_stamp()} == {f"episode:{now['_id']}"}
        empty()
        before = begun(name)
    # put by, changed, and twice: done, taken off
    assert deaths == [1, 2, 3, 4, 5, 6, 6]


def leave_to_purge() -> Episode:
    """What lay in the bin for long, with something put by."""
    episode = make_episode(**{**UNPUBLISHED, **BINNED, "key": "7", "guid": "g"})
    Revision.keep(episode.card_key, stored())
    return episode


def tidy() -> None:
    give_up_old(utc_now())
    purge()


def test_a_killed_purge_is_finished_by_the_next(database_uri: str) -> None:
    """Its names stand on a tombstone before it goes, and nothing put by outlives it."""
    episode, deaths = leave_to_purge(), {}
    for writes in every_death(database_uri, tidy):
        deaths[writes] = (len(Tombstone.objects), len(Revision.objects), len(Episode.objects))
        finish_overdue(utc_now() + LATER)
        tidy()
        (stone,) = Tombstone.objects
        assert (stone.podcast, stone.guid, stone.key) == (episode.podcast, "g", "7")
        assert (len(Revision.objects), len(Episode.objects)) == (0, 0)
        empty()
        episode = leave_to_purge()
    # given up, the tombstone set, taken off, what was put by and typed deleted, then the episode
    assert deaths == {
        1: (0, 1, 1), 2: (1, 1, 1), 3: (1, 1, 1), 4: (1, 0, 1), 5: (1, 0, 1), 6: (1, 0, 0),
    }  # fmt: skip


def restore() -> None:
    Episode.objects.first().restore(EDITOR)


def test_who_restores_is_never_overtaken(database_uri: str) -> None:
    """Killed at any point of it, a restored episode stays; else its time is over."""
    leave_to_purge()
    for writes in every_death(database_uri, restore):
        finish_overdue(utc_now() + LATER)
        tidy()
        assert len(Episode.objects) == (writes > 1)
        assert len(Tombstone.objects) == (writes <= 1)
        empty()
        leave_to_purge()
