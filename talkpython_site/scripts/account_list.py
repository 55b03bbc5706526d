"""``talkpython account list`` and ``show``."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from talkpython_site.account_rows import holds
from talkpython_site.documents import Account, utc_now
from talkpython_site.documents.roles import ADMIN, EDITOR, edited
from talkpython_site.role_words import Titles, role_name, stored_titles
from talkpython_site.scripts.one_account import email_argument, one_account
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import open_console
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import in_parts, tell, tell_aside
from talkpython_site.settings import Settings
from talkpython_site.wording import clock, counted, plain_date

SHOWN = ("email", "name", "roles", "confirmed_at", "locked_at", "deleted_at", "created_at")
# What asks for each state; the word that holds first is an account's.
STATES: dict[str, dict[str, Any]] = {
    "deleted": {"deleted_at__ne": None},
    "locked": {"deleted_at": None, "locked_at__ne": None},
    "unconfirmed": {"deleted_at": None, "locked_at": None, "confirmed_at": None},
    "active": {"deleted_at": None, "locked_at": None, "confirmed_at__ne": None},
}
# Titles, and how wide each is: a share of what is left, or so many letters.
COLUMNS: tuple[tuple[str, dict[str, int]], ...] = (
    ("E-mail", {"ratio": 5}),
    ("Name", {"ratio": 4}),
    ("Roles", {"ratio": 4}),
    ("State", {"width": 11}),
    ("Since", {"width": 10}),
)


@click.command("list")
@click.option("--role", type=click.Choice([ADMIN, EDITOR]), help="Only those with this role.")
@click.option("--state", type=click.Choice(sorted(STATES)), help="Only those in this state.")
@config_option
def list_accounts(role: str | None, state: str | None, config: Path | None) -> None:
    """List accounts, oldest first.

    A table in a terminal, lines with tabs elsewhere.
    """
    settings, console, count = settings_from(config), open_console(), 0
    with connected(settings, tell_aside):
        titles = stored_titles()
        for part in in_parts(accounts(role, state)):
            rows = [row(each, titles, settings) for each in part]
            print_rows(console, rows, is_first=not count)
            count += len(rows)
    if console.is_terminal or not count:
        tell_aside(f"{counted(count, 'account')}." if count else "There is no such account.")


def accounts(role: str | None, state: str | None) -> Iterator[Account]:
    """By age, as they are read."""
    found = Account.objects(**STATES[state] if state else {})
    found = {None: found.all, ADMIN: found.admins, EDITOR: found.editors}[role]()
    for each in found.only(*SHOWN).order_by("id").no_cache():
        if role != EDITOR or any(map(edited, each.roles)):
            yield each


def row(each: Account, titles: Titles, settings: Settings) -> list[str]:
    """What a list tells of an account, in the order of ``COLUMNS``."""
    since = each.created_at.astimezone(settings.site_zone) if each.created_at else None
    roles = ", ".join(role_name(role, titles) for role in each.roles)
    day = since.date().isoformat() if since else ""
    return [printable(text) for text in (each.email, each.name or "", roles, state_of(each), day)]


def state_of(each: Account) -> str:
    if each.deleted_at:
        return "deleted"
    if each.locked_at:
        return "locked"
    return "active" if each.confirmed_at else "unconfirmed"


def print_rows(console: Console, rows: list[list[str]], *, is_first: bool) -> None:
    if not console.is_terminal:
        for cells in rows:
            click.echo("\t".join(cells))  # a console makes spaces of tabs
        return
    table = Table(box=None, expand=True, pad_edge=False, show_header=is_first)
    for title, width in COLUMNS:
        table.add_column(title, overflow="fold", **width)  # type: ignore[arg-type] # by name
    for cells in rows:
        table.add_row(*map(Text, cells))
    console.print(table)


@click.command()
@email_argument
@config_option
def show(email: str, config: Path | None) -> None:
    """Tell what there is to know of an account."""
    settings = settings_from(config)
    with one_account(settings, email) as whose:
        for name, words in told(whose, stored_titles(), settings):
            tell(f"{name:<15}{words}")


def told(whose: Account, titles: Titles, settings: Settings) -> Iterator[tuple[str, str]]:
    """Lines, each a name and words."""
    yield "e-mail", whose.email
    if whose.new_email:
        yield "new e-mail", f"{whose.new_email}, not confirmed yet"
    yield "name", whose.name or "–"
    yield "state", state_of(whose)
    if whose.erased_at:
        yield "erased", moment(whose.erased_at, settings)
    yield "roles", ", ".join(role_name(role, titles) for role in whose.roles) or "–"
    codes = counted(len(whose.recovery_hashes), "recovery code")
    yield "second factor", f"on, {codes} left" if whose.has_second_factor else "off"
    yield "since", moment(whose.created_at, settings)
    here = [each.seen_at for each in whose.sign_ins if holds(each, utc_now())]
    yield "sign-ins", counted(len(here), "browser") if here else "none"
    if here:
        yield "last here", moment(max(here), settings)


def moment(at: datetime | None, settings: Settings) -> str:
    zone = settings.site_zone
    return f"{plain_date(at.astimezone(zone))}, {clock(at, zone)}" if at else "–"
