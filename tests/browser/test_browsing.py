"""Playback goes on while pages change; each page is arrived at as if it had been loaded."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.listening import Listener, answer, with_form, with_link
from tests.waiting import wait_until

MISSING = "There is nothing at this address"
NEWEST = "What the tide knows"


@pytest.fixture
def listener(open_page: Open, world: dict[str, str]) -> Listener:
    return Listener(open_page(world["episode"], viewport={"width": 1280, "height": 800}))


def follow(page: Page, name: str) -> None:
    page.locator("#site-header").get_by_role("link", name=name).click()


def test_over_links_back_and_forward(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    follow(page, "People")
    listener.arrives("/people", "People")
    current = page.locator("#site-header [aria-current]")
    expect(current).to_have_text("People")
    page.locator("main").get_by_role("link", name="Ines Okafor").first.click()
    listener.arrives("/people/ines", "Ines Okafor")
    page.go_back()
    listener.returns("/people", "People")
    page.go_back()
    listener.returns(world["episode"], NEWEST)
    expect(current).to_have_text("Episodes")
    page.go_forward()
    listener.returns("/people", "People")
    expect(page.locator("#browsing")).to_be_empty()
    page.go_back()
    listener.returns(world["episode"], NEWEST)
    page.evaluate("history.go(2)")
    listener.returns("/people/ines", "Ines Okafor")


def test_over_a_facet_and_pages_of_a_list(listener: Listener) -> None:
    page = listener.page
    follow(page, "Episodes")
    listener.arrives("/episodes", "Episodes")
    page.get_by_role("navigation", name="Filter").get_by_role("link", name="tides").click()
    listener.arrives("/episodes?topic=tides", "Episodes")
    expect(page.locator("p.chosen")).to_contain_text("about tides")
    page.get_by_role("link", name="Older").click()
    listener.arrives("/episodes?topic=tides&page=2", "Episodes")


def test_over_an_address_that_is_wrong(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    answer(page, "**/topics", with_link("/nowhere"))
    follow(page, "Topics")
    page.get_by_role("link", name="Elsewhere").click()
    listener.arrives("/nowhere", MISSING, "Not here")
    page.go_back()
    listener.returns("/topics", "Topics")
    page.go_forward()
    listener.returns("/nowhere", MISSING, "Not here")
    page.evaluate("history.go(-2)")
    listener.returns(world["episode"], NEWEST)


def test_over_forms(listener: Listener) -> None:
    page = listener.page
    answer(page, "**/form*", with_form("get"))
    answer(page, "**/topics", with_link("/form"))
    follow(page, "Topics")
    page.get_by_role("link", name="Elsewhere").click()
    page.get_by_label("Words").fill("tide")
    page.get_by_role("button", name="Send").click()
    listener.arrives("/form?q=tide", "Form")
    page.unroute("**/form*")
    answer(page, "**/form*", with_form("post"), status=422)
    page.get_by_role("button", name="Send").click()
    listener.arrives("/form?q=", "Form")
    page.get_by_role("button", name="Send").click()
    listener.arrives("/form", "Form")
    page.go_back()
    listener.returns("/form?q=", "Form")
    page.route("**/form", lambda route: route.fulfill(status=303, headers={"Location": "/people"}))
    page.get_by_role("button", name="Send").click()
    listener.arrives("/people", "People")


def test_back_after_a_reload(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    follow(page, "People")
    listener.arrives("/people", "People")
    page.go_back()
    listener.returns(world["episode"], NEWEST)
    page.reload()
    listener.listens()
    page.go_forward()
    listener.returns("/people", "People")
    page.go_back()
    listener.returns(world["episode"], NEWEST)


def test_back_over_anchors_of_a_page(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    page.get_by_role("link", name="Share").click()
    expect(page).to_have_url(re.compile("#share$"))
    expect(page.locator("#browsing")).to_be_empty()
    follow(page, "People")
    listener.arrives("/people", "People")
    page.evaluate("history.go(-2)")
    listener.returns(world["episode"], NEWEST)


@pytest.mark.parametrize("has_navigation", [True, False], ids=["navigation", "popstate"])
def test_back_to_where_a_page_was_left(
    open_page: Open, world: dict[str, str], *, has_navigation: bool
) -> None:
    page = open_page(world["home"])
    if not has_navigation:  # as in browsers without the Navigation API
        page.add_init_script("Object.defineProperty(window, 'navigation', {value: undefined})")
    page.goto(world["episodes"])
    page.locator(".row-title a").nth(12).scroll_into_view_if_needed()
    left_at = page.evaluate("scrollY")
    assert left_at > 300
    page.locator(".row-title a").nth(12).click()
    wait_until(lambda: page.evaluate("scrollY") == 0)
    page.evaluate("scrollTo(0, 50)")
    wait_until(lambda: page.evaluate("history.state.top") == 50)
    page.go_back()
    wait_until(lambda: page.evaluate("scrollY") == left_at)
    page.go_forward()
    wait_until(lambda: page.evaluate("scrollY") == 50)
    page.reload()
    page.go_back()
    wait_until(lambda: page.evaluate("scrollY") == left_at)


def test_by_the_bar_back_to_its_episode(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    follow(page, "People")
    listener.arrives("/people", "People")
    page.locator("#bar").get_by_role("link", name=NEWEST).click()
    expect(page).to_have_url(re.compile(re.escape(world["episode"]) + "(#listen)?$"))
    expect(page.locator("h1")).to_have_text(NEWEST)
    listener.goes_on()
    expect(page.locator("#listen").get_by_role("button", name="Pause")).to_be_visible()
