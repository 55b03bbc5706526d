"""The list of episodes: pages, filters, what is left to choose."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Queries
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.reading import links, texts


def test_twenty_a_page_newest_first(visit: Any) -> None:
    podcast = make_podcast()
    made = [make_episode(podcast) for _ in range(45)]

    first = visit.get("/episodes")
    last = visit.get("/episodes?page=3")

    assert texts(first, "//*[@class='row-title']") == [e.title for e in made[:24:-1]]
    assert texts(last, "//*[@class='row-title']") == [e.title for e in made[4::-1]]
    assert texts(first, "//nav[@class='paging']") == ["Newer 1 of 3 Older Oldest"]
    assert links(last, "//nav[@class='paging']") == ["/episodes?page=2"]
    assert first.lxml.xpath("//link[@rel='next']/@href") == [
        "https://longwave.example/episodes?page=2"
    ]
    assert last.lxml.xpath("//link[@rel='prev']/@href") == [
        "https://longwave.example/episodes?page=2"
    ]
    assert texts(last, "//title") == ["Episodes, page 3 · Longwave"]


def year(number: int) -> datetime:
    return datetime(number, 5, 1, tzinfo=UTC)


def test_filters_narrow_and_can_be_removed(visit: Any) -> None:
    deep, ines, tides = make_podcast("Deep", slug="deep"), make_person("Ines"), make_topic("tides")
    make_episode(deep, title="Both", people=[ines], topics=[tides], published_at=year(2019))
    make_episode(deep, title="Alone", published_at=year(2020))
    make_episode(make_podcast(), title="Elsewhere", people=[ines], published_at=year(2020))

    page = visit.get("/episodes?podcast=deep&topic=tides&person=ines&year=2019")

    assert texts(page, "//*[@class='row-title']") == ["Both"]
    chosen = "1 episode of Deep about tides with Ines in 2019. Show all"
    assert texts(page, "//p[@class='chosen']") == [chosen]
    assert texts(page, "//details/summary")[-1] == "Filter, 4 on"
    removing = page.lxml.xpath("//a[@class='remove']/@href")
    assert removing[0] == "/episodes?topic=tides&person=ines&year=2019"
    assert "Deep about tides with Ines in 2019" in texts(page, "//title")[0]
    assert page.lxml.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_facets_count_what_is_left(visit: Any) -> None:
    deep, other = make_podcast("Deep", slug="deep"), make_podcast("Other", slug="other")
    for number, podcast in ((2019, deep), (2020, deep), (2020, other), (2021, other)):
        make_episode(podcast, published_at=year(number))

    facets = texts(visit.get("/episodes?year=2020"), "//section[@class='facet']//li")

    assert facets == ["Deep 1", "Other 1", "2020 remove 2020", "2021 1", "2019 1"]


def test_long_facets_have_a_way_to_all(visit: Any) -> None:
    podcast = make_podcast()
    make_episode(podcast, topics=[make_topic(f"topic {n:02}") for n in range(12)])
    make_episode(podcast, topics=[make_topic("topic 99")])

    page = visit.get("/episodes?topic=topic-99")

    assert texts(page, "//p[@class='way']") == ["All 13 topics"]
    assert len(page.lxml.xpath("//section[@class='facet']//li")) == 7
    assert texts(page, "//section[@class='facet']//li/b") == ["topic 99"]


def test_nothing_in_common_is_said(visit: Any) -> None:
    make_episode(make_podcast(slug="deep"))
    make_episode(make_podcast(slug="other"), topics=[make_topic("tides")])

    page = visit.get("/episodes?podcast=deep&topic=tides")

    assert texts(page, "//section[@class='list']/p") == [
        "No episode of Deep Harbour about tides. Show all"
    ]
    assert texts(page, "//*[@class='facet']//b") == ["Deep Harbour", "tides"]
    removing = page.lxml.xpath("//a[@class='remove']/@href")
    assert removing == ["/episodes?topic=tides", "/episodes?podcast=deep"]
    assert "/episodes" in links(page, "//p[@class='chosen']")


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1.5", "٣", "1e3", " 2 3"])
def test_a_page_is_a_number(visit: Any, page: str) -> None:
    answer = visit.get("/episodes", params={"page": page}, status=400)

    assert "A page is a whole number from 1." in answer


@pytest.mark.parametrize("page", ["2", "10", str(10**12), "9" * 400])
def test_a_page_after_the_last_is_not_found(visit: Any, page: str) -> None:
    make_episode()

    visit.get("/episodes", params={"page": page}, status=404)


@pytest.mark.parametrize(
    ("query", "status"),
    [("podcast=nobody", 404), ("topic=x", 404), ("person=x", 404), ("year=1999", 404),
     ("year=x", 400), ("year=20", 400), ("year=99999", 400), ("podcast=<script>", 404),
     ("topic=" + "a" * 3000, 404)],
)  # fmt: skip
def test_an_unknown_filter_says_so(visit: Any, query: str, status: int) -> None:
    make_episode()

    answer = visit.get(f"/episodes?{query}", status=status)

    assert links(answer)
    assert "<script>" not in answer.text.split("</head>")[1]


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.dictionaries(
        st.sampled_from(["podcast", "topic", "person", "year", "page", "utm"]), st.text()
    )
)
def test_free_input_is_answered(visit: Any, params: dict[str, str]) -> None:
    surrogates = {key: value.encode("utf-8", "replace").decode() for key, value in params.items()}
    answer = visit.get("/episodes", params=surrogates, expect_errors=True)

    assert answer.status_int in {200, 400, 404}


def test_unknown_parameters_are_ignored(visit: Any) -> None:
    make_episode(title="Here")

    page = visit.get("/episodes?utm_source=mail&sort=asc")

    assert page.lxml.xpath("//link[@rel='canonical']/@href") == [
        "https://longwave.example/episodes"
    ]


def test_the_list_asks_for_the_stamp_alone(visit: Any, queries: Queries) -> None:
    make_episode(people=[make_person()], topics=[make_topic()])

    with queries() as asked:
        visit.get("/episodes")

    assert asked.count == 1, asked.names


def test_no_episode_yet(visit: Any) -> None:
    make_podcast(slug="deep")

    page = visit.get("/episodes")

    assert texts(page, "//main") == [
        "Episodes Newest first No episode has appeared yet. Go on to the show."
    ]
    assert links(page, "//p[@class='empty']") == ["/podcasts/deep"]
    # That page has nothing else to lead on to.
    assert "No episode has appeared yet." in texts(visit.get("/podcasts/deep"), "//main//p")


def test_undated_episodes_come_last(visit: Any) -> None:
    podcast = make_podcast()
    make_episode(podcast, title="Undated", published_at=None)
    make_episode(podcast, title="Dated")

    page = visit.get("/episodes")

    assert texts(page, "//*[@class='row-title']") == ["Dated", "Undated"]
    assert texts(page, "//h3")[-1] == "Without a date"
