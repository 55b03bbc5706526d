"""Real courses: no chapter, lecture or word is lost."""

from itertools import groupby
from pathlib import Path

import pytest

from talkpython_site.documents import Course, Lecture
from talkpython_site.importing.courses.parsed import ParsedCourse
from talkpython_site.importing.courses.reader import read
from talkpython_site.importing.courses.writing import write_course
from tests.conftest import Queries
from tests.course_folders import real_courses
from tests.imports import counts, kept, written

FOLDERS = real_courses()
pytestmark = [
    pytest.mark.usefixtures("clean"),
    pytest.mark.uncounted,
    pytest.mark.skipif(not FOLDERS[0].name, reason="REAL_DATA is not set: no real courses"),
]

# Chapters, lectures, words with their time codes, and hours up to the last code.
EXPECTED = {
    "100daysofcode-with-python-course": (37, 382, 194_065, 17.3),
    "data-driven-web-apps-with-pyramid-and-sqlalchemy": (17, 161, 108_939, 9.0),
    "async-techniques-python-course": (12, 112, 62_156, 4.9),
    "python-jumpstart-course-demos": (12, 112, 89_855, 7.0),
    "mongodb-for-python-developers": (10, 103, 83_631, 6.8),
    "restful-services-in-pyramid": (16, 101, 98_494, 7.6),
    "mongodb-quickstart-course": (6, 32, 24_591, 1.9),
}


def words_of(course: ParsedCourse) -> int:
    """With a code for each line."""
    lines = [line for lecture in course.lectures for line in lecture.transcript]
    return sum(len(line.text.split()) + 1 for line in lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_everything_is_there(folder: Path) -> None:
    course = read(folder)
    chapters, lectures, words, hours = EXPECTED.get(folder.name, (0, 0, 0, 0))
    assert (len(course.chapters), len(course.lectures)) == (chapters, lectures)
    assert words_of(course) == pytest.approx(words, rel=0.002)
    seconds = sum(lecture.duration_seconds for lecture in course.lectures)
    assert hours <= seconds / 3600 + 0.05 <= hours * 1.05 + 0.1
    assert {each.reason for each in course.set_aside} <= {"it is a licence"}
    assert 0 < len(course.title) <= 60
    titles = [lecture.title for lecture in course.lectures]
    assert all(title and len(title) <= 60 for title in titles)


def test_together_they_have_110_chapters_and_1003_lectures() -> None:
    courses = [read(folder) for folder in FOLDERS]
    assert sum(len(course.chapters) for course in courses) == 110
    assert sum(len(course.lectures) for course in courses) == 1003


def test_numbers_are_read_as_numbers() -> None:
    for folder in FOLDERS:
        for chapter in read(folder).chapters:
            names = [Path(each.source).stem for each in chapter.lectures]
            for is_number, group in groupby(names, str.isdigit):
                numbers = list(map(int, group)) if is_number else []
                assert numbers == sorted(numbers)


def test_all_are_brought_in_once(queries: Queries) -> None:
    for folder in FOLDERS:
        write_course(read(folder))
    assert (Course.objects.count(), Lecture.objects.count()) == (17, 1003)
    assert all(len(course.lectures) == course.lecture_count for course in Course.objects)
    with written(queries) as writes:
        for folder in FOLDERS:
            outcome = write_course(read(folder))
            assert counts(outcome)[:2] == (0, 0)
            assert kept(outcome) == []
        assert writes() == []
