"""A long text is pasted in a browser and becomes a saved draft, on desktop and phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Admin
from tests.browser.drafts import is_keeping

PAIRS = 24
ANSWER = "We went out before breakfast and came back with the tide, wet and in good spirits. " * 8
TALK = "A morning at the harbour, with tea.\n\n" + "\n\n".join(
    f"**Ada Ray:** What came of journey {n}?\n\n"
    f"**{'Ines Okafor' if n < 3 else 'Ines'}:** {ANSWER.strip()}"
    for n in range(1, PAIRS + 1)
)

TAKEN = (
    f"{PAIRS} questions, {PAIRS} answers. Nothing was left out. What stands before the first "
    "question or answer is the introduction. “Ines” was taken as Ines Okafor. Not saved yet."
)


def told(page: Page) -> Any:
    return page.locator("#pasted")


def read_in(page: Page) -> None:
    page.goto("/admin/interviews/new")
    page.get_by_label("Title", exact=True).fill("Before breakfast")
    page.locator("#paste-in summary").click()
    page.get_by_label("Text", exact=True).fill(TALK)
    page.get_by_role("button", name="Read it in").click()
    expect(told(page)).to_contain_text("Look at the names below")


def test_a_text_of_thousands_of_words_becomes_a_draft(ada: Admin, size: Any) -> None:
    assert len(TALK.split()) > 3_000
    with ada.browse(**size) as admin:
        page = admin.page
        read_in(page)
        expect(page.get_by_label("What Ines does")).to_have_value("same ines okafor")
        names = page.get_by_label("Name to be shown")
        expect(names.and_(page.locator(":visible"))).to_have_count(2)
        expect(page.get_by_label("What Ada Ray does")).to_have_value("asks")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.get_by_role("button", name="Take it").click()
        expect(told(page)).to_have_text(TAKEN)
        expect(told(page)).to_be_in_viewport()
        expect(page.get_by_role("heading", name="Conversation", exact=True)).to_be_in_viewport()
        expect(page.locator(".blocks-row")).to_have_count(2 * PAIRS)
        page.get_by_role("button", name="Make the interview").last.click()
        expect(page.get_by_text("Original pastes:")).to_be_visible()
        expect(page.locator(".blocks-row")).to_have_count(2 * PAIRS)
        expect(page.get_by_label("Text", exact=True)).to_have_value("")
        with page.expect_download() as started:
            page.locator("#paste-in a[download]").click()
        assert started.value.path().read_text(encoding="utf-8") == TALK


def test_two_megabytes_in_one_line_do_not_stop_the_page(ada: Admin) -> None:
    with ada.browse() as admin:
        page = admin.page
        page.goto("/admin/interviews/new")
        page.locator("#paste-in summary").click()
        field = page.get_by_label("Text", exact=True)
        was = field.evaluate("field => field.offsetHeight")
        field.fill("All in one line. " * 120_000)
        field.press("x", timeout=10_000)
        assert field.evaluate("field => field.offsetHeight") == was
        page.get_by_label("Title", exact=True).fill("Before breakfast", timeout=10_000)


def has_paste(request: Request) -> bool:
    return is_keeping(request) and "paste=Ada" in (request.post_data or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_is_who_is_accessible(ada: Admin, size: Any, scheme: Any) -> None:
    with ada.browse(**size, color_scheme=scheme) as admin:
        read_in(admin.page)
        found = Axe().run(admin.page)
        assert found.violations_count == 0, found.generate_report()


def test_the_field_opens_from_where_nothing_is_said_yet(ada: Admin) -> None:
    with ada.browse() as admin:
        admin.page.goto("/admin/interviews/new")
        admin.page.get_by_role("link", name="paste a whole text").click()
        expect(admin.page.get_by_label("Text", exact=True)).to_be_in_viewport()


def test_what_is_pasted_and_not_read_is_kept_while_it_is_typed(ada: Admin) -> None:
    with ada.browse() as admin:
        page = admin.page
        page.goto("/admin/interviews/new")
        page.get_by_label("Title", exact=True).fill("So far and no farther")
        page.locator("#paste-in summary").click()
        with page.expect_response(lambda answer: answer.ok and has_paste(answer.request)):
            page.get_by_label("Text", exact=True).fill("Ada: So far.")
        expect(page.locator(".drafts-kept")).to_be_visible()
        page.goto("/admin/interviews")
        page.goto("/admin/interviews/new")
        offered = page.locator(".drafts-offered > div", has_text="So far and no farther")
        offered.get_by_role("link").click()
        expect(page.get_by_label("Text", exact=True)).to_have_value("Ada: So far.")
