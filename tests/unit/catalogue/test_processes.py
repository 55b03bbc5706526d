"""Several processes: each is right at its next request."""

import random
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from talkpython_site.catalogue import Catalogue
from talkpython_site.documents import Episode, ImportRun, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.stamp import EVERYTHING, announce, announcement
from talkpython_site.housekeeping import OVERDUE, finish_overdue
from tests.connections import connected_to
from tests.factories import make_episode
from tests.killing import killed_after, processes
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

HOUR = 3600.0
READERS = 3


class Reader:
    """A process with a catalogue of its own; ``look()`` is one request."""

    def __init__(self, uri: str, reload_seconds: float) -> None:
        self._pipe, theirs = processes.Pipe()
        self._process = processes.Process(target=serve, args=(uri, reload_seconds, theirs))
        self._process.start()

    def ask(self) -> None:
        self._pipe.send("look")

    def titles(self) -> set[str]:
        found: set[str] = self._pipe.recv()
        return found

    def end(self) -> None:
        self._pipe.send("")
        self._process.join(10)
        assert self._process.exitcode == 0


def serve(uri: str, reload_seconds: float, pipe: Connection) -> None:
    with connected_to(uri):
        catalogue = Catalogue(ZoneInfo("UTC"), reload_seconds)
        catalogue.load()
        catalogue.start()
        while pipe.recv():
            catalogue.refresh()
            pipe.send({card.title for card in catalogue.all().episodes.values()})
        catalogue.stop()


@pytest.fixture
def readers(database_uri: str, request: pytest.FixtureRequest) -> Iterator[list[Reader]]:
    started = [Reader(database_uri, getattr(request, "param", HOUR)) for _ in range(READERS)]
    look(started)  # they have loaded
    yield started
    for reader in started:
        reader.end()


def look(readers: list[Reader]) -> list[set[str]]:
    """What each sees in one request, all at once."""
    for reader in readers:
        reader.ask()
    return [reader.titles() for reader in readers]


def test_each_change_is_seen_by_the_next_request(readers: list[Reader]) -> None:
    episode = make_episode(title="0")
    for number in range(1, 20):
        episode.title = str(number)
        episode.change(announcement(episode.card_key))
        assert look(readers) == [{str(number)}] * READERS


def retitle() -> None:
    episode = Episode.objects.first()
    episode.title = "after"
    episode.change(announcement(episode.card_key))


def test_what_a_killed_writer_left_is_seen_once_announced(
    readers: list[Reader], database_uri: str
) -> None:
    episode = make_episode(title="before")
    announce(episode.card_key)
    assert look(readers) == [{"before"}] * READERS
    assert killed_after(1, database_uri, retitle)
    assert look(readers) == [{"before"}] * READERS
    assert finish_overdue(utc_now() + 2 * OVERDUE) == 1
    assert look(readers) == [{"after"}] * READERS


def count_up() -> None:
    episode = Episode.objects.first()
    episode.title = str(int(episode.title) + 1)
    episode.change(announcement(episode.card_key))


def bring_in() -> None:
    """An import: an announcement of everything stands ready, and is carried out at its end."""
    run, entry = ImportRun(source="feed.xml"), announcement(EVERYTHING)
    run.insert_awaiting(entry)
    named = dict.fromkeys(("key", "guid", "slug", "title"), f"new {run.id}")
    Episode(podcast=ObjectId(), state="published", **named).insert()
    carry_out(ImportRun, run.id, entry)
    run.end()


@pytest.mark.parametrize("seed", range(3))
def test_writers_that_die_anywhere_leave_no_reader_stale(
    readers: list[Reader], database_uri: str, seed: int
) -> None:
    """Beside this, test_interleavings takes turns after each command, with threads."""
    chance = random.Random(seed)  # noqa: S311 - the same for a seed
    announce(make_episode(title="0").card_key)
    for _ in range(12):
        work = chance.choice((count_up, count_up, bring_in))
        killed_after(chance.randint(1, 6), database_uri, work)
        finish_overdue(utc_now() + 2 * OVERDUE)
        stored = [{each["title"] for each in Episode.collection().find()}] * READERS
        if work is count_up:  # named by its key: the next request knows
            assert look(readers) == stored
        else:
            wait_until(partial(seen_by, readers, stored))


def seen_by(readers: list[Reader], stored: list[set[str]]) -> bool:
    return look(readers) == stored


def test_everything_is_loaded_by_all(readers: list[Reader]) -> None:
    make_episode(title="restored")
    announce(EVERYTHING)
    wait_until(lambda: look(readers) == [{"restored"}] * READERS)


@pytest.mark.parametrize("readers", [0.1], indirect=True)
def test_a_reload_finds_what_nobody_announced(readers: list[Reader]) -> None:
    make_episode(title="by hand")
    wait_until(lambda: look(readers) == [{"by hand"}] * READERS)
