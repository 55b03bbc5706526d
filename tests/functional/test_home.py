"""The home page: what is new, across podcasts, and ways on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import utc_now
from talkpython_site.program import program
from talkpython_site.views.home import MOST_PROGRAMME
from tests.conftest import Queries
from tests.factories import (
    make_course,
    make_episode,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
)
from tests.reading import blocks, links, texts


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/", "Longwave"), ("/episodes", "Episodes"), ("/podcasts", "Podcasts"),
     ("/topics", "Topics"), ("/people", "People")],
)  # fmt: skip
def test_an_empty_site_says_how_to_bring_a_show_in(visit: Any, path: str, heading: str) -> None:
    page = visit.get(path)

    assert texts(page, "//h1") == [heading]
    show, sample = f"{program()} import feed FILE", f"{program()} sample load"
    assert texts(page, "//main//p") == [
        f"Nothing is here yet: bring a show in with {show}, or the sample with {sample}."
    ]
    assert texts(page, "//header//nav//a") == []


def test_the_newest_episode_is_an_invitation(visit: Any) -> None:
    podcast = make_podcast("Deep Harbour", slug="deep-harbour")
    guest, host = make_person("Ines Okafor"), make_person("Abdul Siddiq")
    make_episode(podcast)
    make_episode(
        podcast, title="What the tide knows", slug="tide", number=214, teaser="It knows much.",
        people=[(host, "host"), (guest, "guest")], strip=[4000, 6000, 10_000],
    )  # fmt: skip

    page = visit.get("/")

    assert texts(page, "//h1") == ["What the tide knows"]
    assert page.lxml.xpath("//a[contains(@class, 'first')]/@href") == [
        "/episodes/deep-harbour/214/tide#listen"
    ]
    hero = texts(page, "//article")[0]
    assert all(words in hero for words in ("Deep Harbour 214", "58 min", "It knows much."))
    assert "3 chapters" in hero
    assert texts(page, "//article//ul[@class='faces']/li") == [
        "IOInes Okafor",
        "ASAbdul Siddiq host",
    ]
    assert (
        len(page.lxml.xpath("//article//*[contains(@class, 'strip')]/*[local-name()='line']")) == 2
    )


def test_the_programme_goes_by_weeks_and_skips_the_invitation(visit: Any) -> None:
    now, podcast = utc_now(), make_podcast()
    for title, days in (("New", 0), ("Recent", 7), ("Old", 400)):
        day = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
        make_episode(podcast, title=title, published_at=day, published_precision="day")

    page = visit.get("/")

    assert texts(page, "//h1") == ["New"]
    assert texts(page, "//*[@class='row-title']") == ["Recent", "Old"]
    assert texts(page, "//h3[@class='group-name']")[0] == "Last week"
    assert "Today" in texts(page, "//p[@class='facts']")[0]


def test_the_programme_is_short_for_all_that_comes_after_it(visit: Any) -> None:
    podcast, kinds = make_podcast(), ["trailer", "full"] + ["full"] * MOST_PROGRAMME
    for number, kind in enumerate(reversed(kinds)):
        make_episode(podcast, title=f"No. {number}", kind=kind)
    make_course()
    make_interview()

    page = visit.get("/")

    newest = MOST_PROGRAMME + 1
    assert texts(page, "//h1") == [f"No. {newest - 1}"]
    assert texts(page, "//*[@class='row-title']") == [
        f"No. {number}" for number in (newest, *range(newest - 2, newest - 1 - MOST_PROGRAMME, -1))
    ]
    assert f"All {newest + 1} episodes" in texts(page, "//header[@class='section-head']/a")
    assert [each for each in texts(page, "//main//h2") if each != "The show"][:3] == [
        "Programme", "Courses", "Interviews",
    ]  # fmt: skip


def test_trailers_do_not_invite(visit: Any) -> None:
    make_episode(title="Whole")
    make_episode(title="Soon", kind="trailer")

    page = visit.get("/")

    assert texts(page, "//h1") == ["Whole"]
    assert "Trailer" in texts(page, "//li[@class='row']")[0]


@pytest.mark.parametrize("kind", ["trailer", "bonus"])
def test_where_there_is_nothing_else_they_do(visit: Any, kind: str) -> None:
    make_episode(title="Soon", kind=kind)

    assert texts(visit.get("/"), "//h1") == ["Soon"]


def test_the_header_shows_kinds_that_exist(visit: Any) -> None:
    podcast = make_podcast(slug="only")
    make_episode(podcast)
    assert texts(visit.get("/"), "//header//nav//a") == ["Episodes", "The show"]

    make_episode(make_podcast("Other"), people=[make_person()], topics=[make_topic()])
    page = visit.get("/")
    assert texts(page, "//header//nav//a") == ["Episodes", "Podcasts", "Topics", "People"]

    make_course()
    make_interview()
    assert texts(visit.get("/"), "//header//nav//a") == [
        "Episodes", "Podcasts", "Courses", "Interviews", "Topics", "People",
    ]  # fmt: skip


def test_ways_on_lead_to_shows_topics_people_and_years(visit: Any) -> None:
    podcast = make_podcast(slug="deep", subtitle="Talk under water.")
    years = (utc_now() - timedelta(days=800), utc_now() - timedelta(days=30))
    for moment in years:
        make_episode(
            podcast, published_at=moment, people=[make_person(f"P {moment.year}")], topics=[]
        )
    make_episode(podcast, published_at=years[1], topics=[make_topic("tides")])

    page = visit.get("/")

    wanted = {"/podcasts/deep", "/topics/tides", f"/episodes?year={years[0].year}"}
    assert wanted <= set(links(page))
    assert "Talk under water." in page
    assert texts(page, "//section[@class='timeline']//h2") == ["2 h 55 min of talk"]


def test_what_is_not_public_is_nowhere(visit: Any) -> None:
    make_episode(title="Seen")
    make_episode(title="Draft", state="draft")
    make_episode(title="Later", published_at=utc_now() + timedelta(days=2))
    make_episode(make_podcast("Hidden show", state="importing"), title="Within")

    page = visit.get("/")

    assert not any(word in page for word in ("Draft", "Later", "Hidden show", "Within"))


def test_home_asks_for_the_stamp_alone(visit: Any, queries: Queries) -> None:
    make_episode(people=[make_person()], topics=[make_topic()])

    with queries() as asked:
        visit.get("/")

    assert asked.count == 1, asked.names


def test_machines_are_told_what_the_site_is(visit: Any) -> None:
    page = visit.get("/")

    assert texts(page, "//title") == ["Longwave"]
    assert page.lxml.xpath("//link[@rel='canonical']/@href") == ["https://longwave.example/"]
    assert blocks(page)["WebSite"]["name"] == "Longwave"


def test_programs_find_the_feeds_of_the_shows_that_are_alive(visit: Any) -> None:
    for number in range(9):
        podcast = make_podcast(f"Show {number}", slug=f"show-{number}")
        make_episode(podcast, published_at=datetime(2010 + number, 5, 1, tzinfo=UTC))

    page = visit.get("/")

    titles = page.lxml.xpath("//link[@rel='alternate']/@title")
    assert titles == [f"Show {number}" for number in range(8, 0, -1)]
