"""``talkpython import``: shows from elsewhere become podcasts and episodes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pymongo.errors import PyMongoError
from pyramid.config import Configurator
from pyramid.request import Request
from rich.console import Console

from talkpython_site.catalogue import is_loss
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.reader import FeedError, read
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.importing.feeds.writing import write_feed
from talkpython_site.importing.runs import BusyError
from talkpython_site.scripts import brief
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import counting, open_console
from talkpython_site.scripts.reporting import Report, printable

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
    console = open_console()
    started = time.monotonic()
    settings = settings_from(config)
    with one_sentence():
        check_slug(podcast)
        with counting(console, "Reading", None) as count:
            parsed = read(file, count)
        with connected(settings):
            outcome = write(console, parsed, printable(file.name), podcast)
    # On localhost only the running site knows its port: PORT= is said to that alone.
    site = "" if "//localhost" in settings.site_url else settings.site_url
    address = site + path_of(outcome.choice.slug)
    Report(console, address).print(parsed, outcome, time.monotonic() - started)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Say why nothing, or nothing more, is brought in."""
    try:
        yield
    except (FeedError, BusyError) as error:
        raise click.ClickException(printable(str(error))) from error
    except KeyboardInterrupt:
        raise click.ClickException(f"Stopped. {AGAIN}") from None


def path_of(slug: str) -> str:
    """The page of a podcast, by the site's own routes."""
    config = Configurator(autocommit=True)
    config.include("talkpython_site.routes")
    request = Request.blank("/")
    request.registry = config.registry
    path: str = request.route_path("podcasts.show", podcast=slug)
    return path


def check_slug(podcast: str | None) -> None:
    """Refuse what cannot be part of an address before anything is read."""
    likely = slug_of(podcast or "", "")
    if podcast is not None and podcast != (likely or None):
        advice = f": did you mean {likely}?" if likely else "."
        raise click.ClickException(
            f"“{printable(podcast)}” cannot be a podcast's address,"
            f" which has small letters, digits and hyphens{advice}"
        )


def write(console: Console, parsed: ParsedFeed, source: str, podcast: str | None) -> Outcome:
    """Write with a progress bar; raises ``click.ClickException`` saying how much is in."""
    done, total = 0, len(parsed.items)
    with counting(console, "Writing", total) as count:

        def progress(outcome: Outcome) -> None:
            nonlocal done
            done = outcome.episodes
            count(done)

        try:
            return write_feed(parsed, source, podcast, progress)
        except KeyboardInterrupt:
            reason = "Stopped"
        except PyMongoError as error:
            reason = "The database went away" if is_loss(error) else refused(error)
    raise click.ClickException(f"{reason}: {done} of {total} episodes are in. {AGAIN}")


def refused(error: PyMongoError) -> str:
    return f"The database refuses it ({brief(error).partition(', full error')[0]})"
