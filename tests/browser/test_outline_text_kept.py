"""What rows of an outline give back as text, where nobody touched them, and where lines are odd."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Admin
from tests.browser.test_course_outline import as_text, begin, said, text, titled

ODD = "# Ebb  and\u00a0flow\nWhat  water\u00a0does\nReading  a plan\n\\# Sharp  []"

PASTED = """(each, text) => {
  each.value = text;
  each.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def rename(page: Any, title: str, new: str) -> None:
    titled(page, title).locator(".outline-title > input").fill(new)


def test_what_nobody_touched_is_given_back_as_it_was(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, f"{ODD}\nBack again")
        rename(page, "Back again", "Back  home")
        assert text(page) == f"{ODD}\nBack  home"
        page.get_by_role("button", name="Up: Back").click()
        assert text(page).split("\n")[-2:] == ["Back  home", ODD.rsplit("\n", 1)[1]]


@pytest.mark.parametrize("below", ["A copy [3]", "Reading a plan [3]"])
def test_two_lines_with_one_number_both_stay(ada: Admin, size: Any, below: str) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.get_by_role("button", name="Make the course").click()
        lines = text(page).split("\n")
        twice = [*lines[:3], below, *lines[3:]]
        as_text(page).fill("\n".join(twice))
        expect(page.locator(".outline-title > input")).to_have_count(len(twice))
        expected = "\n".join(twice).replace("Back again", "Back home")
        rename(page, "Back again", "Back home")
        assert text(page) == expected
        page.get_by_role("button", name="Save draft").click()
        assert "has the number of line 3, too." in page.locator(".errors").inner_text()
        rename(page, "Back home", "Back again")
        assert text(page) == "\n".join(twice)


def test_too_many_lines_are_shown_as_text_alone(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        many = "# a\n" + "b\n" * 2_001
        as_text(page).evaluate(PASTED, many)  # typing it line by line takes a browser long
        page.get_by_text("These are too many lines").wait_for()
        assert page.locator(".outline-chapters").is_hidden()
        assert text(page) == many
        as_text(page).fill("# a\nb")
        page.get_by_label("New chapter").fill("c")
        page.get_by_role("button", name="Add chapter").click()
        assert text(page) == "# a\nb\n# c"
        assert said(page).inner_text() == "c: chapter 2 of 2."
