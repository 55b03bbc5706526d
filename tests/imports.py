"""Imports of small feeds, and what stands in the database after them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mongoengine import get_db

from talkpython_site.documents import Episode, Podcast
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.reader import read
from talkpython_site.importing.feeds.writing import write_feed
from tests.conftest import Queries
from tests.feeds import AUDIO, rss
from tests.queries import WRITES

TITLE = "<title>Deep Harbour</title>"
BUILT = "<lastBuildDate>{:02} Apr 2024 06:00:00 GMT</lastBuildDate>"


def numbered(n: int, inside: str = "") -> str:
    """An item of the n-th of March, called "Tide n", with guid "guid-n"."""
    title = "" if "<title" in inside else f"<title>Tide {'i' * n}</title>"
    date = f"<pubDate>{n:02} Mar 2024 06:30:00 GMT</pubDate>"
    return f"<item>{title}<guid>guid-{n}</guid>{date}{AUDIO.format(n)}{inside}</item>"


def dated(day: int, *items: str, title: str = TITLE) -> str:
    """A feed made on that day of April."""
    return rss(*items, channel=title + BUILT.format(day))


def bring_in(folder: Path, feed: str, slug: str | None = None) -> Outcome:
    path = folder / "feed.xml"
    path.write_text(feed, encoding="utf-8")
    return write_feed(read(path), path.name, slug)


def import_file(path: str, slug: str | None = None) -> None:
    """The same in a process of its own, where words are pickled."""
    write_feed(read(Path(path)), "feed.xml", slug)


def counts(outcome: Outcome) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    return outcome.new, outcome.changed, outcome.unchanged


def kept(outcome: Outcome) -> list[tuple[str, str]]:
    """What was left as it is, and why."""
    return [(oddity.item, oddity.reason) for oddity in outcome.kept]


@contextmanager
def written(queries: Queries) -> Iterator[Callable[[], list[str]]]:
    """What is written to collections other than the run's own, as "insert episodes"."""
    with queries() as asked:
        yield lambda: [
            name
            for name in asked.names
            if name.split()[0] in WRITES
            and name != "insert import_runs"
            and name != "update import_runs"
        ]


def episode(guid: str) -> dict[str, Any]:
    """An episode as it is stored."""
    found: dict[str, Any] = Episode.objects(guid=guid).as_pymongo().first()
    return found


def podcast(slug: str = "deep-harbour") -> dict[str, Any]:
    found: dict[str, Any] = Podcast.objects(slug=slug).as_pymongo().first()
    return found


def edit(document: Any, **changes: Any) -> None:
    """What an editor's form does."""
    for name, value in changes.items():
        document[name] = value
    document.change()


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that is stored but runs and announcements."""
    names = ("podcasts", "episodes", "people", "topics")
    return {name: list(get_db()[name].find({}).sort("slug")) for name in names}
