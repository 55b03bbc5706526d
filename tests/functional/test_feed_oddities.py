"""A stored value of a wrong type takes no feed away from its subscribers."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast
from tests.conftest import Visit
from tests.factories import make_episode
from tests.reading_feeds import channel_of, every, make_deep, said, titles, told

CHAPTERS = "/episodes/deep/7/chapters.json"
LEFT_OUT = "a feed leaves out what it cannot read"


Noted = Callable[[str], list[dict[str, Any]]]


def events(noted: Noted) -> list[tuple[str, str | None]]:
    return [(each["podcast"], each.get("episode")) for each in noted(LEFT_OUT)]


@pytest.mark.parametrize(
    ("values", "gone"),
    [
        ({"enclosure.type": 5}, ""), ({"enclosure.size_bytes": "big"}, ""),
        ({"transcripts": [{"url": "https://t.example/a.vtt", "type": 7}]}, ""),
        ({"transcripts": 5}, "podcast:transcript"),
        ({"people": [{"person": {}}]}, "podcast:person"), ({"artwork_url": 5}, "itunes:image"),
        ({"artwork": 5}, "itunes:image"),
        ({"chapters": [{"start_seconds": "12"}]}, "podcast:chapters"),
        ({"chapters": ["Ebb"]}, "podcast:chapters"), ({"notes_html": 5}, "content:encoded"),
        ({"summary": ["a"]}, ""), ({"chapters": 5}, "podcast:chapters"),
    ],
)  # fmt: skip
def test_an_episode_loses_a_value(visit: Visit, values: dict[str, Any], gone: str) -> None:
    podcast = make_deep()
    made = make_episode(podcast, title="odd")
    make_episode(podcast, title="good")
    Episode.collection().update_one({"_id": made.id}, {"$set": values})

    channel = channel_of(visit)

    assert titles(every(channel, "item")) == ["good", "odd"]
    item = every(channel, "item")[1]
    assert told(item, "enclosure")[0]["type"] == "audio/mpeg"
    assert told(item, "enclosure")[0]["length"].isdigit()
    assert not gone or every(item, gone) == []


def test_an_episode_of_no_known_type_is_in_lists(visit: Visit) -> None:
    made = make_episode(make_deep(), title="odd")
    Episode.collection().update_one({"_id": made.id}, {"$set": {"enclosure.type": 5}})
    assert "odd" in visit.get("/episodes")


def test_what_cannot_be_an_item_is_left_out_and_noted(visit: Visit, noted: Noted) -> None:
    podcast = make_deep()
    odd = make_episode(podcast, title="odd", key="7")
    make_episode(podcast, title="good")
    Episode.collection().update_one({"_id": odd.id}, {"$set": {"guid": 5}})
    assert titles(every(channel_of(visit), "item")) == ["good"]
    assert events(noted) == [("deep", "7")] * 2


@pytest.mark.parametrize(
    ("values", "name", "kept"),
    [
        ({"categories": [None, ["Arts"]]}, "itunes:category", 1),
        ({"categories": [[None, "Arts"]]}, "itunes:category", 1),
        ({"funding": [7]}, "podcast:funding", 0), ({"author": 5}, "itunes:author", 1),
        ({"description_html": 5}, "description", 1),
        ({"people": [{"person": []}]}, "podcast:person", 0), ({"kind": 5}, "itunes:type", 1),
        ({"guid": None, "feed_urls": [5]}, "podcast:guid", 1),
        ({"guid": None, "feed_urls": 5}, "podcast:guid", 1),
    ],
)  # fmt: skip
def test_a_show_loses_a_value(visit: Visit, values: dict[str, Any], name: str, kept: int) -> None:
    podcast = make_deep()
    make_episode(podcast, title="good")
    Podcast.collection().update_one({"_id": podcast.id}, {"$set": values})

    channel = channel_of(visit)

    assert len(every(channel, name)) == kept
    assert all(len(every(channel, each)) == 1 for each in ("title", "link", "language"))
    assert titles(every(channel, "item")) == ["good"]


def test_chapters_lose_what_is_none(visit: Visit, noted: Noted) -> None:
    made = make_episode(make_deep(), key="7", duration_seconds=None)
    odd = [{"start_seconds": "12"}, "Ebb", {"start_seconds": float("inf")}, None]
    good = [{"start_seconds": 5, "title": 5, "url": 7, "picture_url": []}, {"title": "Ebb"}]
    Episode.collection().update_one({"_id": made.id}, {"$set": {"chapters": odd + good}})

    found = json.loads(visit.get(CHAPTERS).body)["chapters"]

    assert found == [{"startTime": 0, "title": "Ebb"}, {"startTime": 5, "title": "Part 2"}]
    assert events(noted) == [("deep", "7")]
    assert said(channel_of(visit), "title") == ["Deep Harbour"]


def test_chapters_that_are_none_at_all(visit: Visit) -> None:
    made = make_episode(make_deep(), key="7")
    Episode.collection().update_one({"_id": made.id}, {"$set": {"chapters": 5}})
    visit.get(CHAPTERS, status=404)
