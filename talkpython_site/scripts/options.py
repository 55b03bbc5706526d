"""What commands share: where their settings come from."""

import configparser
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pyramid.paster import get_appsettings

from talkpython_site.database import Database
from talkpython_site.interrupts import raise_if_interrupted
from talkpython_site.settings import Settings, SettingsError, load

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="An ini file, such as production.ini; the environment wins over it.",
)


def settings_from(config: Path | None) -> Settings:
    """The settings of the environment, over those of an ini file; raises ``SettingsError``."""
    if config is None:
        return load({}, os.environ)
    if not config.is_file():
        raise SettingsError(f"There is no file {config}.")
    try:
        ini = get_appsettings(str(config), "main")
    except (configparser.Error, ImportError, LookupError, ValueError) as error:
        reason = str(error).replace("\n", " ").rstrip(".")
        raise SettingsError(f"{config} is not an ini file of this site ({reason}).") from error
    return load(ini, os.environ)


@contextmanager
def connected(
    settings: Settings, progress: Callable[[str], None] = click.echo
) -> Iterator[Database]:
    """The database of a command, connected, with its indexes, given back at the end.

    Raises ``PyMongoError``, ``EmbeddedError`` or ``DatabaseError``.
    """
    database = Database(settings)
    database.connect(progress)
    try:
        database.prepare()
        raise_if_interrupted()
        yield database
    finally:
        database.disconnect()
