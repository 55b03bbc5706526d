"""Links of mails: for one account, for one thing, for so long, and once."""

from datetime import timedelta

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Account, utc_now
from talkpython_site.mail.links import (
    CONFIRM,
    RESET,
    GoneError,
    UsedError,
    confirm_token,
    read_confirm,
    read_reset,
    reset_token,
)
from talkpython_site.signing import ExpiredError, ForgedError, Signer
from tests.factories import make_account

pytestmark = pytest.mark.usefixtures("clean")
SIGNER = Signer("a secret of these tests, long enough to be one")
OTHER = Signer("a secret of another site, long enough to be one")


def again(account: Account) -> Account:
    found: Account = Account.objects(id=account.id).first()
    return found


def test_a_confirmation_names_account_and_address() -> None:
    account = make_account()
    token = confirm_token(SIGNER, account, "INES@Bücher.example")
    assert read_confirm(SIGNER, token) == (account.id, "ines@xn--bcher-kva.example")
    assert not set(token) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@pytest.mark.parametrize("read", [read_confirm, read_reset])
@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "😀", "x" * 10_000])
def test_what_was_never_signed(read: object, token: str) -> None:
    assert callable(read)
    with pytest.raises(ForgedError):
        read(SIGNER, token)


def test_each_is_for_one_thing_on_one_site() -> None:
    account = make_account()
    confirm, reset = confirm_token(SIGNER, account, account.email), reset_token(SIGNER, account)
    for read, token in ((read_reset, confirm), (read_confirm, reset)):
        with pytest.raises(ForgedError):
            read(SIGNER, token)
    for read, token in ((read_confirm, confirm), (read_reset, reset)):
        with pytest.raises(ForgedError):
            read(OTHER, token)


@pytest.mark.parametrize(
    ("purpose", "lasts"), [(CONFIRM, timedelta(days=3)), (RESET, timedelta(hours=1))]
)
def test_how_long_they_last(purpose: str, lasts: timedelta) -> None:
    account, now = make_account(), utc_now()
    with time_machine.travel(now, tick=False):
        token = (
            reset_token(SIGNER, account)
            if purpose == RESET
            else confirm_token(SIGNER, account, account.email)
        )
    read = read_reset if purpose == RESET else read_confirm
    with time_machine.travel(now + lasts - timedelta(seconds=2), tick=False):
        assert read(SIGNER, token)
    late = time_machine.travel(now + lasts + timedelta(seconds=2), tick=False)
    with late, pytest.raises(ExpiredError):
        read(SIGNER, token)


def test_a_reset_works_once() -> None:
    account = make_account()
    first, second = reset_token(SIGNER, account), reset_token(SIGNER, account)
    read_reset(SIGNER, first).reset_password("another hash", COMMAND_LINE)
    for token in (first, second):
        with pytest.raises(UsedError):
            read_reset(SIGNER, token)
    assert read_reset(SIGNER, reset_token(SIGNER, again(account))).id == account.id


def test_a_reset_ends_with_the_address_it_came_to() -> None:
    account = make_account()
    token = reset_token(SIGNER, account)
    account.ask_for_email("new@example.org", COMMAND_LINE)
    assert read_reset(SIGNER, token).id == account.id
    account.take_new_email(COMMAND_LINE)
    with pytest.raises(UsedError):
        read_reset(SIGNER, token)


def test_a_reset_of_nobody() -> None:
    account = make_account()
    token = reset_token(SIGNER, account)
    Account.erase(account.id)
    with pytest.raises(GoneError):
        read_reset(SIGNER, token)


def test_a_new_password_stops_a_change_of_address() -> None:
    account = make_account()
    account.ask_for_email("new@example.org", COMMAND_LINE)
    account.set_password("another hash", COMMAND_LINE)
    assert again(account).new_email is None
