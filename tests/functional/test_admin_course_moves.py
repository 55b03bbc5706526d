"""What a course alone asks of its moves: lectures that hold something, and who is enrolled."""

from typing import Any

import pytest

from talkpython_site.documents import Course, Enrolment
from tests.conftest import Visit
from tests.course_forms import form_of
from tests.editors import DRAFT, do, now_of
from tests.episode_forms import moved, problem, wrong
from tests.factories import make_account, make_course, make_lecture
from tests.visitors import admin, signed_in

PAGE = "/courses/tides"


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def make_tides(**changes: Any) -> Course:
    """One of one lecture, which can be read."""
    course = make_course("Tides by Hand", **{"slug": "tides", "outline": (1,), **changes})
    make_lecture(course)
    return course


def test_the_enrolled_keep_what_is_taken_down_but_not_what_lies_in_the_bin(
    visit: Visit, browser: Visit
) -> None:
    made, account = make_tides(), make_account()
    Enrolment.enrol(made.id, account.id)
    do(browser, made, "unpublish", reason="It was wrong.")
    assert "is not out at the moment" in signed_in(visit, account).get(PAGE)
    do(browser, now_of(made), "bin")
    signed_in(visit, account).get(PAGE, status=404)
    do(browser, now_of(made), "restore")
    signed_in(visit, account).get(PAGE)


# With what is typed


def test_an_empty_lecture_alone_is_not_published(browser: Visit) -> None:
    made = make_course(**DRAFT, outline=(0,))
    form = form_of(browser, made)
    page = moved(form, "publish", 422, outline=f"{form['outline'].value}\nBack again")
    assert problem(page) == "Nothing is saved or published yet."
    assert wrong(page) == ["Outline: Nothing to watch or read is in “Back again”."]
    assert (now_of(made).state, now_of(made).lectures) == ("draft", [])


def test_an_empty_lecture_beside_others_waits(browser: Visit) -> None:
    made = make_tides(**DRAFT)
    form = form_of(browser, made)
    moved(form, "publish", outline=f"{form['outline'].value}\nBack again")
    now = now_of(made)
    assert (now.state, now.lecture_count, len(now.lectures)) == ("published", 1, 2)


def test_a_line_that_is_taken_out_publishes_no_other_empty_lecture(browser: Visit) -> None:
    made = make_course(**DRAFT, outline=(3,))
    first, *others = made.lectures
    make_lecture(made)
    form = form_of(browser, made)
    left = [
        line for line in form["outline"].value.splitlines() if not line.endswith(f"[{first.key}]")
    ]
    page = moved(form, "publish", 422, outline="\n".join(left))
    named = " and ".join(f"“{each.title}”" for each in others)
    assert wrong(page) == [f"Outline: Nothing to watch or read is in {named}."]
    assert (now_of(made).state, now_of(made).lecture_count) == ("draft", 3)
