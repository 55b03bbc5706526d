"""``talkpython account role``: who is an admin, who edits what."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from talkpython_site.documents import COMMAND_LINE, Account
from talkpython_site.documents.roles import ADMIN, EDITABLE, EDITOR, editor_role
from talkpython_site.documents.visibility import BINNED
from talkpython_site.role_words import as_somebody, stored_titles
from talkpython_site.scripts.one_account import email_argument, one_account
from talkpython_site.scripts.options import config_option, settings_from
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import tell

MOST_NAMED = 5

role_argument = click.argument("name", metavar="ROLE", type=click.Choice([ADMIN, EDITOR]))
podcast_option = click.option("--podcast", metavar="SLUG", help="What an editor edits.")


@click.group()
def role() -> None:
    """Roles: admin, or editor of a podcast."""


@role.command()
@email_argument
@role_argument
@podcast_option
@config_option
def add(email: str, name: str, podcast: str | None, config: Path | None) -> None:
    """Give it a role, and end its sign-ins."""
    refuse_halves(name, podcast)
    with one_account(settings_from(config), email) as whose:
        wanted = named_role(podcast)
        what = as_somebody(wanted, stored_titles())
        if whose.deleted_at:
            raise click.ClickException(f"{printable(whose.email)} is deleted, to be erased.")
        if wanted in whose.roles:
            tell(f"{whose.email} is {what} already.")
            return
        whose.add_role(wanted, COMMAND_LINE)
        tell(f"{whose.email} is {what} now, and has to sign in again.")


@role.command()
@email_argument
@role_argument
@podcast_option
@config_option
def remove(email: str, name: str, podcast: str | None, config: Path | None) -> None:
    """Take a role from it, and end its sign-ins."""
    refuse_halves(name, podcast)
    with one_account(settings_from(config), email) as whose:
        wanted = kept_role(whose, podcast) or named_role(podcast)
        what = as_somebody(wanted, stored_titles())
        if wanted not in whose.roles:
            tell(f"{whose.email} is not {what}.")
            return
        whose.remove_role(wanted, COMMAND_LINE)
        tell(f"{whose.email} is not {what} any more, and has to sign in again.")


def refuse_halves(name: str, podcast: str | None) -> None:
    """Raises ``click.ClickException`` for an editor of nothing, or an admin of something."""
    if name == EDITOR and not podcast:
        raise click.ClickException("Say what an editor edits: --podcast SLUG.")
    if name == ADMIN and podcast:
        raise click.ClickException("An admin edits everything: leave --podcast out.")


def kept_role(whose: Account, podcast: str | None) -> str | None:
    """A role by the id that it names: its podcast may be gone."""
    wanted = editor_role("podcast", podcast)
    return wanted if wanted in whose.roles else None


def named_role(podcast: str | None) -> str:
    """As it is stored. Raises ``click.ClickException`` naming podcasts like one that is not."""
    if not podcast:
        return ADMIN
    collection = EDITABLE["podcast"].collection()
    stored: list[dict[str, Any]] = list(
        collection.find({"state": {"$ne": BINNED}}, {"slug": 1}).sort("slug", 1)
    )
    ids = {each["slug"]: each["_id"] for each in stored}
    if podcast not in ids:
        near = get_close_matches(podcast, ids, n=MOST_NAMED) or list(ids)[:MOST_NAMED]
        hint = f": there is {', '.join(near)}." if near else ", and no other."
        raise click.ClickException(f"There is no podcast {printable(podcast)}{hint}")
    return editor_role("podcast", ids[podcast])
