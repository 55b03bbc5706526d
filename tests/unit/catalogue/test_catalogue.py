"""The catalogue of one process: at most one request behind, one query a request."""

import gc
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from mongoengine import get_db

from talkpython_site.catalogue import Catalogue, NotLoadedError, settle
from talkpython_site.documents import Episode, utc_now
from talkpython_site.documents.stamp import EVERYTHING, KEPT, announce, announcement
from tests import cards
from tests.conftest import Queries, watch
from tests.factories import make_episode
from tests.interleaving import Meanwhile
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

UTC_ZONE = ZoneInfo("UTC")
HOUR = 3600.0


@pytest.fixture
def catalogue() -> Catalogue:
    """Loaded from an empty database; no thread of its own yet."""
    catalogue = Catalogue(UTC_ZONE, HOUR)
    catalogue.load()
    return catalogue


@pytest.fixture
def living(catalogue: Catalogue) -> Iterator[Catalogue]:
    catalogue.start()
    yield catalogue
    catalogue.stop()


def titles(catalogue: Catalogue) -> set[str]:
    """What one request sees."""
    catalogue.refresh()
    return {card.title for card in catalogue.public(utc_now()).episodes}


def publish(title: str) -> Episode:
    episode = make_episode(title=title)
    announce(f"podcast:{episode.podcast}")
    announce(episode.card_key)
    return episode


def test_nothing_is_shown_before_it_was_loaded(queries: Queries) -> None:
    catalogue = Catalogue(UTC_ZONE, HOUR)
    with queries() as asked:
        catalogue.refresh()
    assert (catalogue.is_loaded, asked.count) == (False, 0)
    for look in (catalogue.all, lambda: catalogue.public(utc_now())):
        with pytest.raises(NotLoadedError):
            look()


def test_a_request_costs_one_query(catalogue: Catalogue, queries: Queries) -> None:
    publish("A")
    titles(catalogue)
    with queries() as asked:
        assert titles(catalogue) == {"A"}
    assert asked.names == ["find stamps"]


def test_a_change_costs_the_next_request_what_changed(
    catalogue: Catalogue, queries: Queries
) -> None:
    publish("A")
    with queries() as asked:
        assert titles(catalogue) == {"A"}
    assert sorted(asked.names) == ["find episodes", "find podcasts", "find stamps", "find stamps"]


def test_unannounced_changes_are_not_looked_for(catalogue: Catalogue) -> None:
    make_episode(title="A")
    assert titles(catalogue) == set()
    catalogue.load()
    assert titles(catalogue) == {"A"}


def test_scheduled_episodes_appear_without_a_query(catalogue: Catalogue, queries: Queries) -> None:
    soon = utc_now() + timedelta(hours=1)
    make_episode(title="soon", published_at=soon)
    catalogue.load()
    second = timedelta(seconds=1)
    with queries() as asked:
        assert catalogue.public(soon - second).episodes == ()
        (card,) = catalogue.public(soon).episodes
    assert (card.title, asked.count) == ("soon", 0)


def test_what_is_derived_is_kept(catalogue: Catalogue) -> None:
    now = utc_now()
    first = catalogue.public(now)
    assert catalogue.public(now + timedelta(seconds=1)) is first
    assert catalogue.public(now - timedelta(seconds=1)) is first
    announce(EVERYTHING)
    catalogue.refresh()
    assert catalogue.public(now) is not first


def test_what_another_thread_derived_meanwhile_is_taken(catalogue: Catalogue) -> None:
    now, derived, lock = utc_now(), [], catalogue._deriving

    @contextmanager
    def held_by_another() -> Iterator[None]:
        catalogue._deriving = lock
        derived.append(catalogue.public(now))
        yield

    catalogue._deriving = held_by_another()  # type: ignore[assignment] # a lock with a history
    assert catalogue.public(now) is derived[0]


def test_threads_that_come_at_once_share_what_one_derives(catalogue: Catalogue) -> None:
    show = cards.podcast()
    many = cards.snapshot(show, *(cards.episode(show) for _ in range(3000)))
    catalogue._snapshot, now = many, utc_now()
    with ThreadPoolExecutor(8) as threads:
        derived = list(threads.map(catalogue.public, [now] * 8))
    assert {id(each) for each in derived} == {id(catalogue.public(now))}


def test_everything_is_read_again_once_asked(living: Catalogue) -> None:
    make_episode(title="unnamed")
    announce(EVERYTHING)
    living.refresh()
    assert living.all().is_unfinished
    wait_until(lambda: titles(living) == {"unnamed"})
    wait_until(lambda: not living.all().is_unfinished)


def test_a_reader_that_was_away_too_long_reads_everything(
    catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    catalogue.refresh()
    make_episode(title="unnamed")
    for _ in range(KEPT):
        announce("episode:none")
    living = request.getfixturevalue("living")  # its thread would have followed each of them
    wait_until(lambda: titles(living) == {"unnamed"})


def test_a_stamp_that_is_gone_means_everything(living: Catalogue) -> None:
    publish("announced")
    titles(living)
    get_db()["stamps"].delete_many({})
    make_episode(title="restored")
    wait_until(lambda: titles(living) == {"announced", "restored"})


def test_now_and_then_everything_is_read_without_being_asked() -> None:
    catalogue = Catalogue(UTC_ZONE, reload_seconds=0.05)
    catalogue.start()
    wait_until(lambda: catalogue.is_loaded)
    make_episode(title="by hand")
    wait_until(lambda: titles(catalogue) == {"by hand"})
    catalogue.stop()


def test_what_is_announced_comes_in_though_nobody_visits(living: Catalogue) -> None:
    make_episode(title="imported at night")
    announce(EVERYTHING)
    wait_until(lambda: {c.title for c in living.all().episodes.values()} == {"imported at night"})


def test_a_spoilt_document_is_left_out_until_it_is_mended(living: Catalogue) -> None:
    episode, other = publish("sound"), publish("other")
    wait_until(lambda: titles(living) == {"sound", "other"})
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"people": 7}})
    announce(episode.card_key)
    wait_until(lambda: titles(living) == {other.title})
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"people": []}})
    announce(episode.card_key)
    wait_until(lambda: titles(living) == {"sound", "other"})


def test_the_thread_goes_on_after_what_nobody_thought_of(
    living: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    stamps = get_db()["stamps"]
    stamps.insert_one({"_id": "catalogue", "recent": 7})
    wait_until(lambda: "could not be brought up to date" in caplog.text)
    stamps.delete_many({})
    publish("since")
    wait_until(lambda: {c.title for c in living.all().episodes.values()} == {"since"})


def test_the_thread_ends_when_it_is_told_to(catalogue: Catalogue) -> None:
    before = set(threading.enumerate())
    catalogue.stop()
    catalogue.start()
    catalogue.stop()
    assert set(threading.enumerate()) <= before


def test_a_load_does_not_undo_what_a_request_saw_meanwhile(catalogue: Catalogue) -> None:
    episode = publish("before")

    def change() -> None:
        episode.title = "after"
        episode.change(announcement(episode.card_key))
        assert titles(catalogue) == {"after"}

    titles(catalogue)
    with watch.accompanied(Meanwhile(change, before="find topics")):
        catalogue.load()
    assert {card.title for card in catalogue.all().episodes.values()} == {"after"}


def test_everything_announced_during_a_load_is_read_after_it(living: Catalogue) -> None:
    def restore() -> None:
        make_episode(title="restored")
        announce(EVERYTHING)

    with watch.accompanied(Meanwhile(restore, before="find topics")):
        living.load()
    wait_until(lambda: titles(living) == {"restored"})


def test_what_began_to_be_read_earlier_is_not_shown_later(catalogue: Catalogue) -> None:
    """Nobody announced it: two loads, of which the first has read what was there before."""
    other = threading.Thread(target=catalogue.load)

    def change() -> None:
        make_episode(title="new")
        other.start()
        other.join(0.3)  # more than it needs, were it not to wait for the first

    with watch.accompanied(Meanwhile(change, before="find topics")):
        catalogue.load()
    other.join()
    assert titles(catalogue) == {"new"}


def test_what_another_thread_applied_is_not_read_again(
    catalogue: Catalogue, queries: Queries
) -> None:
    """Both read the stamp; the second one to come by has only that left to do."""
    publish("A")

    def other() -> None:
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(titles, catalogue).result() == {"A"}

    with watch.accompanied(Meanwhile(other, after="find stamps")), queries() as asked:
        assert titles(catalogue) == {"A"}
    assert asked.names == ["find stamps", "find stamps"]


def test_replaced_cards_leave_memory_though_they_were_frozen(living: Catalogue) -> None:
    publish("A")
    titles(living)
    settle()
    public = living.public(utc_now())
    assert (public.people_by_letter, public.topics_by_letter) == ((), ())
    assert public.years_by_podcast
    watched = weakref.ref(public)
    del public
    announce(EVERYTHING)
    wait_until(lambda: titles(living) == {"A"} and not living.all().is_unfinished)
    assert watched() is None


def test_garbage_that_was_frozen_goes_with_the_next_load() -> None:
    watched = frozen_cycle()
    gc.collect()
    assert watched() is not None
    settle()
    assert watched() is None


def frozen_cycle() -> "weakref.ref[Any]":
    """What a request leaves when everything is frozen in its midst."""
    request = Catalogue(UTC_ZONE, HOUR)
    request.__dict__["itself"] = request
    settle()
    return weakref.ref(request)
