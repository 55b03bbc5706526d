"""``talkpython account export``: all that the site knows of somebody, for them."""

import sys
from pathlib import Path

import click

from talkpython_site.documents import utc_now
from talkpython_site.exporting import as_json, exported
from talkpython_site.new_files import new_file
from talkpython_site.scripts.one_account import email_argument, one_account
from talkpython_site.scripts.options import config_option, settings_from
from talkpython_site.scripts.reporting import printable
from talkpython_site.scripts.telling import tell


@click.command()
@email_argument
@click.argument("file", required=False, type=click.Path(path_type=Path))
@config_option
def export(email: str, file: Path | None, config: Path | None) -> None:
    """Hand out all that is known of it.

    As JSON, in the new FILE or on standard output.
    """
    settings = settings_from(config)
    with one_account(settings, email) as whose:
        known = as_json(exported(whose.id, settings.site_url, utc_now()))
        if file:
            write(file, known.encode())
            tell(f"All that is known of {whose.email} is in {file}.")
        else:
            show(known)


def write(file: Path, known: bytes) -> None:
    """For its owner alone. Raises ``click.ClickException``; then there is no file of ours."""
    shown = printable(str(file))
    try:
        opened = new_file(file)
    except FileExistsError as error:
        raise click.ClickException(f"{shown} exists already: name a new file.") from error
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written ({error.strerror}).") from error
    try:
        with opened:
            opened.write(known)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise click.ClickException(f"{shown} cannot be written ({error.strerror}).") from error


def show(known: str) -> None:
    """Bit by bit, but for what a terminal would obey."""
    if sys.stdout.isatty():
        for line in known.rstrip("\n").split("\n"):
            tell(line)
    else:
        click.echo(known.encode(), nl=False)
