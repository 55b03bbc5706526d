"""``talkpython load``: a dump becomes a site again."""

import time
from functools import partial
from pathlib import Path

import click
from pymongo.errors import PyMongoError

from talkpython_site.catalogue import is_loss
from talkpython_site.dumping.checking import check
from talkpython_site.dumping.loading import load as load_dump
from talkpython_site.media import MediaFolder
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts.dump import contents, one_sentence, say
from talkpython_site.scripts.importing import AGAIN, refused
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import counting, open_console
from talkpython_site.wording import counted


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@config_option
def load(folder: Path, config: Path | None) -> None:
    """Bring the dump in FOLDER into a database that holds nothing else, once it is checked.

    The database is empty, or has a part of this dump already: then what is missing comes.
    """
    console = open_console()
    step = partial(counting, console)
    started = time.monotonic()
    settings = settings_from(config)
    media, pictures = MediaFolder(settings.var / "media"), PictureFolder(settings.var / "pictures")
    with one_sentence(AGAIN):
        checked = check(folder, step)
        with connected(settings):
            try:
                loaded = load_dump(checked, media, pictures, step)
            except PyMongoError as error:
                reason = "The database went away" if is_loss(error) else refused(error)
                raise click.ClickException(f"{reason}. {AGAIN}") from error
    seconds = time.monotonic() - started
    say(console, f"Loaded {contents(checked.manifest)}, in {seconds:.1f} s.")
    if loaded.known:
        say(console, f"{counted(loaded.known, 'document')} had been there already.")
