"""A password for an account: asked for in a terminal, read from a setting, or made."""

import secrets
import sys
from typing import NamedTuple

import click

from talkpython_site.documents.email_address import names_in
from talkpython_site.passwords import Passwords
from talkpython_site.second_factor import ALPHABET
from talkpython_site.settings import Settings

GROUPS, GROUP = 5, 4  # 99 bits


class NewPassword(NamedTuple):
    """A password as it is stored; ``made`` is its text where nobody else knows that."""

    hash: str
    made: str | None = None

    @property
    def sentence(self) -> str:
        """What is said of it, this once."""
        return f"Its password is {self.made} and is not shown again." if self.made else ""


def new_password(settings: Settings, email: str, name: str) -> NewPassword:
    """Raises ``click.ClickException`` where the one that is given is too easy to guess."""
    given = asked() if sys.stdin.isatty() else settings.admin_password
    passwords = Passwords()
    if not given:
        made = made_up()
        return NewPassword(passwords.hash(made), made)
    own_words = (*names_in(email), name, settings.site_name)
    if reason := passwords.weakness(given, own_words):
        raise click.ClickException(reason)
    return NewPassword(passwords.hash(given))


def asked() -> str:
    """Asked for twice, unless it is to be made; on standard error, as what is asked elsewhere."""
    prompt = "Password (nothing: one is made)"
    given: str = click.prompt(prompt, hide_input=True, default="", show_default=False, err=True)
    if given and given != click.prompt("Again", hide_input=True, err=True):
        raise click.ClickException("These are two different passwords: try again.")
    return given


def made_up() -> str:
    """Letters and digits that do not look like others, in groups: ``x7mq-kw3n-9tfr-p2vd-c8hj``."""
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(parts)
