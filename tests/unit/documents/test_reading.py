"""Documents as they are found, and made of what is stored."""

from typing import Any

import pytest

from talkpython_site.documents import Episode, Podcast
from tests.factories import make_episode, make_podcast

pytestmark = pytest.mark.usefixtures("clean")


@pytest.mark.parametrize(
    "query",
    [
        lambda: Podcast.objects.by_slug("deep-harbour"),
        lambda: Podcast.objects.by_guid("9b1deb4d"),
        lambda: Podcast.objects.by_feed_url("https://harbour.example/rss"),
    ],
    ids=["slug", "guid", "one of its feeds"],
)
def test_a_podcast_is_found_by_what_is_its_own(query: Any) -> None:
    feeds = ["https://harbour.example/feed.xml", "https://harbour.example/rss"]
    wanted = make_podcast(slug="deep-harbour", guid="9b1deb4d", feed_urls=feeds)
    make_podcast(guid="another", feed_urls=["https://another.example/rss"])
    assert [each.id for each in query()] == [wanted.id]


def test_a_document_made_of_what_is_stored_is_changed_like_any_other() -> None:
    stored = Episode.objects(id=make_episode(title="Before").id).as_pymongo().first()
    episode = Episode.from_stored(stored)
    episode.title = "After"
    episode.change()
    assert Episode.objects.first().title == "After"
    assert Episode.objects.first().created_at == episode.created_at


def test_a_new_document_made_of_what_would_be_stored_is_inserted() -> None:
    stored = make_episode().to_mongo().to_dict()
    fields = {key: value for key, value in stored.items() if key not in {"_id", "revision"}}
    new = Episode.from_stored({**fields, "key": "new", "guid": "new"}, is_new=True)
    assert new.insert().id is not None
    assert Episode.objects(key="new").first().enclosure.url == stored["enclosure"]["url"]
