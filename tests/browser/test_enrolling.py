"""From the page of a course to its lectures, out of it and back, as a student does it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from talkpython_site.documents.stamp import announce
from tests.browser.accounts import PASSWORD, Person, somebody
from tests.connections import connected_to
from tests.factories import make_course, make_lecture

TITLE = "Tides by Hand"
HERE = "/courses/tides-by-hand"


@pytest.fixture(scope="session")
def course(site: str, environ: dict[str, str]) -> str:  # noqa: ARG001 - its database is there
    """The address of a course with two chapters of lectures."""
    with connected_to(environ["MONGODB_URI"]):
        course = make_course(TITLE, slug="tides-by-hand", outline=(2, 3))
        for each in course.lectures:
            make_lecture(course, each.key)
        announce(course.card_key)
    return HERE


def register(student: Person) -> None:
    """On the page to join, and back there."""
    student.follow("Register")
    student.fill(**{"E-mail address": student.email, "Name": student.name, "Password": PASSWORD})
    student.press("Register")
    student.sees(TITLE)


def learn(student: Person, lecture: str, following: str) -> None:
    student.sees(lecture)
    student.press("Done, next lecture")
    student.sees(following)


def test_a_student_joins_learns_leaves_and_comes_back(ines: Person, course: str) -> None:
    page = ines.page
    page.goto(course)
    ines.follow("Enrol")
    ines.check()
    register(ines)
    ines.check()
    ines.press("Enrol")
    expect(page.locator(".flash")).to_contain_text("You are enrolled")
    ines.check()
    page.get_by_role("link", name=re.compile("Begin with")).click()
    learn(ines, "Lecture 3", "Lecture 4")
    expect(page.locator("#lecture-outline .done")).to_have_count(1)
    ines.check()
    learn(ines, "Lecture 4", "Lecture 5")
    page.goto("/account/courses")
    expect(page.get_by_text("2 of 5 lectures done, 40 %")).to_be_visible()
    ines.check()
    leave_and_come_back(ines)


def leave_and_come_back(student: Person) -> None:
    page = student.page
    student.press(f"Leave {TITLE}")
    expect(page.locator(".flash")).to_contain_text("You have left the course")
    student.check()
    page.goto(f"{HERE}/5/lecture-5")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    page.goto("/account/courses")
    student.press(f"Come back to {TITLE}")
    expect(page.get_by_text("2 of 5 lectures done")).to_be_visible()


def test_a_mark_is_taken_back(ines: Person, course: str) -> None:
    page = ines.page
    page.goto(f"{course}/enrol")
    register(ines)
    ines.press("Enrol")
    page.goto(f"{course}/4/lecture-4")
    learn(ines, "Lecture 4", "Lecture 5")
    page.go_back()
    ines.sees("Lecture 4")
    ines.check()
    ines.press("Not done yet")
    expect(page.get_by_role("button", name="Done, next lecture")).to_be_focused()
    expect(page.locator("#lecture-outline .done")).to_have_count(0)
    assert page.url.endswith("/4/lecture-4")


def test_who_was_signed_out_meanwhile_is_asked_and_loses_nothing(ines: Person, course: str) -> None:
    page = ines.page
    page.goto(f"{course}/enrol")
    register(ines)
    ines.press("Enrol")
    page.goto(f"{course}/4/lecture-4")
    page.context.clear_cookies(name=re.compile("account$"))
    ines.press("Done, next lecture")
    ines.sees("Sign in again")
    ines.fill(**{"E-mail address": ines.email, "Password": PASSWORD})
    ines.press("Sign in")
    ines.sees("Lecture 5")
    expect(page.get_by_text("1 of 2 done")).to_be_visible()


def test_without_a_script_all_goes_on(browser: Browser, site: str, course: str, size: Any) -> None:
    with somebody(browser, site, **size, java_script_enabled=False) as student:
        student.email = f"plain-student-{size['viewport']['width']}@example.org"
        student.page.goto(course)
        student.follow("Enrol")
        register(student)
        student.press("Enrol")
        student.page.get_by_role("link", name=re.compile("Begin with")).click()
        learn(student, "Lecture 3", "Lecture 4")
