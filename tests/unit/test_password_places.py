"""How few passwords are at work at once, and who is let in beside them."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
from argon2 import PasswordHasher

from talkpython_site.passwords import BusyError, Passwords, Places
from tests.waiting import wait_until

GOOD = "otter velvet quarry"
verify = PasswordHasher.verify


class Held:
    """What holds every password at work until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.most_at_work = self._at_work = 0
        self._counting = threading.Lock()

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._counting:
            self._at_work += 1
            self.most_at_work = max(self.most_at_work, self._at_work)
        assert self.let_go.wait(60)
        try:
            yield
        finally:
            with self._counting:
                self._at_work -= 1


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    held = Held()

    def holding(self: PasswordHasher, compared: str, password: bytes) -> bool:
        with held.counted():
            return verify(self, compared, password)

    monkeypatch.setattr(PasswordHasher, "verify", holding)
    return held


@pytest.mark.parametrize(("threads", "inside"), [(8, 6), (64, 6), (6, 4), (5, 3), (4, 2), (1, 2)])
def test_two_work_few_wait_and_others_are_refused_at_once(
    held: Held, threads: int, inside: int
) -> None:
    passwords, refused = Passwords(threads, patience_seconds=60), []

    def ask(_n: int) -> bool:
        try:
            return not passwords.is_right(None, GOOD)
        except BusyError as error:
            refused.append(error.retry_seconds)
            return False

    with ThreadPoolExecutor(20) as pool:
        answers = pool.map(ask, range(1_000))
        # None of those inside has finished: all others were refused meanwhile.
        wait_until(lambda: len(refused) == 1_000 - inside)
        with pytest.raises(BusyError), passwords.room():
            pass
        held.let_go.set()
        assert sum(answers) == inside
    assert held.most_at_work == 2
    assert set(refused) == {5}


def test_room_is_kept_for_all_that_a_try_takes(held: Held) -> None:
    passwords = Passwords(threads=1)
    with ThreadPoolExecutor(2) as pool, passwords.room():
        other = pool.submit(passwords.is_right, None, GOOD)
        wait_until(lambda: held.most_at_work == 1)
        with pytest.raises(BusyError):
            pool.submit(passwords.hash, GOOD).result()
        # Whoever is inside needs no more room, neither now nor later.
        assert all(passwords.hash(GOOD) for _ in range(3))
        held.let_go.set()
        assert not other.result()
    assert passwords.hash(GOOD)


def enter(places: Callable[[], AbstractContextManager[None]], times: int, stack: ExitStack) -> int:
    """Go in from so many threads, until the end of the block; gives how many were let in."""
    let_go, answers = threading.Event(), []

    def stay(_n: int) -> None:
        try:
            with places():
                answers.append(True)
                assert let_go.wait(60)
        except BusyError:
            answers.append(False)

    pool = stack.enter_context(ThreadPoolExecutor(times))
    stack.callback(let_go.set)
    pool.map(stay, range(times))
    wait_until(lambda: len(answers) == times)
    return sum(answers)


@pytest.mark.parametrize(("threads", "most"), [(64, 6), (8, 6), (6, 4), (4, 2), (1, 2)])
def test_weak_passwords_take_no_place_of_those_who_sign_in(threads: int, most: int) -> None:
    passwords = Passwords(threads)
    stored = passwords.hash(GOOD)
    with ExitStack() as stack:
        assert enter(passwords.judging, 20, stack) == most
        assert [passwords.is_right(stored, GOOD) for _ in range(3)] == [True] * 3
    assert passwords.weakness(GOOD) is None


@pytest.mark.parametrize(("threads", "most"), [(64, 12), (8, 7), (6, 5), (4, 3), (1, 3)])
def test_a_thread_is_left_whatever_is_asked(threads: int, most: int) -> None:
    passwords = Passwords(threads)
    with ExitStack() as stack:
        hashing = enter(passwords.room, 20, stack)
        assert hashing + enter(passwords.judging, 20, stack) == most


def test_nobody_waits_for_long(held: Held) -> None:
    passwords = Passwords(patience_seconds=0.02)
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(passwords.is_right, None, GOOD) for _ in range(2)]
        wait_until(lambda: held.most_at_work == 2)
        with pytest.raises(BusyError):
            passwords.hash(GOOD)
        held.let_go.set()
        assert [answer.result() for answer in answers] == [False, False]
    assert passwords.weakness(GOOD) is None


def test_who_fails_leaves_the_place() -> None:
    places = Places(at_work=1, waiting=0, patience_seconds=0)
    with pytest.raises(KeyError), places.taken():
        raise KeyError
    with places.taken(), pytest.raises(BusyError), places.taken():
        pass
