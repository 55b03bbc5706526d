"""What is around an interview: what machines read, who sees it, what leads on."""

from datetime import UTC, datetime
from typing import Any

import pytest
from webtest import TestApp

from talkpython_site.documents import Interview, Link
from tests.conftest import Queries, Visit
from tests.factories import make_course, make_episode, make_interview, make_person, make_topic
from tests.functional.test_interview_page import PAGE, make_string
from tests.reading import blocks, texts


def test_what_machines_read(visit: Visit) -> None:
    make_string(
        language="en", published_at=datetime(2026, 11, 8, 23, tzinfo=UTC), subtitle="By a loom."
    )
    page = visit.get(PAGE)

    told = blocks(page)
    article = told["Article"]

    assert (article["headline"], article["description"]) == ("Taught with string", "By a loom.")
    assert (article["inLanguage"], article["timeRequired"]) == ("en", "PT11M0S")
    assert datetime.fromisoformat(article["datePublished"]) == datetime(2026, 11, 8, 23, tzinfo=UTC)
    assert [each["name"] for each in article["author"]] == ["Mara Lindqvist"]
    assert [each["url"] for each in article["about"]] == [
        "https://longwave.example/people/ama-owusu"
    ]
    assert [each["name"] for each in told["BreadcrumbList"]["itemListElement"]][1:] == [
        "Interviews", "Taught with string",
    ]  # fmt: skip
    assert page.lxml.xpath("//meta[@property='og:type']/@content") == ["article"]
    assert visit.get("/" + article["image"].split("/", 3)[3]).content_type == "image/png"


@pytest.mark.parametrize(
    ("changes", "published"),
    [({"published_at": None}, None),
     ({"published_at": datetime(2026, 11, 8, tzinfo=UTC), "published_precision": "day"},
      "2026-11-08")],
)  # fmt: skip
def test_machines_are_told_no_more_of_its_day_than_is_known(
    visit: Visit, changes: dict[str, Any], published: str | None
) -> None:
    make_string(**changes)

    assert blocks(visit.get(PAGE))["Article"].get("datePublished") == published


def test_what_was_taken_down_says_why(visit: Visit) -> None:
    make_interview(slug="string", state="unpublished", unpublished_reason="She asked us to.")
    make_interview(slug="draft", state="draft")

    assert "She asked us to." in visit.get(PAGE, status=410)
    visit.get("/interviews/draft", status=404)
    visit.get("/interviews/nothing", status=404)


def test_the_document_decides_who_sees_it(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    made = make_string()
    app.registry.catalogue.load()
    Interview.collection().update_one({"_id": made.id}, {"$set": {"state": "draft"}})
    TestApp(app).get(PAGE, status=404)
    Interview.collection().delete_one({"_id": made.id})
    TestApp(app).get(PAGE, status=404)


def test_a_former_address_leads_on(visit: Visit) -> None:
    make_interview(slug="new", slugs=["new", "old"])

    moved = visit.get("/interviews/old", status=301)

    assert moved.location.endswith("/interviews/new")
    assert moved.headers["Cache-Control"] == "no-cache"


def test_it_is_kept_and_asked_for_again(visit: Visit, queries: Queries) -> None:
    make_string()
    etag = visit.get(PAGE).headers["ETag"]

    with queries() as kept:
        visit.get(PAGE)
        visit.get(PAGE, headers={"If-None-Match": etag}, status=304)

    assert kept.names == ["find stamps", "find stamps"]


def test_what_leads_on(visit: Visit) -> None:
    ama, mara = make_person("Ama Owusu"), (make_person("Mara Lind"), "interviewer")
    weaving = make_topic("weaving")
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 5)]
    make_interview("With her", people=[ama], published_at=days[0])
    make_string(people=[ama, mara], topics=[weaving], published_at=days[1])
    make_interview("By the same", people=[mara], topics=[weaving], published_at=days[2])
    make_episode(title="She speaks", people=[ama])
    make_episode(title="About it", topics=[weaving])
    make_course("Her course", people=[(ama, "author")])

    page = visit.get(PAGE)

    assert texts(page, "//nav[@class='neighbours']/a/b") == ["With her", "By the same"]
    assert texts(page, "//section[@class='related']/h2") == [
        "Other interviews with Ama Owusu",
        "Episodes with Ama Owusu, and on the same topics",
        "Learn more",
    ]
    assert texts(page, "//section[@class='related']//h3") == ["With her", "Her course"]
    assert texts(page, "//*[@class='row-title']") == ["About it", "She speaks"]


def test_all_that_stands_under_one_heading_goes_by_its_days(visit: Visit) -> None:
    ama, teo, weaving = make_person("Ama Owusu"), make_person("Teo Brandt"), make_topic("weaving")
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in range(1, 6)]
    make_string(people=[ama, teo], topics=[weaving], published_at=days[0])
    make_interview("Ama, early", people=[ama], published_at=days[1])
    make_interview("Teo, late", people=[teo], published_at=days[2])
    make_episode(title="Ama is heard", people=[ama], published_at=days[1])
    make_episode(title="Of weaving, late", topics=[weaving], published_at=days[4])
    make_episode(title="Teo is heard", people=[teo], published_at=days[3])
    make_episode(title="Undated", people=[teo], published_at=None)

    page = visit.get(PAGE)

    assert texts(page, "//section[@class='related']//h3") == ["Teo, late", "Ama, early"]
    assert texts(page, "//*[@class='row-title']") == [
        "Of weaving, late", "Teo is heard", "Ama is heard", "Undated",
    ]  # fmt: skip


def test_what_leads_on_by_its_topics_alone(visit: Visit) -> None:
    weaving, teo = make_topic("weaving"), make_person("Teo Brandt")
    make_string(people=[make_person("Ama Owusu"), teo], topics=[weaving])
    make_interview("On it", topics=[weaving])
    make_episode(title="About it", topics=[weaving])

    page = visit.get(PAGE)

    assert texts(page, "//section[@class='related']/h2") == [
        "Other interviews on the same topics", "Episodes on the same topics",
    ]  # fmt: skip
    make_episode(title="He speaks", people=[teo])
    assert "Episodes with them, and on the same topics" in visit.get(PAGE)


def test_links_and_where_it_stood_first(visit: Visit) -> None:
    make_string(
        links=[Link(label="The school", url="https://string.example")],
        original_url="https://paper.example/ama",
    )

    page = visit.get(PAGE)

    assert texts(page, "//section[@class='links']//li") == ["The school string.example"]
    assert texts(page, "//p[@class='original']") == ["First published at paper.example"]
    assert texts(page, "//p[@id='page-address']") == [f"https://longwave.example{PAGE}"]
