"""A course before joining, and for who is in it."""

from datetime import timedelta
from typing import Any

import pytest

from talkpython_site.documents import CourseChapter, CourseLecture, Enrolment, utc_now
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_course, make_episode, make_person, make_topic
from tests.reading import blocks, texts
from tests.visitors import signed_in

LINES = "//ol[contains(@class, 'outline-lines')]/li"


def enrolled(visit: Visit, course: Any, *done: int) -> Visit:
    """The browser of somebody who is in a course."""
    account = make_account()
    Enrolment.enrol(course.id, account.id)
    for key in done:
        Enrolment.finish(course.id, account.id, key)
    return signed_in(visit, account)


def test_all_that_there_is_to_know_before_joining(visit: Visit) -> None:
    make_course(
        slug="tides", level="intermediate", people=[(make_person("Ines Okafor"), "author")],
        topics=[make_topic("Sea")], outcomes=["Read a tide", "Trust no table"],
        audience=["Who sails."], original_url="https://courses.example/tides",
    )  # fmt: skip

    page = visit.get("/courses/tides")

    assert texts(page, "//h1") == ["Tides by Hand"]
    assert texts(page, "//*[@class='course-head']/p[@class='facts']") == [
        "Course Intermediate 17 min 5 lectures"
    ]
    assert texts(page, "//*[@class='faces']//a") == ["Ines Okafor"]
    assert texts(page, "//ul[@class='outcomes']/li") == ["Read a tide", "Trust no table"]
    assert "Who sails." in page
    assert "What the harbour masters knew." in page
    assert page.lxml.xpath("//a[contains(@class, 'first')]/@href") == ["/courses/tides/enrol"]
    assert texts(page, "//dl//dd")[-1] == "First published at courses.example"


def test_the_outline_tells_what_is_open_and_what_is_locked(visit: Visit) -> None:
    make_course(slug="tides", outline=(2, 3))

    page = visit.get("/courses/tides")

    assert texts(page, "//main//summary") == ["1 Chapter 1 7 min", "2 Chapter 2 10 min"]
    assert texts(page, LINES) == [
        "Lecture 3 Preview 3 min", "Lecture 4 locked 3 min",
        *(f"Lecture {key} locked 3 min" for key in (5, 6, 7)),
    ]  # fmt: skip
    assert page.lxml.xpath(f"{LINES}/a/@href") == ["/courses/tides/3/lecture-3"]
    assert "Locked lectures open once you are enrolled." in page


def test_what_machines_read(visit: Visit) -> None:
    make_course(slug="tides", level="beginner", people=[(make_person("Ines Okafor"), "author")])

    told = blocks(visit.get("/courses/tides"))
    course, trail = told["Course"], told["BreadcrumbList"]

    assert course["description"] == "Reading the sea without a table."
    assert course["provider"]["@type"] == "Organization"
    assert course["offers"] == {"@type": "Offer", "category": "Free"}
    assert course["hasCourseInstance"]["courseWorkload"] == "PT16M40S"
    assert course["hasCourseInstance"]["courseMode"] == "online"
    assert [each["name"] for each in trail["itemListElement"]][1:] == ["Courses", "Tides by Hand"]


def test_without_lectures_there_is_nothing_to_join(visit: Visit) -> None:
    make_course(slug="tides", outline=(), subtitle=None)

    page = visit.get("/courses/tides")

    assert "This course has no lectures here." in page
    assert "Enrol" not in page
    assert not texts(page, "//*[@id='outline']")
    assert not page.lxml.xpath("//*[contains(@class, 'page-strip')]")
    assert "hasCourseInstance" not in blocks(page)["Course"]
    assert blocks(page)["Course"]["description"] == "What the harbour masters knew."


def test_what_the_description_begins_with_is_not_said_twice(visit: Visit) -> None:
    said = {"subtitle": "Read the sea…", "description_html": "<p>Read the <b>sea</b> by hand.</p>"}
    course = make_course(slug="tides", **said)

    page, own = (each.get("/courses/tides") for each in (visit, enrolled(visit, course)))

    assert not texts(page, "//p[@class='lead']")
    assert texts(own, "//p[@class='lead']") == ["Read the sea…"]


def test_a_closed_course_says_so_without_a_button(visit: Visit) -> None:
    make_course(slug="tides", access="grant")

    page = visit.get("/courses/tides")

    assert "This course is by invitation." in page
    assert not page.lxml.xpath("//a[contains(@class, 'first')]")
    assert not {"offers", "isAccessibleForFree"} & blocks(page)["Course"].keys()


def test_who_is_in_it_goes_on_first(visit: Visit) -> None:
    course = make_course(slug="tides", outline=(2, 3))

    page = enrolled(visit, course, 3, 5).get("/courses/tides")

    assert texts(page, "//a[contains(@class, 'first')]") == ["Go on at “Lecture 4”"]
    assert texts(page, "//*[@class='strip-words']/span") == [
        "2 of 5 lectures done",
        "7 min of 17 min",
    ]
    assert texts(page, "//*[@class='course-main']//h2") == ["Outline", "About this course"]
    assert texts(page, LINES)[:3] == [
        "Lecture 3 done 3 min",
        "Lecture 4 3 min",
        "Lecture 5 done 3 min",
    ]
    assert len(page.lxml.xpath("//*[contains(@class, 'page-strip')]//*[@class='heard']/*")) == 2
    assert texts(page, "//*[contains(@class, 'part-told')]")[0] == "1 of 2 done, 50 % 7 min"
    assert "Enrol" not in page
    assert page.cache_control.no_store


def test_who_has_just_joined_begins_and_who_has_finished_is_told(visit: Visit) -> None:
    course = make_course(slug="tides", outline=(1,))

    begun, done = (enrolled(visit, course, *keys).get("/courses/tides") for keys in ((), (2,)))

    assert texts(begun, "//a[contains(@class, 'first')]") == ["Begin with “Lecture 2”"]
    assert "Every lecture is done." in done
    assert texts(done, "//a[contains(@class, 'first')]") == ["See your certificate"]


def test_long_outlines_are_folded_but_for_where_one_is(visit: Visit) -> None:
    course = make_course(slug="tides", outline=(20, 20))

    page, own = visit.get("/courses/tides"), enrolled(visit, course, *range(3, 25))

    assert page.lxml.xpath("//details[@open]/@id") == ["chapter-1"]
    assert own.get("/courses/tides").lxml.xpath("//main//details[@open]/@id") == ["chapter-2"]


def test_a_chapter_may_be_empty_and_a_lecture_without_a_length(visit: Visit) -> None:
    course = make_course(slug="tides", outline=())
    lecture = CourseLecture(key=3, chapter=1, title="Ebb", slug="ebb")
    chapters = [CourseChapter(key=1, title="One"), CourseChapter(key=2, title="Two")]
    course.outline(chapters, [lecture])
    course.change()

    page = visit.get("/courses/tides")

    assert texts(page, LINES) == ["Ebb locked"]
    assert texts(page, "//details/p") == ["No lectures"]


def test_episodes_and_courses_on_the_same_topics(visit: Visit) -> None:
    sea, sky = make_topic("Sea"), make_topic("Sky")
    make_course(slug="tides", topics=[sea, sky])
    make_course("Clouds", topics=[sky])
    make_course("Else")
    make_episode(title="Ebb", topics=[sea])
    make_episode(title="Dry")

    page = visit.get("/courses/tides")

    assert texts(page, "//*[@class='row-title']") == ["Ebb"]
    assert texts(page, "//ol[contains(@class, 'course-rows')]//h3") == ["Clouds"]


def test_an_old_address_leads_on(visit: Visit) -> None:
    make_course(slug="tides", slugs=["tides", "ebb"])

    answer = visit.get("/courses/ebb", status=301)

    assert answer.location == "https://longwave.example/courses/tides"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("state", ["draft", "strange"])
def test_what_is_not_out_is_not_there(visit: Visit, state: str) -> None:
    course = make_course(slug="tides", state=state, published_at=None)

    visit.get("/courses/tides", status=404)
    visit.get("/courses/nothing", status=404)
    is_known = state == "draft"  # they joined while it was out
    enrolled(visit, course).get("/courses/tides", status=200 if is_known else 404)


AGAIN = {"state": "published", "published_at": utc_now() + timedelta(days=400)}


@pytest.mark.parametrize("down", [{"state": "unpublished"}, AGAIN])
def test_who_is_in_what_was_taken_down_keeps_it(visit: Visit, down: dict[str, Any]) -> None:
    course = make_course(slug="tides", unpublished_reason="It was wrong.", **down)

    own = enrolled(visit, course).get("/courses/tides")

    assert "This course is not out at the moment." in own
    assert own.lxml.xpath("//meta[@name='robots']")
    assert "It was wrong." in visit.get("/courses/tides", status=410)


def test_what_it_asks_and_weighs_with_382_lectures(visit: Visit, queries: Queries) -> None:
    course = make_course(slug="tides", outline=(38,) * 10 + (2,))
    browser = enrolled(visit, course, *range(12, 100))
    browser.get("/account")

    with queries() as asked:
        page = visit.get("/courses/tides")
    with queries() as own:
        browser.get("/courses/tides")

    assert asked.names == ["find stamps", "find courses"]
    assert own.names == ["find accounts", "find stamps", "find courses", "find enrolments"]
    assert len(page.lxml.xpath(LINES)) == 382
    assert len(page.body) < 160_000
