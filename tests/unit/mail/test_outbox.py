"""The way of a mail: claimed, handed over, put off, given up, emptied; never lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Account, Mail, utc_now
from talkpython_site.mail.letters import LETTERS
from talkpython_site.mail.outbox import PAUSES, Outbox
from tests.factories import make_account
from tests.mail_servers import Mailbox, free_port
from tests.mails import Open, make_due, make_mail, send_all, stored

pytestmark = pytest.mark.usefixtures("clean")


def minutes(moment: datetime) -> int:
    """From now on, as it is due then."""
    return round((moment - utc_now()) / timedelta(minutes=1))


# Going out


def test_a_change_of_an_account_comes_by_mail(outbox: Outbox, mailbox: Mailbox) -> None:
    account = make_account("ines@example.org")
    account.set_password("another hash", COMMAND_LINE)
    send_all(outbox)
    assert [each["Subject"] for each in mailbox.taken] == ["Your password at Longwave was changed"]
    assert mailbox.recipients == ["ines@example.org"]
    row = Mail.collection().find_one() or {}
    assert mailbox.ids == [f"<{row['_id']}@longwave.example>"]
    assert row["sent_at"]
    assert not {"due_at", "lease", "leased_until", "problem", "failed_at"} & row.keys()
    send_all(outbox)
    assert len(mailbox.taken) == 1


def test_it_goes_to_the_address_of_the_account(outbox: Outbox, mailbox: Mailbox) -> None:
    account = make_account("ines@example.org")
    account.ask_for_email("new@example.org", COMMAND_LINE)
    send_all(outbox)
    account.take_new_email(COMMAND_LINE)
    send_all(outbox)
    assert mailbox.recipients == ["new@example.org", "ines@example.org", "ines@example.org"]


def test_the_oldest_goes_first(outbox: Outbox, mailbox: Mailbox) -> None:
    account, now = make_account(), utc_now()
    ages = [3, 9, 1, 6]
    rows = {age: make_mail(account, due_at=now - timedelta(minutes=age)) for age in ages}
    send_all(outbox)
    assert mailbox.ids == [f"<{rows[age].id}@longwave.example>" for age in (9, 6, 3, 1)]


def test_what_is_not_due_waits(outbox: Outbox, mailbox: Mailbox) -> None:
    make_mail(make_account(), due_at=utc_now() + timedelta(minutes=1))
    assert not outbox.send_next()
    assert not mailbox.asked


def test_what_only_newer_code_knows_stays_for_it(outbox: Outbox, mailbox: Mailbox) -> None:
    account = make_account()
    newer = make_mail(account, "invented_later")
    make_mail(account)
    before = stored(newer)
    send_all(outbox)
    assert len(mailbox.taken) == 1
    assert stored(newer) == before


def test_nobody_is_written_to_who_is_gone(outbox: Outbox, mailbox: Mailbox) -> None:
    erased, locked = make_account(), make_account(locked_at=utc_now())
    rows = [make_mail(erased), make_mail(locked, "reset")]
    Account.erase(erased.id)
    send_all(outbox)
    assert not mailbox.asked
    assert [stored(row) for row in rows] == [{}, {}]


def test_without_a_server_mails_wait(open_outbox: Open) -> None:
    row = make_mail(make_account())
    before = stored(row)
    assert not open_outbox(1, mail__host="").send_next()
    assert stored(row) == before


def test_in_development_they_count_as_sent(open_outbox: Open) -> None:
    row = make_mail(make_account())
    ini = {"mail__host": "", "mail__development": "true", "site__url": "http://localhost:6543"}
    send_all(open_outbox(1, **ini))
    assert stored(row)["sent_at"]


# A new password


def test_a_reset_finds_its_account(outbox: Outbox, mailbox: Mailbox) -> None:
    account = make_account("ines@example.org")
    Mail.ask_for_reset("ines@example.org")
    Mail.ask_for_reset("nobody@example.org")
    rows = list(Mail.collection().find())
    assert [sorted(row) for row in rows] == [sorted(rows[0])] * 2
    send_all(outbox)
    assert mailbox.recipients == ["ines@example.org"]
    left = list(Mail.collection().find())
    assert [(row["account"], row.get("data", {})) for row in left] == [(account.id, {})]


def test_addresses_of_nobody_go_without_a_server_too(open_outbox: Open) -> None:
    account = make_account("ines@example.org")
    Mail.ask_for_reset("ines@example.org")
    Mail.ask_for_reset("nobody@example.org")
    open_outbox(1, mail__host="").send_next()
    assert [row["account"] for row in Mail.collection().find()] == [account.id]
    assert "example.org" not in str(list(Mail.collection().find()))


# Not going out


def test_pauses_grow_until_it_is_given_up(outbox: Outbox, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = ["450 4.2.0 ines@example.org: Greylisted"] * 99
    row = make_mail(make_account("ines@example.org"))
    for number, pause in enumerate(PAUSES, 1):
        assert outbox.send_next()
        assert stored(row)["due_at"] - utc_now() > pause - timedelta(seconds=20)
        assert stored(row)["due_at"] - utc_now() <= pause
        assert (stored(row)["attempts"], stored(row)["problem"]) == (
            number,
            "450 4.2.0 …: Greylisted",
        )
        assert not outbox.send_next()
        make_due(row)
    outbox.send_next()
    assert "due_at" not in stored(row)
    assert stored(row)["failed_at"]
    assert stored(row)["problem"] == "450 4.2.0 …: Greylisted"
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=3.5)
    assert list(PAUSES) == sorted(PAUSES)


def test_greylisted_and_then_taken(outbox: Outbox, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = ["451 4.7.1 Greylisted"]
    row = make_mail(make_account())
    other = make_mail(make_account())
    send_all(outbox)
    assert mailbox.ids == [f"<{other.id}@longwave.example>"]
    make_due(row)
    send_all(outbox)
    assert mailbox.ids[1:] == [f"<{row.id}@longwave.example>"]
    assert "problem" not in stored(row)


def test_a_refusal_is_final_and_can_be_taken_back(outbox: Outbox, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = ["550 5.1.1 No such mailbox"]
    row = make_mail(make_account())
    send_all(outbox)
    assert (stored(row)["problem"], "due_at" in stored(row)) == ("550 5.1.1 No such mailbox", False)
    assert [mail.id for mail in Mail.objects.failed()] == [row.id]
    assert Mail.retry(row.id)
    assert Mail.objects.failed().count() == 0
    send_all(outbox)
    assert len(mailbox.taken) == 1
    assert not Mail.retry(row.id)
    assert not Mail.retry("no such mail")


def test_an_address_that_is_none_is_given_up(outbox: Outbox) -> None:
    row = make_mail(make_account("ines@example.org"))
    Account.collection().update_one({}, {"$set": {"email": "ines"}})
    send_all(outbox)
    assert stored(row)["problem"] == "the address is none that mail can be sent to"
    assert stored(row)["failed_at"]


def test_a_server_that_is_away_is_not_asked_for_each(open_outbox: Open) -> None:
    account = make_account()
    rows = [make_mail(account) for _ in range(3)]
    assert not open_outbox(free_port()).send_next()
    assert sorted(stored(row)["attempts"] for row in rows) == [0, 0, 1]
    assert Mail.objects.waiting().count() == 3


def test_what_cannot_be_written_waits_too(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def divide(_case: Any) -> Any:
        return 1 // 0

    monkeypatch.setitem(LETTERS, "password_changed", divide)
    row = make_mail(make_account())
    other = make_mail(make_account(), "second_factor_on")
    send_all(outbox)
    assert minutes(stored(row)["due_at"]) == 1
    assert "the log says why" in stored(row)["problem"]
    assert "ZeroDivisionError" in caplog.text
    assert stored(other)["sent_at"]
