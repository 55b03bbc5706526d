"""``talkpython sample``: invented shows, courses and interviews, brought in and taken away."""

import time
from pathlib import Path

import click

from talkpython_site.importing.runs import BusyError
from talkpython_site.sample import loading, removing
from talkpython_site.sample.reading import read_sample
from talkpython_site.sample.stores import stores_of
from talkpython_site.scripts.importing import path_of
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import counting, open_console
from talkpython_site.wording import counted

BUSY = "The sample is being loaded or removed by another process: try again when it has ended."
MANY = {"person": "people"}


@click.group()
def sample() -> None:
    """Two invented shows with sound, three courses and three interviews, to try the site with."""


@sample.command()
@config_option
def load(config: Path | None) -> None:
    """Load the sample, or what of it is missing; dates go back from today."""
    settings, console, started = settings_from(config), open_console(), time.monotonic()
    shows = read_sample()
    with connected(settings), counting(console, "Loading", len(shows.episodes)) as count:
        try:
            loaded = loading.load(shows, stores_of(settings), count)
        except BusyError as error:
            raise click.ClickException(BUSY) from error
        except (OSError, loading.SampleError) as error:
            raise click.ClickException(f"The sample cannot be loaded: {error}") from error
    podcasts, episodes = counted(loaded.podcasts, "podcast"), counted(loaded.episodes, "episode")
    courses, interviews = (
        counted(loaded.courses, "course"),
        counted(loaded.interviews, "interview"),
    )
    came, seconds = f"{podcasts}, {episodes}, {courses}", time.monotonic() - started
    click.echo(f"{came} and {interviews} came in, in {seconds:.1f} s:")
    for address in loaded.addresses:
        click.echo(f"  {path_of(address)}")
    for address in loaded.course_addresses:
        click.echo(f"  /courses/{address}")
    for address in loaded.interview_addresses:
        click.echo(f"  /interviews/{address}")
    for name in loaded.shared:
        click.echo(f"  {name} was here before and is used")


@sample.command()
@config_option
def remove(config: Path | None) -> None:
    """Remove what the sample brought and nothing else refers to."""
    settings = settings_from(config)
    with connected(settings):
        try:
            removed = removing.remove(stores_of(settings))
        except BusyError as error:
            raise click.ClickException(BUSY) from error
    if removed is None:
        click.echo("Nothing of the sample is here.")
        return
    gone = [counted(n, kind, MANY.get(kind)) for kind, n in removed.counts.items()]
    click.echo(f"Removed: {', '.join([*gone, counted(removed.files, 'file')])}.")
    for stayed in removed.stayed:
        click.echo(f"  {stayed.name} stays: {stayed.reason}")
