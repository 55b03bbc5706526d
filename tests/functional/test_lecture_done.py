"""Marking lectures as done: by whom, of which course, and what is sent wrongly."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest

from talkpython_site.documents import Account, Course, Enrolment
from tests.conftest import Queries, Visit
from tests.factories import PASSWORD, make_account, make_course
from tests.visitors import send, signed_in

ORIGIN = {"Origin": "https://longwave.example"}
YES, NEXT, NO = {"done": "yes"}, {"done": "next"}, {"done": "no"}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course(slug="tides")  # its lectures have the keys 3 to 7


@pytest.fixture
def ines(course: Course) -> Account:
    account = make_account("ines@example.org")
    Enrolment.enrol(course.id, account.id)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def done() -> list[int]:
    found: Enrolment = Enrolment.objects.get()
    return found.done


def mark(student: Visit, key: Any, fields: dict[str, str] = YES, **options: Any) -> Any:
    return send(student, f"/courses/tides/{key}/done", fields, **options)


def test_it_is_marked_and_led_back_to(student: Visit) -> None:
    led = mark(student, 4, status=303)
    where = urlsplit(led.headers["Location"])
    assert (where.path, where.fragment) == ("/courses/tides/4/lecture-4", "done")
    mark(student, 6)
    assert done() == [4, 6]
    mark(student, 4, NO, status=303)
    assert done() == [6]


@pytest.mark.parametrize(("key", "shown"), [(4, 5), (6, 7), (7, 7)])
def test_the_next_one_follows_and_nothing_follows_the_last(
    student: Visit, key: int, shown: int
) -> None:
    led = mark(student, key, NEXT, status=303)

    assert urlsplit(led.headers["Location"]).path == f"/courses/tides/{shown}/lecture-{shown}"
    assert done() == [key]


def test_sent_twice_and_at_once_is_once(visit: Visit, ines: Account, student: Visit) -> None:
    for _twice in range(2):
        mark(student, 4, status=303)
    browsers = [signed_in(visit, ines) for _click in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: mark(each, 5, status=303), browsers))
    assert done() == [4, 5]


def test_it_asks_the_least(student: Visit, queries: Queries) -> None:
    mark(student, 4)
    with queries() as asked:
        mark(student, 5)
    assert asked.names == [
        "find accounts", "find courses", "find enrolments", "update enrolments",
        "find enrolments",
    ]  # fmt: skip


@pytest.mark.parametrize("key", [1, 8, 999_999_999, 10**12, "x", "%244", "-1"])
def test_what_the_outline_does_not_have_is_not_there(student: Visit, key: Any) -> None:
    mark(student, key, status=404)
    assert done() == []


def test_what_stands_in_no_chapter_is_no_way_on(student: Visit, course: Course) -> None:
    Course.collection().update_one({"_id": course.id}, {"$set": {"lectures.2.chapter": 99}})
    led = mark(student, 4, NEXT, status=303)
    assert urlsplit(led.headers["Location"]).path == "/courses/tides/6/lecture-6"
    mark(student, 5, status=404)


def test_a_lecture_of_another_course_is_not_there(student: Visit) -> None:
    other = make_course(slug="knots", outline=(20,))
    foreign = other.lectures[-1].key
    mark(student, foreign, status=404)
    led = send(student, f"/courses/knots/{foreign}/done", YES, status=303)
    assert urlsplit(led.headers["Location"]).path == "/courses/knots/enrol"
    assert done() == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"done": ""}, {"done": "maybe"}, {"done[$gt]": "yes"}, {"done": '{"$gt": ""}'}],
)
def test_what_says_nothing_changes_nothing(student: Visit, fields: dict[str, str]) -> None:
    assert "It is not said whether" in mark(student, 4, fields, status=400)
    assert done() == []


@pytest.mark.parametrize("whose", ["nobody's", "old"])
def test_a_token_that_is_not_theirs_does_nothing(student: Visit, whose: str) -> None:
    fields = {**YES, "csrf_token": "0" * 32 if whose == "old" else ""}
    mark(student, 4, fields, status=400)
    assert done() == []


def test_who_has_left_is_asked_to_come_back(student: Visit, course: Course, ines: Account) -> None:
    mark(student, 4)
    Enrolment.leave(course.id, ines.id)
    led = mark(student, 5, status=303)
    assert urlsplit(led.headers["Location"]).path == "/courses/tides/enrol"
    assert done() == [4]


@pytest.mark.usefixtures("ines")
def test_who_is_not_in_it_marks_nothing(visit: Visit) -> None:
    led = mark(signed_in(visit), 4, status=303)
    assert urlsplit(led.headers["Location"]).path == "/courses/tides/enrol"
    assert done() == []


def test_who_was_signed_out_meanwhile_has_it_marked_once_they_are_back(
    visit: Visit, ines: Account
) -> None:
    asked = mark(visit, 4, status=403)
    form = next(each for each in asked.forms.values() if each.action == "/courses/tides/4/done")
    form["sign_in-email"], form["sign_in-password"] = ines.email, PASSWORD
    form.submit(headers=ORIGIN, status=303)
    assert done() == [4]


@pytest.mark.parametrize(
    ("state", "status"), [("unpublished", 303), ("binned", 404), ("draft", 303)]
)
def test_what_is_taken_down_goes_on_for_who_is_in_it(
    student: Visit, course: Course, state: str, status: int
) -> None:
    course.state = state
    course.change()
    mark(student, 4, status=status)
    assert done() == ([4] if status == 303 else [])
