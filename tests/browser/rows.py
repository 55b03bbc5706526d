"""Rows of fields over the lines of an episode's form, as a browser fills them."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.waiting import wait_until

PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = {clipboardData, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent("paste", options));
}"""
LINES = {"Links", "Chapters", "Sponsors", "People"}


def begin(page: Page, show: str) -> None:
    link = page.get_by_role("link", name="New episode")
    wait_until(lambda: page.goto("/admin/episodes") and link.count())  # the show may just come in
    link.click()
    page.get_by_label("Podcast", exact=True).select_option(label=show)


def fill_lines(page: Page, label: str, text: str) -> None:
    """Type them as text where a script shows rows."""
    page.get_by_role("button", name=f"As text: {label}", exact=True).click()
    page.get_by_label(label, exact=True).fill(text)


def paste(field: Locator, text: str) -> None:
    field.evaluate(PASTE, text)


def lines(page: Page, name: str) -> str:
    """What would be sent."""
    found: str = page.locator(f"textarea[name={name}]").input_value()
    return found


def field(page: Page, column: str, row: str) -> Locator:
    """Such as ``field(page, "Time", "chapter 2")``."""
    return page.get_by_label(f"{column}, {row}", exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".flash")).to_be_visible()


def begin_titled(page: Page, show: str, title: str, size: dict[str, Any]) -> None:
    begin(page, show)
    page.get_by_label("Title", exact=True).fill(f"{title} at {size['viewport']['width']}")
