"""``talkpython serve``: the site, until Ctrl-C."""

import os
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
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(
            f"Nothing can listen on {settings.server_host}, port {settings.server_port} ({reason}):"
            " choose another with --host or --port."
        ) from error


def ready(settings: Settings) -> None:
    click.echo(f"{settings.site_name} is at {settings.site_url} (Ctrl-C stops it)")
