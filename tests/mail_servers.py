"""Mail servers on this machine: real ones, and some that misbehave."""

import asyncio
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.waiting import wait_until

USER, SECRET = "site", "a password of the site"  # what the servers with a sign-in take
HELD = "250 taken, and never said"


@dataclass
class Mailbox:
    """Takes every mail, unless told how to answer next: ``{"RCPT": ["450 later", "550 no"]}``.

    "hang" says nothing, "hold" neither once the mail is taken; "die" ends the connection before
    that, "drop" after it.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    clients: list[str] = field(default_factory=list)  # as they call themselves

    async def handle_EHLO(  # noqa: N802 - so aiosmtpd calls it
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.clients.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        envelope.mail_from = given[0]
        return await self.answer("MAIL", server)

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = await self.answer("RCPT", server)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(given[0])
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = await self.answer("DATA", server)
        if answer.startswith("2"):
            self.recipients += envelope.rcpt_tos
            found: Any = message_from_bytes(envelope.content, policy=default)
            self.taken.append(found)
        if answer == HELD:
            await asyncio.Event().wait()
        return answer

    async def answer(self, step: str, server: Any) -> str:
        self.asked.append(step)
        planned = self.answers.get(step)
        word = planned.pop(0) if planned else "250 OK"
        if word == "hang":
            await asyncio.Event().wait()
        if word in {"die", "drop"}:
            server.transport.abort()
        return {"die": "451 dead", "drop": "250 OK", "hold": HELD}.get(word, word)

    @property
    def ids(self) -> list[str]:
        return [str(each["Message-ID"]) for each in self.taken]


def authenticate(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and given == LoginPassword(
        USER.encode(), SECRET.encode()
    )
    return AuthResult(success=is_right, handled=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """Gives the port; options are aiosmtpd's."""
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        server_hostname="mail.example",
        **{"enable_SMTPUTF8": True, **options},
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def safe(context: ssl.SSLContext) -> dict[str, Any]:
    """Options of a server that takes nothing in the clear and from nobody it does not know."""
    return {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": authenticate,
    }


class Rude(socketserver.BaseRequestHandler):
    """Says what its server is told to, in pieces, and nothing more."""

    def handle(self) -> None:
        server: Any = self.server
        server.met.set()
        for piece in server.said:
            if server.released.wait(server.pause):
                return
            with_luck(self.request, piece)
        server.released.wait()


def with_luck(connection: socket.socket, piece: bytes) -> None:
    try:
        connection.sendall(piece)
    except OSError:
        return  # the client has gone


@contextmanager
def rude_server(*said: bytes, pause: float = 0.0) -> Iterator[int]:
    """One that says these pieces, pausing before each, and then keeps the line open."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Rude) as server:
        told: Any = server
        told.said, told.pause = said, pause
        told.released, told.met = threading.Event(), threading.Event()
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            told.released.set()
            server.shutdown()
            thread.join()
            wait_until(lambda: not thread.is_alive())
