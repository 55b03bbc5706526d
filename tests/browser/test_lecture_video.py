"""The video of a lecture: played, read along, by keys, without script, and missing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import DESKTOP, PHONE
from tests.browser.conftest import Open
from tests.browser.watching import Watched, check, video
from tests.factories import make_course, make_lecture
from tests.waiting import wait_until

HERE = "/courses/tides/3/lecture-3"
WIDE: Any = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def lecture(clean: None, app: Any) -> str:  # noqa: ARG001 - the database is emptied first
    """Its address."""
    course = make_course(slug="tides", language="en")
    make_lecture(course, **video(app.registry.media))
    return HERE


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_plays_and_nothing_is_asked_elsewhere_or_moves(
    open_page: Open, server: str, lecture: str, size: dict[str, Any]
) -> None:
    page = open_page("/courses/tides", **size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lecture)
    watched = Watched(page)
    page.wait_for_load_state("networkidle")

    check(page)
    watched.play()

    assert [address for address in asked if not address.startswith((server, "data:"))] == []
    assert page.evaluate("broken") == []
    assert page.evaluate("shifted") == 0, page.evaluate("moved")
    assert any(address.endswith(".mp4") for address in asked)


def test_captions_are_off_until_somebody_wants_them(open_page: Open, lecture: str) -> None:
    watched = Watched(open_page(lecture, **WIDE))
    watched.play()
    expect(watched.box.get_by_text("Low water.")).to_be_hidden()

    watched.press("c")
    expect(watched.box.get_by_text("Low water.")).to_be_visible()
    read_german(watched)


def read_german(watched: Watched) -> None:
    watched.button("Settings").click()
    watched.box.get_by_role("menuitem", name="Captions").click()
    watched.box.get_by_role("menuitemradio", name="Deutsch").click()
    expect(watched.box.get_by_text("Niedrigwasser.")).to_be_visible()


def test_captions_stay_as_they_were_left(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    watched = Watched(page)
    watched.play()
    read_german(watched)

    page.reload()

    watched = Watched(page)
    watched.play()
    expect(watched.box.get_by_text("Niedrigwasser.")).to_be_visible()
    watched.press("c")
    page.reload()
    watched = Watched(page)
    watched.play()
    expect(watched.box.get_by_text("Niedrigwasser.")).to_be_hidden()


def test_the_transcript_follows_and_leads(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    watched = Watched(page)
    expect(watched.current).to_have_count(0)

    watched.seek("0:18")

    watched.plays_from(18)
    expect(watched.current).to_contain_text("Mind the mud.")
    expect(watched.current).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    assert page.url.endswith(HERE)
    watched.seek("0:06")
    expect(watched.current).to_contain_text("It comes back.")
    expect(watched.current.get_by_role("link")).to_have_attribute("aria-current", "true")


def test_transcript_and_outline_are_seen_one_at_a_time(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    said, outline = page.locator(".said"), page.locator(".outline-lines")
    Watched(page)
    expect(outline).to_be_hidden()

    page.get_by_role("link", name="Outline", exact=True).first.click()

    expect(said).to_be_hidden()
    expect(outline).to_be_visible()
    check(page)


def test_an_address_with_a_second_begins_there(open_page: Open, lecture: str) -> None:
    watched = Watched(open_page(f"{lecture}?t=12", **WIDE))

    watched.stands_at(12)
    watched.play(12)


def test_speed_is_kept_by_the_browser(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    Watched(page).press(">", ">")
    assert Watched(page).asked("playbackRate") == 1.5

    page.reload()

    assert Watched(page).asked("playbackRate") == 1.5
    assert page.evaluate("document.getElementById('lasting-audio').playbackRate") == 1


def test_single_keys(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, **WIDE)
    watched = Watched(page)
    watched.press("k")
    watched.plays_from(0)
    watched.press(" ")
    wait_until(lambda: watched.asked("paused"))
    at = watched.asked("currentTime")
    watched.press("ArrowRight")
    watched.stands_at(at + 10)
    watched.press("ArrowLeft", "m")
    watched.stands_at(at)
    assert watched.asked("muted")
    assert page.evaluate("scrollY") == 0

    page.locator(".keys input").uncheck()
    page.locator("main").focus()
    watched.press("k", "m")
    assert watched.asked("paused")
    assert watched.asked("muted")


def test_space_presses_what_is_focused(open_page: Open, lecture: str) -> None:
    watched = Watched(open_page(lecture, **WIDE))

    watched.button("Mute").focus()
    watched.press(" ")

    assert watched.asked("muted")
    assert watched.asked("paused")


def arrive(page: Page) -> Watched:
    page.get_by_role("link", name="Lecture 3", exact=True).first.click()
    expect(page).to_have_url(re.compile(HERE))
    return Watched(page)


def test_it_stops_when_its_page_is_left_and_comes_back(open_page: Open, lecture: str) -> None:  # noqa: ARG001 - there is one
    page = open_page("/courses/tides", **WIDE)
    watched = arrive(page)
    watched.play()
    video = page.locator(".video-box video").element_handle()
    page.get_by_role("link", name="Courses", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Courses")
    assert video.evaluate("each => each.paused && !each.getAttribute('src')")
    watched.press("k")  # is nobody's now

    page.go_back()
    watched = Watched(page)
    expect(watched.box.locator(".plyr")).to_have_count(1)
    watched.play()
    assert page.evaluate("broken") == []


def test_pages_without_a_video_ask_for_no_player(open_page: Open, lecture: str) -> None:  # noqa: ARG001 - there is one
    page = open_page("/courses/tides")
    page.wait_for_load_state("networkidle")

    found = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")

    assert not [name for name in found if "plyr" in name]


def test_without_script_all_of_it_is_there(open_page: Open, lecture: str) -> None:
    page = open_page(lecture, java_script_enabled=False, **PHONE)

    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.get_by_text("Mind the mud.")).to_be_visible()
    expect(page.locator(".outline-lines")).to_be_visible()
    page.get_by_role("link", name="0:12").click()
    expect(page).to_have_url(re.compile(r"\?t=12#video$"))
    expect(page.locator("video")).to_have_attribute("src", re.compile(r"video\.mp4#t=12$"))


def test_a_video_that_is_missing_is_said_and_tried_again(open_page: Open, lecture: str) -> None:
    page = open_page("/nowhere", **WIDE)
    page.route("**/video.mp4", lambda route: route.fulfill(status=404))
    page.goto(lecture)
    said = page.get_by_text("The video does not answer.")
    expect(said).to_be_visible()
    page.unroute("**/video.mp4")

    page.get_by_role("button", name="Try again").click()

    Watched(page).plays_from(0)
    expect(said).to_be_hidden()
    assert page.evaluate("shifted") == 0, page.evaluate("moved")
