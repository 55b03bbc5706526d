"""``talkpython dump``: all that the site keeps, as a folder of files."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from talkpython_site.dumping.manifest import MEDIA, PICTURES, DumpError, Manifest
from talkpython_site.dumping.writing import Dumped, missing_above
from talkpython_site.dumping.writing import dump as write_dump
from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import counting, open_console
from talkpython_site.scripts.reporting import printable
from talkpython_site.wording import counted, size


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@config_option
def dump(folder: Path, config: Path | None) -> None:
    """Write documents, media and pictures to the new FOLDER: a backup, or the way elsewhere."""
    console = open_console()
    started = time.monotonic()
    settings = settings_from(config)
    media, pictures = MediaFolder(settings.var / "media"), PictureFolder(settings.var / "pictures")
    made = missing_above(folder)[:1]
    with one_sentence("Nothing is left of the dump."), connected(settings):
        dumped = write_dump(folder, media, pictures, partial(counting, console))
    seconds = time.monotonic() - started
    for above in made:
        say(console, f"There was no folder {above}: it was made.")
    say(console, f"{folder} holds {contents(dumped.manifest)}, written in {seconds:.1f} s.")
    refuse_gaps(console, dumped)


@contextmanager
def one_sentence(stopped: str) -> Iterator[None]:
    """Say why a dump is not made or loaded."""
    try:
        yield
    except DumpError as error:
        raise click.ClickException(printable(str(error))) from error
    except OSError as error:
        where, reason = error.filename or "", error.strerror or str(error)
        said = printable(f"{where}: {reason}" if where else reason)
        raise click.ClickException(f"{said}. {stopped}") from error
    except KeyboardInterrupt:
        raise click.ClickException(f"Stopped. {stopped}") from None


def contents(manifest: Manifest) -> str:
    collections = counted(len(manifest.collections()), "collection")
    media = counted(len(manifest.names(MEDIA)), "media file")
    pictures = counted(len(manifest.names(PICTURES)), "picture")
    documents = counted(manifest.documents(), "document")
    whole = size(manifest.size_bytes())
    return f"{documents} in {collections}, {media} and {pictures} ({whole})"


def refuse_gaps(console: Console, dumped: Dumped) -> None:
    """Raises ``click.ClickException`` where files had to be left out, so that nobody misses it."""
    for reason in dumped.left_out:
        say(console, reason)
    if dumped.left_out:
        gaps = counted(len(dumped.left_out), "file")
        raise click.ClickException(f"The dump is whole but for {gaps}, named above.")


def say(console: Console, words: str) -> None:
    console.print(printable(words), soft_wrap=True, markup=False)
