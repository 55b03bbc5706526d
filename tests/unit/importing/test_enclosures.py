"""What an item has to play."""

from pathlib import Path

import pytest

from talkpython_site.importing.feeds.parsed import ParsedEnclosure
from tests.feeds import read_text, reasons, rss


def with_enclosures(inside: str) -> str:
    return rss(
        f"<item><title>Ebb</title><guid>7</guid><pubDate>2024-03-05</pubDate>{inside}</item>"
    )


@pytest.mark.parametrize(
    ("inside", "enclosure"),
    [
        ("<enclosure url='http://a.example/a'/>", ParsedEnclosure("http://a.example/a")),
        (
            "<enclosure url=' HTTP://a.example/a b.mp3&#10;' type='x-audio/mp3' length='0'/>",
            ParsedEnclosure("http://a.example/a%20b.mp3", None, "x-audio/mp3"),
        ),
        (
            "<enclosure url='http://a.example/a.mp4' type='video/mp4' length='9000000000'/>",
            ParsedEnclosure("http://a.example/a.mp4", 9_000_000_000, "video/mp4"),
        ),
        (
            "<media:content url='http://a.example/a.mp3' fileSize='99' type='audio/mpeg'/>",
            ParsedEnclosure("http://a.example/a.mp3", 99, "audio/mpeg"),
        ),
        (
            "<media:group><media:content url='http://a.example/a.mp3'/></media:group>",
            ParsedEnclosure("http://a.example/a.mp3"),
        ),
        (
            "<enclosure url='http://a.example/a.mp3' length='1'/><media:content url='http://b.example'/>",
            ParsedEnclosure("http://a.example/a.mp3"),
        ),
    ],
)
def test_enclosures(inside: str, enclosure: ParsedEnclosure, tmp_path: Path) -> None:
    feed = read_text(tmp_path, with_enclosures(inside))
    assert feed.items[0].enclosure == enclosure
    assert not feed.oddities


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("", "it has no enclosure"),
        ("<enclosure type='audio/mpeg'/>", "its enclosure has no address of the web: none given"),
        ("<enclosure url='a.mp3'/>", "its enclosure has no address of the web: a.mp3"),
        ("<enclosure url='file:///a'/>", "its enclosure has no address of the web: file:///a"),
        ("<enclosure url='http://a.example/a.jpg'/>", "its enclosure is neither audio nor video"),
        (
            "<enclosure url='http://a.example/a' type='application/pdf'/>",
            "its enclosure is neither audio nor video",
        ),
    ],
)
def test_items_with_nothing_to_play_are_set_aside(inside: str, reason: str, tmp_path: Path) -> None:
    feed = read_text(tmp_path, with_enclosures(inside))
    assert not feed.items
    assert [(oddity.item, oddity.reason) for oddity in feed.set_aside] == [("Ebb", reason)]


def test_the_first_that_can_be_played_is_kept(tmp_path: Path) -> None:
    inside = """<enclosure url="http://a.example/a.jpg" type="image/jpeg"/>
        <enclosure url="http://a.example/a.mp3"/><enclosure url="http://a.example/a.mp3"/>
        <enclosure url="http://a.example/a.ogg" length="many"/>"""
    feed = read_text(tmp_path, with_enclosures(inside))
    assert feed.items[0].enclosure == ParsedEnclosure("http://a.example/a.mp3")
    assert reasons(feed) == [
        "the size of its enclosure is no number",
        "another enclosure is not kept: http://a.example/a.jpg",
        "another enclosure is not kept: http://a.example/a.ogg",
    ]
