"""A deleted account: signing in offers it back, one button takes it back, time takes it away."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, utc_now
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit, watch
from tests.factories import make_account
from tests.interleaving import Meanwhile
from tests.signing_in import GUESS, INES, ORIGIN, another, is_signed_in, try_to, wrong
from tests.visitors import led_to

TOO_LATE = "That took more than ten minutes, or the account was changed meanwhile."


def make_deleted(**changes: Any) -> Account:
    account = make_account(INES, **changes)
    account.discard(COMMAND_LINE)
    return account


def take(page: Any) -> Any:
    return page.forms[0].submit(headers=ORIGIN, status="*")


def test_it_says_until_when(visit: Visit) -> None:
    make_deleted()
    with time_machine.travel("2026-05-03T12:00:00Z", tick=False):
        Account.collection().update_one({}, {"$set": {"deleted_at": utc_now()}})
        page = try_to(visit)
    assert "will be erased on Sunday 17 May 2026" in page
    assert not is_signed_in(visit)


def test_one_button_takes_it_back_as_it_was(visit: Visit) -> None:
    account = make_deleted(roles=["podcast:1"])
    page = try_to(visit, next="/people")
    assert page.status_int == 200

    answer = take(page)

    assert led_to(answer) == ("/people", "Your account is yours again, as it was.")
    assert is_signed_in(visit)
    account.reload()
    assert account.deleted_at is None
    assert account.roles == ["podcast:1"]
    assert len(account.sign_ins) == 1


def test_nobody_else_learns_of_it(visit: Visit) -> None:
    make_deleted()
    assert wrong(try_to(visit, password=GUESS))
    assert visit.get("/sign-in/take-back", status=405).headers["Allow"] == "POST"


def test_the_second_factor_comes_first(visit: Visit) -> None:
    secret = pyotp.random_base32()
    make_deleted(totp_secret=secret)
    page = try_to(visit)
    assert "Now your code" in page
    page.forms[0]["code"] = pyotp.TOTP(secret).now()
    page = take(page)
    assert "You deleted this account" in page
    assert take(page).status_int == 303
    assert is_signed_in(visit)


def test_a_recovery_code_is_said_to_be_used_up(visit: Visit) -> None:
    code = "abcd-efgh-jkmn"
    make_deleted(totp_secret=pyotp.random_base32(), recovery_hashes=[recovery_hash(code)])
    page = try_to(visit)
    page.forms[0]["code"] = code
    _path, said = led_to(take(take(page)))
    assert "used up" in said
    assert "yours again" in said


def test_a_page_that_offers_it_is_spent_once(visit: Visit) -> None:
    """It proves a password for ten minutes: whoever finds it would sign in for as long."""
    account, other = make_deleted(), another(visit)
    first, second = try_to(visit), try_to(other)
    assert take(first).status_int == 303
    account.reload()
    account.end_sign_ins(COMMAND_LINE)
    answer = take(second)
    assert answer.status_int == 422
    assert wrong(answer)[0].startswith(TOO_LATE)
    account.reload()
    assert account.sign_ins == []


def test_of_two_at_once_one_is_taken(visit: Visit) -> None:
    account, other = make_deleted(), another(visit)
    first, second = try_to(visit), try_to(other)
    with watch.accompanied(Meanwhile(lambda: take(first), before="update accounts")):
        assert wrong(take(second))[0].startswith(TOO_LATE)
    account.reload()
    assert len(account.sign_ins) == 1


def test_pressed_twice_it_goes_on(visit: Visit) -> None:
    make_deleted()
    page = try_to(visit)
    assert (take(page).status_int, take(page).status_int) == (303, 303)
    assert is_signed_in(visit)


@pytest.mark.parametrize("change", ["late", "forged", "password", "locked", "erased"])
def test_what_changed_meanwhile_counts(visit: Visit, change: str) -> None:
    account, later = make_deleted(), utc_now()
    page = try_to(visit)
    if change == "late":
        later += timedelta(minutes=10, seconds=2)
    elif change == "forged":
        page.forms[0]["step"] = "x"
    elif change == "erased":
        Account.erase(account.id)
    else:
        changed = {"password": {"password_hash": "another"}, "locked": {"locked_at": utc_now()}}
        Account.collection().update_one({}, {"$set": changed[change]})
    with time_machine.travel(later):
        answer = take(page)
    assert answer.status_int == 422
    assert wrong(answer)[0].startswith(TOO_LATE)
    assert not is_signed_in(visit)
    assert not Account.objects(deleted_at=None)
