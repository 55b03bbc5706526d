"""Around the player: keys, other tabs, videos, the system, browsers that keep nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from talkpython_site.documents import Enclosure
from tests.audio import keep_audio, wav
from tests.browser.conftest import Open
from tests.browser.playing import TIDES, WIDE, Player, make_show
from tests.factories import make_episode, make_podcast
from tests.waiting import wait_until

SOUND = wav(60, rate=4_000)
Listen = Callable[..., Player]
NOTHING_IS_KEPT = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
});
"""
ACTIONS = """
window.offered = {};
MediaSession.prototype.setActionHandler = function (name, does) { offered[name] = does; };
"""
GO = """path => htmx.ajax(
    "GET", path, {target: "main", select: "main", swap: "outerHTML"}
)"""
COUNTED = """
window.added = 0;
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (...given) {
  if (!new Error().stack.includes("htmx")) added += 1;
  return add.apply(this, given);
};
"""


@pytest.fixture
def listen(open_page: Open, app: Any) -> Listen:
    """Opens an episode, after a script of the test's own; its sound is kept here."""
    make_show(keep_audio(app.registry.media, SOUND, "wav"))

    def listen(address: str = TIDES, *, first: str = "") -> Player:
        page = open_page("/people", viewport=WIDE)
        page.add_init_script(first or "0")
        page.goto(address)
        return Player(page)

    return listen


def test_single_keys_play(listen: Listen) -> None:
    player = listen()
    player.press("k")
    player.plays_from(0)
    player.press("l")
    player.plays_from(30)
    player.press("j", "m", ">", ">", "<")
    player.plays_from(15)
    assert player.audio("muted")
    assert player.audio("playbackRate") == 1.1
    expect(player.box.get_by_label("Speed")).to_have_value("1.1")
    expect(player.button("Mute")).to_have_attribute("aria-pressed", "true")
    player.press("K")
    wait_until(lambda: player.audio("paused"))


def test_keys_are_for_fields_first_and_can_be_switched_off(listen: Listen) -> None:
    player = listen()
    for keys in ("Control+k", "Alt+k", "Meta+k"):
        player.press(keys)
    player.box.get_by_label("Speed").focus()
    player.press("k")
    assert player.page.evaluate("bar.hidden && document.querySelector('#lasting-audio').paused")
    player.page.get_by_label("Single keys").uncheck()
    player.page.reload()
    expect(player.page.get_by_label("Single keys")).not_to_be_checked()

    player.page.locator("main").focus()
    player.press("k")

    assert player.audio("paused")
    player.page.get_by_label("Single keys").check()
    player.press("k")
    player.plays_from(0)


def test_one_tab_plays(listen: Listen) -> None:
    first = listen()
    first.play()
    page = first.page.context.new_page()
    page.goto(TIDES)
    second = Player(page)

    second.box.locator("[data-act=toggle]").click()

    second.plays_from(0)
    wait_until(lambda: first.audio("paused"))
    assert not second.audio("paused")


def test_a_video_ends_what_is_heard(listen: Listen) -> None:
    video = Enclosure(url="https://media.example/a.mp4", type="video/mp4")
    make_episode(make_podcast(slug="seen"), key="1", number=1, slug="x", enclosure=video)
    player = listen()
    player.play()
    player.page.evaluate("htmx.ajax('GET', '/episodes/seen/1/x', {target: 'main'})")
    expect(player.page.locator("video")).to_be_visible()
    expect(player.bar).to_be_visible()

    player.page.locator("video").evaluate("video => void video.play().catch(() => 0)")

    wait_until(lambda: player.audio("paused"))


def test_the_system_shows_and_moves_it(listen: Listen) -> None:
    player = listen(first=ACTIONS)
    player.play()
    shown = player.page.evaluate(
        "(({title, artist}) => [title, artist])(navigator.mediaSession.metadata)"
    )
    assert shown == ["What the tide knows", "Deep Harbour"]

    player.page.evaluate("offered.nexttrack()")
    player.plays_from(10)
    player.page.evaluate("offered.seekforward({})")
    player.plays_from(40)
    player.page.evaluate("offered.previoustrack()")
    player.plays_from(10)
    player.page.evaluate("offered.pause()")
    wait_until(lambda: player.audio("paused"))
    player.page.evaluate("offered.seekto({seekTime: 50})")
    player.page.evaluate("offered.play()")
    player.plays_from(50)


def test_where_there_are_no_chapters_there_are_no_tracks(listen: Listen) -> None:
    player = listen("/episodes/deep/8/moss", first=ACTIONS)
    player.play()

    assert player.page.evaluate("offered.nexttrack") is None


def test_a_browser_that_keeps_nothing_plays(listen: Listen) -> None:
    player = listen(first=NOTHING_IS_KEPT)
    player.page.get_by_role("link", name="Start at 0:10").click()
    player.plays_from(10)
    player.button("Pause").click()
    player.page.get_by_label("Single keys").uncheck()
    expect(player.line).to_contain_text("Go on at 0:1")


def test_what_lies_broken_in_the_store_is_nothing(listen: Listen) -> None:
    player = listen()
    for broken in ("{", "[]", "null", '{"now": 7}', '{"now": {"source": "x"}, "volume": "loud"}'):
        player.page.evaluate("broken => localStorage.setItem('player', broken)", broken)
        player.page.reload()
        player.play()
        player.page.evaluate("localStorage.clear()")


def test_started_before_the_script_it_plays_on(listen: Listen) -> None:
    player = listen("/people")
    held: list[Route] = []
    player.page.route("**/js/player.*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    player.page.goto(f"{TIDES}?t=20", wait_until="commit")
    plain = player.page.locator(".plain-audio")
    plain.focus()
    player.press("Space")
    wait_until(lambda: plain.evaluate("audio => audio.currentTime") > 20)

    held[0].continue_()

    expect(plain).to_have_count(0)
    player.plays_from(20)


def test_nothing_gathers_over_many_pages(listen: Listen) -> None:
    player = listen(first=COUNTED)
    player.play()
    for path in ("/people", TIDES):
        player.page.evaluate(GO, path)
    before = player.page.evaluate("added")

    for path in ("/people", TIDES) * 5:
        player.page.evaluate(GO, path)

    assert player.page.evaluate("added") == before
    assert player.page.locator("audio").count() == 1
    assert not player.audio("paused")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_plays_is_accessible(open_page: Open, app: Any, scheme: Any) -> None:
    make_show(keep_audio(app.registry.media, SOUND, "wav"))
    player = Player(open_page(TIDES, viewport={"width": 390, "height": 600}, color_scheme=scheme))
    player.play()
    player.leave_sight()

    found = Axe().run(player.page)

    assert found.violations_count == 0, found.generate_report()


def test_on_paper_there_is_nothing_to_press(listen: Listen) -> None:
    player = listen()
    player.play()
    player.page.set_viewport_size({"width": 800, "height": 500})
    player.leave_sight()

    player.page.emulate_media(media="print")

    expect(player.bar).to_be_hidden()
    assert player.page.locator(":is(button, input, select):visible").count() == 0
