"""The command line ``talkpython``: each group of commands in a module, loaded when asked for."""

from importlib import import_module

import click
from pymongo.errors import PyMongoError

from talkpython_site.database import DatabaseError
from talkpython_site.embedded import EmbeddedError
from talkpython_site.interrupts import listen
from talkpython_site.settings import SettingsError

PLACES = {
    "account": "account:account",
    "admin": "admin:admin",
    "audit": "audit:audit",
    "catalogue": "catalogue:catalogue",
    "database": "database:database",
    "doctor": "doctor:doctor",
    "dump": "dump:dump",
    "import": "importing:importing",
    "load": "load:load",
    "sample": "sample:sample",
    "serve": "serving:serve",
}


class Commands(click.Group):
    """Loads one command at a time, and says in a sentence why a command failed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        if name not in PLACES:
            return None
        module, _, attribute = PLACES[name].partition(":")
        found: click.Command = getattr(import_module(f"{__name__}.{module}"), attribute)
        return found

    def invoke(self, ctx: click.Context) -> object:
        listen()
        try:
            return super().invoke(ctx)
        except (SettingsError, DatabaseError, EmbeddedError) as error:
            raise click.ClickException(str(error)) from error
        except PyMongoError as error:
            raise click.ClickException(f"The database does not answer: {brief(error)}") from error


def brief(error: PyMongoError) -> str:
    """The first part of what pymongo says; the rest describes its topology."""
    return str(error).partition(", Timeout:")[0].partition(" (configured timeouts")[0]


@click.group(cls=Commands)
@click.version_option(package_name="talkpython-site")
def main() -> None:
    """A website for podcasts, run by its owner."""
