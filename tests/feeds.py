"""Small invented feeds, and the real ones where there are some."""

import os
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from talkpython_site.importing.feeds.parsed import ParsedFeed, ParsedItem
from talkpython_site.importing.feeds.reader import read

NAMESPACES = """
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:podcast="https://podcastindex.org/namespace/1.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:psc="http://podlove.org/simple-chapters"
    xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
"""
AUDIO = '<enclosure url="https://media.example/{}.mp3" length="1000" type="audio/mpeg"/>'


def item(inside: str = "", name: str = "tide") -> str:
    """An item that can be played, has a guid and a date, and whatever else is given."""
    date = "" if "<pubDate" in inside else "<pubDate>Tue, 05 Mar 2024 06:30:00 GMT</pubDate>"
    title = "" if "<title" in inside else f"<title>{name}</title>"
    guid = "" if "<guid" in inside else f"<guid>{name}</guid>"
    return f"<item>{title}{guid}{date}{AUDIO.format(name)}{inside}</item>"


def rss(*items: str, channel: str = "<title>Deep Harbour</title>") -> str:
    return f"<rss {NAMESPACES}><channel>{channel}\n{''.join(items)}</channel></rss>"


def read_text(folder: Path, feed: str | bytes) -> ParsedFeed:
    path = folder / "feed.xml"
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return read(path)


def read_item(folder: Path, inside: str) -> ParsedItem:
    """The one item of a feed that has nothing else."""
    return read_text(folder, rss(item(inside))).items[0]


def reasons(feed: ParsedFeed) -> list[str]:
    return [oddity.reason for oddity in feed.oddities]


def real_feeds(*patterns: str) -> list[ParameterSet]:
    """Parameters: the files under REAL_DATA; without it one that is skipped and says so."""
    given = os.environ.get("REAL_DATA")
    if not given:
        missing = pytest.mark.skip(reason="REAL_DATA is not set: no real feeds")
        return [pytest.param(Path(), id="none", marks=missing)]
    folder = Path(given) / "feeds"
    files = sorted(path for pattern in patterns for path in folder.glob(pattern))
    assert files, f"REAL_DATA has no {patterns}"
    return [pytest.param(path, id=path.name) for path in files]
