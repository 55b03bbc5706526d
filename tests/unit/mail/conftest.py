"""A mail server that takes what it is given, and what sends to it."""

from collections.abc import Iterator

import pytest

from talkpython_site.mail.outbox import Outbox
from talkpython_site.settings import Settings
from tests.connections import make_settings
from tests.mail_servers import Mailbox, mail_server
from tests.mails import Open, make_outbox


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def open_outbox(database_uri: str, settings: Settings) -> Open:
    def open_at(port: int, **ini: str) -> Outbox:
        server = {"mail__host": "127.0.0.1", "mail__port": str(port), "mail__encryption": "none"}
        return make_outbox(make_settings(database_uri, settings.var, **{**server, **ini}))

    return open_at


@pytest.fixture
def outbox(mailbox: Mailbox, open_outbox: Open) -> Iterator[Outbox]:
    with mail_server(mailbox) as port:
        yield open_outbox(port)
