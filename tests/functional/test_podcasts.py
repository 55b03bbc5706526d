"""Podcasts: all of them, and one with everything it has."""

from datetime import UTC, datetime
from typing import Any

import pytest
from webtest import TestApp

from talkpython_site.documents import Credit, Link, Podcast
from tests.conftest import Queries
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.reading import blocks, links, texts


def test_every_show_the_newest_first(visit: Any) -> None:
    old, new = make_podcast("Old", slug="old"), make_podcast("New", slug="new", subtitle="Fresh.")
    make_podcast("Silent", slug="silent")
    make_podcast("Hidden", state="importing")
    make_episode(old, published_at=datetime(2016, 1, 1, tzinfo=UTC))
    make_episode(new, published_at=datetime(2019, 1, 1, tzinfo=UTC))

    page = visit.get("/podcasts")

    assert texts(page, "//h2/a") == ["New", "Old", "Silent"]
    assert "Fresh." in page
    assert "1 episode, 2019" in texts(page, "//ol/li")[0]
    assert "Hidden" not in page


def test_no_show_is_no_failure(visit: Any) -> None:
    make_podcast("Hidden", state="importing")

    assert "Nothing is here yet" in texts(visit.get("/podcasts"), "//main")[0]


def test_a_show_tells_what_it_is(visit: Any) -> None:
    host = make_person("Abdul Siddiq", slug="abdul")
    podcast = make_podcast(
        "Deep Harbour", slug="deep", subtitle="Talk under water.", is_explicit=True,
        description_html="<p>A <i>long</i> talk.</p>", link="https://deep.example/about",
        feed_urls=["https://feeds.example/deep.xml"], author="Harbour Audio",
        copyright="2026 Harbour", categories=[["Technology"], ["Education", "How To"]],
        update_frequency="every Thursday", people=[Credit(person=host.id, role="host")],
        funding=[Link(label="Join", url="https://join.example")],
    )  # fmt: skip
    for _ in range(3):
        make_episode(podcast)

    page = visit.get("/podcasts/deep")

    assert texts(page, "//h1") == ["Deep Harbour"]
    words = (
        "Talk under water.", "A long talk.", "Harbour Audio", "Education › How To", "Explicit",
        "every Thursday", "2026 Harbour", "3 episodes", "Abdul Siddiq",
    )  # fmt: skip
    main = texts(page, "//main")[0]
    assert all(word in main for word in words)
    ways = {"https://deep.example/about", "https://feeds.example/deep.xml", "https://join.example",
            "/people/abdul"}  # fmt: skip
    assert ways <= set(links(page))


def test_a_show_can_be_subscribed_to(visit: Any) -> None:
    feed = "https://longwave.example/podcasts/deep/feed.xml"
    make_podcast(
        "Deep", slug="deep", feed_urls=[feed],
        elsewhere=[Link(label="Harbour Cast", url="https://cast.example/1"), Link(url="tel:1")],
    )  # fmt: skip

    page = visit.get("/podcasts/deep")

    subscribe = "//section[@class='subscribe']"
    assert texts(page, f"{subscribe}//p[@class='address']") == [feed]
    assert links(page, subscribe) == [feed, "https://cast.example/1"]
    assert texts(page, f"{subscribe}//li") == ["Harbour Cast"]
    # Its own feed is no other one, and the button does nothing without a script.
    assert "Other feed" not in page
    assert page.lxml.xpath(f"{subscribe}//button/@hidden")


@pytest.mark.parametrize("path", ["/", "/podcasts/deep", "/podcasts/deep?year=2004"])
def test_programs_find_the_feed(visit: Any, path: str) -> None:
    day = datetime(2004, 3, 5, tzinfo=UTC)
    make_episode(make_podcast("Deep & Harbour", slug="deep"), published_at=day)

    (link,) = visit.get(path).lxml.xpath("//link[@rel='alternate']")

    assert dict(link.attrib) == {
        "rel": "alternate", "type": "application/rss+xml", "title": "Deep & Harbour",
        "href": "https://longwave.example/podcasts/deep/feed.xml",
    }  # fmt: skip


def test_ways_into_a_show(visit: Any) -> None:
    podcast = make_podcast(slug="deep")
    first, _middle, last = (make_episode(podcast) for _ in range(3))
    trailer = make_episode(podcast, kind="trailer")

    page = visit.get("/podcasts/deep")

    ways = [f"/episodes/deep/{e.key}/{e.slug}#listen" for e in (last, first, trailer)]
    assert links(page, "//p[@class='actions']") == ways
    assert texts(page, "//a[contains(@class, 'first')]") == ["Listen to the newest"]


def test_a_serial_starts_at_its_beginning(visit: Any) -> None:
    podcast = make_podcast(slug="deep", kind="serial")
    make_episode(podcast)
    make_episode(podcast)

    page = visit.get("/podcasts/deep")

    assert texts(page, "//a[contains(@class, 'first')]") == ["Start at the beginning"]


def test_a_show_without_episodes_has_no_way_in(visit: Any) -> None:
    make_podcast(slug="deep", description_html=None)

    page = visit.get("/podcasts/deep")

    assert not page.lxml.xpath("//p[@class='actions']")
    assert "No episode has appeared yet." in texts(page, "//main")[0]


def test_seasons_group_and_lead(visit: Any) -> None:
    podcast = make_podcast(slug="deep")
    for season in (1, 2):
        for number in range(1, 13):
            make_episode(podcast, season=season, number=number, key=f"s{season}e{number}")
    make_episode(podcast, number=None, kind="bonus")

    page = visit.get("/podcasts/deep")

    assert texts(page, "//h3[@class='group-name']") == [
        "Outside the seasons",
        "Season 2",
        "Season 1",
    ]
    seasons = [way for way in links(page, "//dl") if "#episodes" in way]
    assert seasons == ["/podcasts/deep#episodes", "/podcasts/deep#episodes"]
    assert "Season 2 12 episodes" in texts(page, "//dl")[0]


def test_numbers_stand_before_titles(visit: Any) -> None:
    podcast = make_podcast(slug="deep")
    make_episode(podcast, number=7)
    make_episode(podcast, number=8, kind="bonus")

    assert texts(visit.get("/podcasts/deep"), "//p[@class='row-number']") == ["", "7"]


def test_hosts_are_not_repeated_on_their_own_page(visit: Any) -> None:
    host, guest = make_person("Abdul"), make_person("Ines")
    podcast = make_podcast(slug="deep", people=[Credit(person=host.id, role="host")])
    make_episode(podcast, people=[(host, "host"), guest], topics=[make_topic()])

    assert texts(visit.get("/podcasts/deep"), "//p[@class='row-facts']") == ["Ines"]
    assert "Ines and Abdul" in texts(visit.get("/episodes"), "//p[@class='row-facts']")[0]


def test_the_same_filters(visit: Any) -> None:
    podcast = make_podcast("Deep", slug="deep")
    make_episode(podcast, title="Old", published_at=datetime(2016, 1, 1, tzinfo=UTC))
    make_episode(podcast, title="New", published_at=datetime(2019, 1, 1, tzinfo=UTC))

    page = visit.get("/podcasts/deep?year=2016")

    assert texts(page, "//*[@class='row-title']") == ["Old"]
    assert texts(page, "//title") == ["Deep in 2016 · Longwave"]
    assert links(page, "//p[@class='chosen']") == ["/podcasts/deep"]
    assert page.lxml.xpath("//link[@rel='canonical']/@href") == [
        "https://longwave.example/podcasts/deep?year=2016"
    ]


@pytest.mark.parametrize("path", ["/podcasts/none", "/podcasts/hidden", "/podcasts/deep?page=9"])
def test_what_is_not_there(visit: Any, path: str) -> None:
    make_podcast(slug="hidden", state="importing")
    make_episode(make_podcast(slug="deep"))

    visit.get(path, status=404)


def test_queries(visit: Any, queries: Queries) -> None:
    make_episode(make_podcast(slug="deep"), people=[make_person()])

    with queries() as index:
        visit.get("/podcasts")
    with queries() as show:
        visit.get("/podcasts/deep")

    assert (index.count, show.count) == (1, 2), (index.names, show.names)


def test_machines_are_told_of_the_series(visit: Any) -> None:
    make_podcast("Deep", slug="deep", feed_urls=["https://feeds.example/deep.xml"], language="en")

    told = blocks(visit.get("/podcasts/deep"))["PodcastSeries"]

    assert told["name"] == "Deep"
    assert told["url"] == "https://longwave.example/podcasts/deep"
    assert told["webFeed"] == "https://longwave.example/podcasts/deep/feed.xml"
    assert told["description"] == "Conversations about software that lasts."


def test_the_document_decides_not_the_card(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    podcast = make_podcast(slug="deep")
    app.registry.catalogue.load()
    Podcast.collection().update_one({"_id": podcast.id}, {"$set": {"state": "draft"}})

    TestApp(app).get("/podcasts/deep", status=404)


def test_bars_of_years_have_an_axis(visit: Any) -> None:
    podcast = make_podcast()
    for year in (2004, 2005, 2009):
        make_episode(podcast, published_at=datetime(year, 5, 1, tzinfo=UTC))

    assert texts(visit.get("/podcasts"), "//p[@class='axis']/span") == ["2004", "2009"]
