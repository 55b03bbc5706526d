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

LOOKED = """() => {
  window.looked = [];
  for (const name of ["querySelector", "querySelectorAll"]) {
    const own = Document.prototype[name];
    Document.prototype[name] = function (selector) {
      if (selector.includes("questions")) looked.push(selector);
      return own.call(this, selector);
    };
  }
}"""
SCROLLED = """async () => {
  const frame = () => new Promise((then) => requestAnimationFrame(then));
  for (let n = 0; n < 5; n += 1) {
    dispatchEvent(new Event("scroll"));
    await frame();
    await frame();
  }
  return looked;
}"""


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

    expect(page.locator("#b5 .answer")).to_be_visible()
    wait_until(lambda: mark_of(page, "#b5 .answer") != "none")
    page.locator("#b5").get_by_role("link", name="Link to this question").click()
    wait_until(lambda: mark_of(page, "#b5 .answer") == "none")
    assert mark_of(page, "#b5") != "none"


@pytest.mark.usefixtures("interview")
@pytest.mark.parametrize("viewport", [WIDE, PHONE])
@pytest.mark.parametrize("scripted", [True, False])
def test_who_is_led_to_an_answer_sees_what_was_asked(
    open_page: Open, viewport: Any, *, scripted: bool
) -> None:
    page = open_page(f"{PAGE}#b6", viewport=viewport, java_script_enabled=scripted)

    wait_until(lambda: -1 < top_of(page, "#b5 h2") < 60)
    assert mark_of(page, "#b5 .answer") != "none"
    assert mark_of(page, "#b5") == "none"


def test_the_table_stands_beside_what_is_read(page: Page) -> None:
    table = page.get_by_role("navigation", name="In this interview")

    table.get_by_role("link", name="question 4").click()

    wait_until(lambda: -1 < top_of(page, "#b9") < 60)
    expect(table.get_by_role("link", name="question 0")).to_be_in_viewport()


@pytest.mark.usefixtures("interview")
def test_a_long_table_follows_what_is_read_and_moves_alone(open_page: Open) -> None:
    asked = [said(k, f"{k} {n}. {LONG if k == 'answer' else 'And why so?'}")
             for n in range(40) for k in ("question", "answer")]  # fmt: skip
    make_interview("At length", slug="long", blocks=asked)
    page = open_page("/interviews/long#b61", viewport=WIDE)
    table = page.get_by_role("navigation", name="In this interview")
    current = table.locator("[aria-current]")

    expect(current).to_have_text("question 30. And why so?")
    expect(current).to_be_in_viewport()
    wait_until(lambda: -1 < top_of(page, "#b61") < 60)

    for place, wanted in (("#b11", "question 5."), ("#b79", "question 39.")):
        page.evaluate("place => document.querySelector(place).scrollIntoView()", place)
        expect(current).to_have_text(f"{wanted} And why so?")
        expect(current).to_be_in_viewport()
        assert -1 < top_of(page, place) < 60
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)


def test_where_no_table_is_none_is_looked_for_while_somebody_scrolls(page: Page) -> None:
    page.get_by_role("link", name="Interviews").first.click()
    expect(page.locator(".interview-rows")).to_be_visible()
    page.evaluate(LOOKED)
    assert page.evaluate(SCROLLED) == []

    page.locator(".interview-rows h3 a").click()
    expect(page.locator("#b9")).to_be_visible()
    page.evaluate("document.querySelector('#b9').scrollIntoView()")
    expect(page.locator(".questions [aria-current]")).to_have_text("question 4.")


@pytest.mark.usefixtures("interview")
def test_where_a_table_goes_on_its_edge_is_seen_without_a_script(open_page: Open) -> None:
    page = open_page(PAGE, viewport={**WIDE, "height": 200}, java_script_enabled=False)

    table = page.locator(".questions details")
    edge, width = table.evaluate(
        "it => [getComputedStyle(it).backgroundImage, getComputedStyle(it).scrollbarWidth]"
    )

    assert table.evaluate("it => it.scrollHeight > it.clientHeight")
    assert (edge.count("conic-gradient"), width) == (4, "thin")


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
    for there in ("h1", ".portrait", "#b1 h2", "#b1 .answer", ".code pre"):
        assert page.locator(there).first.is_visible(), there
    rule = page.locator("#b1 h2").evaluate("it => getComputedStyle(it).breakAfter")
    paper = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert (rule, paper) == ("avoid", "light")
    assert page.pdf().startswith(b"%PDF")


def test_on_paper_all_has_one_measure_and_the_portrait_stands_beside_the_title(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 980})  # A4 within its margins

    parts = ".question, .answer, .code, .interview-foot"
    edges = page.locator(parts).evaluate_all(
        "all => all.map(it => it.getBoundingClientRect().right)"
    )
    portrait, title = page.locator(".portrait").bounding_box(), page.locator("h1").bounding_box()

    assert len(edges) == 12
    assert set(edges) == {673}
    assert portrait
    assert title
    assert abs(portrait["y"] - title["y"]) < 60
    assert portrait["x"] + portrait["width"] == 673


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
