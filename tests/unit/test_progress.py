"""How far somebody has come, and with which lecture they go on."""

from typing import Any

import pytest

from talkpython_site.documents import CourseLecture, Enrolment
from talkpython_site.progress import Progress, progress_of

OUTLINE = [CourseLecture(key=key) for key in (4, 9, 5, 6)]  # not in the order of their keys


def progress(done: list[int], last: int | None = None, **given: Any) -> Progress:
    return progress_of(OUTLINE, Enrolment(done=done, last=last), **given)


@pytest.mark.parametrize(
    ("done", "last", "next_key"),
    [
        ([], None, 4),
        ([], 5, 5),
        ([4], 4, 9),
        ([9], 9, 5),
        ([5, 6], 6, 4),
        ([4], 1_000, 9),
        ([4, 9, 5, 6], 5, None),
    ],
    ids=[
        "at the beginning", "opened last", "after what is done", "in the outline's order",
        "from the start again", "the last one is gone", "all done",
    ],
)  # fmt: skip
def test_it_goes_on(done: list[int], last: int | None, next_key: int | None) -> None:
    assert progress(done, last).next_key == next_key


def test_after_a_lecture_comes_another_whether_it_is_done_or_not() -> None:
    assert progress([], 4, after=9).next_key == 5
    assert progress([4, 5, 6], after=9).next_key is None


def test_only_what_is_in_the_outline_counts() -> None:
    assert progress([4, 77, 78]) == Progress(1, 4, 25, 9, is_begun=True)
    assert progress_of([], Enrolment(done=[4])) == Progress(0, 0, 0, None, is_begun=False)
    assert not progress_of([], Enrolment(done=[4])).is_finished


@pytest.mark.parametrize(("done", "percent"), [(0, 0), (1, 1), (150, 50), (299, 99), (300, 100)])
def test_percents_tell_no_start_and_no_end_that_is_none(done: int, percent: int) -> None:
    lectures = [CourseLecture(key=key) for key in range(300)]
    found = progress_of(lectures, Enrolment(done=list(range(done))))
    assert (found.percent, found.is_finished) == (percent, done == 300)
