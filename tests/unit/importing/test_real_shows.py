"""Real shows in one database: nothing lost, nothing doubled, nothing undone by another file."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast
from talkpython_site.importing.feeds.outcome import Outcome
from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.reader import read
from talkpython_site.importing.feeds.writing import write_feed
from tests.feeds import real_feeds
from tests.imports import counts, everything

pytestmark = [pytest.mark.usefixtures("clean"), pytest.mark.uncounted]

FEEDS = [Path(str(each.values[0])) for each in real_feeds("*.xml", "*.rss")]
PAIRS = ["linux-unplugged", "talk-python", "intercepted", "ndr"]  # two files of one show each
needs_feeds = pytest.mark.skipif(not FEEDS[0].name, reason="REAL_DATA is not set: no real feeds")


def named(start: str) -> list[Path]:
    return [path for path in FEEDS if path.name.startswith(start)]


@cache
def parsed(path: Path) -> ParsedFeed:
    return read(path)


def bring_in(path: Path) -> Outcome:
    return write_feed(parsed(path), path.name)


def keys() -> dict[str, str]:
    return {each["guid"]: each["key"] for each in Episode.collection().find({}, {"guid", "key"})}


def stored() -> dict[str, dict[str, Any]]:
    """All episodes by guid, in one read."""
    return {each["guid"]: each for each in Episode.collection().find()}


def shows(feed: ParsedFeed) -> bool:
    """Whether every episode has the title and the media file that this feed gives it."""
    found = stored()
    return all(
        (found[item.guid]["title"], found[item.guid]["enclosure"]["url"])
        == (item.title, item.enclosure.url)
        for item in feed.items
        if item.enclosure
    )


@needs_feeds
@pytest.mark.timeout(1200)
def test_every_item_of_every_file_is_an_episode_or_named() -> None:
    """Of two files of one show the older one comes first here."""
    seen = 0
    for path in FEEDS:
        feed, outcome = parsed(path), bring_in(path)
        items = len(re.findall(rb"<(item|entry)[\s>]", path.read_bytes()))
        assert items == outcome.episodes + len(feed.set_aside) + len(outcome.set_aside), path.name
        seen += items
    assert seen == 4894
    assert {podcast.state for podcast in Podcast.objects} == {"published"}
    pairs = [(each["podcast"], each["key"]) for each in Episode.collection().find()]
    assert len(pairs) == len(set(pairs))
    assert all(shows(parsed(named(show)[-1])) for show in PAIRS)
    before = everything()["episodes"]
    for path in FEEDS:
        assert counts(bring_in(path))[:2] == (0, 0), path.name
    assert everything()["episodes"] == before


@needs_feeds
@pytest.mark.parametrize("show", PAIRS)
def test_an_older_file_of_a_show_undoes_nothing(show: str) -> None:
    older, newer = sorted(named(show))
    bring_in(newer)
    given = keys()
    bring_in(older)
    assert Podcast.objects.count() == 1
    assert keys().items() >= given.items()
    assert shows(parsed(newer))
    before = everything()
    for path in (newer, older):
        assert counts(bring_in(path))[:2] == (0, 0)
    assert everything() == before


@needs_feeds
def test_rich_notes_outlive_a_file_that_has_only_a_phrase() -> None:
    older, newer = sorted(named("talk-python"))
    rich = {item.guid: item.notes_html for item in parsed(older).items}
    bring_in(older)
    outcome = bring_in(newer)
    found = stored()
    assert all(found[guid]["notes_html"] == notes for guid, notes in rich.items())
    assert len(outcome.kept) == len(rich)
    described = {item.guid: item.summary for item in parsed(newer).items if item.guid in rich}
    assert all(found[guid]["summary"] == summary for guid, summary in described.items())
