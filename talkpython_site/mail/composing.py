"""A letter as mail programs read it: as plain text, and as HTML with its styles in it."""

import textwrap
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address
from urllib.parse import urlsplit

import css_inline
from email_validator import EmailNotValidError, validate_email
from pyramid.registry import Registry

from talkpython_site import wording
from talkpython_site.documents import Account, Mail
from talkpython_site.mail.letters import LETTERS, Case, Letter
from talkpython_site.mail.links import Links
from talkpython_site.rendering import Templates
from talkpython_site.settings import Settings

WIDTH = 72
LONGEST_NAME = 40
JOINERS = {"\u200c", "\u200d"}  # letters of some scripts look wrong without them
UNSPOKEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # controls, marks of direction, line ends


class UnusableAddressError(ValueError):
    """An address that no mail can be sent to."""


class Composer:
    """Writes the mails of one site."""

    def __init__(self, registry: Registry) -> None:
        self._site: Settings = registry.site
        self._links = Links(registry)
        self._templates: Templates = registry.templates
        style = (self._templates.folder / "emails" / "letter.css").read_text(encoding="utf-8")
        self._inliner = css_inline.CSSInliner(
            load_remote_stylesheets=False, keep_at_rules=True, extra_css=style
        )

    def letter(self, mail: Mail, account: Account) -> Letter:
        """Its words, with links that are signed at this moment."""
        case = Case(account, mail.data, mail.created_at, self._links, self._site)
        return LETTERS[mail.kind](case)

    def compose(self, mail: Mail, account: Account, now: datetime) -> EmailMessage:
        """The same ``Message-ID`` each time. Raises ``UnusableAddressError``."""
        letter = self.letter(mail, account)
        sender = sender_of(self._site)
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(wording.excerpt(self._site.site_name), addr_spec=sender)
        message["To"] = recipient(letter.to)
        message["Subject"] = letter.subject
        message["Date"] = now
        message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's machine answers it
        name = spoken_name(account) if letter.to == account.email else ""
        # Quoted: lines of any length and letters of any script pass every server.
        message.set_content(self._text(letter, name), cte="quoted-printable")
        html = self._html(letter, name)
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        return message

    def _text(self, letter: Letter, name: str) -> str:
        button = [f"{letter.button.label}:\n{letter.button.address}"] if letter.button else []
        parts = [
            f"Hello {name}," if name else "Hello,",
            *map(filled, letter.paragraphs),
            *button,
            filled(letter.closing),
            f"{wording.excerpt(self._site.site_name)}\n{self._site.site_url}",
        ]
        return "\n\n".join(parts) + "\n"

    def _html(self, letter: Letter, name: str) -> str:
        template = self._templates.get("emails/letter.pt")
        return self._inliner.inline(template.render(letter=letter, name=name, site=self._site))


def filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def sender_of(site: Settings) -> str:
    """The address that mails come from, its domain in ASCII."""
    local, _, domain = (site.mail_sender or f"noreply@{host_of(site)}").rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def host_of(site: Settings) -> str:
    """The name of the site's host; of one that has a number alone, as this machine calls itself."""
    host = urlsplit(site.site_url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    return "localhost"


def recipient(email: str) -> Address:
    """With the domain in ASCII, which every mail server reads."""
    try:
        found = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise UnusableAddressError("the address is none that mail can be sent to") from error
    return Address(username=found.local_part, domain=found.ascii_domain)


def spoken_name(account: Account) -> str:
    """How a mail calls somebody whose address it is; "" for strangers, who chose the name.

    Their first name, without what would turn or break a line.
    """
    if account.confirmed_at is None:
        return ""
    letters = (
        character
        for character in (account.name or "")[: 10 * LONGEST_NAME]
        if character in JOINERS or unicodedata.category(character) not in UNSPOKEN
    )
    return next(iter("".join(letters).split()), "")[:LONGEST_NAME]
