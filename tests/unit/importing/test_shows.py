"""What is kept of a show."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.importing.feeds.parsed import ParsedLink, ParsedPerson
from tests.feeds import read_text, reasons, rss

TITLE = "<title>Deep Harbour</title>"


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<itunes:subtitle>Tides</itunes:subtitle>", "subtitle", "Tides"),
        ("<description>Of tides</description>", "description_html", "<p>Of tides</p>"),
        ("<itunes:summary>Of tides</itunes:summary>", "description_source", "Of tides"),
        ("<language>en-GB</language>", "language", "en-GB"),
        ("<link>https://a.example/</link>", "link", "https://a.example/"),
        ("<podcast:guid>917393e3</podcast:guid>", "guid", "917393e3"),
        ("<itunes:author>Harbour Radio</itunes:author>", "author", "Harbour Radio"),
        ("<itunes:owner><itunes:name>Ada</itunes:name></itunes:owner>", "owner_name", "Ada"),
        (
            "<itunes:owner><itunes:email>a@b.example</itunes:email></itunes:owner>",
            "owner_email",
            "a@b.example",
        ),
        ("<copyright>2024 Ada</copyright>", "copyright", "2024 Ada"),
        ("<itunes:explicit>yes</itunes:explicit>", "is_explicit", True),
        ("<itunes:type>Serial</itunes:type>", "kind", "serial"),
        ("<podcast:locked owner='a@b.example'>yes</podcast:locked>", "is_locked", True),
        ("<podcast:medium>podcast</podcast:medium>", "medium", "podcast"),
        ("<podcast:updateFrequency>Weekly</podcast:updateFrequency>", "update_frequency", "Weekly"),
        ("<podcast:person>Ada</podcast:person>", "people", (ParsedPerson("Ada", "host"),)),
        ("<itunes:image href='http://a.example/a.png'/>", "artwork_url", "http://a.example/a.png"),
        (
            "<image><url> http://a.example/a.png </url></image>",
            "artwork_url",
            "http://a.example/a.png",
        ),
        (
            "<media:group><media:thumbnail url='http://a.example/a.png'/></media:group>",
            "artwork_url",
            "http://a.example/a.png",
        ),
        (
            "<podcast:funding url='http://a.example'>Give</podcast:funding>",
            "funding",
            (ParsedLink("Give", "http://a.example"),),
        ),
        (
            "<lastBuildDate>Tue, 05 Mar 2024 06:30:00 GMT</lastBuildDate>",
            "last_build_at",
            datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
        ),
    ],
)
def test_fields(inside: str, field: str, value: Any, tmp_path: Path) -> None:
    feed = read_text(tmp_path, rss(channel=TITLE + inside))
    assert getattr(feed.show, field) == value
    assert not feed.oddities
    assert not feed.unknown_elements


@pytest.mark.parametrize(
    ("inside", "categories"),
    [
        ("", ()),
        ("<category>Sea</category>", (("Sea", None),)),
        ("<itunes:category text='Sea'/><category>Water</category>", (("Sea", None),)),
        (
            """<itunes:category text="Sea"><itunes:category text="Tides"/><itunes:category
            text="Waves"><itunes:category text="Tall"/></itunes:category></itunes:category>""",
            (("Sea", "Tides"), ("Sea", "Waves")),
        ),
        ("<itunes:category><itunes:category text='Sea'/></itunes:category>", (("Sea", None),)),
        ("<itunes:category/>", ()),
    ],
)
def test_categories(inside: str, categories: tuple[Any, ...], tmp_path: Path) -> None:
    assert read_text(tmp_path, rss(channel=TITLE + inside)).show.categories == categories


def test_where_the_feed_lives(tmp_path: Path) -> None:
    inside = """<link>https://a.example/</link><itunes:new-feed-url> https://b.example/feed
        </itunes:new-feed-url><atom:link rel="self" href="https://a.example/feed"/>
        <atom:link rel="self" href="https://a.example"/><atom:link rel="hub" href="https://h.example"/>"""
    show = read_text(tmp_path, rss(channel=TITLE + inside)).show
    assert show.feed_urls == ("https://b.example/feed", "https://a.example/feed")


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<image><title>Harbour</title></image>", "Harbour"),
        ("<itunes:author>Ada</itunes:author>", "Ada"),
        ("<title> </title>", "Untitled podcast"),
    ],
)
def test_a_show_without_title_is_called_something(inside: str, title: str, tmp_path: Path) -> None:
    feed = read_text(tmp_path, rss(channel=inside))
    assert feed.show.title == title
    assert reasons(feed) == [f"it has no title and is called “{title}”"]
    assert feed.oddities[0].item == "The show"


def test_addresses_without_a_base_are_left_out(tmp_path: Path) -> None:
    channel = TITLE + "<image><url>cover.jpg</url></image>"
    feed = read_text(tmp_path, rss(channel=channel))
    assert feed.show.artwork_url is None
    assert reasons(feed) == ["its artwork is no address of the web and is left out: cover.jpg"]
    feed = read_text(tmp_path, rss(channel=channel + "<link>https://a.example/show/</link>"))
    assert feed.show.artwork_url == "https://a.example/show/cover.jpg"
