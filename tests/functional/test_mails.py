"""Mails of a site that runs: sent at once, and by whichever process is there."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Episode, Mail
from talkpython_site.documents.stamp import announcement
from talkpython_site.housekeeping import Housekeeping
from talkpython_site.mail.outbox import Outbox
from talkpython_site.scripts.serving import eased
from talkpython_site.settings import Settings
from tests.connections import make_settings
from tests.factories import make_account, make_episode
from tests.mail_servers import Mailbox, mail_server, rude_server
from tests.mails import AT, make_mail, make_outbox, make_registry, stored
from tests.served import served
from tests.sockets import serving
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")


def outbox_to(port: int, uri: str, settings: Settings) -> Outbox:
    server = {"mail__host": "127.0.0.1", "mail__port": str(port), "mail__encryption": "none"}
    return make_outbox(make_settings(uri, settings.var, **server))


@contextmanager
def kept(housekeeping: Housekeeping) -> Iterator[None]:
    housekeeping.start()
    try:
        yield
    finally:
        housekeeping.stop()


def post(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", path, body="a=b")
        return connection.getresponse().status


def is_sent(row: Mail) -> bool:
    return "sent_at" in stored(row)


def test_whatever_is_posted_wakes_the_sender(
    app: Any, database_uri: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its next round by itself would be in an hour."""
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        sender = outbox_to(port, database_uri, settings)
        housekeeping = Housekeeping(sender.send_next, round_seconds=3_600)
        monkeypatch.setattr(app.registry.living, "housekeeping", housekeeping)
        with kept(housekeeping), serving(app) as server:
            for path in ("/reset", "/no/such/page"):
                row = make_mail(make_account())
                assert post(server.port, path) >= 400  # without a token
                wait_until(partial(is_sent, row))


def test_a_mail_server_that_hangs_holds_nothing_up(database_uri: str, settings: Settings) -> None:
    with rude_server() as port:
        sender = outbox_to(port, database_uri, settings)
        make_mail(make_account())
        entry = {**announcement("episode:1"), "at": AT}
        episode = make_episode()
        with kept(Housekeeping(sender.send_next, round_seconds=0.05)):
            wait_until(lambda: Mail.objects(lease__ne=None).count())
            Episode.collection().update_one({"_id": episode.id}, {"$set": {"pending": [entry]}})
            wait_until(lambda: Episode.objects(id=episode.id).first().pending == [])
            assert Mail.objects(lease__ne=None).count() == 1


def test_a_process_that_starts_goes_on(
    app: object,  # noqa: ARG001 - has compiled the templates
    database_uri: str, settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    (tmp_path / "templates").symlink_to(settings.var / "templates")
    mailbox, rows = Mailbox(), [make_mail(make_account()) for _ in range(2)]
    with mail_server(mailbox) as port:
        environ = {
            "MONGODB_URI": database_uri,
            "TALKPYTHON_VAR": str(tmp_path),
            "TALKPYTHON_MAIL_HOST": "127.0.0.1",
            "TALKPYTHON_MAIL_PORT": str(port),
            "TALKPYTHON_MAIL_ENCRYPTION": "none",
        }
        with served(**environ):
            wait_until(lambda: len(mailbox.taken) == 2)
            wait_until(lambda: Mail.objects.waiting().count() == 0)
    assert sorted(mailbox.ids) == sorted(f"<{row.id}@localhost>" for row in rows)


def test_stopping_waits_for_a_mail_that_is_on_its_way(
    database_uri: str, settings: Settings
) -> None:
    """Cut in the midst it would go out twice."""
    mailbox, row = Mailbox(), make_mail(make_account())
    begun, told = threading.Event(), threading.Event()
    with mail_server(mailbox) as port:
        sender = outbox_to(port, database_uri, settings)

        def send_when_told() -> bool:
            begun.set()
            return told.wait(10) and sender.send_next()

        housekeeping = Housekeeping(send_when_told, round_seconds=3_600)
        housekeeping.start()
        housekeeping.wake()
        assert begun.wait(10)
        stopping = threading.Thread(target=housekeeping.stop)
        stopping.start()
        told.set()
        stopping.join()
    assert len(mailbox.taken) == 1
    assert is_sent(row)


def test_the_start_says_what_is_easier_in_development(settings: Settings) -> None:
    assert list(eased(make_registry(settings))) == []
    eased_site = replace(settings, mail_development=True, accounts_demand_second_factor=False)
    assert list(eased(make_registry(eased_site))) == [
        "Mails are shown at https://longwave.example/dev/mail and not sent.",
        "Admins need no second factor here.",
    ]
    assert {"mail.development = true", "accounts.demand_second_factor = false"} <= set(
        Path("development.ini").read_text().splitlines()
    )
