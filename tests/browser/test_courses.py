"""From a list of courses to what is open of one, and to what is locked."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.factories import make_course, make_lecture

PHONE = {"width": 390, "height": 844}


def test_a_visitor_reads_what_is_open_and_is_told_how_to_get_in(open_page: Open) -> None:
    course = make_course("Tides by Hand", slug="tides", level="beginner", outline=(2, 40))
    make_course("Knots", slug="knots", level="advanced")
    make_lecture(course)
    page = open_page("/courses", viewport=PHONE)

    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("link", name="Beginner").click()
    expect(page.get_by_text("1 course at beginner level. Show all")).to_be_visible()
    page.get_by_role("link", name="Tides by Hand").click()
    expect(page).to_have_url(re.compile("/courses/tides$"))
    page.get_by_role("link", name="Lecture 3").click()
    expect(page.get_by_text("Welcome to the harbour.")).to_be_visible()
    page.get_by_role("navigation", name="Before and after").get_by_role("link").click()

    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    expect(page.get_by_role("link", name="Enrol", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Welcome to the harbour.")).to_be_visible()


def test_chapters_unfold_by_keys_and_without_a_script(open_page: Open) -> None:
    make_course(slug="tides", outline=(2, 40))
    for has_script in (True, False):
        page = open_page("/courses/tides", java_script_enabled=has_script)
        lecture = page.get_by_text("Lecture 9", exact=True)
        expect(lecture).to_be_hidden()

        page.locator("summary", has_text="Chapter 2").focus()
        page.keyboard.press("Enter")

        expect(lecture).to_be_visible()


def test_an_address_with_a_chapter_leads_to_it(open_page: Open) -> None:
    course = make_course(slug="tides", outline=(2, 40))
    make_lecture(course)
    page = open_page("/courses/tides/3/lecture-3")

    page.get_by_role("navigation", name="Outline").get_by_role("link", name="Chapter 2").click()

    expect(page.locator("#chapter-2")).to_be_in_viewport()
