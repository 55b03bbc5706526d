"""Notes beside their field while they are written, as their page shows them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import DESKTOP, PHONE
from tests.browser.bringing import bring_in
from tests.browser.conftest import Admin
from tests.browser.drafts import FEED, SHOW, SLUG, make

NOTES = """# What the moon does

[12:40] It *pulls*, and [so](https://tides.example/) it does.

- Springs
- Neaps
"""


@pytest.fixture(scope="session")
def show(environ: dict[str, str], site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    bring_in(environ, site, tmp_path_factory.mktemp("feeds") / "slow.xml", FEED, SLUG)
    return SHOW


def shown(page: Page) -> Any:
    return page.locator("#preview .prose")


def notes(page: Page) -> Any:
    return page.get_by_label("Notes", exact=True)


@pytest.mark.usefixtures("show")
def test_it_is_what_the_page_will_show(ada: Admin) -> None:
    with ada.browse(**DESKTOP) as admin:
        make(
            admin.page,
            "Moons",
            Length="54:20",
            **{"Address of the file": "https://m.example/m.mp3"},
        )
        notes(admin.page).fill(NOTES)
        expect(shown(admin.page).get_by_role("link", name="12:40")).to_be_visible()
        before = shown(admin.page).inner_html()
        admin.check()
        admin.page.get_by_role("button", name="Save draft").click()
        expect(admin.page.locator(".flash")).to_contain_text("saved")
        admin.press("Publish now")
        admin.page.get_by_role("link", name="See its page").click()
        admin.sees("Moons")
        assert before in admin.page.request.get(admin.page.url).text()


@pytest.mark.usefixtures("show")
def test_it_follows_and_stays_where_it_was_scrolled_to(ada: Admin) -> None:
    with ada.browse(**DESKTOP) as admin:
        make(admin.page, "Long moons")
        notes(admin.page).fill(NOTES * 40)
        box = admin.page.locator("#preview")
        expect(shown(admin.page).get_by_role("heading")).to_have_count(40)
        box.evaluate("box => box.scrollTop = 700")
        notes(admin.page).press_sequentially("\nAnd an end.")
        expect(shown(admin.page)).to_contain_text("And an end.")
        assert box.evaluate("box => box.scrollTop") == 700
        admin.check()


@pytest.mark.usefixtures("show")
def test_phones_show_one_or_the_other(ada: Admin) -> None:
    with ada.browse(**PHONE) as admin:
        make(admin.page, "Small moons")
        expect(admin.page.locator("#preview")).to_be_hidden()
        notes(admin.page).fill(NOTES)
        admin.page.get_by_role("button", name="Preview", exact=True).click()
        expect(shown(admin.page)).to_contain_text("It pulls")
        expect(notes(admin.page)).to_be_hidden()
        admin.check()
        with admin.page.context.expect_page() as opened:
            shown(admin.page).get_by_role("link", name="12:40").click()
        opened.value.close()
        admin.page.get_by_role("button", name="Write", exact=True).click()
        expect(notes(admin.page)).to_have_value(NOTES)


@pytest.mark.usefixtures("show")
def test_without_script_a_button_shows_it(ada: Admin) -> None:
    with ada.browse(**DESKTOP, java_script_enabled=False) as admin:
        make(admin.page, "Plain moons")
        notes(admin.page).fill(NOTES)
        admin.page.get_by_role("button", name="See the notes").click()
        expect(shown(admin.page)).to_contain_text("It pulls")
        expect(notes(admin.page)).to_have_value(NOTES)
        notes(admin.page).press("Tab")
        admin.page.get_by_label("Title", exact=True).press("Enter")  # as the button that saves
        expect(admin.page.locator(".flash")).to_contain_text("saved")
