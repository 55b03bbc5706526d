"""Sends the mails that are due, one at a time, by lease: whichever process takes one has it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from talkpython_site.documents import Account, Mail, utc_now
from talkpython_site.mail import inviting, smtp
from talkpython_site.mail.composing import Composer, UnusableAddressError
from talkpython_site.mail.letters import INVITED, LETTERS, is_wanted
from talkpython_site.settings import Settings

log = logging.getLogger(__name__)

# Given up after three days and a bit, as mail servers do.
PAUSES = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 720, 720, 720, 720, 720)
)

Outcome = Callable[[], None]


class Outbox:
    """The mails of this process's turn."""

    def __init__(
        self, site: Settings, composer: Composer, seconds: float = smtp.DEADLINE_SECONDS
    ) -> None:
        self._site = site
        self._composer = composer
        self._seconds = seconds  # for handing over one
        self._untold: Outcome | None = None  # what the database does not know yet

    def send_next(self) -> bool:
        """Send the mail that is due longest; gives whether to go on with the next one at once.

        Raises ``PyMongoError``.
        """
        self._tell()
        Mail.address_all()
        if not (self._site.mail_host or self._site.mail_development):
            return False
        now = utc_now()
        mail = Mail.claim(LETTERS.keys() - {INVITED}, now) or inviting.claim(now)
        if mail is None:
            return False
        self._untold, goes_on = self._send(mail)
        self._tell()
        return goes_on

    def _tell(self) -> None:
        """Note what became of a mail; with the database away, once that is back.

        Till then nobody else can take it, and afterwards it must not go out twice.
        """
        if self._untold:
            self._untold()
            self._untold = None

    def _send(self, mail: Mail) -> tuple[Outcome, bool]:
        """What is to be noted of it, and whether others can go out."""
        account = inviting.recipient(mail, utc_now())
        if account is None or not is_wanted(mail.kind, account, mail.data):
            return mail.drop, True
        return self._attempt(mail, account)

    def _attempt(self, mail: Mail, account: Account) -> tuple[Outcome, bool]:
        try:
            self._hand_over(mail, account)
        except (smtp.PermanentError, UnusableAddressError) as error:
            return partial(mail.give_up, utc_now(), str(error)), True
        except smtp.TemporaryError as error:
            return later(mail, str(error)), not isinstance(error, smtp.UnreachableError)
        except Exception:
            log.exception("the mail %s (%s) cannot be written", mail.id, mail.kind)
            return later(mail, "it cannot be written: the log says why"), True
        return partial(mail.note_sent, utc_now()), True

    def _hand_over(self, mail: Mail, account: Account) -> None:
        message = self._composer.compose(mail, account, utc_now())
        if not self._site.mail_development:
            smtp.send(self._site, message, self._seconds)


def later(mail: Mail, problem: str) -> Outcome:
    """Try again after a pause that grows, or give up."""
    log.warning("the mail %s (%s) does not go out: %s", mail.id, mail.kind, problem)
    now = utc_now()
    if mail.attempts > len(PAUSES):
        return partial(mail.give_up, now, problem)
    return partial(mail.put_off, now + PAUSES[mail.attempts - 1], problem)
