"""People and topics found while they are typed: by keys, by touch, by another spelling."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import begin, begin_titled, field, fill_lines, lines, save


def known(admin: Any, show: str, size: Any) -> Page:
    """A form for the next episode, where some names are known."""
    page: Page = admin.page
    begin_titled(page, show, "Names", size)
    fill_lines(page, "People", "Åsa Lindqvist\nAsad Noor\nBerit Aas")
    page.get_by_label("Topics", exact=True).fill("lanterns, lantern oil")
    save(page)
    begin(page, show)
    return page


def offered(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Known names").get_by_role("option")


def test_a_person_is_chosen_by_keys(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = known(admin, show, size)
        name, options = field(page, "Name", "person 1"), offered(page)
        name.press_sequentially("asa")
        expect(options).to_have_text(["Åsa Lindqvist", "Asad Noor"])
        expect(name).to_have_attribute("aria-expanded", "true")
        admin.check()
        name.press("ArrowUp")
        expect(options.nth(1)).to_have_attribute("aria-selected", "true")
        name.press("ArrowDown")
        active = options.first.get_attribute("id") or ""
        expect(name).to_have_attribute("aria-activedescendant", active)
        name.press("Enter")
        expect(name).to_have_value("Åsa Lindqvist")
        expect(options).to_have_count(0)
        expect(field(page, "Name", "person 2")).to_have_count(0)
        name.press("Enter")
        expect(field(page, "Name", "person 2")).to_be_focused()
        assert lines(page, "people") == "Åsa Lindqvist, guest"


def test_escape_closes_and_keeps_what_was_typed(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = known(admin, show, size)
        name = field(page, "Name", "person 1")
        name.press_sequentially("ber")
        expect(offered(page)).to_have_text(["Berit Aas"])
        name.press("Escape")
        expect(offered(page)).to_have_count(0)
        expect(name).to_have_value("ber")
        expect(name).to_have_attribute("aria-expanded", "false")


def test_another_spelling_is_who_is_known(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = known(admin, show, size)
        name = field(page, "Name", "person 1")
        name.press_sequentially("asa lindqvist")
        expect(offered(page)).to_have_text(["Åsa Lindqvist"])
        name.press("Tab")
        expect(name).to_have_value("Åsa Lindqvist")
        assert lines(page, "people") == "Åsa Lindqvist, guest"


def test_who_is_not_known_is_new(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = known(admin, show, size)
        field(page, "Name", "person 1").press_sequentially("Asa New")
        expect(page.locator(".names-new")).to_have_text("“Asa New” is new: made when you save.")
        admin.check()


def test_topics_are_found_one_by_one(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = known(admin, show, size)
        topics, options = page.get_by_label("Topics", exact=True), offered(page)
        topics.press_sequentially("lante")
        expect(options).to_have_text(["lantern oil", "lanterns"])
        options.first.click()
        expect(topics).to_have_value("lantern oil, ")
        expect(topics).to_be_focused()
        topics.press_sequentially("LANTERNS")
        expect(options).to_have_text(["lanterns"])
        topics.press("Tab")
        expect(topics).to_have_value("lantern oil, lanterns")
