"""A process that is killed while an account changes: nothing is lost, nothing done twice."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    Actor,
    AuditLine,
    Mail,
    Roster,
    SignIn,
    utc_now,
)
from talkpython_site.housekeeping import finish_overdue
from tests.accounts import CHANGES, NETWORK, OLD, begun, do
from tests.factories import FIRST_DAY
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")
LATER = timedelta(minutes=1)


def empty() -> None:
    for document in (Account, Mail, AuditLine, Roster):
        document.collection().delete_many({})


def later() -> int:
    return finish_overdue(utc_now() + LATER)


def followed() -> tuple[tuple[str, ...], list[str]]:
    """The mails and the audit lines there are."""
    return tuple(mail.kind for mail in Mail.objects), [line.action for line in AuditLine.objects]


@pytest.mark.parametrize("name", CHANGES)
def test_a_killed_change_is_whole_or_not_begun(database_uri: str, name: str) -> None:
    """Where it is not begun nothing follows from it, and once more does it."""
    change, account = CHANGES[name], begun(name)
    for _writes in every_death(database_uri, do, name):
        later()
        now = Account.objects.get(id=account.id)
        if now.revision == 0:
            assert followed() == ((), [])
            do(name)
            now = Account.objects.get(id=account.id)
        assert {field: now[field] for field in change.leaves} == change.leaves
        assert followed() == (change.mails, [change.said] if change.said else [])
        assert (account.id in Roster.members()) is now.acts is change.acts
        assert (now.revision, now.pending) == (1, [])
        empty()
        account = begun(name)


def register() -> None:
    moments: dict[str, Any] = dict.fromkeys(("made_at", "seen_at", "expires_at"), FIRST_DAY)
    Account.register(OLD, "Ines", "hash", SignIn(hash="h", **moments))


def appoint() -> None:
    Account.appoint(OLD, "Ines", "hash", COMMAND_LINE)


def test_who_registered_gets_one_mail_and_one_line(database_uri: str) -> None:
    deaths = {}
    for writes in every_death(database_uri, register):
        deaths[writes] = later()
        assert followed() == (("confirm",), ["created"])
        assert len(Account.objects.get(email_key=OLD).sign_ins) == 1
        empty()
    # inserted, and twice: done, taken off
    assert deaths == {1: 2, 2: 2, 3: 1, 4: 1, 5: 0}


def end_one() -> None:
    account = Account.objects(email=OLD).first()
    account.end_sign_in("h", Actor(account.id, NETWORK))


def test_a_sign_in_that_ends_is_told_once(database_uri: str) -> None:
    """Sent again by who saw no answer, too."""
    begun("rename")
    deaths = {}
    for writes in every_death(database_uri, end_one):
        end_one()
        deaths[writes] = later()
        account = Account.objects.get(email_key=OLD)
        assert (account.sign_ins, account.pending, account.revision) == ([], [], 0)
        assert followed() == ((), ["sign-in ended"])
        empty()
        begun("rename")
    # ended, the line written, taken off
    assert deaths == {1: 1, 2: 1, 3: 0}


def test_an_appointed_admin_is_on_the_roster(database_uri: str) -> None:
    deaths = {}
    for writes in every_death(database_uri, appoint):
        deaths[writes] = later()
        assert followed() == ((), ["created"])
        assert Roster.members() == [Account.objects.get(email_key=OLD).id]
        empty()
    # inserted, and twice: done, taken off
    assert deaths == {1: 2, 2: 2, 3: 1, 4: 1, 5: 0}
