"""``talkpython admin``: the first admin of a site, and others."""

from collections.abc import Callable
from pathlib import Path

import click

from talkpython_site.documents import COMMAND_LINE, Account, NotUniqueError
from talkpython_site.documents.account_name import clean_name
from talkpython_site.documents.email_address import clean_email
from talkpython_site.program import program
from talkpython_site.scripts.new_password import new_password
from talkpython_site.scripts.one_account import refusing
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import tell, tell_aside


@click.group()
def admin() -> None:
    """Those who may do everything on the site."""


@admin.command()
@click.argument("email")
@click.option("--name", default="", help="As the site calls them; they can change it.")
@config_option
def create(email: str, name: str, config: Path | None) -> None:
    """Make an account for EMAIL that is an admin; you vouch for the address.

    The password is asked for in a terminal. Elsewhere it is that of TALKPYTHON_ADMIN_PASSWORD;
    without, one is made and shown once.
    """
    settings = settings_from(config)
    address = cleaned(clean_email, email)
    called = cleaned(clean_name, name) if name else ""
    with connected(settings, tell_aside):
        found = Account.objects.with_email(address)
        if found and found.confirmed_at:
            raise taken(address)
        password = new_password(settings, address, called)
        with refusing(address):
            appoint(found, address, called, password.hash)
    tell(f"{address} is an admin now and can sign in. {password.sentence}".rstrip())


def appoint(found: Account | None, address: str, name: str, password_hash: str) -> None:
    """Make the admin, also of an account that anybody may have begun."""
    if found:
        found.take_over(name, password_hash, COMMAND_LINE)
        return
    try:
        Account.appoint(address, name, password_hash, COMMAND_LINE)
    except NotUniqueError as error:
        raise taken(address) from error


def cleaned(clean: Callable[[str], str], given: str) -> str:
    """Raises ``click.ClickException`` with the sentence of ``clean``."""
    try:
        return clean(given)
    except ValueError as error:
        raise click.ClickException(f"{printable(given)}: {error}") from error


def taken(address: str) -> click.ClickException:
    how = f"{program()} account role add {address} admin makes it an admin."
    return click.ClickException(printable(f"{address} has an account already: {how}"))
