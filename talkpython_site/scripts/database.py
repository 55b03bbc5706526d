"""``talkpython database``: its indexes."""

from pathlib import Path

import click

from talkpython_site.database import drop_index, foreign_indexes
from talkpython_site.scripts.options import config_option, connected, settings_from


@click.group()
def database() -> None:
    """The database and its indexes."""


@database.command()
@config_option
@click.option("--drop-old", is_flag=True, help="Drop those that this version does not declare.")
def indexes(config: Path | None, *, drop_old: bool) -> None:
    """Build missing indexes; drop old ones once every process runs this version."""
    with connected(settings_from(config)):
        click.echo("Every index of this version is there.")
        for collection, name in foreign_indexes():
            if drop_old:
                drop_index(collection, name)
            click.echo(f"{'Dropped' if drop_old else 'Old'}: {name} of {collection}")
