"""What is kept of an item."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.importing.feeds.parsed import (
    ParsedChapter,
    ParsedEnclosure,
    ParsedItem,
    ParsedLink,
    ParsedPerson,
    ParsedTranscript,
)
from tests.feeds import item, read_item, read_text, reasons, rss


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<itunes:season>2</itunes:season>", "season", 2),
        ("<podcast:season name='Two'>2</podcast:season>", "season", 2),
        ("<itunes:episode>0</itunes:episode>", "number", 0),
        ("<podcast:episode display='7½'>7</podcast:episode>", "number", 7),
        ("<itunes:episodeType>Bonus</itunes:episodeType>", "kind", "bonus"),
        ("<itunes:duration>1:02:03</itunes:duration>", "duration_seconds", 3723),
        ("<itunes:duration>0</itunes:duration>", "duration_seconds", None),
        ("<itunes:explicit>clean</itunes:explicit>", "is_explicit", False),
        ("<link>https://harbour.example/7</link>", "original_url", "https://harbour.example/7"),
        ("<itunes:image href='http://a.example/a.png'/>", "artwork_url", "http://a.example/a.png"),
        (
            "<media:thumbnail url='http://a.example/t.png'/>",
            "artwork_url",
            "http://a.example/t.png",
        ),
        ("<image>http://a.example/i.png</image>", "artwork_url", "http://a.example/i.png"),
        (
            "<podcast:chapters url='https://a.example/7.json' type='application/json+chapters'/>",
            "chapters_url",
            "https://a.example/7.json",
        ),
        (
            "<atom:link rel='payment' title='Flattr' href='https://a.example/pay'/>",
            "funding",
            (ParsedLink("Flattr", "https://a.example/pay"),),
        ),
        (
            "<podcast:funding url='https://a.example/give'/>",
            "funding",
            (ParsedLink(None, "https://a.example/give"),),
        ),
    ],
)
def test_fields(inside: str, field: str, value: Any, tmp_path: Path) -> None:
    assert getattr(read_item(tmp_path, inside), field) == value


def test_an_item_with_little_in_it(tmp_path: Path) -> None:
    assert read_item(tmp_path, "") == ParsedItem(
        title="tide",
        guid="tide",
        published_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
        enclosure=ParsedEnclosure("https://media.example/tide.mp3", 1000, "audio/mpeg"),
    )


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<itunes:season>II</itunes:season>", "its season cannot be read and is left out: II"),
        ("<itunes:episode>-1</itunes:episode>", "its number cannot be read and is left out: -1"),
        (
            "<itunes:episodeType>x</itunes:episodeType>",
            "its type cannot be read and is left out: x",
        ),
        (
            "<itunes:duration>long</itunes:duration>",
            "its duration cannot be read and is left out: ",
        ),
        (
            "<itunes:explicit>hm</itunes:explicit>",
            "its explicit mark cannot be read and is left out",
        ),
        ("<pubDate>soon</pubDate>", "its date cannot be read and is left out: soon"),
        ("<pubDate></pubDate>", "it has no date"),
        ("<link>ftp://a.example</link>", "its link is no address of the web and is left out: ftp:"),
        ("<guid/>", "it has no guid; its enclosure or its link stands for it"),
        ("<title/>", "it has no title and is called “tide”"),
        ("<description>&lt;a href='x'>x&lt;/a></description>", "a link in its notes is no address"),
    ],
)
def test_what_cannot_be_kept_is_said(inside: str, reason: str, tmp_path: Path) -> None:
    feed = read_text(tmp_path, rss(item(inside)))
    assert [said for said in reasons(feed) if said.startswith(reason)]
    assert feed.oddities[0].item in {"tide", "Item 1"}


def test_people(tmp_path: Path) -> None:
    inside = """
        <itunes:author>Harbour Radio</itunes:author>
        <podcast:person href="https://a.example/ada" img="https://a.example/ada.png"> Ada
          Quay </podcast:person>
        <podcast:person role="Guest" group="Cast">Ben Sand</podcast:person>
        <podcast:person role="guest" group="cast">Ben Sand</podcast:person>
        <podcast:person/>
        <atom:contributor><atom:name>Cy Foam</atom:name><atom:uri>http://a.example/cy</atom:uri>
        </atom:contributor>"""
    ada = ParsedPerson(
        "Ada Quay", "host", None, "https://a.example/ada", "https://a.example/ada.png"
    )
    assert read_item(tmp_path, inside).people == (
        ada,
        ParsedPerson("Ben Sand", "guest", "cast"),
        ParsedPerson("Cy Foam", url="http://a.example/cy"),
    )


def test_chapters(tmp_path: Path) -> None:
    inside = """<psc:chapters><psc:chapter start="01:02.5" title="Flow" href="http://a.example"/>
        <psc:chapter start="0" title="Ebb" image="http://a.example/e.png"/>
        <psc:chapter start="soon" title="Slack"/></psc:chapters>"""
    feed = read_text(tmp_path, rss(item(inside)))
    assert feed.items[0].chapters == (
        ParsedChapter(0.0, "Ebb", picture_url="http://a.example/e.png"),
        ParsedChapter(62.5, "Flow", "http://a.example"),
    )
    assert reasons(feed) == ["a chapter has no start that can be read: 'soon'"]


def test_transcripts(tmp_path: Path) -> None:
    inside = """<podcast:transcript url="https://a.example/t.vtt" type="text/vtt" language="en_GB"
        rel="captions"/><podcast:transcript type="text/html" url="javascript:alert(1)"/>"""
    assert read_item(tmp_path, inside).transcripts == (
        ParsedTranscript("https://a.example/t.vtt", "text/vtt", "en-GB", "captions"),
    )


@pytest.mark.parametrize("uri", ["HTTPS://PodcastIndex.org/Namespace/1.0/", "http://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"])  # fmt: skip
def test_the_podcast_namespace_has_many_names(uri: str, tmp_path: Path) -> None:
    inside = f"<p:episode xmlns:p='{uri}'>7</p:episode>"
    assert read_item(tmp_path, inside).number == 7


@pytest.mark.parametrize(
    ("inside", "html", "summary"),
    [
        ("<description>Ebb\n\nflow</description>", "<p>Ebb</p><p>flow</p>", None),
        (
            "<description><b>Ebb</b> &amp; <i>flow</i></description>",
            "<p><b>Ebb</b> &amp; <i>flow</i></p>",
            None,
        ),
        (
            "<content:encoded>&lt;h1>Ebb&lt;/h1></content:encoded><description>Short</description>",
            "<h3>Ebb</h3>",
            "Short",
        ),
        ("<itunes:summary>Long words</itunes:summary>", "<p>Long words</p>", None),
        (
            "<description>Long words</description><itunes:subtitle>Long…</itunes:subtitle>",
            "<p>Long words</p>",
            None,
        ),
        ("<itunes:subtitle>Short</itunes:subtitle>", None, "Short"),
        ("<itunes:subtitle>Tide</itunes:subtitle>", None, None),
        ("<description> &lt;p>&lt;/p></description>", None, None),
        ("<description>don\x92t</description>", "<p>don’t</p>", None),
    ],
)
def test_notes(inside: str, html: str | None, summary: str | None, tmp_path: Path) -> None:
    read = read_item(tmp_path, inside)
    assert (read.notes_html, read.summary) == (html, summary)
    assert bool(read.notes_source) == bool(html)


def test_links_and_pictures_of_notes(tmp_path: Path) -> None:
    notes = """<p><b>Tables</b>: <a href="/t">harbour.example</a></p>
        <img src="//a.example/dot.gif" width="1" height="1">"""
    channel = "<title>Ebb</title><link>https://harbour.example/</link>"
    feed = read_text(
        tmp_path, rss(item(f"<description><![CDATA[{notes}]]></description>"), channel=channel)
    )
    assert feed.items[0].links == (ParsedLink("Tables", "https://harbour.example/t"),)
    assert feed.dropped_images == 1


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<guid>https://a.example/7</guid>", "https://a.example/7"),
        ("<guid isPermaLink='FALSE'>https://a.example/7</guid>", None),
        ("<guid>7</guid>", None),
        (
            "<link>http://feedproxy.example/7</link><feedburner:origLink>http://a.example/7</feedburner:origLink>",
            "http://a.example/7",
        ),
    ],
)
def test_the_original_page(inside: str, url: str | None, tmp_path: Path) -> None:
    assert read_item(tmp_path, inside).original_url == url


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/" xml:lang="de">
    <title>Ebbe</title><updated>2024-03-06T07:00:00Z</updated><author><name>Ada</name></author>
    <link rel="self" href="feed.atom"/><link href="/"/><entry><title>Flut</title>
    <id>urn:7</id><published>2024-03-05T06:30:00+01:00</published><link href="7"/>
    <link rel="enclosure" href="7.mp3" type="audio/mpeg" length="9"/><category term="sea"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ah</p></div></content>
    </entry></feed>"""


def test_an_atom_entry(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, ATOM).items
    assert (entry.title, entry.guid) == ("Flut", "urn:7")
    assert entry.published_at == datetime(2024, 3, 5, 5, 30, tzinfo=UTC)
    assert entry.notes_html == "<div><p>Ah</p></div>"
    assert entry.enclosure == ParsedEnclosure("https://a.example/7.mp3", 9, "audio/mpeg")
    assert entry.original_url == "https://a.example/7"


def test_an_atom_feed(tmp_path: Path) -> None:
    feed = read_text(tmp_path, ATOM)
    show = feed.show
    assert (show.title, show.language, show.author) == ("Ebbe", "de", "Ada")
    assert (show.link, show.feed_urls) == ("https://a.example/", ("https://a.example/feed.atom",))
    assert feed.snapshot_at == datetime(2024, 3, 6, 7, tzinfo=UTC)


def test_an_element_of_another_kind_is_no_item(tmp_path: Path) -> None:
    shop = "<shop:item xmlns:shop='urn:shop'><title>Mug</title></shop:item>"
    feed = read_text(tmp_path, rss(shop, item(), shop))
    assert (len(feed.items), feed.set_aside) == (1, ())
    assert feed.unknown_elements == {"shop:item": 2, "shop:item/title": 2}
