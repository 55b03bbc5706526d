"""What is made of the outline of a course."""

import pytest

from talkpython_site.documents.course import MOST_PARTS, strip_of
from tests.factories import make_course


@pytest.mark.parametrize(
    ("seconds", "ends"),
    [([], []), ([0, 0], []), ([300], [10_000]), ([100, 0, 300], [2_500, 10_000])],
)
def test_a_strip_ends_where_its_chapters_do(seconds: list[int], ends: list[int]) -> None:
    assert strip_of(seconds) == ends


def test_of_very_many_chapters_some_stand_for_several() -> None:
    ends = strip_of([60] * 100)
    assert len(ends) == MOST_PARTS
    assert ends[-1] == 10_000
    assert ends == sorted(set(ends))


@pytest.mark.usefixtures("clean")
def test_keys_are_never_given_again() -> None:
    course = make_course(outline=(2, 3))
    assert course.last_key == 7
    course.outline(course.chapters[:1], course.lectures[:2])
    assert (course.last_key, course.lecture_count, course.duration_seconds) == (7, 2, 400)
