"""What stands around the main part, and in the head, is of the page that is shown."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from talkpython_site.database import Database
from tests.browser.conftest import Open
from tests.connections import connected_to
from tests.factories import make_episode, make_person, make_podcast

PHONE: Any = {"width": 390, "height": 844}
HEAD = """[...document.head.querySelectorAll("meta, link, script:not([src])")]
    .map((each) => each.outerHTML).sort()"""


def swapped(page: Page, name: str) -> None:
    """Follow a link of the header; no page is loaded as a whole."""
    page.evaluate("window.stays = true")
    page.locator("#site-header").get_by_role("link", name=name).click()
    expect(page.locator("main h1")).to_have_text(name)
    assert page.evaluate("window.stays")


def test_the_head_is_that_of_the_page(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["episode"])
    for name in ("People", "Episodes"):
        swapped(page, name)
        found = page.evaluate(HEAD)
        page.reload()
        assert found == page.evaluate(HEAD)


def test_the_way_to_a_list_is_there_where_a_list_is(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["people"])
    skip = page.get_by_role("link", name="Skip to the list")
    expect(skip).to_have_count(0)
    swapped(page, "Episodes")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_be_focused()
    page.locator(".row-title a").first.press("Enter")
    expect(page.locator("main .episode")).to_be_visible()
    expect(skip).to_have_count(0)


def test_the_next_key_goes_on_from_the_page_not_from_its_link(
    open_page: Open, world: dict[str, str]
) -> None:
    page = open_page(world["home"])
    swapped(page, "People")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()


def test_an_anchor_in_another_page_is_arrived_at(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["home"], viewport=PHONE)
    page.locator("main a.first").click()
    expect(page.locator("#listen")).to_be_focused()
    expect(page.locator("#listen")).to_be_in_viewport()


def test_the_menu_of_a_phone_closes(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["home"], viewport=PHONE)
    page.get_by_text("Menu").click()
    swapped(page, "People")
    expect(page.locator("#site-header").get_by_role("link", name="Topics")).to_be_hidden()


def test_the_scheme_can_be_switched_after(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["home"], color_scheme="light")
    swapped(page, "People")
    page.get_by_label("Dark").check()
    swapped(page, "Topics")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(page.get_by_label("Dark")).to_be_checked()
    assert Axe().run(page).violations_count == 0


def test_the_foot_names_what_exists_by_now(open_page: Open, app: Any) -> None:
    podcast = make_podcast()
    make_episode(podcast)
    page = open_page("/")
    links = page.locator(".site-footer nav a")
    expect(links).to_have_text(["Episodes", "The show"])
    make_episode(podcast, people=[make_person("Ines Okafor")])
    app.registry.catalogue.load()
    swapped(page, "Episodes")
    expect(links).to_have_text(["Episodes", "The show", "People"])


def test_the_notice_comes_and_goes(
    open_page: Open, world: dict[str, str], app: Any, database: Database
) -> None:
    page = open_page(world["home"])
    notice = page.locator("#site-header .notice")
    with connected_to("mongodb://127.0.0.1:1/nobody_test"):
        swapped(page, "People")
        expect(notice).to_contain_text("Saving is paused.")
    database.disconnect()
    database.connect()
    app.registry.catalogue.load()
    swapped(page, "Topics")
    expect(notice).to_have_count(0)


def test_no_page_waits_for_a_script(open_page: Open, world: dict[str, str]) -> None:
    page = open_page(world["missing"])
    page.route("**/*.js", lambda route: route.abort())
    page.goto(world["home"])
    page.locator("#site-header").get_by_role("link", name="People").click()
    expect(page.locator("main h1")).to_have_text("People")
