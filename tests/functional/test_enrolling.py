"""Joining a course and leaving it, in every state that it has."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from talkpython_site.documents import Account, Course, Enrolment, utc_now
from tests.conftest import Visit
from tests.factories import PASSWORD, make_account, make_course
from tests.visitors import flash, send, signed_in, token_of

ORIGIN = {"Origin": "https://longwave.example"}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course("Tides by Hand", slug="tides")


@pytest.fixture
def ines(visit: Visit) -> Account:  # noqa: ARG001 - the database is emptied first
    return make_account("ines@example.org", name="Ines Okafor")


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def enrolments() -> list[tuple[Any, Any, bool]]:
    return [(each.course, each.account, each.is_live) for each in Enrolment.objects]


def words(page: Any) -> str:
    return " ".join(page.html.select_one("main").get_text(" ").split())


def buttons(page: Any) -> list[str]:
    return [each.get_text().strip() for each in page.html.select("main button")]


def place(answer: Any) -> str:
    return urlsplit(answer.headers["Location"]).path


# Asking


def test_who_is_signed_out_registers_or_signs_in_and_comes_back(
    visit: Visit, course: Course
) -> None:
    page = visit.get("/courses/tides/enrol")
    assert "Tides by Hand Reading the sea" in words(page)
    assert "2 chapters 5 lectures 17 min Free" in words(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    ways = [urlsplit(each["href"]) for each in page.html.select("main .actions a")]
    assert [(way.path, parse_qs(way.query)["next"]) for way in ways] == [
        ("/register", ["/courses/tides/enrol"]),
        ("/sign-in", ["/courses/tides/enrol"]),
    ]
    assert not buttons(page)
    assert visit.get("/sign-in?next=/courses/tides/enrol").forms
    assert course.id not in {each.course for each in Enrolment.objects}


def test_who_is_signed_in_finds_one_button(student: Visit, course: Course, ines: Account) -> None:
    page = student.get("/courses/tides/enrol")
    assert buttons(page) == ["Enrol"]
    answer = page.html.select_one("main form")
    assert (answer["action"], answer["method"]) == ("/courses/tides/enrol", "post")
    assert not enrolments()
    led = send(student, "/courses/tides/enrol", status=303)
    assert place(led) == "/courses/tides"
    assert enrolments() == [(course.id, ines.id, True)]


@pytest.mark.usefixtures("course")
def test_the_page_of_a_course_joins_by_one_click(visit: Visit, student: Visit) -> None:
    public, own = visit.get("/courses/tides"), student.get("/courses/tides")
    assert (buttons(public), buttons(own)) == ([], ["Enrol"])
    assert own.headers["Cache-Control"] == "private, no-store"
    send(student, own.html.select_one("main form")["action"], status=303)
    assert buttons(student.get("/courses/tides")) == []
    assert len(enrolments()) == 1


@pytest.mark.usefixtures("course")
def test_an_address_that_is_not_confirmed_yet_may_learn(visit: Visit) -> None:
    newcomer = signed_in(visit, confirmed_at=None)
    assert place(send(newcomer, "/courses/tides/enrol", status=303)) == "/courses/tides"
    assert len(enrolments()) == 1


@pytest.mark.usefixtures("course")
def test_who_is_enrolled_is_led_on(student: Visit) -> None:
    send(student, "/courses/tides/enrol")
    assert place(student.get("/courses/tides/enrol", status=303)) == "/courses/tides"


def test_an_older_address_leads_to_the_new_one(student: Visit, course: Course) -> None:
    course.rename("ebb")
    course.change()
    moved = student.get("/courses/tides/enrol", status=301)
    assert (place(moved), moved.headers["Cache-Control"]) == ("/courses/ebb/enrol", "no-cache")
    assert place(send(student, "/courses/tides/enrol", status=303)) == "/courses/ebb"


# Sending


@pytest.mark.usefixtures("course")
def test_sent_twice_is_once(student: Visit) -> None:
    for _twice in range(2):
        assert place(send(student, "/courses/tides/enrol", status=303)) == "/courses/tides"
    assert len(enrolments()) == 1


@pytest.mark.usefixtures("course")
def test_eight_clicks_at_once_make_one(visit: Visit, ines: Account) -> None:
    browsers = [signed_in(visit, ines) for _click in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: send(each, "/courses/tides/enrol"), browsers))
    assert [answer.status_int for answer in answers] == [303] * 8
    assert len(enrolments()) == 1


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("whose", ["nobody's", "old", "another's"])
def test_a_token_that_is_not_theirs_does_nothing(visit: Visit, student: Visit, whose: str) -> None:
    tokens = {"nobody's": "", "old": "0" * 32, "another's": token_of(visit)}
    assert token_of(student) not in tokens.values()
    fields = {"csrf_token": tokens[whose]}
    page = student.post("/courses/tides/enrol", fields, headers=ORIGIN, status=400)
    assert "Nothing was saved yet" in page
    assert not enrolments()


@pytest.mark.usefixtures("course")
def test_who_was_signed_out_meanwhile_is_enrolled_once_they_are_back(
    visit: Visit, ines: Account
) -> None:
    asked = send(visit, "/courses/tides/enrol", status=403)
    form = next(form for form in asked.forms.values() if form.action == "/courses/tides/enrol")
    form["sign_in-email"], form["sign_in-password"] = ines.email, PASSWORD
    led = form.submit(headers=ORIGIN, status=303)
    assert place(led) == "/courses/tides"
    assert [account for _course, account, _live in enrolments()] == [ines.id]


# Leaving


def test_who_leaves_comes_back_to_what_was_done(
    student: Visit, course: Course, ines: Account
) -> None:
    send(student, "/courses/tides/enrol")
    key = course.lectures[1].key
    Enrolment.finish(course.id, ines.id, key)
    page = send(student, "/courses/tides/leave", status=303).follow()
    assert (page.request.path, flash(page)[:24]) == ("/account/courses", "You have left the course")
    again = student.get("/courses/tides/enrol")
    assert buttons(again) == ["Come back"]
    assert "What you have done is kept." in words(again)
    send(student, "/courses/tides/enrol", status=303)
    (back,) = Enrolment.objects
    assert (back.done, back.is_live) == ([key], True)


@pytest.mark.usefixtures("course")
def test_leaving_twice_is_once_and_no_other_leaves(visit: Visit, student: Visit) -> None:
    other = signed_in(visit)
    for each in (student, other):
        send(each, "/courses/tides/enrol")
    for _twice in range(2):
        assert place(send(student, "/courses/tides/leave", status=303)) == "/account/courses"
    assert sorted(live for _course, _account, live in enrolments()) == [False, True]


@pytest.mark.usefixtures("course")
def test_who_was_never_there_cannot_leave(student: Visit) -> None:
    page = send(student, "/courses/tides/leave", status=404)
    assert "You are not enrolled in this course." in page
    student.get("/courses/tides/leave", status=405)
    assert not enrolments()


# What takes nobody

HIDDEN: dict[str, dict[str, Any]] = {
    "a draft": {"state": "draft"},
    "not out yet": {"published_at": utc_now() + timedelta(days=400)},
    "binned": {"state": "binned"},
    "of a state from later": {"state": "invented later"},
}


@pytest.mark.parametrize("changes", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("was_here", [True, False], ids=["left before", "new"])
def test_what_is_not_out_is_not_there(
    student: Visit, ines: Account, changes: dict[str, Any], *, was_here: bool
) -> None:
    course = make_course("Kept Secret", slug="tides", **changes)
    if was_here:
        Enrolment.enrol(course.id, ines.id)
        Enrolment.leave(course.id, ines.id)
    before = enrolments()
    asked = student.get("/courses/tides/enrol", status=404)
    sent = send(student, "/courses/tides/enrol", status=404)
    for page in (asked, sent):
        assert "There is no such course here." in page
        assert "Kept Secret" not in page
    assert enrolments() == before


def test_what_was_taken_down_says_why_and_stays_open_to_who_is_in_it(
    visit: Visit, student: Visit, ines: Account
) -> None:
    why = "Its harbour is closed."
    course = make_course(slug="tides", state="unpublished", unpublished_reason=why)
    for each in (visit, student):
        assert why in each.get("/courses/tides/enrol", status=410)
    send(student, "/courses/tides/enrol", status=410)
    Enrolment.enrol(course.id, ines.id)
    assert place(student.get("/courses/tides/enrol", status=303)) == "/courses/tides"
    for _twice in range(2):
        send(student, "/courses/tides/leave", status=303)
    send(student, "/courses/tides/enrol", status=410)
    assert [live for _course, _account, live in enrolments()] == [False]


@pytest.mark.parametrize("access", ["grant", "paid", None])
def test_what_is_closed_says_so_and_has_no_button(
    visit: Visit, student: Visit, ines: Account, access: str | None
) -> None:
    course = make_course("Closed Sea", slug="tides", access=access)
    page = visit.get("/courses/tides/enrol", status=403)
    assert "sign in with the address that was invited, or register with it" in words(page)
    assert [urlsplit(each["href"]).path for each in page.html.select("main .actions a")] == [
        "/sign-in", "/register",
    ]  # fmt: skip
    for page in (
        student.get("/courses/tides/enrol", status=403),
        send(student, "/courses/tides/enrol", status=403),
    ):
        assert "by invitation, and ines@example.org is not invited" in words(page)
        assert not buttons(page)
        assert not page.html.select("main .actions")
    assert not enrolments()
    Enrolment.enrol(course.id, ines.id)
    assert place(send(student, "/courses/tides/enrol", status=303)) == "/courses/tides"


@pytest.mark.parametrize("access", ["free", "grant"])
def test_what_has_no_lectures_yet_says_so_and_has_no_button(
    visit: Visit, student: Visit, access: str
) -> None:
    make_course(slug="tides", access=access, outline=())
    for page in (
        visit.get("/courses/tides/enrol", status=403),
        student.get("/courses/tides/enrol", status=403),
        send(student, "/courses/tides/enrol", status=403),
    ):
        assert "There are no lectures in this course yet." in words(page)
        assert not re.search("With an account|invit", words(page))
        assert not buttons(page)
        assert not page.html.select("main .actions")
    assert not enrolments()


@pytest.mark.parametrize("name", ["nowhere", "$where", "%7B%22$gt%22:%22%22%7D", "9" * 13, "a b"])
def test_an_unknown_course_is_not_there(visit: Visit, student: Visit, name: str) -> None:
    for each in (visit, student):
        each.get(f"/courses/{name}/enrol", status=404)
    for door in ("enrol", "leave", "5/done"):
        send(student, f"/courses/{name}/{door}", {"done": "yes"}, status=404)
    assert not enrolments()
