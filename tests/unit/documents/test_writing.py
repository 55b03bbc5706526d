"""insert() and change(): guarded, one write to one document each."""

from typing import Any, ClassVar

import pytest
from mongoengine import ValidationError
from mongoengine.connection import get_db
from pymongo.errors import WriteError

from talkpython_site.documents import Episode, NotUniqueError, Person, SaveConditionError, Stored
from tests.factories import make_episode, make_person

pytestmark = pytest.mark.usefixtures("clean")


class Refused(Stored):
    """What a database refuses for another reason than its key."""

    meta: ClassVar[dict[str, Any]] = {"collection": "refused"}


def stored(episode: Episode) -> dict[str, Any]:
    found = Episode.collection().find_one({"_id": episode.id})
    assert found is not None
    return found


def again(episode: Episode) -> Episode:
    """The same episode as another process reads it."""
    read: Episode = Episode.objects(id=episode.id).first()
    return read


def test_a_new_document_has_revision_0_and_its_time() -> None:
    episode = make_episode()
    assert stored(episode)["revision"] == 0
    assert stored(episode)["created_at"] == episode.created_at
    assert episode.created_at is not None


def test_a_taken_key_means_already_done() -> None:
    make_person("Ines Okafor", slug="ines")
    with pytest.raises(NotUniqueError):
        make_person("Another", slug="ines")
    with pytest.raises(NotUniqueError):
        Person.objects.first().insert()
    assert Person.collection().count_documents({}) == 1


def test_a_change_is_the_next_revision() -> None:
    episode = make_episode(title="Draft")
    episode.title = "Tides"
    episode.change()
    assert (episode.revision, stored(episode)["revision"]) == (1, 1)
    assert stored(episode)["title"] == "Tides"
    episode.change()
    assert stored(episode)["revision"] == 2


def test_the_second_writer_loses_and_changes_nothing() -> None:
    mine = make_episode(title="Draft", number=1)
    theirs = again(mine)
    mine.title = "Mine"
    mine.change()
    theirs.title, theirs.number = "Theirs", 2
    with pytest.raises(SaveConditionError):
        theirs.change()
    assert (stored(mine)["title"], stored(mine)["number"]) == ("Mine", 1)
    assert theirs.revision == 0


@pytest.mark.parametrize("missing", [{"$unset": {"revision": 1}}, {"$set": {"revision": None}}])
def test_a_document_from_before_revisions_has_revision_0(missing: dict[str, Any]) -> None:
    episode = make_episode()
    Episode.collection().update_one({"_id": episode.id}, missing)
    first, second = again(episode), again(episode)
    first.change()
    assert stored(episode)["revision"] == 1
    with pytest.raises(SaveConditionError):
        second.change()


def test_only_what_changed_is_written() -> None:
    episode = make_episode(title="Draft")
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"summary": "Counted since."}})
    episode.title = "Tides"
    episode.change()
    assert stored(episode)["summary"] == "Counted since."


def test_what_was_emptied_is_missing() -> None:
    episode = make_episode(summary="Words", strip=[10_000])
    episode.summary, episode.strip = None, []
    episode.change()
    assert not {"summary", "strip"} & stored(episode).keys()


def test_an_erased_document_stays_away() -> None:
    episode = make_episode()
    Episode.collection().delete_one({"_id": episode.id})
    episode.title = "Back"
    with pytest.raises(SaveConditionError):
        episode.change()
    assert again(episode) is None


def test_a_change_to_a_taken_key_is_refused() -> None:
    make_person("Ines Okafor", slug="ines")
    other = make_person("Another", slug="another")
    other.slug = "ines"
    with pytest.raises(NotUniqueError):
        other.change()
    assert other.revision == 0


def test_a_change_is_checked_first() -> None:
    episode = make_episode()
    episode["title"] = None
    with pytest.raises(ValidationError):
        episode.change()


def test_the_failure_of_the_database_is_told_as_it_is() -> None:
    get_db().drop_collection("refused")
    get_db().create_collection("refused", validator={"_id": {"$exists": False}})
    with pytest.raises(WriteError):
        Refused().insert()
