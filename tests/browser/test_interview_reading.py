"""Somebody reads an interview: by keys, by a link to one answer, on paper, code taken along."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talkpython_site.documents import Block
from tests.browser.conftest import Open
from tests.factories import make_interview, make_person, said
from tests.pictures import make_picture
from tests.waiting import wait_until

PAGE = "/interviews/string"
CODE = "    for row in loom:\n        throw(row)  # " + 12 * "and again "
PHONE: Any = {"width": 390, "height": 844}
WIDE: Any = {"width": 1440, "height": 900}
LONG = 60 * "She told us at length how it went. "


@pytest.fixture
def interview(app: Any, clean: None) -> None:  # noqa: ARG001 - the database is emptied first
    """A long one with five questions and code at its end."""
    key = app.registry.pictures.keep(make_picture(size=(900, 1100)))
    asked = [said(k, f"{k} {n}. {LONG if k == 'answer' else ''}")
             for n in range(5) for k in ("question", "answer")]  # fmt: skip
    code = Block(kind="code", label="python", text_html=f"<pre><code>{CODE}\n</code></pre>")
    make_interview(
        "Taught with string", slug="string", language="en", artwork=key, blocks=[*asked, code],
        people=[make_person("Ama Owusu"), (make_person("Mara Lindqvist"), "interviewer")],
    )  # fmt: skip


@pytest.fixture
def page(open_page: Open, interview: None) -> Page:  # noqa: ARG001 - it is stored
    """Its page."""
    return open_page(PAGE, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])


def top_of(page: Page, selector: str) -> float:
    found: float = page.locator(selector).evaluate("it => it.getBoundingClientRect().top")
    return found


def mark_of(page: Page, selector: str) -> str:
    found: str = page.locator(selector).evaluate("it => getComputedStyle(it).boxShadow")
    return found


def test_a_link_to_one_question_leads_there_and_marks_it(page: Page) -> None:
    assert mark_of(page, "#b5") == "none"

    page.locator("#b5").get_by_role("link", name="Link to this question").click()

    expect(page).to_have_url(f"{page.url.partition('#')[0]}#b5")
    wait_until(lambda: -1 < top_of(page, "#b5") < 60)
    assert mark_of(page, "#b5") != "none"
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("key", ["Enter", None])
def test_whoever_follows_a_link_to_a_question_has_it_copied(page: Page, key: str | None) -> None:
    part = page.locator("#b5 .question")
    link, before = part.get_by_role("link", name="Link to this question"), part.bounding_box()
    if key:
        link.press(key)
    else:
        link.click()

    expect(part.get_by_role("status")).to_have_text("Copied")
    said = page.evaluate("navigator.clipboard.readText()")
    assert said == f"https://longwave.example{PAGE}#b5"
    after = part.bounding_box()
    assert before
    assert after
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    expect(part.get_by_role("status")).to_have_text("")


def test_a_link_on_another_page_marks_what_it_leads_to(page: Page) -> None:
    page.goto("/interviews")
    page.locator(".interview-rows h3 a").evaluate("it => { it.href += '#b6'; it.id = 'deep'; }")

    page.locator("#deep").click()

    expect(page.locator("#b6")).to_be_visible()
    wait_until(lambda: mark_of(page, "#b6") != "none")
    page.locator("#b5").get_by_role("link", name="Link to this question").click()
    wait_until(lambda: mark_of(page, "#b6") == "none")
    assert mark_of(page, "#b5") != "none"


def test_an_answer_has_an_address_of_its_own(page: Page) -> None:
    page.goto(f"{PAGE}#b6")

    wait_until(lambda: -1 < top_of(page, "#b6") < 60)
    assert mark_of(page, "#b6") != "none"
    assert mark_of(page, "#b5") == "none"


def test_the_table_stands_beside_what_is_read(page: Page) -> None:
    table = page.get_by_role("navigation", name="In this interview")

    table.get_by_role("link", name="question 4").click()

    wait_until(lambda: -1 < top_of(page, "#b9") < 60)
    expect(table.get_by_role("link", name="question 0")).to_be_in_viewport()


def test_the_table_is_folded_on_a_phone_and_opens_by_keys(page: Page) -> None:
    page.set_viewport_size(PHONE)
    table = page.get_by_role("navigation", name="In this interview")
    first = table.get_by_role("link", name="question 0")
    expect(first).to_be_hidden()

    table.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    wait_until(lambda: -1 < top_of(page, "#b1") < 60)


def test_code_is_copied_whole_and_scrolls_by_keys(page: Page) -> None:
    part = page.locator(".code")
    part.get_by_role("button", name="Copy").click()

    expect(part.get_by_role("button")).to_have_text("Copied")
    expect(part.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    page.set_viewport_size(PHONE)
    part.locator("pre").focus()
    page.keyboard.press("ArrowRight")
    wait_until(lambda: part.locator("pre").evaluate("it => it.scrollLeft") > 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_address_of_the_page_is_copied(page: Page) -> None:
    page.get_by_role("button", name="Copy address").click()

    expect(page.locator(".share [role=status]")).to_have_text("Copied.")
    said = page.evaluate("navigator.clipboard.readText()")
    assert said == f"https://longwave.example{PAGE}"


def test_on_paper_the_conversation_alone(page: Page) -> None:
    page.emulate_media(media="print")

    for gone in (".header-ways", ".questions", ".pair-link", ".copy", ".site-footer .frame"):
        assert page.locator(gone).first.is_hidden(), gone
    for gone in (".share h2", ".follow"):
        assert page.locator(gone).is_hidden(), gone
    for there in ("h1", ".portrait", "#b1 h2", "#b2", ".code pre"):
        assert page.locator(there).first.is_visible(), there
    rule = page.locator("#b1 h2").evaluate("it => getComputedStyle(it).breakAfter")
    paper = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert (rule, paper) == ("avoid", "light")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.usefixtures("interview")
def test_thumbs_meet_links_to_questions(open_page: Open) -> None:
    phone = open_page(PAGE, viewport=PHONE, has_touch=True, is_mobile=True)

    box = phone.locator(".pair-link").first.bounding_box()

    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    assert box["x"] + box["width"] <= PHONE["width"]


@pytest.mark.usefixtures("interview")
def test_without_a_script_all_is_read(open_page: Open) -> None:
    plain = open_page(PAGE, viewport=WIDE, java_script_enabled=False)

    assert plain.locator("button:visible").count() == 0
    plain.locator("#b5 .pair-link").click()
    assert plain.url.endswith("#b5")
    assert top_of(plain, "#b5") < 60
