"""``talkpython import``: shows, courses and interviews from elsewhere become documents."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from pymongo.errors import PyMongoError
from pyramid.config import Configurator
from pyramid.request import Request
from rich.console import Console

from talkpython_site.catalogue import is_loss
from talkpython_site.importing.courses import reader as courses
from talkpython_site.importing.courses.limits import CourseError
from talkpython_site.importing.courses.outcome import CourseOutcome
from talkpython_site.importing.courses.parsed import ParsedCourse
from talkpython_site.importing.courses.writing import write_course
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.reader import FeedError, read
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.importing.feeds.writing import write_feed
from talkpython_site.importing.interviews import files as interviews
from talkpython_site.importing.interviews.files import InterviewError, ParsedInterview
from talkpython_site.importing.interviews.writing import InterviewOutcome, write_interview
from talkpython_site.importing.runs import BusyError
from talkpython_site.pictures import PictureFolder
from talkpython_site.scripts import brief
from talkpython_site.scripts.interview_report import print_interview
from talkpython_site.scripts.options import config_option, connected, settings_from
from talkpython_site.scripts.progress import counting, open_console
from talkpython_site.scripts.reporting import Report, printable
from talkpython_site.settings import Settings

AGAIN = "The same command finishes it."

Done = TypeVar("Done", Outcome, CourseOutcome)


@click.group("import")
def importing() -> None:
    """Bring in shows, courses and interviews from files."""


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
    address = address_of(settings, path_of(outcome.choice.slug))
    Report(console, address).print(parsed, outcome, time.monotonic() - started)


@importing.command()
@click.argument("folders", metavar="FOLDER…", nargs=-1, required=True,
                type=click.Path(path_type=Path))  # fmt: skip
@config_option
def course(folders: tuple[Path, ...], config: Path | None) -> None:
    """Bring in a course from each FOLDER, its README and transcripts; again to bring it up to date.

    All folders are read before anything is written.
    """
    console = open_console()
    settings = settings_from(config)
    with one_sentence():
        with counting(console, "Reading", None) as count:
            parsed = [courses.read(folder, count) for folder in folders]
        with connected(settings):
            for each in parsed:
                started = time.monotonic()
                outcome = write_lectures(console, each)
                path = path_of(outcome.choice.slug, "courses.show", "course")
                address = address_of(settings, path)
                Report(console, address).print_course(each, outcome, time.monotonic() - started)


@importing.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", metavar="SLUG", help="The address of a new interview.")
@config_option
def interview(file: Path, slug: str | None, config: Path | None) -> None:
    """Bring in an interview from its text or Markdown in FILE, as a draft; again to bring it up to
    date.
    """
    console = open_console()
    settings = settings_from(config)
    with one_sentence():
        check_slug(slug, "an interview")
        with counting(console, "Reading", None):
            parsed = interviews.read(file)
        with connected(settings):
            outcome = write_talk(console, settings, parsed, slug)
    path = path_of(str(outcome.interview.id), "admin.interview", "id")
    print_interview(Report(console, address_of(settings, path)), parsed, outcome)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Say why nothing, or nothing more, is brought in."""
    try:
        yield
    except (FeedError, CourseError, InterviewError, BusyError) as error:
        raise click.ClickException(printable(str(error))) from error
    except KeyboardInterrupt:
        raise click.ClickException(f"Stopped. {AGAIN}") from None


def address_of(settings: Settings, path: str) -> str:
    """On localhost only the running site knows its port: PORT= is said to that alone."""
    return path if "//localhost" in settings.site_url else settings.site_url + path


def path_of(slug: str, route: str = "podcasts.show", part: str = "podcast") -> str:
    """The page of a podcast or another thing, by the site's own routes."""
    config = Configurator(autocommit=True)
    config.include("talkpython_site.routes")
    request = Request.blank("/")
    request.registry = config.registry
    path: str = request.route_path(route, **{part: slug})
    return path


def check_slug(podcast: str | None, thing: str = "a podcast") -> None:
    """Refuse what cannot be part of an address before anything is read."""
    likely = slug_of(podcast or "", "")
    if podcast is not None and podcast != (likely or None):
        advice = f": did you mean {likely}?" if likely else "."
        raise click.ClickException(
            f"“{printable(podcast)}” cannot be {thing}'s address,"
            f" which has small letters, digits and hyphens{advice}"
        )


def write(console: Console, parsed: ParsedFeed, source: str, podcast: str | None) -> Outcome:
    """Write with a progress bar; raises ``click.ClickException`` saying how much is in."""
    return written(
        console,
        "episodes",
        len(parsed.items),
        lambda tell: write_feed(parsed, source, podcast, tell),
    )


def write_lectures(console: Console, parsed: ParsedCourse) -> CourseOutcome:
    """The same of a course."""
    total = len(parsed.lectures)
    return written(
        console,
        f"lectures of “{printable(parsed.title)}”",
        total,
        lambda tell: write_course(parsed, tell),
    )


def write_talk(
    console: Console, settings: Settings, parsed: ParsedInterview, slug: str | None
) -> InterviewOutcome:
    """The same of an interview."""

    def address(slug: str) -> str:
        return settings.site_url + path_of(slug, "interviews.show", "slug")

    pictures = PictureFolder(settings.var / "pictures")
    try:
        with counting(console, "Writing", None):
            return write_interview(parsed, slug, address, pictures)
    except KeyboardInterrupt:
        reason = "Stopped"
    except PyMongoError as error:
        reason = "The database went away" if is_loss(error) else refused(error)
    raise click.ClickException(f"{reason}: “{printable(parsed.title)}” is not in. {AGAIN}")


def written(
    console: Console,
    things: str,
    total: int,
    work: Callable[[Callable[[Outcome], None]], Done],
) -> Done:
    done = 0
    with counting(console, "Writing", total) as count:

        def progress(outcome: Outcome) -> None:
            nonlocal done
            done = outcome.episodes
            count(done)

        try:
            return work(progress)
        except KeyboardInterrupt:
            reason = "Stopped"
        except PyMongoError as error:
            reason = "The database went away" if is_loss(error) else refused(error)
    raise click.ClickException(f"{reason}: {done} of {total} {things} are in. {AGAIN}")


def refused(error: PyMongoError) -> str:
    return f"The database refuses it ({brief(error).partition(', full error')[0]})"
