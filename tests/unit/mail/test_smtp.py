"""Handing a mail over to servers of all tempers: what is told of it, and how long that takes."""

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
import trustme

from talkpython_site.mail import smtp
from talkpython_site.mail.smtp import PermanentError, TemporaryError, UnreachableError
from talkpython_site.settings import Settings
from tests.mail_servers import SECRET, USER, Mailbox, free_port, mail_server, rude_server, safe


def settings(port: int, **changes: Any) -> Settings:
    values = {"mail_host": "localhost", "mail_encryption": "none", **changes}
    return Settings(site_url="https://longwave.example", mail_port=port, **values)


def message(to: str = "ines@example.org", sender: str = "noreply@longwave.example") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    local, _, domain = to.rpartition("@")
    made["From"] = Address("Longwave", addr_spec=sender)
    made["To"] = Address(username=local, domain=domain)
    made["Message-ID"] = "<1@longwave.example>"
    made.set_content("Hello,\n.\nthere\n", cte="quoted-printable")
    return made


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's, with a certificate for localhost that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(made)
    return made


def test_in_the_clear(mailbox: Mailbox) -> None:
    with mail_server(mailbox) as port:
        smtp.send(settings(port), message())
    assert mailbox.recipients == ["ines@example.org"]
    assert mailbox.taken[0].get_content() == "Hello,\r\n.\r\nthere\r\n"


def test_with_tls_and_signed_in(mailbox: Mailbox, context: ssl.SSLContext) -> None:
    with mail_server(mailbox, **safe(context)) as port:
        site = settings(port, mail_encryption="starttls", mail_user=USER, mail_password=SECRET)
        smtp.try_out(site)
        assert mailbox.asked == []
        smtp.send(site, message())
    assert len(mailbox.taken) == 1


def test_with_tls_from_the_first_byte(mailbox: Mailbox, context: ssl.SSLContext) -> None:
    with mail_server(mailbox, ssl_context=context) as port:
        smtp.send(settings(port, mail_encryption="tls"), message())
    assert len(mailbox.taken) == 1


def test_letters_beyond_ascii_before_the_at(mailbox: Mailbox) -> None:
    with mail_server(mailbox) as port:
        smtp.send(settings(port), message("инес@example.org"))
    assert mailbox.recipients == ["инес@example.org"]
    assert mailbox.taken[0]["To"] == "инес@example.org"

    raises = pytest.raises(PermanentError, match="ASCII alone")
    with mail_server(mailbox, enable_SMTPUTF8=False) as port, raises:
        smtp.send(settings(port), message("инес@example.org"))


# What a server says of one mail


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("450 4.2.0 Greylisted, come again", TemporaryError),
        ("421 4.3.2 Shutting down", TemporaryError),
        ("550 5.1.1 No such mailbox", PermanentError),
        ("552 Too large", PermanentError),
        ("530 5.7.0 Authentication required", UnreachableError),
    ],
)
def test_what_is_refused(step: str, answer: str, error: type[Exception], mailbox: Mailbox) -> None:
    mailbox.answers[step] = [answer]
    with mail_server(mailbox) as port, pytest.raises(error) as raised:
        smtp.send(settings(port), message())
    assert type(raised.value) is error
    assert str(raised.value) == answer
    assert mailbox.taken == []


def test_a_sender_that_is_refused_is_refused_to_everybody(mailbox: Mailbox) -> None:
    mailbox.answers["MAIL"] = ["553 5.7.1 noreply@longwave.example: not yours"]
    with mail_server(mailbox) as port, pytest.raises(UnreachableError) as raised:
        smtp.send(settings(port), message())
    assert str(raised.value) == "the mail server refuses the sender: 553 5.7.1 … not yours"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("550 <ines@example.org>: user unknown", "550 <…>: user unknown"),
        ("550 User INES is not known here", "550 User … is not known here"),
        ("550 Ask postmaster@example.org", "550 Ask …"),
        (f"550 {'long ' * 99}", f"550 {'long ' * 99}"[:200]),
    ],
)
def test_what_is_told_names_nobody(words: str, told: str, mailbox: Mailbox) -> None:
    mailbox.answers["RCPT"] = [words]
    with mail_server(mailbox) as port, pytest.raises(PermanentError) as raised:
        smtp.send(settings(port), message())
    assert str(raised.value) in {told, told.replace("<…>:", "…")}
    assert len(str(raised.value)) <= 200


def test_what_is_told_stands_on_one_line() -> None:
    assert smtp.shortened("550 \x1b[31mno\r\nnever\u2028 \u202eso") == "550 [31mno never so"


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("death", ["die", "drop"])
def test_a_line_that_breaks(step: str, death: str, mailbox: Mailbox) -> None:
    mailbox.answers[step] = [death]
    with mail_server(mailbox) as port, pytest.raises(UnreachableError, match="hangs up"):
        smtp.send(settings(port), message())
    # Only who asks again with the same Message-ID can be told that this one was taken.
    assert len(mailbox.taken) == (step == "DATA" and death == "drop")


def test_what_is_taken_is_taken_however_it_ends(mailbox: Mailbox) -> None:
    async def handle_quit(server: Any, *_given: Any) -> str:
        server.transport.abort()
        return "500 no"

    mailbox.handle_QUIT = handle_quit  # type: ignore[attr-defined] # aiosmtpd looks for it
    with mail_server(mailbox) as port:
        smtp.send(settings(port), message())
    assert len(mailbox.taken) == 1


# What keeps every mail


def test_nobody_is_there() -> None:
    with pytest.raises(UnreachableError, match="cannot be used: Connection refused"):
        smtp.try_out(settings(free_port()))


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(UnreachableError, match="cannot be used: "):
        smtp.try_out(settings(25, mail_host="mail.invalid"))


def test_a_greeting_that_refuses() -> None:
    raises = pytest.raises(UnreachableError, match="the mail server says 554 go away")
    with rude_server(b"554 go away\r\n") as port, raises:
        smtp.try_out(settings(port))


def test_no_tls_where_it_is_asked_for(mailbox: Mailbox) -> None:
    with mail_server(mailbox) as port, pytest.raises(UnreachableError, match="STARTTLS"):
        smtp.send(settings(port, mail_encryption="starttls"), message())
    assert mailbox.asked == []


@pytest.mark.parametrize("encryption", ["tls", "starttls"])
@pytest.mark.parametrize("fault", ["nobody trusts it", "another host's"])
def test_a_certificate_that_is_wrong(
    encryption: str, fault: str, mailbox: Mailbox, context: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if fault == "nobody trusts it":
        monkeypatch.delenv("SSL_CERT_FILE")
    host = "localhost" if fault == "nobody trusts it" else "127.0.0.1"
    options = {"ssl_context": context} if encryption == "tls" else {"tls_context": context}
    reason = "unable to get local issuer certificate|self-signed|IP address mismatch"
    with mail_server(mailbox, **options) as port, pytest.raises(UnreachableError, match=reason):
        smtp.send(settings(port, mail_encryption=encryption, mail_host=host), message())
    assert mailbox.asked == []


@pytest.mark.parametrize(
    ("password", "reason"),
    [("another", "refuses mail.user and mail.password"), ("пароль", "must be ASCII")],
)
def test_a_sign_in_that_is_refused(
    password: str, reason: str, mailbox: Mailbox, context: ssl.SSLContext
) -> None:
    with mail_server(mailbox, **safe(context)) as port:
        site = settings(port, mail_encryption="starttls", mail_user=USER, mail_password=password)
        with pytest.raises(UnreachableError, match=re.escape(reason)):
            smtp.try_out(site)


def test_a_server_without_any_sign_in(mailbox: Mailbox) -> None:
    raises = pytest.raises(UnreachableError, match="cannot be used: SMTP AUTH")
    with mail_server(mailbox, auth_exclude_mechanism=["LOGIN", "PLAIN"]) as port, raises:
        smtp.try_out(settings(port, mail_user=USER, mail_password=SECRET))


# Time


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No answer may take longer than a third of a second; what begins is over within seconds."""
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(smtp, "TAKING_SECONDS", 0.3)
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 20


@pytest.mark.usefixtures("hasty")
def test_a_server_that_says_nothing() -> None:
    with rude_server() as port, pytest.raises(UnreachableError, match="not answer in time"):
        smtp.try_out(settings(port))


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_stops_to_answer(step: str, mailbox: Mailbox) -> None:
    mailbox.answers[step] = ["hang"]
    with mail_server(mailbox) as port, pytest.raises(UnreachableError, match="not answer in time"):
        smtp.send(settings(port), message())


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("encryption", ["none", "tls"])
def test_a_server_that_says_a_byte_now_and_then(encryption: str) -> None:
    """Each byte comes in time, and so would the next thousand."""
    said = [b"2", *([b"2"] * 1_000)]
    if encryption == "tls":  # a handshake of 16 kB that comes
        said = [b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", *([b"\x00"] * 1_000)]
    with rude_server(*said, pause=0.05) as port, pytest.raises(UnreachableError):
        smtp.send(settings(port, mail_encryption=encryption), message(), seconds=0.5)


def test_a_connection_that_comes_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are looked up without any limit: by then the deadline may be over."""
    look_up = socket.getaddrinfo

    def slowly(*asked: Any, **options: Any) -> Any:
        for each in threading.enumerate():
            if isinstance(each, threading.Timer):
                each.join(60)  # it is over
        return look_up(*asked, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    with rude_server() as port, pytest.raises(UnreachableError, match="hangs up"):
        smtp.try_out(settings(port), seconds=0.01)


@pytest.mark.parametrize(
    ("address", "name"),
    [("https://longwave.example", "longwave.example"), ("http://[::1]:80", "localhost")],
)
def test_how_the_site_calls_itself(address: str, name: str, mailbox: Mailbox) -> None:
    with mail_server(mailbox) as port:
        smtp.try_out(replace(settings(port), site_url=address))
    assert mailbox.clients == [name]
