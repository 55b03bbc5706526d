"""What is typed and not saved is published with it, or stays typed: with and without script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accounts import Person
from tests.browser.conftest import Admin
from tests.browser.test_publishing import write


@pytest.fixture(params=["with", "without"])
def script(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def editing(ada: Admin, show: str, script: str, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A saved draft that is open in a browser."""
    with ada.browse() as first:
        write(first.page, show, f"Saved: {request.node.name}")
        address = first.page.url
    with ada.browse(java_script_enabled=script == "with") as second:
        second.page.goto(address)
        yield second


def field(page: Page, label: str) -> Any:
    return page.get_by_label(label, exact=True)


def test_publish_now_takes_along_what_is_typed(
    editing: Person, browser: Browser, site: str, script: str
) -> None:
    page, title = editing.page, f"New words, {script} script"
    field(page, "Title").fill(title)
    field(page, "Notes").fill("Written at the last moment.")
    editing.press("Publish now")
    expect(page.locator(".flash")).to_contain_text("Saved and published")
    page.get_by_role("link", name="See its page").click()
    with browser.new_context(base_url=site) as context:
        visitor = context.new_page()
        visitor.goto(page.url)
        expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
        expect(visitor.locator(".prose")).to_contain_text("Written at the last moment.")


def test_what_will_not_do_is_neither_saved_nor_published(editing: Person, script: str) -> None:
    page, title = editing.page, f"Wrong words, {script} script"
    field(page, "Title").fill(title)
    field(page, "Length").fill("an hour")
    editing.press("Publish now")
    expect(page.locator(".errors").first).to_contain_text("Nothing is saved or published yet")
    expect(field(page, "Title")).to_have_value(title)
    expect(page.locator(".state")).to_contain_text("Draft")
    field(page, "Length").fill("54:20")
    editing.press("Publish now")
    expect(page.locator(".flash")).to_contain_text("Saved and published")
    editing.sees(title)


def test_enter_in_a_field_of_a_move_publishes_nothing_unasked(editing: Person, script: str) -> None:
    page = editing.page
    editing.press("Publish now")
    expect(page.locator(".flash")).to_be_visible()
    live = page.get_by_role("heading", level=1).inner_text()
    field(page, "Title").fill("Half a ti")
    page.locator("summary", has_text="Take it down").click()
    field(page, "Reason").fill("It was too early.")
    field(page, "Reason").press("Enter")
    if script == "with":
        expect(page.locator(".flash")).to_contain_text("Saved and taken down")
        return
    expect(page.locator(".errors").first).to_contain_text("Nothing is saved or done yet")
    expect(field(page, "Title")).to_have_value("Half a ti")
    expect(field(page, "Reason")).to_have_value("It was too early.")
    page.goto(page.url)
    editing.sees(live)
