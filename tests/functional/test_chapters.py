"""Chapters as podcast apps ask for them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from talkpython_site.documents import Chapter
from tests.conftest import Queries, Visit
from tests.factories import make_episode, make_podcast
from tests.reading import texts
from tests.reading_feeds import items, told

CHAPTERS = "/episodes/deep/7/chapters.json"


def test_chapters_as_json(visit: Visit, queries: Queries) -> None:
    parts = [Chapter(start_seconds=90.0, title="Flow"), Chapter(start_seconds=0.0, title="Ebb é")]
    podcast = make_podcast("Deep Harbour", slug="deep")
    make_episode(podcast, key="7", title="Tides", duration_seconds=100, chapters=parts)

    with queries() as asked:
        given = visit.get(CHAPTERS)

    assert given.headers["Content-Type"].startswith("application/json+chapters")
    assert given.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(given.body) == {
        "version": "1.2.0",
        "title": "Tides",
        "podcastName": "Deep Harbour",
        "chapters": [{"startTime": 0, "title": "Ebb é"}, {"startTime": 90, "title": "Flow"}],
    }
    assert asked.names == ["find stamps", "find episodes"]
    (item,) = items(visit)
    assert told(item, "podcast:chapters")[0]["url"] == f"https://longwave.example{CHAPTERS}"


@pytest.mark.parametrize(
    "parts", [[], [Chapter(start_seconds=100.0)]], ids=["none", "past the end"]
)
def test_an_episode_without_chapters_says_so(visit: Visit, parts: list[Chapter]) -> None:
    make_episode(make_podcast(slug="deep"), key="7", duration_seconds=100, chapters=parts)

    assert "This episode has no chapters." in visit.get(CHAPTERS, status=404)
    (item,) = items(visit)
    assert told(item, "podcast:chapters") == []


def test_chapters_of_what_is_not_public(visit: Visit) -> None:
    tomorrow, parts = datetime.now(UTC) + timedelta(days=1), [Chapter(start_seconds=0.0)]
    make_episode(make_podcast(slug="deep"), key="7", published_at=tomorrow, chapters=parts)

    assert "There is no such episode here." in visit.get(CHAPTERS, status=404)


def test_a_sponsors_part_is_called_as_on_the_page(visit: Visit) -> None:
    parts = [
        Chapter(start_seconds=0.0, title="Ebb"),
        Chapter(start_seconds=90.0, title="A word from the chart room", sponsor="Lantern Maps"),
    ]
    make_episode(make_podcast(slug="deep"), key="7", slug="tides", chapters=parts)

    titles = [each["title"] for each in json.loads(visit.get(CHAPTERS).body)["chapters"]]

    page = visit.get("/episodes/deep/7/tides")
    assert titles == texts(page, "//*[@id='chapter-list']//*[contains(@class, 'title')]")
    assert titles == ["Ebb", "Sponsor: Lantern Maps"]
