"""From an empty form to an episode that everybody hears, as an editor with a browser does it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import LINES, begin, fill_lines
from tests.waiting import wait_until

TYPED = {
    "Address of the file": "https://media.example/two.mp3",
    "Bytes": "41,203,118",
    "Length": "54:20",
    "Summary": "Why lamps turn.",
    "Notes": "## What we talk about\n\n[12:40] The lens, at last.\n",
    "Chapters": "00:00 Hello\n12:40 The lens\n30:00 Sponsor: Brass Oil",
    "Sponsors": "00:30:00-00:31:00 Brass Oil | https://brass.example | For lamps.",
    "People": "Ines Okafor, guest",
    "Topics": "lamps, lenses",
    "Links": "https://lamps.example All lamps",
}


def write(page: Page, show: str, title: str) -> None:
    begin(page, show)
    page.get_by_label("Title", exact=True).fill(title)
    for label, value in TYPED.items():
        if label in LINES:
            fill_lines(page, label, value)
        else:
            page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".flash")).to_be_visible()


def names_all(page: Page) -> None:
    """Whether guest and sponsor stand on the page of the episode."""
    told = page.locator("article")
    expect(told).to_contain_text("Ines Okafor")
    sponsor = told.get_by_role("link", name="Brass Oil", exact=True)
    expect(sponsor).to_have_attribute("href", "https://brass.example")


def test_an_episode_is_written_and_published(
    ada: Admin, browser: Browser, site: str, show: str, size: Any
) -> None:
    title = f"Why lamps turn at {size['viewport']['width']}"
    with ada.browse(**size) as admin:
        write(admin.page, show, title)
        admin.check()
        admin.press("Publish now")
        expect(admin.page.locator(".state")).to_contain_text("Published")
        admin.check()
        admin.page.get_by_role("link", name="See its page").click()
        admin.sees(title)
        edit = re.compile("/admin/episodes/")
        with browser.new_context(base_url=site) as context:
            visitor = context.new_page()
            visitor.goto(admin.page.url)
            expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
            expect(visitor.locator(".prose a")).to_have_text("12:40")
            expect(visitor.locator("#chapter-list li")).to_have_count(3)
            names_all(visitor)
        admin.page.go_back()
        expect(admin.page).to_have_url(edit)


def test_what_is_wrong_is_said_and_stays_typed(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, show)
        fill_lines(page, "Chapters", "12:99:99:1 Nowhere")
        page.get_by_label("Length", exact=True).fill("an hour")
        page.get_by_role("button", name="Save draft").click()
        alert = page.get_by_role("alert")
        expect(alert.get_by_role("link")).to_have_count(3)  # of the title too
        alert.get_by_role("link", name=re.compile("Length")).click()
        expect(page.get_by_label("Length", exact=True)).to_be_focused()
        expect(page.get_by_label("Length", exact=True)).to_have_value("an hour")
        admin.check()


def test_one_is_taken_down_with_a_reason(
    ada: Admin, browser: Browser, site: str, show: str, size: Any
) -> None:
    with ada.browse(**size) as admin:
        write(admin.page, show, f"Taken down at {size['viewport']['width']}")
        admin.press("Publish now")
        admin.page.get_by_role("link", name="See its page").click()
        address = admin.page.url
        admin.page.go_back()
        admin.page.locator("summary", has_text=re.compile("Take")).click()
        admin.page.get_by_label(re.compile("[Rr]eason")).fill("The wrong recording.")
        admin.page.locator("details[open] button").click()
        expect(admin.page.locator(".state")).to_contain_text("Unpublished")
        with browser.new_context(base_url=site) as context:
            visitor = context.new_page()
            answer = visitor.goto(address)
            assert answer
            assert answer.status == 410
            expect(visitor.locator("main")).to_contain_text("The wrong recording.")


@pytest.mark.usefixtures("show")
def test_the_list_and_revisions_are_accessible(ada: Admin) -> None:
    with ada.browse(viewport={"width": 320, "height": 700}, has_touch=True) as admin:
        for address in ("/admin/episodes", "/admin/episodes/bin", "/admin"):
            admin.page.goto(address)
            admin.check()
        link = admin.page.get_by_role("link", name="First light")
        wait_until(lambda: admin.page.goto("/admin/episodes?q=First+light") and link.count())
        link.click()
        admin.check()
        admin.page.get_by_label("Title", exact=True).fill("First light, again")
        admin.page.locator(".save .first").click()
        admin.page.get_by_role("link", name="All revisions").click()
        admin.check()
