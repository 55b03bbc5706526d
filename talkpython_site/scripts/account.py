"""``talkpython account``: what an owner can do about accounts."""

import sys
from datetime import datetime
from pathlib import Path

import click

from talkpython_site.documents import COMMAND_LINE, Account
from talkpython_site.scripts.account_export import export
from talkpython_site.scripts.account_list import list_accounts, show
from talkpython_site.scripts.account_roles import role
from talkpython_site.scripts.new_password import new_password
from talkpython_site.scripts.one_account import email_argument, one_account
from talkpython_site.scripts.options import config_option, settings_from
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import tell
from talkpython_site.settings import Settings
from talkpython_site.wording import plain_date


@click.group()
def account() -> None:
    """Accounts: who they are, what they may, whether they can sign in."""


account.add_command(list_accounts)
account.add_command(show)
account.add_command(role)
account.add_command(export)


@account.command()
@email_argument
@config_option
def lock(email: str, config: Path | None) -> None:
    """Let nobody in with it, and end its sign-ins."""
    with one_account(settings_from(config), email) as whose:
        if whose.locked_at:
            tell(f"{whose.email} is locked already.")
            return
        whose.lock(COMMAND_LINE)
        tell(f"{whose.email} is locked, and its sign-ins have ended.")


@account.command()
@email_argument
@config_option
def unlock(email: str, config: Path | None) -> None:
    """Let it sign in again."""
    with one_account(settings_from(config), email) as whose:
        if not whose.locked_at:
            tell(f"{whose.email} is not locked.")
            return
        whose.unlock(COMMAND_LINE)
        tell(f"{whose.email} can sign in again.")


@account.command()
@email_argument
@config_option
def end_sign_ins(email: str, config: Path | None) -> None:
    """Sign it out everywhere."""
    with one_account(settings_from(config), email) as whose:
        whose.end_sign_ins(COMMAND_LINE)
        tell(f"{whose.email} is signed out everywhere.")


@account.command()
@email_argument
@config_option
def set_password(email: str, config: Path | None) -> None:
    """Give it another password, and end its sign-ins.

    The password is asked for in a terminal. Elsewhere it is that of TALKPYTHON_ADMIN_PASSWORD;
    without, one is made and shown once.
    """
    settings = settings_from(config)
    with one_account(settings, email) as whose:
        password = new_password(settings, whose.email, whose.name or "")
        whose.set_password(password.hash, COMMAND_LINE)
        done = f"{whose.email} has another password, and its sign-ins have ended."
        tell(f"{done} {password.sentence}".rstrip())


@account.command()
@email_argument
@config_option
def second_factor_off(email: str, config: Path | None) -> None:
    """Let it sign in by password alone.

    Where phone and recovery codes are lost.
    """
    with one_account(settings_from(config), email) as whose:
        if not whose.has_second_factor:
            tell(f"{whose.email} has no second factor.")
            return
        whose.turn_off_second_factor(COMMAND_LINE)
        tell(f"{whose.email} signs in by password alone now.")


@account.command()
@email_argument
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@config_option
def delete(email: str, config: Path | None, *, yes: bool) -> None:
    """Hide it at once, and erase it after 14 days."""
    settings = settings_from(config)
    with one_account(settings, email) as whose:
        if whose.deleted_at:
            tell(f"{whose.email} is deleted already, {erasing(whose.erased_at, settings)}.")
            return
        if not yes:
            ask_whether(whose)
        whose.discard(COMMAND_LINE)
        back = "signing in before that offers to take it back"
        tell(f"{whose.email} is deleted, {erasing(whose.erased_at, settings)}; {back}.")


def ask_whether(whose: Account) -> None:
    """Raises ``click.ClickException`` where nobody can be asked, ``click.Abort`` after a no."""
    if not sys.stdin.isatty():
        raise click.ClickException("Nobody can be asked here whether it is meant: add --yes.")
    click.confirm(f"Delete the account {printable(whose.email)}?", abort=True, err=True)


def erasing(moment: datetime | None, settings: Settings) -> str:
    return f"to be erased on {plain_date(moment.astimezone(settings.site_zone))}" if moment else ""
