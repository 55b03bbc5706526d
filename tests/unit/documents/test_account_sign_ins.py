"""Sign-ins of an account: begun, ended, and never alive again."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Account, Actor, AuditLine, SignIn, utc_now
from tests.conftest import watch
from tests.factories import FIRST_DAY, make_account
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")
Ending = Callable[[Account], None]
KEEPING: dict[str, Ending] = {
    "set_password": lambda it: it.set_password("new hash", COMMAND_LINE, kept="h1"),
    "end_sign_ins": lambda it: it.end_sign_ins(COMMAND_LINE, kept="h1"),
}
keeping = pytest.mark.parametrize("end", KEEPING.values(), ids=KEEPING)


def sign_in(number: int = 1) -> SignIn:
    return SignIn(hash=f"h{number}", made_at=FIRST_DAY, seen_at=FIRST_DAY, expires_at=utc_now())


def hashes(account: Account) -> list[str]:
    found = Account.collection().find_one({"_id": account.id}) or {}
    return [each["hash"] for each in found.get("sign_ins", ())]


def read(account: Account) -> Account:
    found: Account = Account.objects.get(id=account.id)
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.set_password("new hash", COMMAND_LINE),
        lambda it: it.turn_on_second_factor("SECRET", 1, [], COMMAND_LINE),
        lambda it: it.lock(COMMAND_LINE),
        lambda it: it.discard(COMMAND_LINE),
    ],
)
def test_none_is_added_by_what_was_true_before(change: Ending) -> None:
    account = make_account()
    was = read(account)
    change(account)
    assert not was.push_sign_in(sign_in())
    assert hashes(account) == []


@keeping
def test_one_stays_and_the_others_end(end: Ending) -> None:
    account = make_account(sign_ins=[sign_in(2), sign_in(1), sign_in(3)])
    end(read(account))
    assert hashes(account) == ["h1"]


@keeping
@pytest.mark.parametrize("ended", ["h1", "h2"])
def test_what_was_ended_meanwhile_stays_ended(end: Ending, ended: str) -> None:
    """Signing out in one tab raises no revision, and the other tab's change goes through."""
    account = make_account(sign_ins=[sign_in(1), sign_in(2)])
    meanwhile = Meanwhile(lambda: Account.pull_sign_in(account.id, ended), before="update accounts")
    changed = read(account)
    with watch.accompanied(meanwhile):
        end(changed)
    assert hashes(account) == [each for each in ["h1"] if each != ended]


@keeping
def test_one_that_comes_meanwhile_does_not_stay(end: Ending) -> None:
    account = make_account(sign_ins=[sign_in(1)])
    changed, verified = read(account), read(account)

    def another_browser() -> None:
        assert verified.push_sign_in(sign_in(2))

    with watch.accompanied(Meanwhile(another_browser, before="update accounts")):
        end(changed)
    assert hashes(account) == ["h1"]


class Updates:
    """What the updates of accounts say."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def before(self, name: str, command: Mapping[str, Any]) -> None:
        if name == "update accounts":
            self.said += [each["u"] for each in command["updates"]]

    def after(self, _name: str, _command: object, _reply: object) -> None: ...


@keeping
def test_the_list_as_it_was_read_is_not_written(end: Ending) -> None:
    """A visit may be noted meanwhile, too: ``see`` writes into the entry that is kept."""
    account = read(make_account(sign_ins=[sign_in(1), sign_in(2)]))
    updates = Updates()
    with watch.accompanied(updates):
        end(account)
    first = updates.said[0]
    assert first["$pull"] == {"sign_ins": {"hash": {"$ne": "h1"}}}
    assert not [key for each in ("$set", "$unset") for key in first.get(each, ()) if "sign" in key]


def test_one_is_pulled_once() -> None:
    account = make_account(sign_ins=[sign_in(1), sign_in(2)])
    Account.pull_sign_in(account.id, "h1")
    Account.pull_sign_in(account.id, "h1")
    assert hashes(account) == ["h2"]


def test_one_that_is_ended_is_told_and_no_change_is_refused_for_it() -> None:
    account = make_account(sign_ins=[sign_in(1), sign_in(2)])
    other_tab, by = read(account), Actor(account.id, "203.0.113.9")
    for _ in range(2):
        read(account).end_sign_in("h1", by)
    read(account).end_sign_in("h7", by)
    assert hashes(account) == ["h2"]
    (line,) = AuditLine.objects
    assert (line.action, line.fields, line.revision) == ("sign-in ended", ["sign_ins"], 0)
    assert (line.account, line.network, line.thing) == (*by, account.thing)
    other_tab.rename("Ines Lund", by)
    assert hashes(account) == ["h2"]


def test_one_is_ended_whatever_else_was_changed_meanwhile() -> None:
    account = make_account(sign_ins=[sign_in(1)])
    late = read(account)
    read(account).rename("Ines Lund", COMMAND_LINE)
    late.end_sign_in("h1", COMMAND_LINE)
    assert hashes(account) == []


def test_an_account_that_was_looked_up_is_changed_like_any_other() -> None:
    account = make_account("ines@example.org", sign_ins=[sign_in(1)])
    assert Account.looked_up("nobody@example.org") is None
    found = Account.looked_up("INES@example.org")
    assert found is not None
    assert (found.id, found.revision, found.sign_ins) == (account.id, 0, [])
    assert found.push_sign_in(sign_in(2))
    found.rename("Ines Lund", COMMAND_LINE)
    assert hashes(account) == ["h1", "h2"]
