"""The outline of a course in a browser: dragged, moved by keys, named, and kept by itself."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Admin

TEXT = "# Ebb\nWhat water does\nReading a plan\n# Flow\nBack again"
WATCH = """window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));"""
PLACE = """(title) => [...document.querySelectorAll(".outline-title > input")].findIndex(
  (each) => each.value === title)"""

# Whether there is a gap for what is dragged beside a row; it follows the mouse with some delay.
STANDS = """([title, side]) => document.querySelector(".outline-gap")
  ?.[`${side}ElementSibling`]?.querySelector(".outline-title > input")?.value === title"""


def begin(page: Page, text: str = TEXT) -> None:
    """A new course with this outline, not saved yet."""
    page.add_init_script(WATCH)
    page.goto("/admin/courses/new")
    page.get_by_label("Title", exact=True).fill("Tides")
    as_text(page).fill(text)
    expect(page.locator(".outline-title > input")).to_have_count(len(text.splitlines()))


def as_text(page: Page) -> Locator:
    summary = page.locator(".outline-text > summary")
    if not page.locator(".outline-text").get_attribute("open") is not None:
        summary.click()
    return page.locator("textarea[name=outline]")


def text(page: Page) -> str:
    found: str = page.locator("textarea[name=outline]").input_value()
    return found


def titled(page: Page, title: str) -> Locator:
    """The row of this title."""
    index = page.evaluate(PLACE, title)
    return page.locator(".outline-row").nth(index)


def said(page: Page) -> Locator:
    return page.locator(".outline-told [role=status]")


def drag(page: Page, what: str, to: str, *, below: bool = True) -> None:
    """By its handle, with a mouse, over the lower or upper edge of another row."""
    handle = titled(page, what).locator(".outline-handle")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), titled(page, to).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 12)
    page.mouse.down()
    x, y = start["x"] + 30, end["y"] + (end["height"] - 4 if below else 4)
    page.mouse.move(x, (start["y"] + y) / 2, steps=8)
    page.mouse.move(x, y, steps=8)
    page.wait_for_function(STANDS, arg=[to, "previous" if below else "next"])
    page.mouse.up()


def test_titles_are_named_and_moved_by_keys(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, "")
        page.get_by_label("New chapter").fill("Ebb")
        page.keyboard.press("Enter")
        for title in ("What water does", "Reading a plan"):
            page.keyboard.type(title)
            page.keyboard.press("Enter")
        expect(said(page)).to_have_text("Reading a plan: 2 of 2 in chapter 1.")
        page.get_by_role("button", name="Up: Reading a plan").press("Enter")
        expect(said(page)).to_have_text("Reading a plan: 1 of 2 in chapter 1.")
        expect(page.get_by_role("button", name="Up: Reading a plan")).to_be_focused()
        page.keyboard.press("Enter")
        expect(said(page)).to_have_text("It is the first already.")
        titled(page, "Reading a plan").locator("input").press("Alt+ArrowDown")
        field = page.locator("input:focus")
        expect(field).to_have_value("Reading a plan")
        field.fill("Plans [7]")
        assert text(page) == "# Ebb\nWhat water does\nPlans [7] []"
        field.press("Enter")
        page.keyboard.type("# Tables")
        assert text(page).endswith("\n\\# Tables")
        admin.check()
        assert page.evaluate("broken") == []


def test_a_title_that_is_too_long_is_refused_at_its_row(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        titled(page, "Reading a plan").locator("input").fill("x" * 301)
        admin.press("Make the course")
        field = page.locator(".outline-title > input[aria-invalid]")
        expect(field).to_have_value("x" * 301)
        expect(page.locator(".outline-lecture > .wrong")).to_contain_text("more than 300 char")
        page.locator(".errors a").click()
        expect(field).to_be_focused()
        admin.check()


def test_rows_are_dragged_within_and_between_chapters(ada: Admin) -> None:
    with ada.browse(viewport={"width": 1440, "height": 1400}) as admin:
        page = admin.page
        begin(page)
        drag(page, "What water does", "Reading a plan")
        expect(said(page)).to_have_text("What water does: 2 of 2 in chapter 1.")
        drag(page, "Reading a plan", "Back again")
        expect(said(page)).to_have_text("Reading a plan: 2 of 2 in chapter 2.")
        assert text(page) == "# Ebb\nWhat water does\n# Flow\nBack again\nReading a plan"
        drag(page, "Flow", "Ebb", below=False)
        expect(said(page)).to_have_text("Flow: chapter 1 of 2.")
        assert text(page).startswith("# Flow\nBack again\nReading a plan\n# Ebb")
        page.get_by_role("button", name="Undo").click()
        assert text(page) == "# Ebb\nWhat water does\n# Flow\nBack again\nReading a plan"
        assert page.evaluate("broken") == []


def test_what_is_dragged_looks_like_its_row(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        row = titled(page, "Reading a plan")
        columns = row.evaluate("each => getComputedStyle(each).gridTemplateColumns")
        row.locator(".outline-handle").hover()
        page.mouse.down()
        page.mouse.move(200, 300, steps=4)
        copy = page.locator(".outline-dragged")
        expect(copy.locator(".outline-row")).to_have_css("grid-template-columns", columns)
        expect(copy).to_have_css("list-style-type", "none")
        page.mouse.up()


def test_a_place_is_chosen_and_what_is_taken_out_comes_back(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.get_by_role("button", name="Move to …: What water does").click()
        chooser = page.get_by_label("Move to", exact=True)
        expect(chooser).to_be_focused()
        expect(chooser.locator("option:checked")).to_have_text("First")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Move to …: What water does")).to_be_focused()
        page.keyboard.press("Enter")
        chooser.select_option(label="After Back again")
        admin.check()
        page.get_by_role("button", name="Move", exact=True).click()
        expect(said(page)).to_have_text("What water does: 2 of 2 in chapter 2.")
        page.get_by_role("button", name="Remove: Ebb").click()
        expect(said(page)).to_have_text("Ebb: taken out.")
        assert text(page) == "# Flow\nReading a plan\nBack again\nWhat water does"
        page.get_by_role("button", name="Remove: Flow").click()
        expect(said(page)).to_contain_text("Its lectures would stand in no chapter")
        page.get_by_role("button", name="Remove: Back again").click()
        page.get_by_role("button", name="Undo").click()
        assert text(page) == "# Flow\nReading a plan\nBack again\nWhat water does"


def test_it_is_kept_while_it_is_changed_and_saved_once(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.get_by_role("button", name="Make the course").click()
        expect(page.locator(".flash")).to_contain_text("The course is made")
        assert text(page).split("\n")[0] == "# Ebb [1]"
        page.get_by_role("button", name="Up: Flow").click()
        expect(page.locator(".drafts-bar")).to_contain_text("Kept", timeout=30_000)
        page.goto(page.url)
        page.get_by_role("link", name="Go on").click()
        expect(page.get_by_role("button", name="Up: Flow")).to_be_visible()
        moved = "# Flow [4]\nBack again [5]\n# Ebb [1]\nWhat water does [2]\nReading a plan [3]"
        assert text(page) == moved
        page.get_by_role("button", name="Save draft").click()
        expect(page.locator(".flash")).to_contain_text("saved")
        assert text(page) == moved
        titled(page, "Back again").get_by_role("link", name="Fill in").click()
        expect(page).to_have_url(re.compile("/admin/lectures/"))


@pytest.mark.parametrize("count", [400])
def test_many_lectures_are_folded_and_stay_quick(ada: Admin, size: Any, count: int) -> None:
    lines = [
        f"# Part {n // 20}\nLecture {n}" if n % 20 == 0 else f"Lecture {n}" for n in range(count)
    ]
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, "\n".join(lines))
        page.get_by_role("button", name="Make the course").click()
        expect(page.locator(".flash")).to_contain_text("The course is made")
        expect(page.locator(".outline-inside[open]")).to_have_count(0)
        page.locator(".outline-inside > summary").nth(3).click()
        took = page.evaluate("""() => {
            const button = document.querySelector("[aria-label='Down: Lecture 79']");
            const begun = performance.now();
            button.click();
            return performance.now() - begun;
        }""")
        expect(said(page)).to_have_text("Lecture 79: 1 of 21 in chapter 5.")
        assert took < 2_000
        admin.check()
