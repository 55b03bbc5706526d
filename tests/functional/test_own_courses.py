"""The account's courses: what is done, where to go on, what was left."""

from collections.abc import Iterable
from typing import Any

import pytest

from talkpython_site.documents import Account, Course, Enrolment
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_course, outline_of
from tests.visitors import send, signed_in

ADDRESS = "/account/courses"


@pytest.fixture
def ines(visit: Visit) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account("ines@example.org")


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def enrolled(
    account: Account, title: str, done: Iterable[int] = (), last: int | None = None, **changes: Any
) -> Course:
    course = make_course(title, **changes)  # its lectures have the keys 3 to 7
    Enrolment.enrol(course.id, account.id)
    for key in done:
        Enrolment.finish(course.id, account.id, key)
    if last:
        Enrolment.visit(course.id, account.id, last)
    return course


def groups(page: Any) -> dict[str, list[str]]:
    """The titles below each heading."""
    return {
        each.h2.get_text(): [title.get_text() for title in each.select("h3")]
        for each in page.html.select(".own-courses")
    }


def row(page: Any, title: str) -> Any:
    return next(each for each in page.html.select(".own-courses li") if each.h3.text == title)


def ways(row: Any) -> list[tuple[str, str]]:
    return [(each.get_text(), each["href"]) for each in row.select(".actions a")]


def test_who_is_in_none_finds_the_way_to_them(student: Visit) -> None:
    page = student.get(ADDRESS)
    assert "You are in no course." in page
    assert page.html.select_one("main a")["href"] == "/courses"
    assert not groups(page)


def test_the_menu_leads_there_where_there_are_courses(student: Visit, visit: Visit) -> None:
    assert ADDRESS not in student.get("/account")
    make_course()
    page = student.get("/account")
    assert len(page.html.select(f'header a[href="{ADDRESS}"]')) == 1
    assert len(page.html.select(f'main a[href="{ADDRESS}"]')) == 1
    assert ADDRESS not in visit.get("/")


def test_each_goes_on_where_it_was_left(student: Visit, ines: Account) -> None:
    enrolled(ines, "Begun", slug="begun", done=[3], last=5)
    enrolled(ines, "New", slug="new")
    page = student.get(ADDRESS)
    assert groups(page) == {"Going on": ["New", "Begun"]}
    assert ways(row(page, "Begun")) == [("Go on at “Lecture 5”", "/courses/begun/5/lecture-5")]
    assert ways(row(page, "New")) == [("Begin with “Lecture 3”", "/courses/new/3/lecture-3")]
    assert "1 of 5 lectures done, 20 %" in row(page, "Begun").get_text()
    inked = row(page, "Begun").select("svg.strip .heard rect")
    assert [(each["x"], each["width"]) for each in inked] == [("0%", "20%")]
    assert not row(page, "New").select(".heard")
    assert len(page.html.select("main .button.first")) == 1


def test_what_is_finished_stands_apart(student: Visit, ines: Account) -> None:
    enrolled(ines, "Finished", done=range(3, 8))
    enrolled(ines, "Nearly", done=range(3, 7))
    page = student.get(ADDRESS)
    assert groups(page) == {"Going on": ["Nearly"], "Finished": ["Finished"]}
    assert [words for words, _way in ways(row(page, "Finished"))] == [
        "See your certificate of Finished"
    ]
    assert "5 of 5 lectures done, 100 %" in row(page, "Finished").get_text()
    assert ways(row(page, "Nearly"))[0][0] == "Go on at “Lecture 7”"


def test_who_has_a_certificate_has_finished_and_reads_what_is_new(
    student: Visit, ines: Account
) -> None:
    course = enrolled(ines, "Tides", slug="tides", outline=(1, 2), done=[3, 4, 5])
    student.get(ADDRESS)
    course.outline(*outline_of((1, 3)))
    course.change()
    Enrolment.reopen(course.id, ines.id, 3)
    page = student.get(ADDRESS)
    assert groups(page) == {"Finished": ["Tides"]}
    assert "2 of 4 lectures done, 2 new or not done any more" in row(page, "Tides").get_text()
    assert [words for words, _way in ways(row(page, "Tides"))] == [
        "See your certificate of Tides", "Go on at “Lecture 3”",
    ]  # fmt: skip
    assert not page.html.select("main .button.first")


@pytest.mark.parametrize("address", [ADDRESS, "/courses/tides/3/lecture-3"])
def test_what_a_lecture_that_is_taken_out_finishes_brings_the_certificate(
    student: Visit, ines: Account, queries: Queries, address: str
) -> None:
    course = enrolled(ines, "Tides", slug="tides", outline=(1, 2), done=[3, 4])
    student.get(address)
    with queries() as unfinished:
        assert "See your certificate" not in student.get(address)
    course.outline(course.chapters, course.lectures[:2])
    course.change()
    student.get(address).click("See your certificate")
    with queries() as asked:
        student.get(address)
    assert asked.names == unfinished.names


def test_what_was_left_offers_to_come_back(student: Visit, ines: Account) -> None:
    course = enrolled(ines, "Left", slug="left", done=[3])
    send(student, "/courses/left/leave")
    page = student.get(ADDRESS)
    assert groups(page) == {"Left": ["Left"]}
    form = row(page, "Left").form
    assert (form["action"], form.button.text) == ("/courses/left/enrol", "Come back to Left")
    send(student, form["action"])
    assert groups(student.get(ADDRESS)) == {"Going on": ["Left"]}
    assert Enrolment.objects.get(course=course.id).done == [3]


def test_a_lecture_that_is_gone_counts_no_more_and_is_not_forgotten(
    student: Visit, ines: Account
) -> None:
    course = enrolled(ines, "Tides", done=[3, 4], last=4)
    lectures = list(course.lectures)
    course.outline(course.chapters, [each for each in lectures if each.key != 4])
    course.change()
    page = student.get(ADDRESS)
    assert "1 of 4 lectures done, 25 %" in row(page, "Tides").get_text()
    assert ways(row(page, "Tides"))[0][0] == "Go on at “Lecture 5”"
    course.outline(course.chapters, lectures)
    course.change()
    assert "2 of 5 lectures done, 40 %" in row(student.get(ADDRESS), "Tides").get_text()


def test_an_outline_that_is_empty_breaks_nothing(student: Visit, ines: Account) -> None:
    enrolled(ines, "Empty", outline=())
    page = student.get(ADDRESS)
    assert "No lectures yet" in row(page, "Empty").get_text()
    assert not row(page, "Empty").select("svg, .actions a")
    assert "You could not come back" in row(page, "Empty").get_text()


@pytest.mark.parametrize("state", ["draft", "binned", "unpublished", "published", "from later"])
def test_only_what_is_open_to_them_is_shown(student: Visit, ines: Account, state: str) -> None:
    kept = enrolled(ines, "Tides", state=state)
    kept_open = dict.fromkeys(("draft", "unpublished"), "It stays open to you.")
    shown = {"published": "Leave Tides", **kept_open}.get(state)
    page = student.get(ADDRESS)
    assert groups(page) == ({"Going on": ["Tides"]} if shown else {})
    assert (shown or "You are in no course.") in page.html.select_one("main").get_text()
    Enrolment.leave(kept.id, ines.id)
    left = {"Left": ["Tides"]} if state == "published" else {}
    assert groups(student.get(ADDRESS)) == left


def test_who_would_not_come_back_is_told(student: Visit, ines: Account) -> None:
    enrolled(ines, "Closed", access="grant")
    enrolled(ines, "Open")
    page = student.get(ADDRESS)
    assert "You could not come back" in row(page, "Closed").get_text()
    assert "You could not come back" not in row(page, "Open").get_text()


def test_others_see_theirs_alone(visit: Visit, student: Visit, ines: Account) -> None:
    enrolled(ines, "Of Ines")
    other = make_account()
    enrolled(other, "Of another")
    assert groups(student.get(ADDRESS)) == {"Going on": ["Of Ines"]}
    assert groups(signed_in(visit, other).get(ADDRESS)) == {"Going on": ["Of another"]}
    assert visit.get(ADDRESS, status=303).headers["Location"].endswith("next=%2Faccount%2Fcourses")


def test_many_cost_no_more_queries(student: Visit, ines: Account, queries: Queries) -> None:
    for number in range(12):
        enrolled(ines, f"Course {number}")
    student.get(ADDRESS)
    with queries() as asked:
        student.get(ADDRESS)
    assert sorted(asked.names) == [
        "find accounts", "find certificates", "find courses", "find enrolments", "find stamps",
    ]  # fmt: skip
