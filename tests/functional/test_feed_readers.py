"""Two parsers of others read back all that they support of our feeds."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import feedparser
import feedparser_rs
import pytest

from talkpython_site.documents import Chapter, Credit, Link, TranscriptLink
from tests.conftest import Visit
from tests.factories import make_episode, make_person, make_podcast

HERE = "https://longwave.example"
GUID = "0f6f4e5c-6f4b-5c9d-9f5d-2a3f4b5c6d7e"
NOTES = '<p>Notes &amp; a <a href="https://tide.example">link</a></p>'


@pytest.fixture
def feed(visit: Visit) -> bytes:
    host, guest = make_person("Abdul Siddiq"), make_person("Ines Okafor")
    podcast = make_podcast(
        slug="deep", guid=GUID, author="Harbour Audio", language="en", kind="serial",
        owner_name="Owner", owner_email="owner@deep.example", is_explicit=True, is_locked=True,
        categories=[["Technology"], ["Education", "How To"]], copyright="Harbour",
        update_frequency="Every Tuesday", funding=[Link(label="Join", url="https://join.example")],
        people=[Credit(person=host.id, role="host", group="cast")],
    )  # fmt: skip
    make_episode(
        podcast, key="7", slug="ebb", guid="first", title="Ebb & flow", number=7,
        season=2, kind="bonus", published_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
        people=[guest], chapters=[Chapter(start_seconds=0.0, title="Ebb")], notes_html=NOTES,
        transcripts=[TranscriptLink(url="https://t.example/7.vtt", type="text/vtt", language="en")],
    )  # fmt: skip
    body: bytes = visit.get("/podcasts/deep/feed.xml").body
    return body


def test_feedparser_reads_the_show(feed: bytes) -> None:
    found = feedparser.parse(feed)
    assert (found.bozo, found.version, found.encoding) == (False, "rss20", "utf-8")
    show = found.feed
    assert (show.title, show.link, show.language) == ("Deep Harbour", f"{HERE}/podcasts/deep", "en")
    assert show.subtitle == "<p>Conversations about software that lasts.</p>"
    assert (show.author, show.rights) == ("Harbour Audio", "Harbour")
    assert show.publisher_detail == {"name": "Owner", "email": "owner@deep.example"}
    assert show.itunes_type == "serial"
    assert [tag.term for tag in show.tags] == ["Technology", "Education", "How To"]
    assert show.image.href.startswith(f"{HERE}/pictures/")
    assert f"{HERE}/podcasts/deep/feed.xml" in [x.href for x in show.links if x.rel == "self"]
    assert (show.podcast_guid, show.podcast_medium) == (GUID, "podcast")


def test_feedparser_reads_the_episode(feed: bytes) -> None:
    (episode,) = feedparser.parse(feed).entries
    assert (episode.title, episode.id) == ("Ebb & flow", "first")
    assert (episode.link, episode.guidislink) == (f"{HERE}/episodes/deep/7/ebb", False)
    assert episode.published_parsed[:6] == (2024, 3, 5, 6, 30, 0)
    assert episode.summary == "A harbour master explains a spreadsheet."
    assert episode.content[0].value == NOTES
    (played,) = episode.enclosures
    assert (played.length, played.type) == ("41000000", "audio/mpeg")
    assert (episode.itunes_duration, episode.itunes_season) == ("3492", "2")
    assert (episode.itunes_episode, episode.itunes_episodetype) == ("7", "bonus")
    assert episode.podcast_chapters["url"] == f"{HERE}/episodes/deep/7/chapters.json"


def test_feedparser_rs_reads_the_show(feed: bytes) -> None:
    found: Any = feedparser_rs.parse(feed)
    assert not found.bozo, found.bozo_exception
    show = found.feed
    assert (show.title, show.link, show.language) == ("Deep Harbour", f"{HERE}/podcasts/deep", "en")
    itunes, podcast = show.itunes, show.podcast
    assert (itunes.author, itunes.explicit, itunes.podcast_type) == (
        "Harbour Audio",
        True,
        "serial",
    )
    assert (itunes.owner.name, itunes.owner.email) == ("Owner", "owner@deep.example")
    assert [each.text for each in itunes.categories] == ["Technology", "Education"]
    assert itunes.categories[1].subcategory == "How To"
    assert itunes.image.startswith(f"{HERE}/pictures/")
    assert (podcast.guid, podcast.medium) == (GUID, "podcast")
    assert (podcast.locked, podcast.locked_owner) == ("yes", "owner@deep.example")
    assert [(each.message, each.url) for each in podcast.funding] == [
        ("Join", "https://join.example")
    ]
    (person,) = podcast.persons
    assert (person.name, person.role, person.group) == ("Abdul Siddiq", "host", "cast")
    assert person.href == f"{HERE}/people/abdul-siddiq"
    assert podcast.update_frequency.label == "Every Tuesday"


def test_feedparser_rs_reads_the_episode(feed: bytes) -> None:
    (episode,) = feedparser_rs.parse(feed).entries
    assert (unescape(episode.title), episode.id) == ("Ebb & flow", "first")  # it gives HTML
    itunes, podcast = episode.itunes, episode.podcast
    assert (unescape(itunes.title), itunes.duration) == ("Ebb & flow", "3492")
    assert (itunes.season, itunes.episode, itunes.episode_type) == ("2", "7", "bonus")
    (played,) = episode.enclosures
    assert (played.length, played.type) == ("41000000", "audio/mpeg")
    assert podcast.chapters.url == f"{HERE}/episodes/deep/7/chapters.json"
    assert podcast.chapters.type == "application/json+chapters"
    (transcript,) = podcast.transcript
    assert (transcript.url, transcript.language) == ("https://t.example/7.vtt", "en")
    assert [(person.name, person.role) for person in podcast.persons] == [("Ines Okafor", "guest")]
