"""Figures of courses: what is counted of enrolments, and whose turn it is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site import course_counting
from talkpython_site.course_counting import COUNTED_EVERY, count, count_due, due, figures
from talkpython_site.documents import Course, CourseFigures, Enrolment
from talkpython_site.housekeeping import Housekeeping
from tests.conftest import Queries
from tests.factories import make_course
from tests.waiting import wait_until

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALF = 2**50 - 1  # of the parts of a lecture


def test_nobody_is_in_a_course() -> None:
    nothing = {"begun": 0, "done": 0}
    expected = {"enrolled": 0, "left": 0, "finished": 0, "lectures": {"3": nothing, "4": nothing}}
    assert figures([4, 3], []) == expected


def test_a_course_without_lectures_is_finished_by_nobody() -> None:
    assert figures([], [{}, {"done": [3]}]) == {
        "enrolled": 2, "left": 0, "finished": 0, "lectures": {},
    }  # fmt: skip


ENROLMENTS: dict[str, tuple[dict[str, Any], list[int], list[int]]] = {  # begun, done
    "as an old version wrote it": ({}, [], []),
    "marked by hand": ({"done": [3, 4]}, [3, 4], [3, 4]),
    "opened last": ({"last": 4}, [4], []),
    "played a little": ({"lectures": {"3": {"first": 7}}}, [3], []),
    "played whole": ({"lectures": {"3": {"first": HALF, "second": HALF}}}, [3], [3]),
    "both, and counted once": ({"done": [3], "last": 3, "lectures": {"3": {}}}, [3], [3]),
    "out of the outline": ({"done": [9], "last": 8, "lectures": {"7": {"first": 1}}}, [], []),
    "who left counts": ({"left_at": NOW, "done": [4]}, [4], [4]),
}


@pytest.mark.parametrize(("stored", "begun", "done"), ENROLMENTS.values(), ids=ENROLMENTS)
def test_what_counts(stored: dict[str, Any], begun: list[int], done: list[int]) -> None:
    found = figures({3, 4}, [stored])
    for name, keys in (("begun", begun), ("done", done)):
        assert [key for key in (3, 4) if found["lectures"][str(key)][name]] == keys
    assert found["finished"] == int(done == [3, 4])
    assert (found["enrolled"], found["left"]) == ((0, 1) if "left_at" in stored else (1, 0))


def test_who_has_a_certificate_has_finished_whatever_the_outline_became() -> None:
    reopened = {"certificate": "7K3M", "done": [3]}
    assert figures({3, 4}, [reopened, {"done": [3]}])["finished"] == 1
    assert figures({3, 4}, [{**reopened, "done": [3, 4]}])["finished"] == 1


@pytest.mark.usefixtures("clean")
def test_it_reads_who_has_one() -> None:
    course, account = make_course(), ObjectId()
    Enrolment.enrol(course.id, account)
    Enrolment.note_certificate(course.id, account, "7K3M")
    count(course.id, NOW)
    assert CourseFigures.objects.get().finished == 1


# Whose turn it is


def as_of() -> dict[ObjectId, datetime]:
    return {each.id: each.as_of for each in CourseFigures.objects}


@pytest.mark.usefixtures("clean")
def test_what_is_stored_is_counted_in_batches(
    queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_counting, "BATCH", 4)
    course, other = make_course(outline=(1, 1)), make_course()
    for _student in range(10):
        Enrolment.enrol(course.id, ObjectId())
    Enrolment.enrol(other.id, ObjectId())
    with queries() as asked:
        count(course.id, NOW)
    assert asked.names == [
        "find courses", "find enrolments", "getMore enrolments", "getMore enrolments",
        "update course_figures",
    ]  # fmt: skip
    stored = CourseFigures.objects.get()
    assert (stored.id, stored.as_of, stored.enrolled) == (course.id, NOW, 10)


@pytest.mark.usefixtures("clean")
def test_the_oldest_comes_first_and_the_fresh_wait() -> None:
    never, old, older, fresh = (make_course().id for _ in range(4))
    ages = {old: COUNTED_EVERY, older: COUNTED_EVERY + MINUTE, fresh: COUNTED_EVERY - MINUTE}
    for course_id, age in ages.items():
        CourseFigures.claim(course_id, None, NOW - age)
    assert list(due(NOW)) == [never, older, old]


@pytest.mark.usefixtures("clean")
def test_one_process_counts_a_course() -> None:
    course, later = make_course(), NOW + COUNTED_EVERY
    for before, now in ((None, NOW), (NOW, later)):
        assert due(now) == {course.id: before}
        assert CourseFigures.claim(course.id, before, now)
        assert not CourseFigures.claim(course.id, before, now + MINUTE), "two who looked at once"
        assert count_due(now) == 0
    assert CourseFigures.objects.get().as_of is None, "it is not counted yet"


@pytest.mark.usefixtures("clean")
def test_figures_of_an_earlier_version_are_counted_anew() -> None:
    course = make_course()
    count(course.id, NOW)
    assert count_due(NOW + MINUTE) == 1
    assert as_of() == {course.id: NOW + MINUTE}


@pytest.mark.usefixtures("clean")
def test_a_round_ends_in_time_and_the_next_goes_on() -> None:
    courses = {make_course().id for _ in range(3)}
    for number in range(1, 4):
        assert count_due(NOW, seconds=0) == 1
        assert len(as_of()) == number
    assert as_of().keys() == courses
    assert count_due(NOW, seconds=0) == 0
    assert count_due(NOW + COUNTED_EVERY) == 3


@pytest.mark.usefixtures("clean")
def test_figures_go_with_their_course() -> None:
    gone, kept = make_course(), make_course()
    count_due(NOW)
    Course.collection().delete_one({"_id": gone.id})
    count_due(NOW)
    assert list(as_of()) == [kept.id]


@pytest.mark.usefixtures("clean")
def test_housekeeping_counts() -> None:
    course, housekeeping = make_course(), Housekeeping(count_seconds=0.01)
    housekeeping.start()
    try:
        wait_until(lambda: list(as_of()) == [course.id])
    finally:
        housekeeping.stop()
