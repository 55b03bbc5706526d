"""The account that a command is about."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from talkpython_site.documents import (
    Account,
    LastAdminError,
    SaveConditionError,
    UnconfirmedError,
)
from talkpython_site.scripts.options import connected
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import tell_aside
from talkpython_site.settings import Settings

email_argument = click.argument("email")


@contextmanager
def one_account(settings: Settings, email: str) -> Iterator[Account]:
    """The account with this address, to be shown or changed.

    Raises ``click.ClickException`` where there is none, or where a change is not to be.
    """
    with connected(settings, tell_aside):
        account = found(email)
        with refusing(account.email):
            yield account


@contextmanager
def refusing(email: str) -> Iterator[None]:
    """Raises ``click.ClickException`` where a change of this account is not to be."""
    try:
        yield
    except (LastAdminError, UnconfirmedError) as error:
        raise click.ClickException(str(error)) from error
    except SaveConditionError as error:
        what = f"Somebody else changed {printable(email)} at this moment"
        raise click.ClickException(f"{what}, and nothing was done: try again.") from error


def found(email: str) -> Account:
    """Raises ``click.ClickException`` where there is none."""
    asked = printable(email)  # also what no database takes, such as halves of characters
    account: Account | None = Account.objects.with_email(asked)
    if account is None:
        raise click.ClickException(f"There is no account {asked}.")
    return account
