"""The list of interviews."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Queries, Visit
from tests.factories import make_episode, make_interview, make_person, make_topic
from tests.reading import blocks, texts

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
TITLES = "//ol[contains(@class, 'interview-rows')]//h3"


def titles(page: Any) -> list[str]:
    return texts(page, TITLES)


def test_the_newest_first_with_all_that_cards_know(visit: Visit) -> None:
    make_interview("Old", published_at=FIRST)
    make_interview(
        "The tide", slug="tide", published_at=FIRST + timedelta(days=1), minutes=11,
        people=[make_person("Ines Okafor"), (make_person("Mara Lind"), "interviewer")],
        topics=[make_topic("Sea")],
    )  # fmt: skip

    page = visit.get("/interviews")

    assert titles(page) == ["The tide", "Old"]
    assert texts(page, "//main//header/p") == ["2 interviews, newest first. Follow by feed"]
    assert page.lxml.xpath(f"{TITLES}/a/@href")[0] == "/interviews/tide"
    assert texts(page, "//*[@class='row-facts']/span")[:2] == ["Ines Okafor", "Sea"]
    assert texts(page, "//*[@class='interview-told']/p")[:2] == [
        "2 January 2020", "11 min read 1 question",
    ]  # fmt: skip
    assert blocks(page).keys() == {"BreadcrumbList"}


def test_no_interview_yet(visit: Visit) -> None:
    make_episode()

    page = visit.get("/interviews")

    assert texts(page, "//p[@class='empty']") == [
        "There is no interview here yet. Go on to episodes, the show."
    ]


def test_filters_with_counts(visit: Visit) -> None:
    sea, sky = make_topic("Sea"), make_topic("Sky")
    ines, mara = make_person("Ines Okafor"), (make_person("Mara Lind"), "interviewer")
    make_interview("A", topics=[sea], people=[ines, mara], published_at=FIRST)
    make_interview("B", topics=[sea, sky], people=[mara], published_at=FIRST)

    page = visit.get("/interviews?topic=sea")

    assert titles(page) == ["A", "B"]
    assert texts(page, "//p[@class='chosen']") == [
        "2 interviews about Sea. Show all, or follow all by feed"
    ]
    assert texts(page, "//*[@class='facet']//li") == [
        "Mara Lind 2", "Ines Okafor 1", "Sea remove Sea", "Sky 1",
    ]  # fmt: skip
    assert page.lxml.xpath("//p[@class='chosen']/a[@type]/@href") == ["/interviews/feed.xml"]
    assert titles(visit.get("/interviews?person=ines-okafor")) == ["A"]
    assert titles(visit.get("/interviews?person=ines-okafor&topic=sky")) == []
    assert "No interview" in visit.get("/interviews?person=ines-okafor&topic=sky")


def test_what_is_chosen_is_told_and_kept_from_crawlers_where_it_is_much(visit: Visit) -> None:
    make_interview(topics=[make_topic("Sea")], people=[make_person("Ines Okafor")])

    one, two = (visit.get(f"/interviews?topic=sea{more}") for more in ("", "&person=ines-okafor"))

    assert texts(two, "//title")[0].startswith("Interviews with Ines Okafor about Sea · ")
    assert one.lxml.xpath("string(//link[@rel='canonical']/@href)").endswith(
        "/interviews?topic=sea"
    )
    assert not one.lxml.xpath("//meta[@name='robots']")
    assert two.lxml.xpath("//meta[@name='robots']")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("topic=nothing", 404), ("person=nobody", 404), ("page=2", 404), ("page=x", 400),
        ("page=0", 400), ("page=-1", 400), ("page=1000000000000", 404), ("page=%00", 400),
        ("other=1", 200), ("topic=", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(visit: Visit, query: str, status: int) -> None:
    make_interview()

    visit.get(f"/interviews?{query}", status=status)


def test_many_interviews_in_pages_of_twenty(visit: Visit, queries: Queries) -> None:
    for number in range(45):
        make_interview(f"Talk {number}", published_at=FIRST + timedelta(days=number))

    with queries() as asked:
        page = visit.get("/interviews?page=2")

    assert asked.names == ["find stamps"]
    assert (titles(page)[0], len(titles(page))) == ("Talk 24", 20)
    assert texts(page, "//nav[@class='paging']/p") == ["2 of 3"]


def test_what_is_not_out_is_in_no_list(visit: Visit) -> None:
    make_interview("Later", published_at=datetime(2999, 1, 1, tzinfo=UTC))
    make_interview("Draft", state="draft")

    assert not titles(visit.get("/interviews"))
