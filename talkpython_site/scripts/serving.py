"""``talkpython serve``: the site, until Ctrl-C."""

import errno
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from talkpython_site import make_app, serving
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
    click.echo(f"Starting {settings.site_name} …")
    app: Any = make_app(settings, click.echo)
    if not app.registry.catalogue.is_loaded:
        click.echo("The database does not answer yet; pages appear when it does.")
    elif not app.registry.catalogue.all().podcasts:
        click.echo(
            f"There is nothing to show yet: bring a show in with {program()} import feed FILE."
        )
    try:
        serving.serve(app, ready)
    except (OSError, ValueError) as error:
        raise refusal(settings, error) from error


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
