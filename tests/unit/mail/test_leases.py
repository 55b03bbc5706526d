"""Whose a mail is while it goes out, and what is left of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pymongo.errors import AutoReconnect

from talkpython_site.documents import COMMAND_LINE, Account, Mail, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.mail import LEASE
from talkpython_site.mail.letters import LETTERS
from talkpython_site.mail.outbox import Outbox
from tests.factories import make_account
from tests.mail_servers import Mailbox
from tests.mails import make_mail, send_all, stored

pytestmark = pytest.mark.usefixtures("clean")


def test_a_mail_is_one_senders_alone() -> None:
    row, now = make_mail(make_account()), utc_now()
    first = Mail.claim(LETTERS, now)
    assert first
    assert Mail.claim(LETTERS, now + LEASE - timedelta(seconds=1)) is None
    second = Mail.claim(LETTERS, now + LEASE)
    assert second
    assert (first.id, second.id, second.attempts) == (row.id, row.id, 2)
    first.note_sent(now)
    first.drop()
    assert "sent_at" not in stored(row)
    second.note_sent(now)
    assert stored(row)["sent_at"] == now


def test_who_comes_second_takes_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two see the same rows as due."""
    account = make_account()
    rows = {make_mail(account).id, make_mail(account).id}
    now = utc_now()
    seen = list(Mail.due(LETTERS, now))
    monkeypatch.setattr(Mail, "due", lambda _kinds, _now: iter(seen))
    taken = [Mail.claim(LETTERS, now) for _ in range(3)]
    assert {each.id for each in taken if each} == rows
    assert taken[2] is None


@contextmanager
def database_away_for(monkeypatch: pytest.MonkeyPatch, method: str) -> Iterator[None]:
    def away(*_given: Any) -> None:
        raise AutoReconnect("away")

    with monkeypatch.context() as patched:
        patched.setattr(Mail, method, away)
        yield


def test_what_the_database_could_not_be_told_is_told_later(
    outbox: Outbox, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken, and the database goes away before it knows: it must not go out twice."""
    row = make_mail(make_account())
    with database_away_for(monkeypatch, "_let_go"):
        for _round in range(2):
            with pytest.raises(AutoReconnect):
                outbox.send_next()
    with time_machine.travel(utc_now() + 2 * LEASE):
        send_all(outbox)
    assert len(mailbox.taken) == 1
    assert stored(row)["sent_at"]


# Afterwards


def test_what_went_is_emptied_after_a_week(outbox: Outbox) -> None:
    account = make_account("ines@example.org")
    account.ask_for_email("new@example.org", COMMAND_LINE)
    account.take_new_email(COMMAND_LINE)
    send_all(outbox)
    now = utc_now()
    Mail.empty_old(now + timedelta(days=7) - timedelta(minutes=1))
    assert all("account" in row for row in Mail.collection().find())
    Mail.empty_old(now + timedelta(days=7, minutes=1))
    for row in Mail.collection().find():
        assert row.keys() == {"_id", "kind", "created_at", "attempts", "sent_at", "emptied_at"}
    assert not Mail.retry(str(row["_id"]))


def test_what_was_given_up_is_emptied_after_a_month(outbox: Outbox, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = ["550 no"]
    row = make_mail(make_account())
    send_all(outbox)
    now = utc_now()
    Mail.empty_old(now + timedelta(days=29))
    assert stored(row)["account"]
    Mail.empty_old(now + timedelta(days=31))
    assert not {"account", "data", "problem"} & stored(row).keys()
    assert not Mail.retry(row.id)


def test_what_waits_is_not_emptied() -> None:
    row = make_mail(make_account())
    before = stored(row)
    Mail.empty_old(utc_now() + timedelta(days=999))
    assert stored(row) == before


def test_what_is_said_of_an_account() -> None:
    account, other = make_account(), make_account()
    row = make_mail(account, data={"to": "old@example.org"})
    make_mail(other)
    told = Mail.exported(account.id)
    assert [(each["_id"], each["data"]) for each in told] == [(row.id, {"to": "old@example.org"})]
    Mail.erase(account.id)
    assert Mail.exported(account.id) == []
    assert len(Mail.exported(other.id)) == 1


def test_an_entry_that_is_carried_out_twice_is_one_mail(outbox: Outbox, mailbox: Mailbox) -> None:
    account = make_account()
    entry = account.mail("password_changed")
    carry_out(Account, account.id, entry)
    send_all(outbox)
    carry_out(Account, account.id, entry)
    send_all(outbox)
    assert len(mailbox.taken) == 1


def test_what_went_lately_is_listed() -> None:
    account, now = make_account(), utc_now()
    rows = [make_mail(account, sent_at=now - timedelta(days=age)) for age in (1, 9, 0)]
    make_mail(account)
    listed = [mail.id for mail in Mail.objects.sent_since(now - timedelta(days=7))]
    assert listed == [rows[2].id, rows[0].id]
