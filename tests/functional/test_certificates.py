"""Certificates: who gets one, what anybody sees of it, and what becomes of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from talkpython_site.documents import (
    COMMAND_LINE,
    Account,
    Certificate,
    Course,
    Enrolment,
)
from talkpython_site.documents.certificate import shown_code
from talkpython_site.housekeeping import purge
from tests.certified import code, codes, main, mark
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_certificate, make_course, outline_of
from tests.visitors import flash, send, signed_in

YES = {"done": "yes"}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    return make_course(slug="tides", outline=(1, 2))  # its lectures have the keys 3 to 5


@pytest.fixture
def ines(course: Course) -> Account:
    account = make_account("ines@example.org", name="Ines Okafor")
    Enrolment.enrol(course.id, account.id)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def noted() -> str | None:
    found: Enrolment = Enrolment.objects.get()
    return found.certificate


# Who gets one


def test_the_last_lecture_brings_it(student: Visit, visit: Visit) -> None:
    mark(student, 3, 4)
    assert codes() == []
    mark(student, 5)
    page = student.get("/courses/tides/5/lecture-5").click("See your certificate")
    assert page.request.path == f"/certificates/{code()}"
    said = main(visit.get(page.request.path))
    for words in ("Ines Okafor", "Tides by Hand", "3 lectures", "10 min", code()):
        assert words in said
    assert "Print" in main(page)
    assert "Print" not in said


def test_it_is_linked_from_the_course_and_from_ones_own(student: Visit) -> None:
    mark(student, 3, 4, 5)
    for address in ("/courses/tides", "/account/courses"):
        page = student.get(address).click("See your certificate")
        assert page.request.path == f"/certificates/{code()}"


def test_eight_finishes_at_once_make_one(visit: Visit, ines: Account) -> None:
    browsers = [signed_in(visit, ines) for _click in range(9)]
    with ThreadPoolExecutor(9) as pool:
        list(pool.map(mark, browsers, 3 * [3, 4, 5]))
    assert noted() == code()


def test_what_is_watched_counts_too(student: Visit, course: Course, ines: Account) -> None:
    mark(student, 3, 4)
    whole = {"lectures.5": {"first": 2**50 - 1, "second": 2**50 - 1}}
    Enrolment.collection().update_one({"account": ines.id}, {"$set": whole})
    assert course.last_key == 5
    student.get("/courses/tides")
    assert noted() == code()


def test_a_course_without_lectures_gives_none(visit: Visit) -> None:
    empty, account = make_course(slug="empty", outline=()), make_account()
    Enrolment.enrol(empty.id, account.id)
    signed_in(visit, account).get("/courses/empty")
    assert codes() == []


def test_who_is_not_in_it_or_has_left_gets_none(
    visit: Visit, student: Visit, course: Course, ines: Account
) -> None:
    mark(student, 3, 4)
    Enrolment.leave(course.id, ines.id)
    for each in (student, signed_in(visit)):
        send(each, "/courses/tides/5/done", YES, status=303)
        each.get("/courses/tides")
    assert codes() == []


def test_one_that_was_missed_is_made_up_when_the_course_is_seen(
    student: Visit, course: Course, ines: Account, queries: Queries
) -> None:
    for key in (3, 4, 5):
        Enrolment.finish(course.id, ines.id, key)
    assert "See your certificate" in student.get("/courses/tides")
    assert noted() == code()
    with queries() as asked:
        student.get("/courses/tides")
    assert asked.names == ["find accounts", "find stamps", "find courses", "find enrolments"]


def test_one_that_was_not_noted_is_found_again(student: Visit, ines: Account) -> None:
    mark(student, 3, 4, 5)
    Enrolment.collection().update_one({"account": ines.id}, {"$unset": {"certificate": True}})
    before = code()
    student.get("/courses/tides")
    assert noted() == code() == before


# What changes nothing


def later_lectures(course: Course) -> None:
    course.outline(*outline_of((1, 9)))
    course.change()


def leave(course: Course) -> None:
    Enrolment.leave(course.id, Enrolment.objects.get().account)


def take_down(course: Course) -> None:
    course.state = "unpublished"
    course.change()


def purge_it(course: Course) -> None:
    course.discard()
    assert purge() == 1


@pytest.mark.parametrize("change", [later_lectures, leave, take_down, purge_it])
def test_it_is_never_taken_back(visit: Visit, student: Visit, course: Course, change: Any) -> None:
    mark(student, 3, 4, 5)
    before = main(visit.get(f"/certificates/{code()}"))
    change(Course.objects.get(id=course.id))
    assert main(visit.get(f"/certificates/{code()}")) == before
    page = student.get("/account/courses")
    assert f"/certificates/{code()}" in page


# For anybody


def test_a_code_is_read_however_it_is_written(visit: Visit) -> None:
    make_certificate(make_account(), id="7K3M0Q20V1B9TCDR5H1W")
    right = "/certificates/7K3M-0Q20-V1B9-TCDR-5H1W"
    for typed in (
        "7K3M0Q20V1B9TCDR5H1W", "7k3m-0q20-v1b9-tcdr-5h1w", "7K3M-OQ20-VIB9-TCDR-5HLW",
        "7k3m%200q20%20u1b9%20tcdr%205hiw",
    ):  # fmt: skip
        moved = visit.get(f"/certificates/{typed}", status=301)
        assert moved.headers["Location"].endswith(right)
    page = visit.get(right)
    assert page.lxml.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in page.headers
    assert "/certificates/" not in visit.get("/sitemap.xml")


@pytest.mark.parametrize("typed", ["0" * 20, "x", "7K3M", "%27%24ne", "0" * 400, 20 * "%C3%85"])
def test_a_guessed_code_is_answered_in_a_sentence(visit: Visit, typed: str) -> None:
    make_certificate(make_account())
    assert "There is no certificate with this code." in visit.get(
        f"/certificates/{typed}", status=404
    )


NAMES = ["<script>alert(1)</script>", "مريم الحسيني", "W" * 200, "🐙 Ines & Co", "${x} |; \x7c"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_shown_as_it_is(visit: Visit, name: str) -> None:
    made = make_certificate(make_account(), name=name)
    page = visit.get(f"/certificates/{shown_code(made.id)}")
    assert page.lxml.xpath("string(//main//h1/bdi)") == name
    assert name in page.lxml.xpath("string(//title)")


def test_one_without_a_name_or_a_length_says_what_it_can(visit: Visit) -> None:
    bare: dict[str, Any] = {"name": None, "duration_seconds": 0, "strip": [], "issued_at": None}
    made = make_certificate(make_account(), **bare)
    page = visit.get(f"/certificates/{shown_code(made.id)}")
    assert page.lxml.xpath("string(//main//h1)") == "A student"
    assert not page.lxml.xpath("//main//svg")


# Anew


def anew(student: Visit, which: str, **options: Any) -> Any:
    return send(student, f"/certificates/{which}/anew", **options)


def test_a_new_name_brings_a_new_one(visit: Visit, student: Visit, ines: Account) -> None:
    mark(student, 3, 4, 5)
    old = code()
    assert "Issue it anew" not in student.get(f"/certificates/{old}")
    Account.objects.get(id=ines.id).rename("Ines Lind", COMMAND_LINE)
    page = student.get(f"/certificates/{old}")
    assert "Issue it anew with my present name" in main(page)
    page = anew(student, old, status=303).follow()
    assert (page.request.path, flash(page)[:31]) == (
        f"/certificates/{code()}", "The certificate is issued anew."
    )  # fmt: skip
    assert "Ines Lind" in main(page)
    assert noted() == code() != old
    replaced = visit.get(f"/certificates/{old}")
    assert "This certificate was replaced" in main(replaced)
    assert not re.search(f"Ines|Okafor|Lind|{code()}", replaced.text)


def test_twice_and_at_once_is_once(visit: Visit, student: Visit, ines: Account) -> None:
    mark(student, 3, 4, 5)
    old = code()
    Account.objects.get(id=ines.id).rename("Ines Lind", COMMAND_LINE)
    browsers = [signed_in(visit, ines) for _click in range(8)]
    with ThreadPoolExecutor(8) as pool:
        led = list(pool.map(lambda each: anew(each, old, status=303), browsers))
    assert {each.headers["Location"].partition("?")[0] for each in led} == {
        f"https://longwave.example/certificates/{code()}"
    }
    assert len(Certificate.objects) == 2
    assert anew(student, old, status=303).follow().request.path == f"/certificates/{code()}"


def test_the_same_name_changes_nothing(student: Visit) -> None:
    mark(student, 3, 4, 5)
    page = anew(student, code(), status=303).follow()
    assert (page.request.path, len(Certificate.objects)) == (f"/certificates/{code()}", 1)


def test_nobody_issues_anothers_anew(visit: Visit, student: Visit) -> None:
    mark(student, 3, 4, 5)
    anew(signed_in(visit, name="Mallory"), code(), status=403)
    anew(visit, code(), status=403)
    anew(student, "0" * 20, status=404)
    assert "Mallory" not in visit.get(f"/certificates/{code()}")
