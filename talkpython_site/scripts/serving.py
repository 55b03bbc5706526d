"""``talkpython serve``: the site, until Ctrl-C."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from pymongo.errors import PyMongoError
from pyramid.registry import Registry

from talkpython_site import make_app, serving
from talkpython_site.database import Database, ping
from talkpython_site.documents import Roster
from talkpython_site.interrupts import raise_if_interrupted
from talkpython_site.mail.links import Links
from talkpython_site.program import program
from talkpython_site.scripts.options import config_option, settings_from
from talkpython_site.settings import Settings, SettingsError


@click.command()
@config_option
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.")
def serve(config: Path | None, host: str | None, port: int | None) -> None:
    """Serve the site until Ctrl-C."""
    given = {"TALKPYTHON_SERVER_HOST": host, "TALKPYTHON_SERVER_PORT": port}
    os.environ.update({name: str(value) for name, value in given.items() if value is not None})
    settings = settings_from(config)
    refuse_taken(settings)
    if lacks_admin(settings):
        create = f"{program()} admin create EMAIL{option_for(config, settings)}"
        click.echo(f"Nobody looks after this site yet: {create} makes an admin.")
    click.echo(f"Starting {settings.site_name} …")
    app: Any = make_app(settings, click.echo)
    if not app.registry.catalogue.is_loaded:
        click.echo("The database does not answer yet; pages appear when it does.")
    elif not app.registry.catalogue.all().podcasts:
        click.echo(
            f"There is nothing to show yet: bring a show in with {program()} import feed FILE."
        )
    for line in eased(app.registry):
        click.echo(line)
    raise_if_interrupted()
    try:
        serving.serve(app, ready)
    except (OSError, ValueError) as error:
        raise refusal(settings, error) from error


def eased(registry: Registry) -> Iterator[str]:
    """What is easier here than a public site may have it, each in a line."""
    if registry.site.mail_development:
        yield f"Mails are shown at {Links(registry).to('dev.mails')} and not sent."
    if not registry.site.accounts_demand_second_factor:
        yield "Admins need no second factor here."


def lacks_admin(settings: Settings) -> bool:
    """Whether there is none yet; also false where the database cannot tell.

    Stays connected, so that an embedded database does not end before the site uses it.
    """
    Database(settings).connect()
    try:
        ping()
        return not Roster.members()
    except PyMongoError:
        return False


def option_for(config: Path | None, settings: Settings) -> str:
    """What another command needs to find the same site; nothing where the environment leads there.

    Otherwise an admin would be made in another database, unnoticed.
    """
    try:
        alone = settings_from(None)
        leads_there = (alone.mongodb_uri, alone.var) == (settings.mongodb_uri, settings.var)
    except SettingsError:
        leads_there = False
    return "" if leads_there else f" --config {config}"


def refuse_taken(settings: Settings) -> None:
    """Raises ``SettingsError`` where somebody listens there, before anything is made or loaded.

    What else may be wrong with host and port the server says itself.
    """
    host, port = settings.server_host, settings.server_port
    with suppress(socket.gaierror):
        for family, *_kind, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            try:
                socket.create_server(address[:2], family=family).close()
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise refusal(settings, error) from error


def refusal(settings: Settings, error: Exception) -> SettingsError:
    # Some name the address in their words again.
    known = isinstance(error, OSError) and error.errno and os.strerror(error.errno)
    reason = known or getattr(error, "strerror", None) or str(error)
    return SettingsError(
        f"Nothing can listen on {settings.server_host}, port {settings.server_port} ({reason}):"
        " choose another with --host or --port."
    )


def ready(settings: Settings) -> None:
    click.echo(f"{settings.site_name} is at {settings.site_url} (Ctrl-C stops it)")
