"""Figures of a course: what was counted, when, and nothing that nobody counted."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bson import ObjectId

from talkpython_site.course_counting import count
from talkpython_site.documents import Course, CourseFigures, Enrolment, utc_now
from tests.conftest import Queries, Visit
from tests.factories import make_course
from tests.visitors import admin

NOON = utc_now().replace(hour=14, minute=2, second=30)


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course("Tides by Hand", access="grant", outline=(2, 2))


@pytest.fixture
def browser(visit: Visit, course: Course) -> Visit:  # noqa: ARG001 - the course comes first
    return admin(visit)


def address(course: Course) -> str:
    return f"/admin/courses/{course.id}/students"


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def table(page: Any) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in page.html.select("tr")]


def enrol(course: Course, done: int, *, left: bool = False) -> None:
    """Somebody who has done the first lectures."""
    account = ObjectId()
    Enrolment.enrol(course.id, account)
    for each in course.lectures[:done]:
        Enrolment.finish(course.id, account, each.key)
    if left:
        Enrolment.leave(course.id, account)


def test_before_the_first_count_it_says_when(browser: Visit, course: Course) -> None:
    page = browser.get(address(course))
    assert "Nothing was counted yet: the site does so by itself, within 10 min." in page
    assert not page.html.select("main svg, table")
    assert not CourseFigures.objects


def test_it_says_how_many_and_how_far(visit: Visit, course: Course) -> None:
    for done in (4, 2, 2, 0):
        enrol(course, done, left=done == 0)
    count(course.id, NOON)
    with time_machine.travel(NOON + timedelta(minutes=5)):
        page = admin(visit).get(address(course))
    assert "As of 14:02. The site counts again about every 10 min." in words(page.html.main)
    facts = [words(each) for each in page.html.select(".student-facts div")]
    assert facts == ["Enrolled 3", "Left 1", "Finished 1 · 25 %"]
    assert table(page) == [
        ["Lecture", "Begun", "Done", "Done by"],
        ["Chapter 1"],
        ["1 Lecture 3", "3", "3", "75 %"],
        ["2 Lecture 4", "3", "3", "75 %"],
        ["Chapter 2"],
        ["3 Lecture 5", "1", "1", "25 %"],
        ["4 Lecture 6", "1", "1", "25 %"],
    ]
    bars = page.html.select("svg .done")
    assert [(bar["x"], bar["y"], bar["height"]) for bar in bars] == [
        ("0%", "25%", "75%"), ("25%", "25%", "75%"), ("50%", "75%", "25%"), ("75%", "75%", "25%"),
    ]  # fmt: skip
    assert page.html.select_one(".drop-off-chart")["aria-hidden"] == "true"
    assert not page.html.select("[style]")


def test_an_older_count_says_its_day(visit: Visit, course: Course) -> None:
    count(course.id, NOON)
    with time_machine.travel(NOON + timedelta(days=1, minutes=5)):
        assert "As of yesterday, 14:02." in admin(visit).get(address(course))


def test_lectures_that_came_after_the_count_have_none(browser: Visit, course: Course) -> None:
    enrol(course, 1)
    count(course.id, utc_now())
    Course.collection().update_one(
        {"_id": course.id}, {"$set": {"lectures.0.key": 99, "lectures.0.title": "<b>New</b>"}}
    )
    page = browser.get(address(course))
    assert table(page)[2] == ["1 <b>New</b>", "–", "–", "–"]
    assert page.html.select("svg .done")[0]["height"] == "0%"


@pytest.mark.parametrize("outline", [(), (0,), (1,)])
def test_a_course_that_nobody_is_in(browser: Visit, outline: tuple[int, ...]) -> None:
    course = make_course(outline=outline)
    count(course.id, utc_now())
    page = browser.get(address(course))
    assert "Enrolled 0 Left 0 Finished 0" in words(page.html.main)
    assert ("This course has no lectures yet." in page) == (outline != (1,))
    assert not page.html.select("main svg")


def test_382_lectures_cost_no_more_queries(browser: Visit, queries: Queries) -> None:
    course = make_course(outline=(200, 182))
    for done in (382, 100, 0):
        enrol(course, done)
    count(course.id, utc_now())
    with queries() as asked:
        page = browser.get(address(course))
    assert len(table(page)) == 382 + 2 + 1
    assert len(page.html.select("svg .begun")) == 382
    assert asked.names.count("find course_figures") == asked.names.count("find courses") == 1
    assert "find enrolments" not in asked.names


def test_figures_of_another_version_are_shown(browser: Visit, course: Course) -> None:
    CourseFigures.collection().insert_one({"_id": course.id})
    assert "Nothing was counted yet" in browser.get(address(course))
    CourseFigures.put(course.id, {"as_of": utc_now()})
    assert table(browser.get(address(course)))[2] == ["1 Lecture 3", "–", "–", "–"]


@pytest.mark.parametrize("its_id", ["x", "65f0c1d2e3f4a5b6c7d8e9f0"])
def test_a_course_that_is_not_there(browser: Visit, its_id: str) -> None:
    browser.get(f"/admin/courses/{its_id}/students", status=404)
