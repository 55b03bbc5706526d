"""Processes that die while they send, and several that send at once: nothing lost or doubled."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mongoengine import get_db

from talkpython_site.documents import COMMAND_LINE, Account, Mail, utc_now
from talkpython_site.housekeeping import OVERDUE, finish_overdue
from talkpython_site.settings import Settings
from tests.connections import connected_to, make_settings
from tests.factories import make_account
from tests.killing import every_death, processes
from tests.mail_servers import Mailbox, mail_server
from tests.mails import make_mail, make_outbox, send_all
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")

Where = tuple[str, str, int]  # database, folder, port of the mail server


def site(uri: str, var: str, port: int) -> Settings:
    server = {"mail__host": "127.0.0.1", "mail__port": str(port), "mail__encryption": "none"}
    return make_settings(uri, Path(var), **server)


def change_and_send(*where: Any) -> None:
    """From the change of an account until its mail is noted as sent."""
    Account.objects.first().set_password("another hash", COMMAND_LINE)
    send_all(make_outbox(site(*where)))


def reset_and_send(*where: Any) -> None:
    Mail.ask_for_reset("ines@example.org")
    send_all(make_outbox(site(*where)))


def send(*where: Any) -> None:
    """What each of several processes does; connects by itself."""
    with connected_to(where[0]):
        send_all(make_outbox(site(*where)))


def go_on(where: Where) -> None:
    """What the next process does once what was begun is overdue and leases are over."""
    finish_overdue(utc_now() + 2 * OVERDUE)
    over = {"$unset": {"lease": True, "leased_until": True}}
    Mail.collection().update_many({}, over)
    send_all(make_outbox(site(*where)))


@pytest.fixture
def where(database_uri: str, settings: Settings, mailbox: Mailbox) -> Iterator[Where]:
    with mail_server(mailbox) as port:
        yield database_uri, str(settings.var), port


def empty() -> None:
    for name in ("accounts", "mails", "audit_lines", "rosters"):
        get_db()[name].delete_many({})


@pytest.mark.parametrize(
    ("work", "writes"),
    [
        # changed; mail inserted and its entry taken off; audit line likewise; claimed, noted
        (change_and_send, 7),
        # inserted, addressed, claimed, noted
        (reset_and_send, 4),
    ],
)
def test_killed_after_any_write(
    work: Callable[..., None], writes: int, where: Where, mailbox: Mailbox
) -> None:
    make_account("ines@example.org")
    for made in every_death(where[0], work, *where):
        go_on(where)
        assert len(mailbox.taken) == 1, f"after {made} writes"
        rows = list(Mail.collection().find())
        assert [("sent_at" in row, "due_at" in row) for row in rows] == [(True, False)]
        assert mailbox.ids == [f"<{rows[0]['_id']}@longwave.example>"]
        mailbox.taken.clear()
        empty()
        make_account("ines@example.org")
    assert made == writes


@pytest.mark.parametrize(
    ("step", "word", "copies"),
    [("MAIL", "hang", 1), ("RCPT", "hang", 1), ("DATA", "hang", 1), ("DATA", "hold", 2)],
)
def test_killed_while_the_server_is_asked(
    step: str, word: str, copies: int, where: Where, mailbox: Mailbox
) -> None:
    """Between taking and saying so nobody can know: once more is better than never."""
    make_mail(make_account())
    mailbox.answers[step] = [word]
    sender = processes.Process(target=send, args=where)
    sender.start()
    wait_until(lambda: step in mailbox.asked and (word == "hang" or mailbox.taken))
    sender.kill()
    sender.join()
    send_all(make_outbox(site(*where)))
    assert len(mailbox.taken) == copies - 1  # its lease is not over
    go_on(where)
    assert len(mailbox.taken) == copies
    assert len(set(mailbox.ids)) == 1


def test_several_processes_send_each_once(where: Where, mailbox: Mailbox) -> None:
    accounts = [make_account() for _ in range(3)]
    rows = [make_mail(accounts[n % 3]) for n in range(30)]
    senders = [processes.Process(target=send, args=where) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
        assert sender.exitcode == 0
    assert Counter(mailbox.ids) == {f"<{row.id}@longwave.example>": 1 for row in rows}
    assert Mail.objects.waiting().count() == 0
