"""The form of an interview in a browser: written, seen as it will be read, published."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import field

TALK = ":: question\nHow did it *begin*?\n\n:: answer\nWet.\n\n:: code python\nprint(1)"


def conversation(page: Page) -> Locator:
    """As text."""
    if page.locator(".blocks-text").get_attribute("open") is None:
        page.locator(".blocks-text > summary").click()
    return page.get_by_role("textbox", name="Conversation", exact=True)


def write(admin: Any, title: str) -> None:
    admin.page.goto("/admin/interviews")
    admin.follow("New interview")
    admin.sees("A new interview")
    admin.fill(Title=title, Subtitle="Thirty years of mornings.")
    field(admin.page, "Name", "person 1").fill("Ines Okafor")
    admin.page.get_by_label("Introduction", exact=True).fill("We met at the *quay*.")
    if admin.page.get_by_role("button", name="Preview", exact=True).is_visible():  # on phones
        admin.page.get_by_role("button", name="Preview", exact=True).click()
    expect(admin.page.locator(".notes-shown em")).to_have_text("quay")
    conversation(admin.page).fill(TALK)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_is_written_seen_and_published(ada: Admin, size: Any, scheme: Any) -> None:
    title = f"Tides at {size['viewport']['width']}, {scheme}"
    with ada.browse(**size, color_scheme=scheme) as admin:
        write(admin, title)
        admin.check()
        admin.page.get_by_role("button", name="See how it will be read").click()
        expect(admin.page.locator("#seen .question em")).to_have_text("begin")
        admin.check()
        admin.press("Make the interview")
        expect(admin.page.locator(".flash")).to_contain_text("The interview is made")
        admin.page.get_by_role("button", name="Publish now").click()
        expect(admin.page.locator(".flash")).to_contain_text("The interview is published.")
        admin.check()
        for address, heading in {"/admin/interviews": "Interviews", "/admin": "Overview"}.items():
            admin.page.goto(address)
            admin.sees(heading)
            admin.check()
        admin.page.goto("/interviews")
        admin.follow(title)
        admin.sees(title)


def test_without_a_script_it_is_written_as_text(ada: Admin, size: Any) -> None:
    with ada.browse(**size, java_script_enabled=False) as admin:
        admin.page.goto("/admin/interviews/new")
        admin.fill(Title=f"Plain at {size['viewport']['width']}", People="Ines Okafor")
        conversation(admin.page).fill(":: answer\nWet.\n\n:: qestion")
        admin.page.get_by_role("button", name="See how it will be read").click()
        expect(admin.page.locator("#seen")).to_contain_text("is no heading")
        conversation(admin.page).fill(TALK)
        admin.press("Make the interview")
        expect(admin.page.locator(".flash")).to_contain_text("The interview is made")
