"""Indexes stand before a process serves; what stands against one is told in words."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from mongoengine import get_db
from pymongo.errors import PyMongoError

from talkpython_site.database import (
    DatabaseError,
    build_index,
    build_indexes,
    drop_index,
    foreign_indexes,
    missing_indexes,
    ping,
)
from talkpython_site.documents import DOCUMENTS, Episode, NotUniqueError, Podcast
from tests.connections import connected_to, with_database
from tests.factories import make_episode, make_podcast
from tests.killing import processes

NAME = "talkpython_indexes_test"


@pytest.fixture
def uri(database_uri: str) -> str:
    """A database of its own: what is done to indexes here is nobody else's trouble."""
    return with_database(database_uri, NAME)


@pytest.fixture(autouse=True)
def bare(uri: str) -> Iterator[None]:
    """Connected, without collections."""
    with connected_to(uri) as database:
        for name in get_db().list_collection_names():
            get_db().drop_collection(name)
        ping()
        yield
        assert database.is_embedded is False


def built() -> set[tuple[str, str]]:
    return {
        (name, index)
        for name in get_db().list_collection_names()
        for index in get_db()[name].index_information()
        if index != "_id_"
    }


def declared() -> set[tuple[str, str]]:
    return {(each.collection().name, spec["name"]) for each in DOCUMENTS for spec in each.indexes()}


def test_none_is_built_by_reading_or_writing() -> None:
    make_episode()
    assert Episode.objects.first() is not None
    assert built() == set()
    assert set(missing_indexes()) == declared()


def test_all_are_built_under_their_names() -> None:
    build_indexes()
    build_indexes()
    assert built() == declared()
    assert missing_indexes() == []


def test_several_processes_may_build_at_once(uri: str) -> None:
    started = [processes.Process(target=build, args=(uri,)) for _ in range(4)]
    for each in started:
        each.start()
    for each in started:
        each.join(60)
    assert [each.exitcode for each in started] == [0, 0, 0, 0]
    assert built() == declared()


def build(uri: str) -> None:
    with connected_to(uri) as database:
        database.prepare()


def test_duplicates_are_named() -> None:
    podcast = make_podcast()
    for _ in range(3):
        make_episode(podcast, key="7")
    with pytest.raises(DatabaseError) as raised:
        build_indexes()
    assert str(raised.value) == (
        "The index podcast_key_unique of episodes cannot be built:"
        f" podcast {podcast.id} and key 7 is stored 3 times. Change or remove all but one of each."
    )


def test_only_the_first_duplicates_are_named() -> None:
    for number in range(5):
        make_podcast(slug=f"show-{number}")
        make_podcast(slug=f"show-{number}")
    with pytest.raises(DatabaseError, match=r"^The index slug_unique of podcasts") as raised:
        build_indexes()
    assert str(raised.value).count("is stored 2 times") == 3


def test_duplicates_of_what_may_be_missing_are_named() -> None:
    for guid in (None, None, "same", "same"):
        make_podcast(guid=guid)
    with pytest.raises(DatabaseError, match=r"guid_unique of podcasts .*: guid same is stored 2"):
        build_indexes()


@pytest.mark.parametrize(
    ("keys", "options"),
    [
        ([("slug", 1)], {"name": "slug_unique"}),
        ([("title", 1)], {"name": "slug_unique", "unique": True}),
        ([("slug", 1)], {"name": "my_own_name", "unique": True}),
    ],
    ids=["not unique any more", "of another field", "under another name"],
)
def test_an_index_altered_by_hand_is_told_in_words(
    keys: list[tuple[str, int]], options: dict[str, Any]
) -> None:
    Podcast.collection().create_index(keys, **options)
    with pytest.raises(DatabaseError) as raised:
        build_indexes()
    told = str(raised.value)
    assert told.startswith("The index slug_unique of podcasts cannot be built: one with this name")
    assert told.endswith(" Drop that one and start again.")
    assert "full error" not in told


def test_another_reason_is_told_as_the_database_tells_it() -> None:
    strange = {"fields": [("slug", 1)], "name": "strange", "invented": True}
    with pytest.raises(DatabaseError, match=r"strange of podcasts cannot be built: .+") as raised:
        build_index(Podcast.collection(), strange)
    assert "full error" not in str(raised.value)


def test_old_indexes_are_found_and_dropped() -> None:
    build_indexes()
    Episode.collection().create_index("title", name="title_of_old")
    assert foreign_indexes() == [("episodes", "title_of_old")]
    drop_index("episodes", "title_of_old")
    assert foreign_indexes() == []
    assert built() == declared()


def test_optional_keys_may_be_missing_but_not_taken() -> None:
    build_indexes()
    make_podcast(guid=None)
    make_podcast(guid=None)
    make_podcast(guid="mine")
    with pytest.raises(NotUniqueError):
        make_podcast(guid="mine")


def test_a_database_that_is_not_there_is_told_within_a_second() -> None:
    started = time.monotonic()
    with connected_to(f"mongodb://127.0.0.1:1/{NAME}") as database, pytest.raises(PyMongoError):
        database.prepare()
    assert time.monotonic() - started < 2
