"""While the database is away nobody is told that they are not in their course."""

from collections.abc import Iterator
from typing import Any

import pytest
from webtest import TestApp

from talkpython_site.documents import Course, Enrolment
from tests.conftest import Visit
from tests.connections import connected_to
from tests.factories import make_account, make_course, make_lecture, make_sign_in
from tests.visitors import SIGN_IN_COOKIE, token_of

CLOSED, OPEN = "/courses/tides/4/lecture-4", "/courses/tides/3/lecture-3"


@pytest.fixture
def student(visit: Visit, app: Any) -> Iterator[TestApp]:
    """Somebody who is in two courses, while nothing listens where the database was."""
    account, courses = make_account(), [make_course(slug="tides"), gone()]
    for course in courses:
        make_lecture(course)
        Enrolment.enrol(course.id, account.id)
    cookie = make_sign_in(account)
    for address in ("/courses", "/courses/tides", OPEN):
        visit.get(address)
    student = TestApp(app, extra_environ=visit.extra_environ)
    student.set_cookie(SIGN_IN_COOKIE, cookie)
    student.set_cookie("__Host-csrf", token_of(visit))
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        yield student


def gone() -> Course:
    return make_course("Gone", slug="gone", state="unpublished")


@pytest.mark.parametrize(
    "address",
    [CLOSED, "/courses/gone", "/courses/tides/enrol", "/account/courses",
     "/courses/tides/4/video.mp4", "/courses/tides/4/captions.en.vtt", "/courses/tides/4/files/a"],
)  # fmt: skip
def test_what_is_closed_says_when_to_come_again(student: TestApp, address: str) -> None:
    page = student.get(address, status=503)
    assert page.headers["Retry-After"] == "10"
    assert "Taken down" not in page
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("address", ["/courses", "/courses/tides", OPEN])
def test_what_is_open_to_everybody_goes_on(student: TestApp, address: str) -> None:
    assert "Shown as of" in student.get(address)


@pytest.mark.parametrize(
    ("door", "fields"),
    [("enrol", {}), ("leave", {}), ("4/done", {"done": "yes"}), ("4/progress", {"begin": "yes"})],
)
def test_what_is_sent_is_kept_to_be_sent_again(
    student: TestApp, door: str, fields: dict[str, str]
) -> None:
    address = f"/courses/tides/{door}"
    sent = {**fields, "csrf_token": student.cookies["__Host-csrf"].strip('"')}
    origin = {"Origin": "https://longwave.example"}
    page = student.post(address, sent, headers=origin, status=503)
    assert page.headers["Retry-After"] == "10"
    form = page.html.select_one(f'main form[action="{address}"]')
    for name, value in fields.items():
        assert form.select_one(f"[name={name}]")["value"] == value
