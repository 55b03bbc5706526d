"""``talkpython catalogue``: what every process keeps of the database."""

from pathlib import Path

import click

from talkpython_site.documents.stamp import EVERYTHING, announce
from talkpython_site.scripts.options import config_option, connected, settings_from


@click.group()
def catalogue() -> None:
    """What every process keeps of the database."""


@catalogue.command("reload")
@config_option
def reload(config: Path | None) -> None:
    """Have every process read everything again, after a restore or an edit by hand."""
    with connected(settings_from(config)):
        announce(EVERYTHING)
    click.echo("Announced: every process reads everything again at its next request.")
