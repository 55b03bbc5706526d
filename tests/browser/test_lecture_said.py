"""The transcript beside a video: followed and pressed line by line."""

from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talkpython_site.documents.lecture import TranscriptLine
from tests.browser.accounts import PHONE
from tests.browser.conftest import Open
from tests.browser.watching import SAID, Watched, check, video
from tests.factories import make_course, make_lecture
from tests.waiting import wait_until

LAST = "Look down. " * 80
MARKED = "[...(CSS.highlights.get('said-now') ?? [])].join()"
SHOWN = "[...CSS.highlights.get('said-now')][0].getBoundingClientRect()"
MIDDLE = """(paragraph, words) => {
  const range = new Range();
  const start = paragraph.textContent.indexOf(words);
  range.setStart(paragraph.firstChild, start);
  range.setEnd(paragraph.firstChild, start + words.length);
  const { x, y, width, height } = range.getClientRects()[0];
  return { x: x + width / 2, y: y + height / 2 };
}"""
HERE = "/courses/tides/3/lecture-3"
WIDE: Any = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def lecture(clean: None, app: Any) -> str:  # noqa: ARG001 - the database is emptied first
    """Its address: short lines and a long one in a paragraph, and one more."""
    return taught(app, [*SAID, (20, "Look up. " * 90), (22, LAST)])


def taught(app: Any, lines: Iterable[tuple[float, str]]) -> str:
    course = make_course(slug="tides", language="en")
    said = [TranscriptLine(start_seconds=at + 0.37, text=words) for at, words in lines]
    make_lecture(course, **(video(app.registry.media) | {"transcript": said}))
    return HERE


def says(page: Page, words: str) -> None:
    """What is marked in the text."""
    wait_until(lambda: page.evaluate(MARKED) == words)


def middle_of(page: Page, words: str) -> tuple[float, float]:
    """Where they stand in the window, all in one line."""
    found = page.locator(".said p").first.evaluate(MIDDLE, words)
    return found["x"], found["y"]


def test_each_line_is_followed_and_leads(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    watched = Watched(page)
    expect(page.locator(".said li")).to_have_count(2)

    page.mouse.click(*middle_of(page, "Twice a day."))

    watched.plays_from(12.25)
    says(page, "Twice a day.")
    watched.press("k", "ArrowLeft")
    says(page, "The sea is out.")
    expect(watched.current.get_by_role("link")).to_have_attribute("aria-current", "true")
    assert page.evaluate("[shifted, scrollY]") == [0, 0], page.evaluate("moved")
    check(page)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_line_is_kept_in_view(open_page: Open, lecture: str, size: dict[str, Any]) -> None:
    page = open_page(lecture, **size)
    Watched(page)
    panel = page.locator(".lecture-side .transcript")

    page.evaluate("document.querySelector('.video-box video').currentTime = 23")

    says(page, LAST.strip())
    assert panel.evaluate("each => each.scrollTop") > 100
    assert page.evaluate("scrollY") == 0


def test_no_line_is_said_below_the_window(clean: None, app: Any, open_page: Open) -> None:  # noqa: ARG001 - the database is emptied first
    lines = [(place / 4, f"The {place}th wave comes in at last.") for place in range(80)]
    page = open_page(taught(app, lines), **WIDE)
    Watched(page)

    for place in range(60):
        page.evaluate(f"document.querySelector('.video-box video').currentTime = {place / 4 + 0.4}")
        says(page, lines[place][1])
        assert page.evaluate(f"({SHOWN}).bottom") <= WIDE["viewport"]["height"]


def test_words_can_be_chosen_without_going_there(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    watched = Watched(page)
    x, y = middle_of(page, "Twice a day.")

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=3)
    page.mouse.up()

    assert page.evaluate("String(getSelection()).length") > 2
    assert watched.asked("currentTime") == 0
    assert watched.asked("paused")
