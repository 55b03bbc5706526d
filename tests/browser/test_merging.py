"""Two people who are one, merged by keyboard alone; and how pages of names and redirects look."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.bringing import bring_in
from tests.browser.conftest import Admin
from tests.feeds import rss
from tests.waiting import wait_until

ITEM = """<item><title>{title}</title><guid>{title}</guid>
<pubDate>Mon, 0{day} Mar 2024 06:30:00 GMT</pubDate><podcast:person>{name}</podcast:person>
<category>{topic}</category>
<enclosure url="https://media.example/{day}.mp3" length="4000000" type="audio/mpeg"/></item>"""


@pytest.fixture
def two(
    environ: dict[str, str], site: str, tmp_path: Path, size: dict[str, Any]
) -> tuple[str, str]:
    """Two spellings of a guest, each in one episode of a show of their own."""
    width = size["viewport"]["width"]
    names = f"Wim {width} Harbour", f"Harbour, Wim {width}"
    items = [
        ITEM.format(title=f"Fog {day} {width}", day=day, name=name, topic=f"fog {day}")
        for day, name in enumerate(names, 1)
    ]
    others = ITEM.format(title=f"Sun {width}", day=3, name="Somebody Else", topic="sun")
    content = rss(*items, others, channel=f"<title>Fog Signals {width}</title>")
    bring_in(environ, site, tmp_path / "fog.xml", content, f"fog-signals-{width}")
    return names


def look_for(page: Page, name: str) -> None:
    """Where names are that may be one; they may just come in."""
    named = page.get_by_text(name, exact=True)
    wait_until(lambda: page.goto("/admin/people?show=alike") and named.count())


def tab_to(page: Page, words: str) -> None:
    """As far as what says so has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.innerText || document.activeElement.value")
        if words in (said or ""):
            return
    raise AssertionError(f"no Tab leads to {words}")


def follows(page: Page, width: int, kept: str) -> None:
    """The address of who was merged leads everybody to all of both."""
    page.goto(f"/people/harbour-wim-{width}")
    expect(page.get_by_role("heading", level=1)).to_have_text(kept)
    expect(page.locator(".row-title")).to_have_count(2)


def test_two_people_are_merged_by_keyboard(
    ada: Admin, browser: Browser, site: str, two: tuple[str, str], size: Any
) -> None:
    kept, other = two
    with ada.browse(**size) as admin:
        page = admin.page
        look_for(page, other)
        admin.check()
        tab_to(page, other)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(other)
        admin.check()
        tab_to(page, "Merge it")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Merge it into which one?")
        tab_to(page, kept)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Merge these two?")
        admin.check()
        tab_to(page, "Merge them")
        page.keyboard.press("Enter")
        expect(page.locator(".flash")).to_contain_text("The two are one now")
        expect(page.locator(".name-episodes li")).to_have_count(2)
    with browser.new_context(base_url=site, **size) as context:
        follows(context.new_page(), size["viewport"]["width"], kept)


@pytest.mark.usefixtures("two")
def test_pages_of_names_and_redirects_hold_everywhere(ada: Admin, size: Any) -> None:
    with ada.browse(**{**size, "viewport": {"width": 320, "height": 700}}) as admin:
        page = admin.page
        for address in ("/admin/topics", "/admin/people?sort=newest", "/admin/redirects"):
            page.goto(address)
            admin.check()
        page.get_by_label("Old address", exact=True).fill("old")
        page.get_by_label("Leads to").fill("/podcasts")
        page.get_by_role("button", name="Add it").click()
        alert = page.get_by_role("alert")
        alert.get_by_role("link", name=re.compile("Old address")).click()
        expect(page.get_by_label("Old address", exact=True)).to_be_focused()
        admin.check()
        path = f"/old/{size['viewport']['width']}"
        page.get_by_label("Old address", exact=True).fill(path)
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".redirect-rows")).to_contain_text(path)
        page.goto(path)
        expect(page).to_have_url(re.compile("/podcasts$"))
        page.goto("/admin/redirects")
        page.get_by_role("button", name=f"Remove {path}").click()
        expect(page.locator(".flash")).to_contain_text("leads nowhere any more")
