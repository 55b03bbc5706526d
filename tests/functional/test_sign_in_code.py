"""Signing in with a second factor: the code after the password, and a recovery code instead."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, utc_now
from talkpython_site.second_factor import recovery_hash
from tests.conftest import Visit
from tests.factories import make_account
from tests.signing_in import INES, ORIGIN, another, is_signed_in, try_to, wrong

RECOVERY = "k7mq-3xwt-h9pn"
TOO_LATE = "That took more than ten minutes, or the account was changed meanwhile."


@pytest.fixture
def account(clean: None) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account(
        INES, totp_secret=pyotp.random_base32(), recovery_hashes=[recovery_hash(RECOVERY)]
    )


def enter(page: Any, code: str) -> Any:
    page.forms[0]["code"] = code
    return page.forms[0].submit(headers=ORIGIN, status="*")


def code_of(account: Account) -> str:
    return pyotp.TOTP(str(account.totp_secret)).now()


def test_a_code_comes_after_the_password(visit: Visit, account: Account) -> None:
    page = try_to(visit, next="/people", stays="y")
    assert page.status_int == 200
    assert "Now your code" in page
    assert "no-store" in page.headers["Cache-Control"]
    assert not is_signed_in(visit)

    answer = enter(page, code_of(account))

    assert answer.location == "https://longwave.example/people"
    assert is_signed_in(visit)
    account.reload()
    (made,) = account.sign_ins
    assert made.expires_at - made.made_at == timedelta(days=180)


def test_a_code_is_taken_once(visit: Visit, account: Account) -> None:
    code, other = code_of(account), another(visit)
    first, second = try_to(visit), try_to(other)
    assert enter(first, code).status_int == 303
    page = enter(second, code)
    assert page.status_int == 422
    assert wrong(page) == ["This code is not right, or was used before."]
    assert not is_signed_in(other)


def test_a_recovery_code_stands_for_a_lost_phone(visit: Visit, account: Account) -> None:
    other = another(visit)
    first, second = try_to(visit), try_to(other)
    answer = enter(first, RECOVERY.upper())
    assert answer.status_int == 303
    assert "recovery code is used up" in visit.get(answer.headers["Location"])
    assert enter(second, RECOVERY).status_int == 422
    account.reload()
    assert account.recovery_hashes == []


@pytest.mark.parametrize("code", ["", "0", "x" * 10_000, "\0", "12345\u0661"])
def test_other_codes_are_wrong(visit: Visit, account: Account, code: str) -> None:
    page = enter(try_to(visit), code)
    assert page.status_int == 422
    assert len(wrong(page)) == 1
    assert account.has_second_factor
    assert not is_signed_in(visit)


def test_the_password_counts_for_ten_minutes(visit: Visit, account: Account) -> None:
    page, later = try_to(visit, next="/people"), utc_now() + timedelta(minutes=10, seconds=2)
    with time_machine.travel(later):
        answer = enter(page, code_of(account))
    assert answer.status_int == 422
    assert wrong(answer)[0].startswith(TOO_LATE)
    assert answer.forms[0]["next"].value == "/people"
    assert not is_signed_in(visit)


def test_nothing_may_change_between_the_steps(visit: Visit, account: Account) -> None:
    pages = [try_to(another(visit)) for _ in range(2)]
    account.turn_off_second_factor(COMMAND_LINE)
    assert wrong(enter(pages[0], code_of(make_account(totp_secret=pyotp.random_base32()))))
    account.reload()
    account.lock(COMMAND_LINE)
    assert wrong(enter(pages[1], "000000"))


def test_a_lock_between_the_steps_counts(visit: Visit, account: Account) -> None:
    page = try_to(visit)
    account.lock(COMMAND_LINE)
    answer = enter(page, code_of(account))
    assert answer.status_int == 422
    assert wrong(answer)[0].startswith(TOO_LATE)
    assert not is_signed_in(visit)


def test_a_step_is_made_here_for_this_alone(visit: Visit, account: Account) -> None:
    signer = visit.app.registry.signer
    page = try_to(visit)
    for forged in ("", "x", signer.sign("device", [str(account.id), "y"])):
        page.forms[0]["step"] = forged
        answer = enter(page, code_of(account))
        assert wrong(answer)[0].startswith(TOO_LATE)
    assert not is_signed_in(visit)
