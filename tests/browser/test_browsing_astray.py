"""While browsing: what is no page, what does not come, comes late, or comes from another build."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.listening import Listener, answer, with_link

AWAY = "The network is away."


@pytest.fixture
def listener(open_page: Open, world: dict[str, str]) -> Listener:
    return Listener(open_page(world["episode"]))


def follow(page: Page, name: str) -> None:
    page.locator("#site-header").get_by_role("link", name=name).click()


@pytest.mark.parametrize("address", ["/podcasts/deep/feed.xml", "/robots.txt", "/static/x.mp3"])
def test_what_is_no_page_takes_no_page_away(listener: Listener, address: str) -> None:
    page = listener.page
    page.route("**/x.mp3", lambda route: route.fulfill(body="ID3", content_type="audio/mpeg"))
    answer(page, "**/topics", with_link(address))
    follow(page, "Topics")
    page.get_by_role("link", name="Elsewhere").click()

    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/topics$"))
    expect(page.locator("main h1")).to_have_text("Topics")
    follow(page, "People")
    expect(page.locator("main h1")).to_have_text("People")


def test_a_download_leaves_the_page_and_what_plays(listener: Listener) -> None:
    page = listener.page
    attached = {"Content-Disposition": "attachment", "Content-Type": "text/plain"}
    page.route("**/x.txt", lambda route: route.fulfill(body="x", headers=attached))
    answer(page, "**/topics", with_link("/static/x.txt"))
    follow(page, "Topics")
    with page.expect_download():
        page.get_by_role("link", name="Elsewhere").click()

    listener.returns("/topics", "Topics")


def test_html_that_is_no_page_of_the_site_comes_as_a_whole(listener: Listener) -> None:
    page = listener.page
    page.route("**/people", lambda route: route.fulfill(body="<h1>Gateway</h1>", status=502))
    follow(page, "People")

    expect(page.locator("body > h1")).to_have_text("Gateway")
    page.go_back()
    expect(page.locator("main")).to_be_visible()


def test_the_network_goes_away_and_comes_back(listener: Listener) -> None:
    page = listener.page
    page.context.set_offline(True)
    follow(page, "People")

    line = page.locator("#browsing")
    expect(line).to_contain_text(AWAY)
    expect(line).to_be_in_viewport()
    expect(line.get_by_role("button")).to_have_count(0)
    listener.goes_on()
    assert Axe().run(page).violations_count == 0
    page.context.set_offline(False)
    expect(line).to_be_empty()
    follow(page, "People")
    listener.arrives("/people", "People")


def test_back_without_a_network_brings_its_page_later(
    listener: Listener, world: dict[str, str]
) -> None:
    page = listener.page
    follow(page, "People")
    listener.arrives("/people", "People")
    page.context.set_offline(True)
    page.evaluate("history.back()")

    expect(page.locator("#browsing")).to_contain_text(AWAY)
    expect(page.locator("h1")).to_have_text("People")
    listener.goes_on()
    page.context.set_offline(False)
    listener.returns(world["episode"], "What the tide knows")


def test_trying_again_after_back(listener: Listener, world: dict[str, str]) -> None:
    page = listener.page
    follow(page, "People")
    listener.arrives("/people", "People")
    page.route("**/newest", lambda route: route.abort())
    page.evaluate("history.back()")
    again = page.locator("#browsing").get_by_role("button", name="Try again")
    again.click()
    expect(again).to_be_visible()
    page.unroute("**/newest")
    again.click()

    listener.arrives(world["episode"], "What the tide knows")
    page.go_forward()
    listener.returns("/people", "People")


def test_a_redirect_to_another_site_is_followed(listener: Listener, server: str) -> None:
    page, elsewhere = listener.page, server.replace("127.0.0.1", "localhost") + "/topics"
    page.route(
        "**/people", lambda route: route.fulfill(status=302, headers={"Location": elsewhere})
    )
    follow(page, "People")

    expect(page).to_have_url(elsewhere)


def test_another_build_comes_as_a_whole_once_nothing_plays(listener: Listener) -> None:
    page = listener.page
    answer(page, "**/topics", lambda text: re.sub('data-build="', 'data-build="new', text))
    follow(page, "Topics")
    listener.arrives("/topics", "Topics")
    follow(page, "People")
    listener.arrives("/people", "People")
    page.evaluate("first.pause()")
    with page.expect_event("domcontentloaded"):
        follow(page, "Topics")

    expect(page).to_have_url(re.compile("/topics$"))


def test_what_takes_long_is_said_and_the_last_click_counts(listener: Listener) -> None:
    page, held = listener.page, list[Route]()
    page.route("**/people", lambda route: held.insert(0, route))
    follow(page, "People")
    expect(page.locator("main[aria-busy=true] h1")).to_have_text("What the tide knows")
    expect(page.locator("#browsing")).to_have_text("Loading")
    expect(page.locator("#browsing p")).to_be_in_viewport()
    follow(page, "Topics")
    listener.arrives("/topics", "Topics")
    held[0].continue_()
    expect(page.locator("main[aria-busy]")).to_have_count(0)
    page.go_back()
    listener.returns("/newest", "What the tide knows")


def test_two_clicks_are_one_step(listener: Listener) -> None:
    page = listener.page
    before = page.evaluate("history.length")
    page.locator("#site-header").get_by_role("link", name="People").dblclick()
    listener.arrives("/people", "People")
    follow(page, "People")
    listener.arrives("/people", "People")

    assert page.evaluate("history.length") == before + 1
