"""A course of two chapters with three lectures, built by an admin who reads nothing about it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import Person
from tests.browser.conftest import Admin
from tests.browser.rows import field

CHAPTERS = {"Ebb": ["What water does", "Reading a plan"], "Flow": ["Back again"]}
LECTURES = [title for titles in CHAPTERS.values() for title in titles]


def begin(admin: Person, title: str) -> None:
    """From the overview to a form in which the course is typed."""
    page = admin.page
    page.goto("/admin")
    page.get_by_role("navigation", name="Admin").get_by_role("link", name="Courses").click()
    admin.sees("Courses")
    admin.follow("New course")
    admin.sees("A new course")
    admin.fill(Title=title, Subtitle="Reading the sea without a table.", Topics="sea, tables")
    page.get_by_label("What you will learn").fill("Read a tide\nTrust no table")
    field(page, "Name", "author 1").fill("Ines Okafor")


def outline(page: Page) -> None:
    """By the fields below each chapter, and below all of them."""
    for chapter, lectures in CHAPTERS.items():
        page.get_by_label("New chapter").fill(chapter)
        page.get_by_role("button", name="Add chapter").click()
        for number, title in enumerate(lectures, 1):
            last = page.locator(".outline-chapter").last
            last.get_by_label("New lecture").fill(title)
            last.get_by_role("button", name="Add lecture").click()
            expect(last.locator(".outline-count")).to_contain_text(f"{number} lecture")


def fill_in(admin: Person, title: str) -> None:
    """By the way that the page says comes next."""
    admin.page.get_by_role("link", name="Give each lecture something").click()
    admin.sees(title)
    admin.page.get_by_label("Text", exact=True).fill(f"All about *{title}*.")
    admin.page.get_by_role("button", name="Save").first.click()
    expect(admin.page.locator(".flash")).to_be_visible()
    admin.page.locator(".way-back a").last.click()


def publish(admin: Person) -> None:
    """And go on to what everybody sees."""
    admin.page.get_by_role("link", name="publish it").click()
    admin.press("Publish now")
    expect(admin.page.locator(".flash")).to_contain_text("published")
    admin.page.get_by_role("link", name="See its page").first.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_course_is_built_and_seen(ada: Admin, size: Any, *, script: bool) -> None:
    title = f"Tides at {size['viewport']['width']}{'' if script else ', without script'}"
    with ada.browse(**size, java_script_enabled=script) as admin:
        page = admin.page
        if script:
            begin(admin, title)
        else:
            page.goto("/admin/courses/new")
            admin.fill(Title=title)
        outline(page)
        admin.press("Make the course")
        expect(page.locator(".flash")).to_contain_text("The course is made, as a draft")
        steps = page.get_by_role("region", name="What comes next")
        expect(steps.get_by_role("listitem").first).to_contain_text("Done:")
        for lecture in LECTURES:
            fill_in(admin, lecture)
        expect(steps.get_by_role("listitem").nth(1)).to_contain_text("Done:")
        if script:
            admin.check()
        publish(admin)
        admin.sees(title)
        for lecture in LECTURES:
            expect(page.get_by_role("main")).to_contain_text(lecture)
