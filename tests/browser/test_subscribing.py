"""A feed's address, to copy or to select."""

import pytest
from playwright.sync_api import expect

from talkpython_site.documents import Link
from tests.browser.conftest import Open
from tests.factories import make_episode, make_podcast

FEED = "https://longwave.example/podcasts/deep/feed.xml"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
REFUSED = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"


@pytest.fixture
def deep(clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    podcast = make_podcast(
        "Deep Harbour", slug="deep", feed_urls=["https://feeds.example/deep.xml"],
        elsewhere=[Link(label=name, url=f"https://{name}.example") for name in ("Cast", "Waves")],
    )  # fmt: skip
    make_episode(podcast)


@pytest.mark.usefixtures("deep")
def test_the_address_is_copied(open_page: Open) -> None:
    page = open_page("/podcasts/deep", permissions=CLIPBOARD)
    button = page.locator(".copy")
    width = button.bounding_box()

    button.click()

    expect(button).to_have_text("Copied")
    assert button.bounding_box() == width
    expect(page.locator(".subscribe [role=status]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == FEED
    expect(button).to_have_text("Copy address")
    assert page.evaluate("shifted") < 0.001  # letters of the fallback font, when ours comes
    assert page.evaluate("broken") == []


@pytest.mark.usefixtures("deep")
def test_it_is_copied_without_a_clipboard_too(open_page: Open) -> None:
    page = open_page("/podcasts/deep", permissions=CLIPBOARD)
    page.evaluate(REFUSED)

    page.locator(".copy").click()

    expect(page.locator(".copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == FEED


@pytest.mark.usefixtures("deep")
def test_else_it_is_selected(open_page: Open) -> None:
    page = open_page("/podcasts/deep")
    page.evaluate(f"{REFUSED}; void (document.execCommand = () => false)")

    page.locator(".copy").click()

    # For eyes and for ears: a selection alone does not say what it is for.
    expect(page.locator(".copy")).to_have_text("Press Ctrl-C")
    expect(page.locator(".subscribe [role=status]")).to_have_text("Selected: press Ctrl-C.")
    assert page.evaluate("String(getSelection()).trim()") == FEED
    expect(page.locator(".copy")).to_have_text("Copy address")


@pytest.mark.usefixtures("deep")
def test_the_button_comes_with_a_page_that_takes_the_place_of_another(open_page: Open) -> None:
    page = open_page("/podcasts")
    page.get_by_role("link", name="Deep Harbour").first.click()

    expect(page.locator(".copy")).to_be_visible()
    assert page.locator("link[rel=alternate]").get_attribute("href") == FEED


@pytest.mark.usefixtures("deep")
def test_without_a_script_the_address_is_there_alone(open_page: Open) -> None:
    page = open_page("/podcasts/deep", java_script_enabled=False)

    expect(page.locator(".subscribe .address")).to_have_text(FEED)
    expect(page.locator(".copy")).to_be_hidden()
