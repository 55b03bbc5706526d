"""An outline with more than there may be costs no more than what was sent."""

from typing import Any

import pytest

from talkpython_site.documents import Course
from tests.conftest import Visit
from tests.course_forms import form_of, new_form
from tests.episode_forms import ORIGIN, form_in, sent, wrong
from tests.factories import make_course
from tests.visitors import admin

ROW = "//li[contains(@class, 'outline-lecture')]"
MANY = "# a\n" + "b\n" * 20_000
TOO_LARGE = "Outline: These are 20,000 lectures; 2,000 is the most."


def text_in(page: Any) -> str:
    shown: str = form_in(page)["outline"].value
    return shown.replace("\r\n", "\n").strip()


def test_it_is_shown_as_text_alone(visit: Visit) -> None:
    browser, course = admin(visit), make_course()
    plain = browser.get(f"/admin/courses/{course.id}")
    page = sent(form_of(browser, course), 422, outline=MANY)
    assert wrong(page) == [TOO_LARGE]
    assert text_in(page) == MANY.strip()
    assert len(page.lxml.xpath(ROW)) == 1, "that which a script makes new ones of"
    assert len(page.body) < len(plain.body) + 2 * len(MANY)
    assert page.lxml.xpath("//details[@class='outline-text']/@open")
    assert not page.lxml.xpath("//*[@class='outline-none'][not(@hidden)]")
    sent(form_in(page), 303, outline="# a\nb")
    assert len(Course.objects.get(id=course.id).lectures) == 1


@pytest.mark.parametrize("does", ["up +3", "add", "choose +3"])
def test_buttons_do_nothing_to_it(visit: Visit, does: str) -> None:
    form = new_form(admin(visit))
    form["outline"].force_value(MANY)
    fields = [*form.submit_fields(), ("do", f"outline {does}")]
    page = form.response.goto(
        "/admin/courses/files", method="post", params=fields, headers=ORIGIN, status=422
    )
    assert wrong(page) == ["Outline: More than 300 chapters or 2,000 lectures are too many."]
    assert (text_in(page), len(page.lxml.xpath(ROW))) == (MANY.strip(), 1)
