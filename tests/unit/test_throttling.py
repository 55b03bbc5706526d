"""Tries are counted exactly: by crowds, by several processes, over restarts, at every hour."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site import throttling
from talkpython_site.documents import Tries, utc_now
from talkpython_site.settings import Settings
from talkpython_site.signing import Signer
from talkpython_site.throttling import Counter, Limit, Reservation, ThrottledError, reserve
from tests.conftest import watch
from tests.connections import connected_to
from tests.engine import Engine
from tests.interleaving import Meanwhile
from tests.killing import killed_after, processes
from tests.waiting import wait_until

SIGNER = Signer("a secret of this test alone, which is long")
FEW = Limit("of a few", 3, 900)
MANY = Limit("of many", 40, 3_600)
NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)  # no database removes what is counted then
THREADS = 12

pytestmark = pytest.mark.usefixtures("clean")


def is_let_through(*tries: tuple[Limit, str]) -> bool:
    try:
        reserve(SIGNER, *tries)
    except ThrottledError:
        return False
    return True


def crowd(count: int, ask: Callable[[], Any]) -> list[Any]:
    """What so many calls give, a dozen of them at a time."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda _n: ask(), range(count)))


def counts() -> list[int]:
    return sorted(each.count for each in Tries.objects)


# Crowds


def test_of_a_thousand_at_once_exactly_so_many_get_through() -> None:
    let_through = crowd(1_000, lambda: is_let_through((MANY, "198.51.100.7")))
    assert sum(let_through) == MANY.most
    assert counts() == [MANY.most]


def let_through_elsewhere(uri: str, answer: Connection) -> None:
    with connected_to(uri):
        answer.send("ready")
        answer.recv()
        answer.send(sum(crowd(500, lambda: is_let_through((MANY, "198.51.100.7")))))


def test_two_processes_count_together(settings: Settings) -> None:
    here, there = processes.Pipe()
    other = processes.Process(target=let_through_elsewhere, args=(settings.mongodb_uri, there))
    other.start()
    assert here.recv() == "ready"
    here.send("go")
    own = sum(crowd(500, lambda: is_let_through((MANY, "198.51.100.7"))))
    assert own + here.recv() == MANY.most
    other.join(60)
    assert counts() == [MANY.most]


def test_who_looks_before_the_last_one_is_taken_gets_none() -> None:
    def take_what_is_left() -> None:
        for _ in range(FEW.most):
            reserve(SIGNER, (FEW, "b"))

    with watch.accompanied(Meanwhile(take_what_is_left, after="find tries")):
        assert not is_let_through((FEW, "a"), (FEW, "b"))
    assert counts() == [0, FEW.most]


def test_what_succeeds_does_not_count_however_many_do_at_once() -> None:
    crowd(100, lambda: reserve(SIGNER, (MANY, "a"), (MANY, "b")).give_back())
    assert counts() == [0, 0]


def test_no_crowd_gives_back_what_is_not_there() -> None:
    reserved = crowd(MANY.most, lambda: reserve(SIGNER, (MANY, "a")))
    Tries.collection().update_one({}, {"$set": {"count": 5}})
    remaining = iter(reserved)
    crowd(len(reserved), lambda: next(remaining).give_back())
    assert counts() == [0]


def test_giving_back_twice_is_once() -> None:
    kept, given = reserve(SIGNER, (FEW, "a")), reserve(SIGNER, (FEW, "a"))
    given.give_back()
    given.give_back()
    assert counts() == [1]
    kept.give_back()
    assert counts() == [0]


def test_some_are_given_back_alone() -> None:
    reservation = reserve(SIGNER, (FEW, "a"), (MANY, "a"))
    reservation.give_back(MANY)
    reservation.give_back(MANY)
    assert {each.id: each.count for each in Tries.objects} == {
        counter.tries_id: count
        for limit, count in ((FEW, 1), (MANY, 0))
        for counter in [Counter.at(utc_now(), limit, SIGNER.digest(f"{limit.name}:a"))]
    }
    reservation.give_back()
    assert counts() == [0, 0]


def test_giving_back_after_the_counter_has_gone() -> None:
    reservation = reserve(SIGNER, (FEW, "a"))
    Tries.collection().delete_many({})
    reservation.give_back()
    assert counts() == []


# Keys


def test_keys_and_limits_count_apart() -> None:
    other = FEW._replace(name="of a few others")
    tries = [(FEW, "a"), (FEW, "A"), (other, "a")]
    assert [is_let_through(each) for each in tries * FEW.most] == [True] * 9
    assert [is_let_through(each) for each in tries] == [False] * 3


def test_who_is_refused_for_one_key_is_counted_for_none() -> None:
    for _ in range(FEW.most):
        reserve(SIGNER, (FEW, "full"))
    assert not is_let_through((FEW, "before"), (FEW, "full"), (FEW, "after"))
    assert counts() == [FEW.most]


def test_it_is_said_when_all_of_them_may_be_tried_again() -> None:
    with time_machine.travel(NOON, tick=False):
        crowd(FEW.most, lambda: reserve(SIGNER, (FEW, "a")))
        crowd(MANY.most, lambda: reserve(SIGNER, (MANY, "a")))
        with pytest.raises(ThrottledError, match="in 3600 s"):
            reserve(SIGNER, (FEW, "a"), (MANY, "a"), (FEW, "b"))
    assert counts() == [FEW.most, MANY.most]


def test_nothing_that_is_stored_names_anybody() -> None:
    reserve(SIGNER, (FEW, "ines@example.com"))
    (stored,) = Tries.collection().find()
    assert stored.keys() == {"_id", "count", "expires_at"}
    digest, _, window = stored["_id"].partition(":")
    assert digest == SIGNER.digest(f"{FEW.name}:ines@example.com")
    assert window.isdigit()


def test_the_limits_of_the_site() -> None:
    limits = [each for each in vars(throttling).values() if isinstance(each, Limit)]
    assert len({each.name for each in limits}) == len(limits) == 15
    # Two windows meet: the 20th wrong try on an account is refused all the same.
    assert 2 * throttling.SIGN_IN_ACCOUNT.most < 20
    assert 2 * throttling.SIGN_IN_DEVICES.most < 20
    assert throttling.SIGN_IN_DEVICE.most < throttling.SIGN_IN_DEVICES.most
    assert throttling.SIGN_IN_NETWORK.most >= 80
    assert throttling.REGISTER_NETWORK.most >= 40


# Time


@given(st.integers(0, 4_000_000_000_000), st.integers(1, 100_000))
def test_windows_follow_each_other(milliseconds: int, seconds: int) -> None:
    now = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    limit, length = Limit("of any length", 1, seconds), timedelta(seconds=seconds)
    counter = Counter.at(now, limit, "a")
    assert now < counter.ends_at <= now + length
    assert Counter.at(counter.ends_at, limit, "a").ends_at == counter.ends_at + length
    assert Counter.at(counter.ends_at, limit, "a").tries_id != counter.tries_id
    assert Counter.at(counter.ends_at - length, limit, "a") == counter


@pytest.mark.parametrize(
    ("passed", "retry_seconds"), [(0, 900), (0.5, 900), (1, 899), (899, 1), (899.999, 1)]
)
def test_it_is_said_when_the_window_ends(passed: float, retry_seconds: int) -> None:
    with time_machine.travel(NOON + timedelta(seconds=passed), tick=False):
        for _ in range(FEW.most):
            reserve(SIGNER, (FEW, "a"))
        with pytest.raises(ThrottledError, match=f"{retry_seconds} s") as refused:
            reserve(SIGNER, (FEW, "a"))
    assert refused.value.retry_seconds == retry_seconds


def test_a_new_window_begins_though_the_old_one_is_still_there() -> None:
    with time_machine.travel(NOON + timedelta(seconds=899), tick=False) as clock:
        late = [is_let_through((FEW, "a")) for _ in range(FEW.most + 1)]
        clock.move_to(NOON + timedelta(seconds=900))
        new = [is_let_through((FEW, "a")) for _ in range(FEW.most + 1)]
    assert late == new == [True] * FEW.most + [False]
    assert counts() == [FEW.most] * 2


def test_what_is_given_back_late_leaves_the_new_window_alone() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        reservation = reserve(SIGNER, (FEW, "a"))
        clock.move_to(NOON + timedelta(hours=1))
        reserve(SIGNER, (FEW, "a"))
        reservation.give_back()
    assert counts() == [0, 1]


def test_the_database_removes_a_counter_after_its_window() -> None:
    with time_machine.travel(NOON, tick=False):
        reserve(SIGNER, (FEW, "a"))
    (stored,) = Tries.objects
    assert stored.expires_at == NOON + timedelta(minutes=16)
    index = Tries.collection().index_information()["expires"]
    assert (list(index["key"]), index["expireAfterSeconds"]) == ([("expires_at", 1)], 0)


# Restarts


def reserve_and_end() -> None:
    reserve(SIGNER, (FEW, "a"))


def test_a_process_that_was_killed_has_counted(settings: Settings) -> None:
    for _ in range(FEW.most):
        assert killed_after(1, settings.mongodb_uri, reserve_and_end)
    assert not is_let_through((FEW, "a"))


def test_a_database_that_was_killed_has_counted(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.database.connect()
    try:
        engine.database.prepare()
        for _ in range(FEW.most):
            reserve(SIGNER, (FEW, "a"))
        dead = engine.pid
        engine.signal(signal.SIGKILL)
        wait_until(lambda: not Path(f"/proc/{dead}").exists())
        engine.database.prepare()
        assert engine.pid != dead
        assert not is_let_through((FEW, "a"))
    finally:
        engine.database.disconnect()


def test_an_empty_reservation_gives_back_nothing() -> None:
    Reservation().give_back()
    assert counts() == []
