"""A course in the bin: restored within 30 days; then it goes, with what is kept of it alone."""

from datetime import timedelta

import pytest

from talkpython_site.documents import (
    Certificate,
    Course,
    Draft,
    Enclosure,
    Enrolment,
    Grant,
    Lecture,
    LetGo,
    MoveError,
    Revision,
    utc_now,
)
from talkpython_site.documents.draft import Origin
from talkpython_site.documents.lecture import Download
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.housekeeping import give_up_old, purge, tidy
from tests.factories import (
    make_account,
    make_certificate,
    make_course,
    make_grant,
    make_lecture,
)
from tests.moves import EDITOR

AFTER = KEPT_IN_BIN + timedelta(minutes=1)
VIDEO, FILE = f"{'a' * 64}.mp4", f"{'b' * 64}.bin"


@pytest.fixture
def binned(clean: None) -> Course:  # noqa: ARG001 - the database is emptied first
    course = make_course(outline=(2,), slug="tides", source="tides-by-hand")
    lecture = make_lecture(
        course,
        video=Enclosure(media=VIDEO),
        downloads=[Download(name="table.csv", media=FILE, size_bytes=3)],
    )
    account = make_account()
    Enrolment.enrol(course.id, account.id)
    make_grant(course, "bo@example.org")
    make_certificate(account, course=course.id)
    Draft.keep(Origin(lecture.card_key, account.id, "nonce", 0, ""), {"text": "Typed."}, 1)
    course.bin(EDITOR)
    return course


def now_of(course: Course) -> Course:
    found: Course = Course.objects.get(id=course.id)
    return found


def test_it_is_kept_for_its_time(binned: Course) -> None:
    tidy(utc_now() + KEPT_IN_BIN - timedelta(minutes=1))
    now_of(binned).restore(EDITOR)
    assert (now_of(binned).state, now_of(binned).slug) == ("unpublished", "tides")
    assert (Lecture.objects.count(), Enrolment.objects.count()) == (1, 1)


@pytest.mark.usefixtures("binned")
def test_then_it_goes_with_all_that_is_of_it() -> None:
    other = make_course(outline=(1,))
    make_lecture(other)
    Enrolment.enrol(other.id, make_account().id)
    tidy(utc_now() + AFTER)
    assert [course.id for course in Course.objects] == [other.id]
    assert [lecture.course for lecture in Lecture.objects] == [other.id]
    assert [each.course for each in Enrolment.objects] == [other.id]
    assert (Revision.objects.count(), Draft.objects.count(), Grant.objects.count()) == (0, 0, 0)
    assert Certificate.objects.count() == 1


@pytest.mark.usefixtures("binned")
def test_the_files_of_its_lectures_are_let_go() -> None:
    tidy(utc_now() + AFTER)
    assert {each.id for each in LetGo.objects} == {VIDEO, FILE}


def test_given_up_its_names_are_free_and_nobody_restores_it(binned: Course) -> None:
    give_up_old(utc_now() + AFTER)
    with pytest.raises(MoveError):
        now_of(binned).restore(EDITOR)
    make_course(slug="tides", source="tides-by-hand")
    assert purge() == 1
