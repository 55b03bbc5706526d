"""Hands one mail to the mail server, in a bounded time, and tells what came of it."""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import Any

from talkpython_site.mail.composing import host_of
from talkpython_site.settings import Settings

ANSWER_SECONDS = 30.0  # for each answer of the server while a session begins
TAKING_SECONDS = 120.0  # and then: many look through a mail before they say that they take it
DEADLINE_SECONDS = 240.0  # for all of it, name look-up aside; ``documents.mail.LEASE`` is longer
LONGEST_PROBLEM = 200
LONGEST_ANSWER = 1_000  # of which that is made: looking for addresses takes time by the square
ADDRESS = re.compile(r"\S*@\S*")
SIGN_IN_FIRST = {530, 534, 535, 538}  # RFC 4954, 6: our settings, not the recipient

REASONS: tuple[tuple[Any, str], ...] = (
    (smtplib.SMTPAuthenticationError, "the mail server refuses mail.user and mail.password"),
    (UnicodeError, "mail.user and mail.password must be ASCII"),
    (
        (smtplib.SMTPServerDisconnected, TimeoutError),
        "the mail server does not answer in time, or hangs up",
    ),
)


class MailError(Exception):
    """A mail did not go out; its text says why, in few words and without any address."""


class PermanentError(MailError):
    """Asked again, the server would say the same of this mail."""


class TemporaryError(MailError):
    """It may go out later."""


class UnreachableError(TemporaryError):
    """No mail goes out at the moment, whoever it is for."""


class Session(smtplib.SMTP):
    """A connection that is cut at its deadline, in the midst of whatever it does.

    (smtplib's own timeout begins anew with each byte that a server deigns to send.)
    """

    def __init__(self, site: Settings, seconds: float) -> None:
        self._context = ssl.create_default_context()
        self._is_tls, self._name = site.mail_encryption == "tls", site.mail_host
        self._line: socket.socket | None = None
        self._is_over = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()
        try:
            super().__init__(self._name, site.mail_port, host_of(site), timeout=ANSWER_SECONDS)
            if site.mail_encryption == "starttls":
                self.starttls(context=self._context)
            self.ehlo_or_helo_if_needed()
            if site.mail_user:
                self.login(site.mail_user, site.mail_password)
            self.sock.settimeout(TAKING_SECONDS)  # type: ignore[union-attr] # it is connected
        except BaseException:
            self.close()
            raise

    def _get_socket(self, *where: Any) -> socket.socket:
        """smtplib's one way to a socket; a double of it stays good when TLS takes the first."""
        found: socket.socket = super()._get_socket(*where)  # type: ignore[misc] # not in typeshed
        self._line = found.dup()
        if self._is_over:
            self._cut()
        return (
            self._context.wrap_socket(found, server_hostname=self._name) if self._is_tls else found
        )

    def _cut(self) -> None:
        self._is_over = True
        if self._line:
            with suppress(OSError):  # the server was quicker
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._timer.cancel()
        if self._line:
            self._line.close()
        super().close()


def send(site: Settings, message: EmailMessage, seconds: float = DEADLINE_SECONDS) -> None:
    """Raises ``PermanentError`` or ``TemporaryError``; without, the server has taken it."""
    sender, to = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    with session(site, seconds) as server:
        try:
            server.send_message(message, sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            ((code, words),) = error.recipients.values()
            raise refusal(code, words, message) from error
        except smtplib.SMTPDataError as error:
            raise refusal(error.smtp_code, error.smtp_error, message) from error
        except smtplib.SMTPSenderRefused as error:  # whoever the mail is for
            problem = said(error.smtp_code, error.smtp_error, message)
            raise UnreachableError(f"the mail server refuses the sender: {problem}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise PermanentError("the mail server takes addresses in ASCII alone") from error


def try_out(site: Settings, seconds: float = DEADLINE_SECONDS) -> None:
    """Do all that comes before a mail; raises ``UnreachableError``."""
    with session(site, seconds):
        pass


@contextmanager
def session(site: Settings, seconds: float) -> Iterator[Session]:
    """A connection that is encrypted and signed in as the settings ask for."""
    try:
        server = Session(site, seconds)
        try:
            yield server
        finally:
            end(server)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise UnreachableError(reason(error)) from error


def end(server: Session) -> None:
    """Say good-bye; whatever the answer, what was taken is taken."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def refusal(code: int, words: bytes | str, message: EmailMessage) -> MailError:
    problem = said(code, words, message)
    if code in SIGN_IN_FIRST:
        return UnreachableError(problem)
    return PermanentError(problem) if code >= 500 else TemporaryError(problem)


def said(code: int, words: bytes | str, message: EmailMessage) -> str:
    """An answer of the server in one short line that names nobody."""
    text, to = read(words)[:LONGEST_ANSWER], message["To"].addresses[0]
    for name in (to.addr_spec, to.username):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return shortened(f"{code} {re.sub(ADDRESS, '…', text)}")


def reason(error: Exception) -> str:
    """Why nothing can be sent, for the owner."""
    for kinds, words in REASONS:
        if isinstance(error, kinds):
            return words
    if isinstance(error, smtplib.SMTPResponseException):
        return shortened(f"the mail server says {error.smtp_code} {read(error.smtp_error)}")
    why = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return shortened(f"the mail server cannot be used: {why}")


def read(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def shortened(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_PROBLEM]
