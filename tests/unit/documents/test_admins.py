"""The roster of admins: whoever stands there can act, and it is never emptied."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    LastAdminError,
    Roster,
    SaveConditionError,
    utc_now,
)
from talkpython_site.documents.base import carry_out, follow_up
from talkpython_site.documents.roles import ADMIN
from talkpython_site.housekeeping import finish_overdue
from tests.conftest import watch
from tests.factories import make_account
from tests.interleaving import Actor, Meanwhile, play

pytestmark = pytest.mark.usefixtures("clean")

A, B, C = ObjectId(), ObjectId(), ObjectId()
RUNS = 40
STEPS: dict[str, Callable[[Account], None]] = {
    "lock": lambda it: it.lock(COMMAND_LINE),
    "unlock": lambda it: it.unlock(COMMAND_LINE),
    "discard": lambda it: it.discard(COMMAND_LINE),
    "take back": lambda it: it.take_back(COMMAND_LINE),
    "remove": lambda it: it.remove_role(ADMIN, COMMAND_LINE),
    "add": lambda it: it.add_role(ADMIN, COMMAND_LINE),
    "rename": lambda it: it.rename("Somebody", COMMAND_LINE),
}


def test_who_joins_twice_stands_there_once() -> None:
    Roster.join(A, 0)
    Roster.join(A, 1)
    assert Roster.members() == [A]


def test_the_last_one_does_not_leave() -> None:
    Roster.join(A, 0)
    Roster.join(B, 0)
    Roster.leave(A, 1)
    with pytest.raises(LastAdminError, match="make somebody else an admin first"):
        Roster.leave(B, 1)
    assert Roster.members() == [B]


def test_who_does_not_stand_there_may_leave() -> None:
    Roster.leave(A, 1)
    Roster.join(B, 0)
    Roster.leave(C, 1)
    assert Roster.members() == [B]


def test_nobody_stands_on_an_empty_roster() -> None:
    assert Roster.members() == []


def test_a_joining_that_comes_too_late_is_refused() -> None:
    Roster.join(B, 0)
    Roster.leave(A, 3)
    for revision in (1, 3):
        Roster.join(A, revision)
        assert Roster.members() == [B]
    Roster.join(A, 4)
    assert Roster.members() == [B, A]


def test_two_that_join_first_at_once_both_stand_there() -> None:
    with watch.accompanied(Meanwhile(partial(Roster.join, B, 0), before="update rosters")):
        Roster.join(A, 0)
    assert set(Roster.members()) == {A, B}


def test_who_was_not_let_in_yet_is_let_in_to_leave() -> None:
    """Their joining waits for housekeeping: they are the last one all the same."""
    account = make_account()
    waiting = follow_up("join_admins", account_id=account.id, revision=0)
    stored = {"$set": {"roles": [ADMIN], "pending": [waiting]}}
    Account.collection().update_one({"_id": account.id}, stored)
    with pytest.raises(LastAdminError):
        Account.objects.get(id=account.id).discard(COMMAND_LINE)
    other = make_account(roles=[ADMIN])
    Account.objects.get(id=account.id).remove_role(ADMIN, COMMAND_LINE)
    carry_out(Account, account.id, waiting)
    assert Roster.members() == [other.id]


def test_an_account_that_is_gone_does_not_step_down() -> None:
    account = make_account(roles=[ADMIN])
    Account.erase(account.id)
    with pytest.raises(SaveConditionError):
        account.lock(COMMAND_LINE)


def step(account_id: ObjectId, name: str) -> None:
    """One change by somebody who read the account first."""
    account = Account.objects.get(id=account_id)
    with suppress(LastAdminError, SaveConditionError):
        STEPS[name](account)


def at_once(works: list[Callable[[], Any]], chance: random.Random, *, dying: bool) -> None:
    deaths = (None, *range(6)) if dying else (None,)
    actors = [Actor(work, watch, ignore, chance.choice(deaths)) for work in works]
    play(actors, chance.randrange(2**32))


def ignore(*_heard: object) -> None:
    """Nothing is noted of what the threads ask."""


def standing() -> tuple[set[ObjectId], set[ObjectId]]:
    """Who can act, and who stands on the roster."""
    acting = {account.id for account in Account.objects if account.acts}
    return acting, set(Roster.members())


@pytest.mark.parametrize("name", ["lock", "discard", "remove"])
@pytest.mark.parametrize("seed", range(5))
def test_of_two_who_remove_each_other_at_once_one_stays(name: str, seed: int) -> None:
    admins = [make_account(roles=[ADMIN]).id for _ in range(2)]
    at_once([partial(step, each, name) for each in admins], random.Random(seed), dying=False)  # noqa: S311 - an order of events
    acting, members = standing()
    assert len(acting) == 1
    assert members == acting


@pytest.mark.parametrize("seed", range(RUNS))
def test_somebody_is_always_left(seed: int) -> None:
    """Whatever is done to three at once, by whoever dies anywhere, and by housekeeping."""
    chance = random.Random(seed)  # noqa: S311 - the same for a seed
    accounts = [make_account(roles=[ADMIN] if n < 2 else []).id for n in range(3)]
    drawn = [(chance.choice(accounts), chance.choice(list(STEPS))) for _ in range(5)]
    later: Callable[[], Any] = partial(finish_overdue, utc_now() + timedelta(minutes=1))
    at_once([*(partial(step, *each) for each in drawn), later, later], chance, dying=True)
    finish_overdue(utc_now() + timedelta(minutes=1))
    acting, members = standing()
    assert members <= acting
    assert members
