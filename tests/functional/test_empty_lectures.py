"""A lecture that holds nothing yet is part of its course for editors alone."""

from typing import Any

import pytest

from talkpython_site import course_counting
from talkpython_site.documents import Account, Course, CourseFigures, Enrolment, Lecture, utc_now
from tests.conftest import Visit
from tests.course_forms import form_of
from tests.episode_forms import sent as sent_course
from tests.factories import make_account, make_course, make_lecture
from tests.lecture_forms import form_at, sent
from tests.previews import linked
from tests.reading import texts
from tests.visitors import admin, flash, send, signed_in

WHOLE = "# Ebb [1]\nHigh [2]\nLow [3]\n# Flow\nNew"
EMPTY, SLUG = 5, "new"
DOORS = (f"/{EMPTY}", f"/{EMPTY}/{SLUG}", f"/{EMPTY}/video.mp4", f"/{EMPTY}/files/a.txt")


@pytest.fixture
def ada(visit: Visit) -> Visit:
    return admin(visit)


@pytest.fixture
def course(ada: Visit) -> Course:
    """Published, with two lectures; a third one is new, and in a chapter of its own."""
    made = make_course(slug="tides", outline=(2,))
    for each in made.lectures:
        make_lecture(made, each.key)
    form = form_of(ada, made)
    sent_course(form, outline=WHOLE)
    return newest()


@pytest.fixture
def ines(course: Course) -> Account:
    account = make_account("ines@example.org", name="Ines")
    Enrolment.enrol(course.id, account.id)
    return account


def newest() -> Course:
    found: Course = Course.objects.get(slug="tides")
    return found


def fill(ada: Visit) -> None:
    sent(form_at(ada, Lecture.objects.get(key=EMPTY)), text="Read this.")


def shown(page: Any) -> list[str]:
    return texts(page, "//*[contains(@class, 'outline-lines')]/li/a")


def test_students_and_visitors_see_nothing_of_it(ada: Visit, visit: Visit, ines: Account) -> None:
    student = signed_in(visit, ines)
    page = student.get("/courses/tides")
    assert shown(page) == ["High", "Low"]
    assert "2 lectures in 2 chapters" in page
    for browser in (visit, student, ada):
        for door in DOORS:
            browser.get(f"/courses/tides{door}", status=404)
    send(student, f"/courses/tides/{EMPTY}/done", {"done": "yes"}, status=404)
    send(student, f"/courses/tides/{EMPTY}/progress", {"begin": ""}, status=404)
    last = student.get("/courses/tides/3/low")
    assert "lecture 2 of 2" in last
    assert not last.lxml.xpath("//a[@rel='next']")


def test_nothing_is_counted_of_it(ada: Visit, visit: Visit, course: Course, ines: Account) -> None:
    student = signed_in(visit, ines)
    for key in (2, 3):
        send(student, f"/courses/tides/{key}/done", {"done": "next"}, status=303)
    page = student.get("/account/courses")
    assert "2 of 2 lectures done, 100 %" in page
    assert "/certificates/" in page
    course_counting.count(course.id, utc_now())
    figures = CourseFigures.objects.get(id=course.id)
    assert (figures.finished, list(figures.lectures)) == (1, ["2", "3"])
    told = texts(ada.get(f"/admin/courses/{course.id}/students"), "//table//tbody//th")
    assert not any("New" in each for each in told)


def test_it_is_seen_once_it_is_filled(ada: Visit, visit: Visit, ines: Account) -> None:
    fill(ada)
    student = signed_in(visit, ines)
    assert shown(student.get("/courses/tides")) == ["High", "Low", "New"]
    assert "Read this." in student.get(f"/courses/tides/{EMPTY}/{SLUG}")
    assert newest().lecture_count == 3
    sent(form_at(ada, Lecture.objects.get(key=EMPTY)), text="")
    assert shown(student.get("/courses/tides")) == ["High", "Low"]
    assert newest().lecture_count == 2


def test_editors_are_told(ada: Visit, course: Course) -> None:
    page = ada.get(f"/admin/courses/{course.id}")
    (row,) = page.lxml.xpath(f"//li[@data-key='{EMPTY}']")
    assert "Empty: not shown until it is filled" in row.text_content()
    said = flash(sent_course(form_of(ada, course), subtitle="Anew").follow())
    assert said == "The course is saved, and live. 1 lecture is not shown until filled in."
    lecture = Lecture.objects.get(key=EMPTY)
    page = sent(form_at(ada, lecture), is_preview="yes").follow()
    assert flash(page) == "The lecture is saved."
    assert "See its page" not in page
    page = sent(form_at(ada, lecture), text="Read this.").follow()
    assert (flash(page), "See its page" in page) == ("The lecture is saved, and live.", True)
    said = flash(sent_course(form_of(ada, course), subtitle="By hand").follow())
    assert said == "The course is saved, and live."


def test_a_preview_shows_it(app: Any, visit: Visit, course: Course) -> None:
    Course.objects.update(state="draft")
    link = linked(app, newest())
    page = visit.get(link)
    assert shown(page) == ["High", "Low", "New"]
    assert "3 lectures" in page
    assert "There is nothing to read" in visit.get(f"{link}/{EMPTY}")
    Course.objects.update(state="published", published_at=course.published_at)
    visit.get(f"{link}/{EMPTY}", status=404)


def test_one_of_which_nobody_knows_is_shown(visit: Visit) -> None:
    """An earlier version did not tell the outline what its lectures hold."""
    made = make_course(slug="tides", outline=(1,))
    make_lecture(made)
    assert len(shown(visit.get("/courses/tides"))) == 1
    assert made.lectures[0].content is None


@pytest.mark.usefixtures("course")
def test_the_sitemap_names_none_that_is_empty(ada: Visit, visit: Visit) -> None:
    entry = f"/courses/tides/{EMPTY}/{SLUG}"
    sent(form_at(ada, Lecture.objects.get(key=EMPTY)), is_preview="yes")
    assert entry not in visit.get("/sitemap.xml")
    fill(ada)
    assert entry in visit.get("/sitemap.xml")
