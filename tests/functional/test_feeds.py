"""Feeds as podcast apps and directories ask for them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import time_machine
from webtest import TestApp

from talkpython_site.documents import Enclosure, Episode, Podcast
from talkpython_site.documents.podcast_guid import guid_of
from talkpython_site.documents.stamp import announce
from tests.conftest import Queries, Visit
from tests.connections import connected_to
from tests.factories import make_episode, make_podcast
from tests.reading_feeds import HERE, channel_of, items, make_deep, said, titles

FEED, CHAPTERS = "/podcasts/deep/feed.xml", "/episodes/deep/7/chapters.json"


def test_the_newest_is_first_and_only_what_is_public_and_out(visit: Visit) -> None:
    podcast, other = make_deep(), make_podcast()
    now = datetime.now(UTC)
    episodes: dict[str, dict[str, Any]] = {
        "old": {"published_at": now - timedelta(days=9)},
        "new": {"published_at": now - timedelta(days=1)},
        "tomorrow": {"published_at": now + timedelta(days=1)},
        "draft": {"state": "draft"},
        "not out yet": {"enclosure": None},
        "nowhere": {"enclosure": Enclosure(url="file:///a.mp3")},
    }
    for title, changes in episodes.items():
        make_episode(podcast, title=title, **changes)
    make_episode(other, title="another show's")

    assert titles(items(visit)) == ["new", "old"]
    with time_machine.travel(now + timedelta(days=2), tick=False):
        assert titles(items(visit)) == ["tomorrow", "new", "old"]


def test_documents_decide_what_is_public(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    podcast = make_deep()
    make_episode(podcast, title="kept")
    hidden = make_episode(podcast, title="hidden")
    app.registry.catalogue.load()
    Episode.collection().update_one({"_id": hidden.id}, {"$set": {"state": "draft"}})
    assert b"hidden" not in TestApp(app).get(FEED).body

    announce("*")
    Podcast.collection().update_one({"_id": podcast.id}, {"$set": {"state": "draft"}})
    TestApp(app).get(FEED, status=404)


def test_a_show_without_episodes_has_a_feed(visit: Visit) -> None:
    make_deep()
    assert titles(items(visit)) == []


@pytest.mark.parametrize("path", ["/podcasts/none/feed.xml", "/podcasts/hidden/feed.xml"])
def test_what_is_not_there(visit: Visit, path: str) -> None:
    make_podcast(slug="hidden", state="importing")
    assert "There is no such podcast here." in visit.get(path, status=404)


def test_a_guid_is_made_at_the_first_look(visit: Visit) -> None:
    first = "https://feeds.example/deep.xml"
    make_deep(guid=None, feed_urls=[first, "https://later.example/deep.xml"])
    make_podcast(slug="own")

    assert said(channel_of(visit), "podcast:guid") == [guid_of(first)]
    own = guid_of(f"{HERE}/podcasts/own/feed.xml")
    assert said(channel_of(visit, "own"), "podcast:guid") == [own]
    assert {each.guid for each in Podcast.objects} == {guid_of(first), own}


def test_answers(visit: Visit) -> None:
    make_episode(make_deep())
    given, head = visit.get(FEED), visit.head(FEED)
    assert given.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert given.headers["Access-Control-Allow-Origin"] == "*"
    assert (head.headers, head.body) == (given.headers, b"")
    assert "Set-Cookie" not in given.headers
    assert visit.get(FEED, headers={"If-None-Match": given.headers["ETag"]}, status=304)
    visit.post(FEED, status=405)


def test_a_date_alone_decides_nothing(visit: Visit) -> None:
    """A new build or setting changes a feed at no moment that a date could name."""
    make_episode(make_deep())
    announce("*")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    asked = {"If-Modified-Since": format_datetime(tomorrow, usegmt=True)}
    with time_machine.travel(tomorrow, tick=False):
        for _ in ("made", "kept"):
            assert "Last-Modified" not in visit.get(FEED, headers=asked, status=200).headers


def test_queries(visit: Visit, queries: Queries) -> None:
    podcast = make_deep()
    for _ in range(150):  # more than an answer of MongoDB has if it is not asked for more
        make_episode(podcast, people=[], topics=[])
    with queries() as cold:
        etag = visit.get(FEED).headers["ETag"]
    with queries() as kept:
        visit.get(FEED)
    with queries() as unchanged:
        visit.get(FEED, headers={"If-None-Match": etag}, status=304)
    assert cold.names == ["find stamps", "find podcasts", "find episodes"]
    assert (kept.count, unchanged.count) == (1, 1)


def test_a_feed_that_is_not_kept_waits_for_the_database(visit: Visit) -> None:
    make_episode(make_deep(), key="7")
    visit.get("/podcasts")
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        for path in (FEED, CHAPTERS):
            assert TestApp(visit.app).get(path, status=503).headers["Retry-After"] == "10"
