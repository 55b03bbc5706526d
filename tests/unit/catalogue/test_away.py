"""The database is away: readers go on with what is in process, and nobody waits for it twice."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import mongoengine
import pytest
from mongoengine import get_db
from pymongo.errors import NetworkTimeout, OperationFailure

from talkpython_site.catalogue import PING_SECONDS, Catalogue
from talkpython_site.database import ping
from talkpython_site.documents import Episode
from talkpython_site.documents.away import AwayError
from talkpython_site.documents.stamp import announce
from tests.conftest import Queries, watch
from tests.engine import Engine
from tests.factories import make_episode
from tests.interleaving import Meanwhile
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(tmp_path_factory.mktemp("away"))
    engine.database.connect()
    engine.database.prepare()
    yield engine
    engine.database.disconnect()


@pytest.fixture
def engine(started: Engine) -> Iterator[Engine]:
    """Awake, connected and empty."""
    started.database.disconnect()
    started.database.connect()
    for name in ("episodes", "podcasts", "stamps"):
        get_db()[name].delete_many({})
    yield started
    started.wake()


@pytest.fixture
def catalogue(engine: Engine) -> Catalogue:
    """Loaded with one episode; no thread of its own yet."""
    catalogue = Catalogue(ZoneInfo("UTC"), 3600, engine.database.prepare)
    make_episode(title="kept")
    catalogue.load()
    return catalogue


def titles(catalogue: Catalogue) -> set[str]:
    catalogue.refresh()
    return {card.title for card in catalogue.all().episodes.values()}


def seconds_of(catalogue: Catalogue) -> float:
    """How long a request waits."""
    started = time.monotonic()
    assert titles(catalogue) == {"kept"}
    return time.monotonic() - started


def test_one_request_waits_a_second_the_next_ones_not_at_all(
    engine: Engine, catalogue: Catalogue, queries: Queries
) -> None:
    titles(catalogue)
    assert catalogue.shown_as_of is None
    engine.hang()
    assert 0.5 < seconds_of(catalogue) < 2
    as_of = catalogue.shown_as_of
    assert as_of is not None
    with queries() as asked:
        assert seconds_of(catalogue) < 0.5
    assert (asked.count, catalogue.shown_as_of) == (0, as_of)


def test_one_thread_asks_now_and_then_and_brings_everything_back(engine: Engine) -> None:
    asked_at = []

    def ask() -> None:
        asked_at.append(time.monotonic())
        ping()

    catalogue = Catalogue(ZoneInfo("UTC"), 3600, ask)
    catalogue.load()
    catalogue.start()
    make_episode(title="unannounced")
    engine.hang()
    assert titles(catalogue) == set()
    wait_until(lambda: len(asked_at) == 2)
    assert asked_at[1] - asked_at[0] >= PING_SECONDS
    engine.signal(signal.SIGCONT)
    wait_until(lambda: titles(catalogue) == {"unannounced"})
    assert catalogue.shown_as_of is None
    catalogue.stop()


def test_a_killed_database_is_started_again(engine: Engine, catalogue: Catalogue) -> None:
    catalogue.start()
    engine.signal(signal.SIGKILL)
    assert titles(catalogue) == {"kept"}
    wait_until(lambda: catalogue.shown_as_of is None and titles(catalogue), seconds=60)
    announce(make_episode(title="since").card_key)
    assert titles(catalogue) == {"kept", "since"}
    catalogue.stop()


def test_who_waited_behind_another_does_not_ask_again(
    engine: Engine, catalogue: Catalogue, queries: Queries
) -> None:
    def other() -> None:
        engine.hang()
        with ThreadPoolExecutor(1) as thread:
            thread.submit(catalogue.refresh).result()

    announce("episode:changed")
    with watch.accompanied(Meanwhile(other, after="find stamps")), queries() as asked:
        assert titles(catalogue) == {"kept"}
    assert (asked.names, catalogue.shown_as_of is None) == (["find stamps"], False)


def test_a_hang_in_the_midst_of_a_change_costs_two_seconds(
    engine: Engine, catalogue: Catalogue
) -> None:
    make_episode(title="new")
    announce("episode:changed")
    with watch.accompanied(Meanwhile(engine.hang, after="find stamps")):
        assert seconds_of(catalogue) < 3
    assert catalogue.shown_as_of is not None


def test_a_page_waits_two_seconds_and_the_next_ones_do_not_ask(
    engine: Engine, catalogue: Catalogue
) -> None:
    engine.hang()
    started = time.monotonic()
    with pytest.raises(NetworkTimeout), catalogue.asking():
        Episode.objects.first()
    assert time.monotonic() - started < 3
    assert catalogue.shown_as_of is not None
    for ask in (Episode.collection, lambda: Episode.objects):
        with pytest.raises(AwayError), catalogue.asking():
            ask()


def test_a_page_that_finds_the_database_away_does_not_ask_for_its_document(
    engine: Engine, catalogue: Catalogue
) -> None:
    engine.hang()
    with catalogue.asking():
        catalogue.refresh()
        with pytest.raises(AwayError):
            Episode.collection()
    assert Episode.collection() is not None


def test_what_the_database_refuses_does_not_mean_that_it_is_away(catalogue: Catalogue) -> None:
    with pytest.raises(OperationFailure), catalogue.asking():
        get_db().command("invented")
    assert catalogue.shown_as_of is None


def test_a_connection_that_is_just_replaced_counts_as_away(catalogue: Catalogue) -> None:
    mongoengine.disconnect()
    assert titles(catalogue) == {"kept"}
    assert catalogue.shown_as_of is not None


def test_a_load_that_failed_is_still_wanted(engine: Engine, catalogue: Catalogue) -> None:
    make_episode(title="unannounced")
    engine.database.disconnect()
    with pytest.raises(mongoengine.ConnectionFailure):
        catalogue.load()
    engine.database.connect()
    catalogue.start()
    wait_until(lambda: titles(catalogue) == {"kept", "unannounced"})
    catalogue.stop()
