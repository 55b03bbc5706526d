"""Ways to a second, one voice at a time, and what keys are for, over several pages and tabs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talkpython_site.documents import Enclosure
from tests.audio import keep_audio, wav
from tests.browser.conftest import Open
from tests.browser.playing import MOSS, PHONE, TIDES, WIDE, Player, make_show
from tests.factories import make_episode, make_podcast
from tests.waiting import wait_until

SOUND = wav(59.54, rate=4_000)  # stored as a minute
VIDEO = "/episodes/seen/1/x"
ACTIONS = """
window.offered = {};
MediaSession.prototype.setActionHandler = function (name, does) { offered[name] = does; };
"""
LINK = """address => {
    document.querySelector("main").insertAdjacentHTML("beforeend", `<a href="${address}">Go</a>`);
    htmx.process(document.querySelector("main"));
}"""
# What a video sounds like, without the file of one.
SPEAK = "(video, sound) => { video.src = sound; void video.play(); }"
# The points of a line through the title that belong to it.
REACHED = """([x, top]) => {
    const points = Array.from({length: 80}, (_, n) => document.elementFromPoint(x, top - 20 + n));
    return points.filter((each) => each?.matches(".bar-title")).length;
}"""
Listen = Callable[..., Player]


@pytest.fixture
def listen(open_page: Open, app: Any) -> Listen:
    """Opens an episode; its sound is kept here."""
    make_show(keep_audio(app.registry.media, SOUND, "wav"))
    video = Enclosure(url="https://media.example/a.mp4", type="video/mp4")
    make_episode(make_podcast(slug="seen"), key="1", number=1, slug="x", enclosure=video)

    def listen(address: str = TIDES, **options: Any) -> Player:
        return Player(open_page(address, **{"viewport": WIDE, **options}))

    return listen


def follow(page: Page, address: str) -> None:
    page.evaluate(LINK, address)
    page.get_by_role("link", name="Go", exact=True).click()
    expect(page).to_have_url(address)


def test_a_link_to_a_second_of_what_plays_leads_there(listen: Listen) -> None:
    player = listen()
    player.play()
    page = player.page
    page.evaluate("window.first = document.getElementById('lasting-audio')")
    follow(page, "/people")
    player.plays_from(0)

    follow(page, f"{TIDES}?t=42")

    player.plays_from(42)
    assert page.evaluate("first.isConnected")
    expect(player.button("Pause")).to_be_visible()


def test_back_and_forward_leave_alone_what_plays(listen: Listen) -> None:
    player = listen(f"{TIDES}?t=42")
    player.button("Play from 0:42").click()
    follow(player.page, "/people")
    player.page.keyboard.press("j")
    player.plays_from(27)

    player.page.go_back()

    expect(player.button("Pause")).to_be_visible()
    player.plays_from(27)


def test_a_link_to_a_second_of_what_is_paused_waits(listen: Listen) -> None:
    player = listen()
    player.play()
    player.button("Pause").click()
    wait_until(lambda: player.audio("paused"))

    follow(player.page, f"{TIDES}?t=42")

    player.button("Play from 0:42").click()
    player.plays_from(42)


def test_keys_are_for_the_page_in_sight_while_nothing_plays(listen: Listen) -> None:
    player = listen()
    player.play()
    follow(player.page, MOSS)
    expect(player.page.locator("h1")).to_have_text("Moss")
    player.press("k")
    expect(player.bar).to_have_attribute("data-state", "paused")
    expect(player.bar).to_contain_text("What the tide knows")

    player.press("l", "k")

    player.plays_from(30)
    expect(player.bar).to_be_hidden()
    expect(player.button("Pause")).to_be_visible()


def test_a_key_without_a_name_is_none(listen: Listen) -> None:
    """Browsers that fill in a form tell of one; an error would fail this test."""
    player = listen()

    player.page.evaluate("document.body.dispatchEvent(new Event('keydown', {bubbles: true}))")

    player.press("k")
    player.plays_from(0)


def test_audio_ends_a_video_in_the_page(listen: Listen) -> None:
    player = listen()
    player.play()
    sound = player.audio("src")
    follow(player.page, VIDEO)
    video = player.page.locator("video")
    video.evaluate(SPEAK, sound)
    wait_until(lambda: player.audio("paused") and not video.evaluate("video => video.paused"))

    player.press("k")

    wait_until(lambda: bool(video.evaluate("video => video.paused")))
    player.plays_from(0)


def test_other_tabs_end_a_video_and_a_video_ends_them(listen: Listen) -> None:
    player = listen()
    player.play()
    tab = player.page.context.new_page()
    tab.goto(VIDEO)
    video = tab.locator("video")

    video.evaluate(SPEAK, player.audio("src"))
    wait_until(lambda: player.audio("paused") and not video.evaluate("video => video.paused"))
    player.press("k")

    wait_until(lambda: bool(video.evaluate("video => video.paused")))
    player.plays_from(0)


def test_keys_of_the_system_mean_nothing_once_it_is_closed(listen: Listen) -> None:
    player = listen("/people")
    player.page.add_init_script(ACTIONS)
    player.page.goto(TIDES)
    player.play()
    follow(player.page, "/people")
    player.page.evaluate("window.next = offered.nexttrack")
    player.button("Close the player", player.bar).click()

    player.page.evaluate("next(); offered.play(); offered.seekforward({})")

    assert player.page.evaluate("navigator.mediaSession.playbackState") == "none"
    expect(player.bar).to_be_hidden()
    follow(player.page, MOSS)
    expect(player.button("Play")).to_be_visible()


def test_the_system_tells_two_episodes_of_one_name_apart(listen: Listen, app: Any) -> None:
    audio = keep_audio(app.registry.media, SOUND, "wav")
    podcast = make_podcast("Deep Harbour", slug="again")
    twin = make_episode(
        podcast, key="9", slug="twin", title="What the tide knows", enclosure=audio, number=9
    )
    player = listen("/people")
    player.page.add_init_script(ACTIONS)
    player.page.goto(TIDES)
    player.play()
    assert player.page.evaluate("Boolean(offered.nexttrack)")

    follow(player.page, f"/episodes/again/9/{twin.slug}")
    player.play()

    assert player.page.evaluate("offered.nexttrack") is None


def test_a_length_is_said_in_one_way(listen: Listen) -> None:
    player = listen()
    player.play()

    wait_until(lambda: player.audio("duration") == pytest.approx(59.54, abs=0.01))
    expect(player.box.locator(".player-whole")).to_have_text("1:00")


def test_the_second_that_plays_can_be_shared(listen: Listen) -> None:
    player = listen()
    share = player.page.locator(".this-second")
    expect(share).to_be_hidden()
    before = player.page.locator(".beside").bounding_box()
    player.page.get_by_role("link", name="Start at 0:40").click()
    player.plays_from(40)
    player.button("Pause").click()

    expect(share).to_contain_text("This second, 0:4")
    expect(share).to_contain_text(f"{TIDES}?t=4")
    assert player.page.locator(".beside").bounding_box() == before
    assert player.page.evaluate("shifted < 0.005")
    player.page.goto(MOSS)
    expect(share).to_be_hidden()


def test_without_a_script_a_second_is_shared_where_one_is_asked_for(listen: Listen) -> None:
    player = listen(java_script_enabled=False)
    expect(player.page.get_by_text("This second")).to_be_hidden()

    player.page.goto(f"{TIDES}?t=42")

    expect(player.page.get_by_text("This second, 0:42:")).to_be_visible()


def test_tabbing_through_the_bar_moves_nothing(listen: Listen) -> None:
    player = listen(viewport={"width": 1280, "height": 500})
    player.play()
    page = player.page
    page.evaluate("document.querySelector('main').style.paddingBlockEnd = '2000px'")
    page.evaluate("scrollTo(0, 900)")
    expect(player.bar).to_be_visible()
    page.get_by_label("Single keys").evaluate("each => each.focus({preventScroll: true})")
    player.press("Tab")

    seen = []
    while page.evaluate("bar.contains(document.activeElement)"):
        seen.append(page.evaluate("scrollY"))
        player.press("Tab")

    assert len(seen) > 5
    assert set(seen) == {900}


def test_the_title_in_the_bar_has_the_reach_of_a_finger(listen: Listen) -> None:
    player = listen(viewport=PHONE)
    player.play()
    player.leave_sight()
    box = player.bar.locator(".bar-title").bounding_box()
    assert box is not None

    reached = player.page.evaluate(REACHED, [box["x"] + 20, box["y"]])

    assert reached >= 44
