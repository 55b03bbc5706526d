"""One episode: listening, reading, ways on, what machines are told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from webtest import TestApp

from talkpython_site.documents import (
    Chapter,
    Enclosure,
    Episode,
    Link,
    TranscriptLink,
    utc_now,
)
from tests.conftest import Queries
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.reading import blocks, links, texts

SITE = "https://longwave.example"
CHAPTERS = [(0, "Hello"), (600, "Asking the tide"), (2400, "The end")]


def address(podcast: Any, episode: Any) -> str:
    return f"/episodes/{podcast.slug}/{episode.key}/{episode.slug}"


def visited(visit: Any, **changes: Any) -> Any:
    """The page of an episode with these fields."""
    podcast = make_podcast()
    return visit.get(address(podcast, make_episode(podcast, **changes)))


def test_an_episode_shows_what_it_is(visit: Any) -> None:
    podcast = make_podcast("Deep Harbour", slug="deep")
    made = make_episode(
        podcast, number=7, season=2, is_explicit=True, notes_html="<p>Some <b>notes</b>.</p>",
        people=[(make_person("Abdul"), "host"), make_person("Ines")],
        chapters=[Chapter(start_seconds=s, title=t) for s, t in CHAPTERS],
        published_at=datetime(2019, 5, 2, 9, 0, tzinfo=UTC),
    )  # fmt: skip

    page = visit.get(address(podcast, made))

    facts = texts(page, "//p[@class='facts']")
    assert facts == ["Deep Harbour S2 E7 Thursday 2 May 2019 58 min Explicit"]
    assert texts(page, "//ul[@class='faces']//bdi") == ["Ines", "Abdul"]
    chapters = ["0:00 Hello", "10:00 Asking the tide", "40:00 The end"]
    assert texts(page, "//ol[@class='chapters']/li") == chapters
    assert page.lxml.xpath("//div[@class='prose']/p/b")[0].text == "notes"
    assert texts(page, "//section/p[@class='address']") == [f"{SITE}{address(podcast, made)}"]


def test_an_episode_leads_on(visit: Any) -> None:
    podcast = make_podcast(slug="deep")
    made = make_episode(
        podcast, people=[make_person("Ines")], topics=[make_topic("tides")],
        links=[Link(label="Tables", url="https://tables.example/x"), Link(url="javascript:1")],
        transcripts=[TranscriptLink(url="https://t.example/a.vtt", type="text/vtt")],
        funding=[Link(label="Join us", url="https://join.example")],
        original_url="https://old.example/7",
    )  # fmt: skip

    page = visit.get(address(podcast, made))

    ways = {
        "/podcasts/deep", "/topics/tides", "/people/ines", "https://tables.example/x",
        "https://t.example/a.vtt", "https://join.example", "https://old.example/7",
    }  # fmt: skip
    assert ways <= set(links(page))
    assert "javascript" not in page


@pytest.mark.parametrize(
    ("url", "kind", "element", "source"),
    [
        ("https://m.example/a.mp3", "audio/mpeg", "audio", "https://m.example/a.mp3"),
        ("http://m.example/a.mp3", "audio/mpeg", "audio", "https://m.example/a.mp3"),
        ("https://m.example/a.mp3?x=1", "", "audio", "https://m.example/a.mp3?x=1"),
        ("https://m.example/a", "x-audio/mp3", "audio", "https://m.example/a"),
        ("http://m.example/a.m4v", "video/x-m4v", "video", "https://m.example/a.m4v"),
        ("https://m.example/live.m3u8", "application/x-mpegURL", None, None),
        ("https://m.example/book.pdf", "application/pdf", None, None),
    ],
)
def test_what_a_page_can_play_it_plays(
    visit: Any, url: str, kind: str, element: str | None, source: str | None
) -> None:
    page = visited(visit, enclosure=Enclosure(url=url, type=kind, size_bytes=41_000_000))

    players = page.lxml.xpath("//audio | //video")
    assert [(player.tag, player.get("src")) for player in players] == [(element, source)] * bool(
        element
    )
    assert all(player.get("preload") == "none" for player in players)
    assert url in links(page)


@pytest.mark.parametrize("enclosure", [None, Enclosure(url="javascript:alert(1)")])
def test_audio_that_is_not_out_is_said(visit: Any, enclosure: Any) -> None:
    page = visited(visit, enclosure=enclosure)

    assert "Audio not out yet." in texts(page, "//section[@id='listen']")[0]
    assert not page.lxml.xpath("//audio | //a[@download]")


def test_the_download_says_what_it_is(visit: Any) -> None:
    page = visited(visit)

    assert texts(page, "//a[@download]") == ["Download MP3, 41 MB"]


@pytest.mark.parametrize("wrong", ["", "/wrong", "/%E6%B7%B1", "/wrong/"])
def test_a_wrong_slug_leads_to_the_right_address(visit: Any, wrong: str) -> None:
    podcast = make_podcast()
    made = make_episode(podcast)

    answer = visit.get(f"/episodes/{podcast.slug}/{made.key}{wrong}?t=12&utm=x", status=301)

    if wrong == "/wrong/":
        answer = visit.get(answer.location, status=301)
    assert answer.location == f"https://longwave.example{address(podcast, made)}?t=12"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/nobody/1/x", "/deep/999/x", "/deep/999", "/deep/%20/x"])
def test_an_unknown_episode_is_not_found(visit: Any, path: str) -> None:
    make_episode(make_podcast(slug="deep"))

    visit.get("/episodes" + path, status=404)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "draft"},
        {"state": "of the future"},
        {"published_at": utc_now() + timedelta(days=1)},
    ],
)
def test_what_is_not_public_is_not_found(visit: Any, changes: dict[str, Any]) -> None:
    podcast = make_podcast()
    made = make_episode(podcast, **changes)

    visit.get(address(podcast, made), status=404)
    visit.get(f"/episodes/{podcast.slug}/{made.key}", status=404)


def test_an_episode_asks_for_the_stamp_and_itself(visit: Any, queries: Queries) -> None:
    podcast = make_podcast()
    made = make_episode(podcast, people=[make_person()], topics=[make_topic()])

    with queries() as asked:
        visit.get(address(podcast, made))

    assert asked.count == 2, asked.names


def test_machines_are_told_of_the_episode(visit: Any) -> None:
    podcast = make_podcast("Deep </script><script>alert(1)</script>", slug="deep", language="en")
    made = make_episode(podcast, number=7, title="Tides & <more>", people=[make_person("Ines")])

    page = visit.get(address(podcast, made))

    told = blocks(page)["PodcastEpisode"]
    assert told["name"] == "Tides & <more>"
    assert told["episodeNumber"] == 7
    assert told["timeRequired"] == "PT58M12S"
    assert datetime.fromisoformat(told["datePublished"]) == made.published_at
    assert told["partOfSeries"]["url"] == "https://longwave.example/podcasts/deep"
    assert told["associatedMedia"]["contentUrl"].startswith("https://media.example/")
    assert [step["position"] for step in blocks(page)["BreadcrumbList"]["itemListElement"]] == [
        1,
        2,
        3,
        4,
    ]
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    "title",
    ["潮汐表はどのように型付けされたか", "كيف كُتبت جداول المد والجزر", "ALL CAPITALS, ALWAYS",
     "x" * 300, "<b>bold</b> & “quoted”"],
)  # fmt: skip
def test_titles_in_any_script(visit: Any, title: str) -> None:
    page = visited(visit, title=title)

    assert texts(page, "//h1") == [title]
    assert page.lxml.xpath("//h1/@dir") == ["auto"]


def test_little_is_enough(visit: Any) -> None:
    page = visited(
        visit, number=None, published_at=None, duration_seconds=None, summary=None, teaser=None,
        notes_html=None, enclosure=None,
    )  # fmt: skip

    assert len(page.lxml.xpath("//h1")) == len(page.lxml.xpath("//main")) == 1
    assert not page.lxml.xpath("//*[contains(@class, 'page-strip')]")


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"number": 7}, "Tides · Deep 7 · Longwave"),
        ({"number": None}, "Tides · Deep, Thursday 2 May 2019 · Longwave"),
        ({"number": None, "published_at": None}, "Tides · Deep · Longwave"),
    ],
)
def test_titles_tell_episodes_apart(visit: Any, changes: dict[str, Any], title: str) -> None:
    podcast, day = make_podcast("Deep"), datetime(2019, 5, 2, tzinfo=UTC)
    made = make_episode(podcast, **{"title": "Tides", "published_at": day, **changes})

    assert texts(visit.get(address(podcast, made)), "//title") == [title]


def test_the_document_decides_not_the_card(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    podcast = make_podcast()
    made = make_episode(podcast)
    app.registry.catalogue.load()
    Episode.collection().update_one({"_id": made.id}, {"$set": {"state": "draft"}})

    TestApp(app).get(address(podcast, made), status=404)


@pytest.mark.parametrize(("count", "folded"), [(20, 0), (21, 1)])
def test_many_links_are_folded(visit: Any, count: int, folded: int) -> None:
    found = [Link(label=f"Table {n}", url=f"https://t.example/{n}") for n in range(count)]

    page = visited(visit, links=found)

    assert len(page.lxml.xpath("//section[@class='links']/details")) == folded
    assert len(page.lxml.xpath("//ul[@id='link-list']/li")) == count


@pytest.mark.parametrize(
    ("address", "shown"), [("https://m.example/1.mp3", 0), ("https://x.example/1", 1)]
)
def test_the_file_is_not_where_it_was_published_first(visit: Any, address: str, shown: int) -> None:
    enclosure = Enclosure(url="https://m.example/1.mp3", type="audio/mpeg")

    page = visited(visit, enclosure=enclosure, original_url=address)

    assert len(page.lxml.xpath("//p[@class='original']")) == shown
