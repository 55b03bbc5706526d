"""The player: one audio element under the page's controls and the bar's."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.audio import keep_audio, wav
from tests.browser.conftest import Open
from tests.browser.listening import PLAY
from tests.browser.playing import MOSS, PHONE, TIDES, WIDE, Player
from tests.browser.playing import make_show as make
from tests.waiting import wait_until

SOUND = wav(60, rate=4_000)
LOW: Any = {"width": 1280, "height": 500}
Listen = Callable[..., Player]


@pytest.fixture
def listen(open_page: Open, app: Any) -> Listen:
    """Opens an episode; its sound is kept here."""
    make(keep_audio(app.registry.media, SOUND, "wav"))

    def listen(address: str = TIDES, **options: Any) -> Player:
        return Player(open_page(address, **{"viewport": WIDE, **options}))

    return listen


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_plays_and_pauses_and_nothing_moves(listen: Listen, viewport: Any) -> None:
    player = listen(viewport=viewport)
    assert player.page.locator("audio").count() == 1

    player.play()
    expect(player.line).to_contain_text("Hello")
    player.button("Pause").click()

    expect(player.box.locator("[data-act=toggle]")).to_have_accessible_name(PLAY)
    assert player.audio("paused")
    assert player.page.evaluate("[broken, shifted < 0.005]") == [[], True]


def test_the_box_is_as_high_before_scripts_as_after(listen: Listen) -> None:
    for viewport in (WIDE, PHONE):
        player = listen(viewport=viewport)
        after = player.box.bounding_box()
        player.page.route("**/player*.js", lambda route: route.abort())
        player.page.reload()
        expect(player.box.locator("audio")).to_be_visible()

        assert player.box.bounding_box() == after


def test_a_chapter_plays_in_place_and_is_marked(listen: Listen) -> None:
    player = listen()
    asked: list[str] = []
    player.page.on("request", lambda request: asked.append(request.resource_type))

    player.page.get_by_role("link", name="Start at 0:40").click()

    player.plays_from(40)
    current = player.page.locator("#chapter-list .current")
    expect(current).to_have_text("0:40 The end")
    player.slider.fill("12")
    expect(current).to_have_text("0:10 Asking the tide")
    assert current.locator("[aria-current=true]").count() == 1
    assert "document" not in asked
    assert "fetch" not in asked


@pytest.mark.parametrize("given", ["abc", "0", "99999"])
def test_who_asks_for_no_second_starts_at_the_beginning(listen: Listen, given: str) -> None:
    player = listen(f"{TIDES}?t=42")
    player.button("Play from 0:42").click()
    player.plays_from(42)

    player.page.goto(f"{TIDES}?t={given}")

    player.play()
    assert player.seconds() < 30


def test_an_address_with_a_second_starts_there(listen: Listen) -> None:
    player = listen(f"{TIDES}?t=42")
    expect(player.line).to_contain_text("Play from 0:42 The end")
    assert player.audio("paused")

    player.button("Play from 0:42").click()

    player.plays_from(42)


def test_the_slider_says_where_it_is_and_steps(listen: Listen) -> None:
    player = listen()
    words = "aria-valuetext"
    player.slider.focus()
    player.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")
    expect(player.slider).to_have_attribute(words, "10 s of 1 min, Asking the tide")
    player.press("PageUp")
    expect(player.slider).to_have_attribute(words, "40 s of 1 min, The end")
    player.press("PageDown", "PageDown")
    expect(player.slider).to_have_attribute(words, "0 s of 1 min, Hello")
    player.press("PageUp")

    player.button("Play from 0:10").click()

    player.plays_from(10)


def test_what_is_under_the_pointer_is_named(listen: Listen) -> None:
    player = listen()
    box = player.slider.bounding_box()
    assert box is not None

    player.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 4)

    expect(player.line).to_contain_text("0:45 The end")
    player.page.mouse.down()
    player.page.mouse.up()
    player.page.mouse.move(0, 0)
    expect(player.line).to_contain_text("Play from 0:45 The end")


def test_it_comes_back_paused_where_it_was(listen: Listen) -> None:
    player = listen()
    player.play()
    player.slider.fill("24")
    player.plays_from(24)
    player.box.get_by_label("Speed").select_option("1.5")
    player.page.goto("/people")
    expect(player.bar).to_be_visible()

    assert player.audio("paused")
    expect(player.bar.locator(".bar-time")).to_contain_text("0:2")
    expect(player.bar.get_by_label("Speed")).to_have_value("1.5")
    player.bar.get_by_role("button", name="Go on at 0:2").click()
    player.plays_from(24)
    assert player.audio("playbackRate") == 1.5
    player.bar.get_by_role("link", name="What the tide knows").click()
    expect(player.button("Pause")).to_be_visible()
    expect(player.bar).to_be_hidden()
    assert player.page.evaluate("shifted < 0.005")


def test_heard_seconds_are_kept_and_painted(listen: Listen) -> None:
    player = listen()
    player.page.get_by_role("link", name="Start at 0:40").click()
    player.box.get_by_label("Speed").select_option("2")
    wait_until(lambda: player.seconds() > 42)
    player.button("Pause").click()

    expect(player.box.locator(".heard rect").first).to_be_attached()
    first = player.box.locator(".heard rect").first.get_attribute("x")
    assert 66 <= float((first or "").rstrip("%")) <= 68
    player.page.reload()
    expect(player.box.get_by_role("button", name="Go on at 0:4")).to_be_visible()
    expect(player.line).to_contain_text("Go on at 0:4")


def test_another_episode_takes_its_place_and_offers_the_way_back(listen: Listen) -> None:
    player = listen(viewport=LOW)
    player.page.get_by_role("link", name="Start at 0:40").click()
    player.plays_from(40)
    player.page.get_by_role("navigation", name="Before and after").get_by_role("link").click()
    expect(player.page.locator("h1")).to_have_text("Moss")
    expect(player.bar).to_contain_text("What the tide knows")

    player.play()

    expect(player.bar).to_be_hidden()
    player.leave_sight()
    player.bar.get_by_role("button", name="Back to What the tide knows, 0:4").click()
    player.plays_from(40)
    expect(player.bar.locator(".bar-back")).to_contain_text("Back to Moss, 0:0")


def test_the_bar_closes_and_stays_away(listen: Listen) -> None:
    player = listen(viewport=LOW)
    player.play()
    player.leave_sight()

    player.button("Close the player", player.bar).press("Enter")

    expect(player.bar).to_be_hidden()
    assert not player.audio("hasAttribute('src')")
    expect(player.page.locator("main")).to_be_focused()
    player.page.goto(MOSS)
    expect(player.button("Play")).to_be_visible()
    expect(player.bar).to_be_hidden()


def test_the_bar_covers_neither_the_last_line_nor_the_focus(listen: Listen) -> None:
    player = listen(viewport={"width": 390, "height": 600})
    player.play()
    player.leave_sight()
    player.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = player.page.locator("#keys-there-are").bounding_box()
    bar = player.bar.bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]
    player.page.locator("#keys-there-are").click()
    for _ in range(12):
        player.press("Shift+Tab")
        place = player.page.locator("*:focus").bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= bar["y"]

    player.page.set_viewport_size({"width": 800, "height": 470})
    assert player.bar.evaluate("bar => getComputedStyle(bar).position") == "relative"
