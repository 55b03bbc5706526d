"""Topics: what episodes are about, and one topic with all of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Queries
from tests.factories import make_episode, make_podcast, make_topic
from tests.reading import blocks, texts


def test_topics_by_episodes_and_by_name(visit: Any) -> None:
    podcast, tides, typing = make_podcast(), make_topic("tides"), make_topic("typing")
    make_topic("never said")
    make_episode(podcast, topics=[tides, typing])
    make_episode(podcast, topics=[typing], duration_seconds=None)

    page = visit.get("/topics")

    assert texts(page, "//ol[@class='measured']/li") == [
        "typing 2 episodes 58 min", "tides 1 episode 58 min",
    ]  # fmt: skip
    assert texts(page, "//section[@class='letter']//li") == ["tides 1", "typing 2"]
    assert "never said" not in page


def test_no_topic_yet(visit: Any) -> None:
    make_episode()

    page = visit.get("/topics")

    assert texts(page, "//p[@class='empty']") == [
        "Nothing has a topic yet. Go on to episodes, the show."
    ]
    assert not texts(page, "//main//header/p")


def test_a_topic_with_its_wall(visit: Any) -> None:
    podcast, typing = make_podcast(), make_topic("typing")
    tides = make_topic("tides", description_html="<p>Up and <b>down</b>.</p>")
    for _ in range(3):
        make_episode(podcast, topics=[tides, typing], published_at=datetime(2019, 5, 1, tzinfo=UTC))
    make_episode(podcast, title="Dry")

    page = visit.get("/topics/tides")

    assert texts(page, "//h1") == ["tides"]
    assert texts(page, "//p[@class='lead']") == ["3 episodes, 2 h 55 min, 2019."]
    assert page.lxml.xpath("//main//b[text()='down']")
    assert len(page.lxml.xpath("//figure//*[local-name()='rect']")) == 3
    assert len(texts(page, "//*[@class='row-title']")) == 3
    assert texts(page, "//*[@class='row-facts']/span") == ["typing"] * 3
    assert "Dry" not in page


def test_the_same_filters(visit: Any) -> None:
    tides = make_topic("tides")
    make_episode(make_podcast("Deep", slug="deep"), title="Here", topics=[tides])
    make_episode(make_podcast("Other", slug="other"), title="There", topics=[tides])

    page = visit.get("/topics/tides?podcast=other")

    assert texts(page, "//*[@class='row-title']") == ["There"]
    assert texts(page, "//title") == ["tides of Other · Longwave"]


@pytest.mark.parametrize(
    "path", ["/topics/none", "/topics/tides?page=2", "/topics/tides?year=1999"]
)
def test_what_is_not_there(visit: Any, path: str) -> None:
    make_episode(topics=[make_topic("tides")])

    visit.get(path, status=404)


def test_queries(visit: Any, queries: Queries) -> None:
    make_episode(topics=[make_topic("tides")])

    with queries() as index:
        visit.get("/topics")
    with queries() as show:
        visit.get("/topics/tides")

    assert (index.count, show.count) == (1, 2), (index.names, show.names)


def test_machines_are_told_the_way(visit: Any) -> None:
    make_episode(topics=[make_topic("tides")])

    steps = blocks(visit.get("/topics/tides"))["BreadcrumbList"]["itemListElement"]

    assert [step["item"] for step in steps] == [
        "https://longwave.example/", "https://longwave.example/topics", "https://longwave.example/topics/tides",
    ]  # fmt: skip
