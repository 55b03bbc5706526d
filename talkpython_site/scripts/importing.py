"""``talkpython import``: shows from elsewhere become podcasts and episodes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pymongo.errors import PyMongoError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.reader import FeedError, read
from talkpython_site.importing.feeds.writing import Outcome, write_feed
from talkpython_site.importing.runs import BusyError
from talkpython_site.scripts.options import config_option, connected, settings_from

AGAIN = "The same command finishes it."


@click.group("import")
def importing() -> None:
    """Bring in shows from files."""


@importing.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--podcast", metavar="SLUG", help="The podcast that the feed belongs to.")
@config_option
def feed(file: Path, podcast: str | None, config: Path | None) -> None:
    """Bring in a podcast from its feed, saved as FILE; again to bring it up to date."""
    console = Console(highlight=False)
    started = time.monotonic()
    settings = settings_from(config)
    try:
        with counting(console, "Reading", None) as count:
            parsed = read(file, count)
    except FeedError as error:
        raise click.ClickException(str(error)) from error
    with connected(settings):
        outcome = write(console, parsed, file.name, podcast)
    report(console, parsed, outcome, time.monotonic() - started)


def write(console: Console, parsed: ParsedFeed, source: str, podcast: str | None) -> Outcome:
    """Write with a progress bar; raises ``click.ClickException`` saying how much is in."""
    done = 0

    with counting(console, "Writing", len(parsed.items)) as count:

        def progress(outcome: Outcome) -> None:
            nonlocal done
            done = outcome.new + outcome.changed + outcome.unchanged
            count(done)

        try:
            return write_feed(parsed, source, podcast, progress)
        except BusyError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            reason = "Stopped"
        except PyMongoError as error:
            reason = f"The database went away ({type(error).__name__})"
    raise click.ClickException(f"{reason}: {done} of {len(parsed.items)} episodes are in. {AGAIN}")


@contextmanager
def counting(console: Console, word: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar in a terminal, one line elsewhere; gives what sets the count."""
    if not console.is_terminal:
        console.print(f"{word} …")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        bar = bars.add_task(word, total=total)
        yield lambda count: bars.update(bar, completed=count)


def report(console: Console, parsed: ParsedFeed, outcome: Outcome, seconds: float) -> None:
    """Say what was done, then each oddity with its item and reason."""
    made = "a new podcast" if outcome.is_new_podcast else "a podcast that was known"
    console.print(f"[bold]{escape(outcome.title)}[/] · {made} · /podcasts/{outcome.slug}")
    console.print(
        f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged, "
        f"{len(parsed.set_aside)} set aside, in {seconds:.1f} s"
    )
    if parsed.recovered:
        console.print(f"Not well-formed, read as far as it makes sense: {escape(parsed.recovered)}")
    for title, oddities in (
        ("Set aside", parsed.set_aside),
        ("Worth a look", parsed.oddities),
        ("Edited here and kept", outcome.kept),
    ):
        if oddities:
            console.print(f"\n[bold]{title}[/]")
        for oddity in oddities:
            console.print(f"  {escape(oddity.item)}: {escape(oddity.reason)}", soft_wrap=True)
    if parsed.unknown_elements:
        named = ", ".join(f"{name} {n}" for name, n in sorted(parsed.unknown_elements.items()))
        console.print(f"\nElements that are not kept: {escape(named)}", soft_wrap=True)
    if parsed.dropped_images:
        console.print(f"Tracking pictures dropped from notes: {parsed.dropped_images}")
