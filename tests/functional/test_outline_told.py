"""The outline says what its lectures hold, whoever saves both at one moment."""

from collections.abc import Callable
from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Course, Lecture
from talkpython_site.lecture_outline import renew
from tests.conftest import Visit, watch
from tests.course_forms import form_of
from tests.episode_forms import sent as sent_course
from tests.interleaving import Meanwhile
from tests.lecture_forms import course_of, entry_of, form_at, made, sent
from tests.visitors import admin, token_of


@pytest.fixture
def lecture() -> Lecture:
    """Its outline says all that it holds: else being told of it is one more change."""
    lecture = made()
    renew(lecture.course, None, COMMAND_LINE)
    return lecture


def closed(lecture: Lecture) -> None:
    """Somebody else closes it: its outline, not written yet, says so already."""
    newest = Lecture.objects.get(id=lecture.id)
    newest.is_preview = False
    newest.save_as(COMMAND_LINE, "saved")


def opened(browser: Visit, lecture: Lecture) -> Callable[[], Any]:
    form = form_at(browser, lecture)
    return lambda: sent(form, is_preview="yes")


def renamed(browser: Visit, lecture: Lecture) -> Callable[[], Any]:
    """Its course, whose outline is not told yet that the lecture is open."""
    Lecture.objects(id=lecture.id).update(is_preview=True)
    form = form_of(browser, course_of(lecture))
    return lambda: sent_course(form, title="Ebb")


@pytest.mark.parametrize("save", [opened, renamed])
def test_who_closes_a_lecture_before_its_outline_is_written(
    visit: Visit, lecture: Lecture, save: Callable[[Visit, Lecture], Callable[[], Any]]
) -> None:
    browser = admin(visit)
    send_it = save(browser, lecture)
    token_of(browser)
    with watch.accompanied(Meanwhile(lambda: closed(lecture), before="update courses")):
        send_it()
    entry, course = entry_of(lecture), course_of(lecture)
    assert not Lecture.objects.get(id=lecture.id).is_preview
    assert not entry.is_preview
    assert (course.pending, Course.objects.count()) == ([], 1)
