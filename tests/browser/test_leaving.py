"""Forms that do not keep themselves: who leaves what they changed there is asked before."""

import re
from collections.abc import Callable

from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import field
from tests.waiting import wait_until

DESKTOP = {"width": 1440, "height": 1000}


def staying(page: Page) -> list[str]:
    """Stay whenever the browser asks; what it asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def leave(page: Page) -> None:
    ways = page.get_by_role("navigation", name="Admin")
    ways.get_by_role("link", name="Overview").click(no_wait_after=True)


def asked_now(page: Page, asked: list[str]) -> Callable[[], bool]:
    return lambda: bool(page.title()) and asked == ["beforeunload"]


def test_who_leaves_what_they_changed_is_asked(ada: Admin) -> None:
    with ada.browse(viewport=DESKTOP) as admin:
        page = admin.page
        asked = staying(page)
        page.goto("/admin/redirects")
        typed = page.get_by_label("Old address", exact=True)
        typed.fill("/lamps")
        leave(page)
        wait_until(asked_now(page, asked))
        expect(typed).to_have_value("/lamps")
        typed.fill("")
        leave(page)
        expect(page).to_have_url(re.compile("/admin$"))
        assert asked == ["beforeunload"]


def test_who_was_refused_is_asked(ada: Admin) -> None:
    with ada.browse(viewport=DESKTOP) as admin:
        page = admin.page
        asked = staying(page)
        page.goto("/admin/redirects")
        page.get_by_label("Old address", exact=True).fill("/lamps")
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert asked == []
        leave(page)
        wait_until(asked_now(page, asked))


def test_who_saves_is_not_asked(ada: Admin) -> None:
    with ada.browse(viewport=DESKTOP) as admin:
        page = admin.page
        asked = staying(page)
        page.goto("/admin/podcasts/new")
        page.get_by_label("Title", exact=True).fill("Lamps to leave")
        field(page, "Name", "person 1").fill("Tove Leaving")
        page.get_by_role("button", name="Make the podcast").last.click()
        expect(page.locator(".flash")).to_be_visible()
        page.goto("/admin/people?q=Tove+Leaving")
        page.get_by_role("link", name="Tove Leaving").click()
        name = page.get_by_label("Name", exact=True)
        assert asked == []
        name.fill("Wilma Left")
        leave(page)
        wait_until(asked_now(page, asked))
        admin.press("Save")
        expect(page.get_by_role("heading", level=1)).to_have_text("Wilma Left")
        assert asked == ["beforeunload"]
