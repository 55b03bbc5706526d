"""The conversation in the form of an interview, as tests in a browser see it."""

from playwright.sync_api import Locator, Page, expect

TEXT = """:: question
How did it begin?

:: answer
By chance.

And by sea.

:: note
Laughter."""
FORM = "document.querySelector('#interview-form')"
WATCH = """window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));"""


def begin(page: Page, conversation: str = TEXT) -> None:
    """A new interview with this conversation, not saved yet."""
    page.add_init_script(WATCH)
    page.goto("/admin/interviews/new")
    page.get_by_label("Title", exact=True).fill("Tides")
    as_text(page).fill(conversation)
    expect(rows(page)).to_have_count(conversation.count("::"))


def as_text(page: Page) -> Locator:
    if page.locator(".blocks-text").get_attribute("open") is None:
        page.locator(".blocks-text > summary").click()
    return page.locator("textarea[name=conversation]")


def text(page: Page) -> str:
    """As it would be sent now."""
    found: str = page.evaluate(f"new FormData({FORM}).get('conversation')")
    return found


def rows(page: Page) -> Locator:
    return page.locator(".blocks-row")


def words(page: Page, number: int) -> Locator:
    return page.get_by_label(f"Words of block {number}", exact=True)


def said(page: Page) -> Locator:
    return page.locator(".blocks-told [role=status]")


def caret(field: Locator, place: int) -> None:
    field.evaluate("(each, at) => { each.focus(); each.setSelectionRange(at, at); }", place)
