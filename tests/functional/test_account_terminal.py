"""What commands about accounts ask in a terminal."""

import pytest

from talkpython_site.documents import COMMAND_LINE, Account
from talkpython_site.passwords import Passwords
from talkpython_site.settings import Settings
from tests.factories import make_account
from tests.terminals import environ_of, terminal

pytestmark = pytest.mark.usefixtures("clean")

EMAIL = "ines@example.org"
GOOD = "seven calm herons at noon"
OTHER = "another eighth of a mile"


def opens(password: str) -> bool:
    account = Account.objects.with_email(EMAIL)
    return account is not None and Passwords().is_right(account.password_hash, password)


def test_a_password_is_asked_for_twice_and_never_shown(settings: Settings) -> None:
    # In a terminal somebody is asked, whatever the environment holds.
    environ = environ_of(settings, TALKPYTHON_ADMIN_PASSWORD=OTHER)
    with terminal(environ, "admin", "create", EMAIL) as shown:
        shown.until("Password (nothing: one is made):")
        shown.type(GOOD, hidden=True)
        shown.until("Again:")
        shown.type(GOOD, hidden=True)
        assert shown.end() == 0
    assert f"{EMAIL} is an admin now and can sign in." in shown.shown
    assert GOOD not in shown.shown
    assert opens(GOOD)


def test_two_different_passwords_are_none(settings: Settings) -> None:
    with terminal(environ_of(settings), "admin", "create", EMAIL) as shown:
        shown.until("made):")
        shown.type(GOOD, hidden=True)
        shown.until("Again:")
        shown.type(OTHER, hidden=True)
        assert shown.end() == 1
    assert "Error: These are two different passwords: try again." in shown.shown
    assert not Account.objects


def test_without_an_answer_a_password_is_made(settings: Settings) -> None:
    make_account(EMAIL)
    with terminal(environ_of(settings), "account", "set-password", EMAIL) as shown:
        shown.until("made):")
        shown.type("", hidden=True)
        assert shown.end() == 0
    made = shown.shown.partition("Its password is ")[2].partition(" and is not shown")[0]
    assert opens(made)


def test_an_address_that_is_taken_meanwhile_is_not_taken_twice(settings: Settings) -> None:
    with terminal(environ_of(settings), "admin", "create", EMAIL) as shown:
        shown.until("made):")
        make_account(EMAIL, password=OTHER)
        shown.type("", hidden=True)
        assert shown.end() == 1
    assert f"{EMAIL} has an account already" in shown.shown
    assert opens(OTHER)


@pytest.mark.parametrize(
    ("answer", "status", "said"), [("y", 0, "is deleted, to be erased on"), ("n", 1, "Aborted!")]
)
def test_whether_a_deletion_is_meant_is_asked(
    settings: Settings, answer: str, status: int, said: str
) -> None:
    make_account(EMAIL)
    with terminal(environ_of(settings), "account", "delete", EMAIL) as shown:
        shown.until(f"Delete the account {EMAIL}? [y/N]:")
        shown.type(answer)
        assert shown.end() == status
    assert said in shown.shown
    (account,) = Account.objects
    assert bool(account.deleted_at) == (status == 0)


def test_what_somebody_else_changed_meanwhile_stays_theirs(settings: Settings) -> None:
    account = make_account(EMAIL)
    with terminal(environ_of(settings), "account", "delete", EMAIL) as shown:
        shown.until("[y/N]:")
        account.rename("Ines Okafor-Lund", COMMAND_LINE)
        shown.type("y")
        assert shown.end() == 1
    assert f"Error: Somebody else changed {EMAIL} at this moment, and nothing was done" in (
        shown.shown
    )
    (stored,) = Account.objects
    assert (stored.name, stored.deleted_at) == ("Ines Okafor-Lund", None)


def test_who_stops_is_not_told_of_a_failure(settings: Settings) -> None:
    with terminal(environ_of(settings), "admin", "create", EMAIL) as shown:
        shown.until("made):")
        shown.type("\x04", hidden=True)  # the end of what is typed
        assert shown.end() == 1
    assert "Aborted!" in shown.shown
    assert not Account.objects
