"""The list of courses, and where else the site names them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from talkpython_site.documents import utc_now
from tests.conftest import Queries, Visit
from tests.factories import make_course, make_episode, make_person, make_podcast, make_topic
from tests.reading import blocks, texts

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
TITLES = "//ol[contains(@class, 'course-rows')]//h3"


def titles(page: Any) -> list[str]:
    return texts(page, TITLES)


def test_the_newest_course_first_with_all_that_cards_know(visit: Visit) -> None:
    make_course("Old", published_at=FIRST)
    make_course(
        "Tides by Hand", slug="tides", published_at=FIRST + timedelta(days=1), level="beginner",
        people=[(make_person("Ines Okafor"), "author")], topics=[make_topic("Sea")],
        outline=(2, 300), artwork=None,
    )  # fmt: skip

    page = visit.get("/courses")

    assert titles(page) == ["Tides by Hand", "Old"]
    assert texts(page, "//main//header/p") == ["2 courses, newest first."]
    assert page.lxml.xpath("string(//ol[contains(@class, 'course-rows')]//h3/a/@href)") == (
        "/courses/tides"
    )
    assert texts(page, "//*[@class='row-facts']/span")[:2] == ["Ines Okafor", "Sea"]
    assert texts(page, "//*[@class='course-time']/p")[:2] == [
        "16 h 47 min 302 lectures", "Beginner Free",
    ]  # fmt: skip
    assert len(page.lxml.xpath("//*[@class='course-time']/*[local-name()='svg']")) == 2
    assert blocks(page).keys() == {"BreadcrumbList"}


def test_no_course_yet(visit: Visit) -> None:
    make_episode()

    page = visit.get("/courses")

    assert texts(page, "//p[@class='empty']") == [
        "There is no course here yet. Go on to episodes, the show."
    ]
    assert "Courses" not in texts(page, "//header//nav//a")


def test_header_and_foot_name_courses_where_one_is_out(visit: Visit) -> None:
    make_course(state="draft", published_at=None)
    assert "Courses" not in texts(visit.get("/"), "//nav//a")

    make_course()
    page = visit.get("/courses")

    assert texts(page, "//header//nav//a[@aria-current='page']") == ["Courses"]
    assert texts(page, "//footer//h2") == ["Learn"]


def test_filters_with_counts(visit: Visit) -> None:
    sea, sky, ines = make_topic("Sea"), make_topic("Sky"), make_person("Ines Okafor")
    make_course("A", topics=[sea], level="beginner", people=[ines], published_at=FIRST)
    make_course("B", topics=[sea, sky], level="advanced", published_at=FIRST, outline=(50,))
    make_course("C", topics=[sky], level="advanced", published_at=FIRST, outline=(200,))

    page = visit.get("/courses?topic=sea")

    assert titles(page) == ["A", "B"]
    assert texts(page, "//p[@class='chosen']") == ["2 courses about Sea. Show all"]
    assert texts(page, "//*[@class='facet']//li") == [
        "Sea remove Sea", "Sky 2", "Beginner 1", "Advanced 1", "Under 2 hours 1", "2 to 6 hours 1",
    ]  # fmt: skip
    assert titles(visit.get("/courses?level=advanced&length=long")) == ["C"]
    assert titles(visit.get("/courses?author=ines-okafor")) == ["A"]
    assert titles(visit.get("/courses?author=ines-okafor&level=advanced")) == []


def test_what_is_chosen_is_told_and_kept_from_crawlers_where_it_is_much(visit: Visit) -> None:
    make_course(topics=[make_topic("Sea")], level="beginner")

    one, two = (visit.get(f"/courses?topic=sea{more}") for more in ("", "&level=beginner"))

    assert texts(two, "//title")[0].startswith("Courses about Sea at beginner level · ")
    assert one.lxml.xpath("string(//link[@rel='canonical']/@href)").endswith("/courses?topic=sea")
    assert not one.lxml.xpath("//meta[@name='robots']")
    assert two.lxml.xpath("//meta[@name='robots']")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("topic=nothing", 404), ("author=nobody", 404), ("level=wizard", 404), ("length=9", 404),
        ("page=2", 404), ("page=x", 400), ("page=0", 400), ("other=1", 200), ("topic=", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(visit: Visit, query: str, status: int) -> None:
    make_course()

    visit.get(f"/courses?{query}", status=status)


def test_two_hundred_courses_in_pages_of_twenty(visit: Visit, queries: Queries) -> None:
    for number in range(201):
        make_course(f"Course {number}", outline=(), published_at=FIRST + timedelta(days=number))

    with queries() as asked:
        page = visit.get("/courses?page=2")

    assert asked.names == ["find stamps"]
    assert (titles(page)[0], len(titles(page))) == ("Course 180", 20)
    assert texts(page, "//nav[@class='paging']/p") == ["2 of 11"]


def test_a_course_appears_at_its_moment(visit: Visit) -> None:
    make_course("Later", published_at=utc_now() + timedelta(hours=1))

    assert not titles(visit.get("/courses"))


def test_topics_and_people_lead_to_courses(visit: Visit) -> None:
    sea, ines = make_topic("Sea"), make_person("Ines Okafor")
    make_episode(topics=[sea], people=[ines], published_at=FIRST)
    make_course("Tides by Hand", topics=[sea], people=[ines])

    topic, person = visit.get("/topics/sea"), visit.get("/people/ines-okafor")

    assert titles(topic) == titles(person) == ["Tides by Hand"]
    assert texts(topic, "//p[@class='lead']") == ["1 episode, 58 min, 2020. 1 course."]
    assert "Teaches 1 course." in texts(person, "//p[@class='lead']")[0]
    assert len(texts(topic, "//*[@class='row-title']")) == 1


def test_many_courses_of_a_topic_or_a_person_are_a_list_away(visit: Visit) -> None:
    shared: dict[str, Any] = {"topics": [make_topic("Sea")], "people": [make_person("Ines Okafor")]}
    for _ in range(6):
        make_course(**shared)

    for address, there in (
        ("/topics/sea", "/courses?topic=sea"),
        ("/people/ines-okafor", "/courses?author=ines-okafor"),
    ):
        page = visit.get(address)
        assert len(titles(page)) == 4
        assert page.lxml.xpath("//a[.='All 6']/@href") == [there]
        assert len(titles(visit.get(there))) == 6


def test_names_of_courses_alone_have_pages_and_stand_in_lists(visit: Visit) -> None:
    make_course("Tides by Hand", topics=[make_topic("Sea")], people=[make_person("Ines Okafor")])

    assert texts(visit.get("/topics"), "//section[@class='letter']//li") == ["Sea 1 course"]
    assert texts(visit.get("/people"), "//section[@class='letter']//li") == ["Ines Okafor 1 course"]
    for page in (visit.get("/topics/sea"), visit.get("/people/ines-okafor")):
        assert titles(page) == ["Tides by Hand"]
        assert "episode" not in texts(page, "//main")[0]
    assert texts(visit.get("/topics"), "//ol[@class='measured']//li") == [
        "Sea 1 in all: 1 course 17 min"
    ]


def test_an_episode_names_three_courses_on_its_topics(visit: Visit) -> None:
    sea, podcast = make_topic("Sea"), make_podcast(slug="deep")
    for number in range(4):
        make_course(f"Course {number}", topics=[sea], published_at=FIRST + timedelta(days=number))
    make_episode(podcast, number=7, slug="ebb", topics=[sea])
    make_episode(podcast, number=8, slug="dry")

    page = visit.get("/episodes/deep/7/ebb")

    assert texts(page, "//ul[@class='learn']//a") == ["Course 3", "Course 2", "Course 1"]
    assert not texts(visit.get("/episodes/deep/8/dry"), "//ul[@class='learn']")


def test_the_home_page_shows_the_newest_and_how_many(visit: Visit) -> None:
    for number in range(5):
        make_course(f"Course {number}", published_at=FIRST + timedelta(days=number))

    alone = visit.get("/")
    make_episode()
    page = visit.get("/")

    newest = ["Course 4", "Course 3", "Course 2", "Course 1"]
    assert titles(page) == newest
    assert page.lxml.xpath("//a[.='All 5']/@href") == ["/courses"]
    assert titles(alone) == [*newest, "Course 0"]
    assert "No episode" not in alone


def test_the_sitemap_has_courses_and_what_is_open(visit: Visit) -> None:
    assert "/courses" not in visit.get("/sitemap.xml")
    make_course(slug="tides")
    make_course(slug="hidden", state="draft", published_at=None)

    page = visit.get("/sitemap.xml").text

    assert page.count("/courses") == 3
    for address in ("/courses</loc>", "/courses/tides</loc>", "/courses/tides/3/lecture-3</loc>"):
        assert address in page


def test_a_course_without_artwork_is_drawn_where_it_is_shared(visit: Visit) -> None:
    make_course(slug="tides")
    page = visit.get("/courses/tides")

    address = page.lxml.xpath("string(//meta[@property='og:image']/@content)")

    assert visit.get("/" + address.split("/", 3)[3]).content_type == "image/png"
