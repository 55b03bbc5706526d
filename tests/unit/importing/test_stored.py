"""Parsed items and shows as MongoDB stores them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Episode, Podcast
from talkpython_site.importing.feeds.parsed import (
    ParsedChapter,
    ParsedEnclosure,
    ParsedItem,
    ParsedLink,
    ParsedPerson,
    ParsedShow,
    ParsedTranscript,
)
from talkpython_site.importing.feeds.stored import (
    TEASER_LENGTH,
    derived,
    episode_fields,
    podcast_fields,
    shortened,
)
from talkpython_site.markdown import SafeHtml

ADA, TIDES = ObjectId(), ObjectId()
ITEM = ParsedItem(
    title="Tide tables",
    guid="1",
    season=2,
    number=0,
    kind="bonus",
    published_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
    published_precision="day",
    notes_html=SafeHtml("<p>Notes</p>"),
    notes_source="Notes",
    summary="A summary",
    enclosure=ParsedEnclosure("https://a.example/1.mp3", 2**40, "audio/mpeg"),
    duration_seconds=100,
    is_explicit=False,
    artwork_url="https://a.example/1.png",
    people=(ParsedPerson("ADA Quay", "host", "cast"), ParsedPerson("Nobody")),
    chapters=(ParsedChapter(0.0, "Ebb"), ParsedChapter(50.5, "Flow", "https://a.example")),
    chapters_url="https://a.example/1.json",
    transcripts=(ParsedTranscript("https://a.example/1.vtt", "text/vtt", "en", "captions"),),
    funding=(ParsedLink(None, "https://a.example/give"),),
    topics=("Tides", "unknown"),
    links=(ParsedLink("Tide", "https://a.example/tide"),),
    original_url="https://a.example/1",
)


STORED = {
    "title": "Tide tables",
    "season": 2,
    "number": 0,
    "kind": "bonus",
    "published_at": ITEM.published_at,
    "published_precision": "day",
    "notes_html": "<p>Notes</p>",
    "notes_source": "Notes",
    "summary": "A summary",
    "enclosure": {"url": "https://a.example/1.mp3", "size_bytes": 2**40, "type": "audio/mpeg"},
    "duration_seconds": 100,
    "is_explicit": False,
    "artwork_url": "https://a.example/1.png",
    "people": [{"person": ADA, "role": "host", "group": "cast"}],
    "topics": [TIDES],
    "chapters": [
        {"start_seconds": 0.0, "title": "Ebb"},
        {"start_seconds": 50.5, "title": "Flow", "url": "https://a.example"},
    ],
    "chapters_url": "https://a.example/1.json",
    "transcripts": [
        {
            "url": "https://a.example/1.vtt",
            "type": "text/vtt",
            "language": "en",
            "rel": "captions",
        }
    ],
    "funding": [{"url": "https://a.example/give"}],
    "links": [{"label": "Tide", "url": "https://a.example/tide"}],
    "original_url": "https://a.example/1",
}


def test_an_item_with_everything() -> None:
    assert episode_fields(ITEM, {"ada quay": ADA}, {"tides": TIDES}) == STORED


def test_every_field_of_an_episode_and_a_podcast_comes_from_somewhere() -> None:
    """A field that is added to a document is read from feeds, or named here."""
    own = {"_id", "id", "revision", "pending", "created_at", "state", "imported", "snapshot_at"}
    own |= {"binned_at", "artwork", "elsewhere", "notes_format"}
    own |= {"nonce", "unpublished_reason", "state_before", "is_restorable"}
    typed = {"sponsors", "language", "checks", "preview_hash", "preview_salt", "preview_until"}
    given = set(episode_fields(ITEM, {"ada quay": ADA}, {"tides": TIDES}))
    by_import = {"podcast", "key", "guid"} | set(derived({"title": "Tide"}))
    assert set(Episode._fields) - own - typed == given | by_import
    show = ParsedShow(
        title="Deep Harbour", subtitle="s", description_html=SafeHtml("<p>d</p>"),
        description_source="d", language="en", link="https://a.example", feed_urls=("https://f",),
        guid="g", author="a", owner_name="o", owner_email="o@a.example", copyright="c",
        is_explicit=True, kind="serial", categories=(("Arts", "Books"), ("News", None)),
        artwork_url="https://p", funding=(ParsedLink("Give", "https://g"),), is_locked=True,
        medium="podcast", people=(ParsedPerson("Ada Quay"),), update_frequency="weekly",
    )  # fmt: skip
    fields = podcast_fields(show, {"ada quay": ADA})
    own |= {"description_format", "feed_items", "new_feed_url", "phase", "phase_note", "slugs"}
    own |= {"rhythm_days", "rhythm_weekday", "time_zone"}
    assert set(Podcast._fields) - own == set(fields) | {"slug", "own_hue"}
    assert fields["categories"] == [["Arts", "Books"], ["News"]]


def test_an_item_with_little() -> None:
    assert episode_fields(ParsedItem(title="Tide", guid="1"), {}, {}) == {"title": "Tide"}
    assert podcast_fields(ParsedShow("Deep Harbour"), {}) == {"title": "Deep Harbour"}


def test_what_is_made_of_other_fields() -> None:
    given = episode_fields(ITEM, {}, {})
    assert derived(given) == {
        "slug": "tide-tables", "teaser": "A summary", "strip": [5050, 10_000], "sponsor_parts": [],
    }  # fmt: skip
    assert derived({"title": "T", "notes_html": "<p>a &amp; b</p><p>c</p>"})["teaser"] == "a & b c"
    bare: dict[str, Any] = {"slug": "episode", "teaser": None, "strip": [], "sponsor_parts": []}
    assert derived({"title": "\N{ROCKET}"}) == bare
    assert derived({"title": "潮の満ち引き"})["slug"] == "chao-noman-tiyin-ki"
    assert len(derived({"title": "tide " * 200})["slug"]) <= 80


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a  b\n c", "a b c"),
        ("word " * 100, "word " * 47 + "word…"),
        ("潮" * 300, "潮" * (TEASER_LENGTH - 1) + "…"),
        ("tides, " * 50, "tides, " * 33 + "tides…"),
    ],
)
def test_teasers_end_between_words(text: str, short: str) -> None:
    assert shortened(text, TEASER_LENGTH) == short
    assert len(short) <= TEASER_LENGTH
