"""Real shows: no item is lost, numbers and days are what their listeners know."""

import re
from pathlib import Path

import pytest

from talkpython_site.importing.feeds.keys import assign_keys
from talkpython_site.importing.feeds.reader import FeedError, read
from tests.feeds import real_feeds

pytestmark = pytest.mark.uncounted

SHOWS = real_feeds("*.xml", "*.rss")
SMALL = real_feeds("edge-cases/*", "encodings/*", "podcast-namespace-*/*", "*.opml")
NUMBER_ELEMENT = re.compile(rb"<(itunes|podcast):episode[\s>]")


@pytest.mark.parametrize("path", SHOWS)
def test_every_item_is_an_episode_or_named(path: Path) -> None:
    feed = read(path)
    seen = len(re.findall(rb"<(item|entry)[\s>]", path.read_bytes()))
    assert seen == len(feed.items) + len(feed.set_aside)
    assert len({item.guid for item in feed.items}) == len(feed.items)
    assert all(item.title and item.enclosure for item in feed.items)
    assert feed.show.title
    assert feed.snapshot_at


@pytest.mark.parametrize("path", SHOWS)
def test_keys_are_unique_and_stay(path: Path) -> None:
    items = read(path).items
    keys = assign_keys(items, set(), {})
    assert len(set(keys.values())) == len(items)
    assert assign_keys(items, set(keys.values()), keys) == keys


def test_numbers_stand_in_titles_alone_in_few_shows() -> None:
    """Four shows have them there, one of them in two files; each number stands in its title."""
    paths = [Path(str(parameter.values[0])) for parameter in SHOWS]
    if paths == [Path()]:
        pytest.skip("REAL_DATA is not set: no real feeds")
    silent = [path for path in paths if not NUMBER_ELEMENT.search(path.read_bytes())]
    numbers = {path: [item.number for item in read(path).items] for path in silent}
    found = {path: [n for n in each if n is not None] for path, each in numbers.items()}
    assert len(list(filter(None, found.values()))) == 5
    for path, each in found.items():
        assert len(set(each)) == len(each)
        assert all(str(number).encode() in path.read_bytes() for number in each)


@pytest.mark.parametrize("path", SMALL)
def test_small_files_are_read_or_refused_in_a_sentence(path: Path) -> None:
    assert re.fullmatch(r"read|“.*” .*\.", outcome(path))


def outcome(path: Path) -> str:
    try:
        read(path)
    except FeedError as error:
        return str(error)
    return "read"
