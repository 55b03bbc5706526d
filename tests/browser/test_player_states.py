"""What the player says where audio is slow, broken, over or not there; each host is a real one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from talkpython_site.documents import Enclosure
from tests.browser import audio_hosts
from tests.browser.audio_hosts import Host
from tests.browser.conftest import Open
from tests.browser.playing import PHONE, TIDES, WIDE, Player, make_show

Meet = Callable[..., Player]
LONG = 20_500  # ms


@pytest.fixture
def host() -> Iterator[Host]:
    with audio_hosts.running() as host:
        yield host


@pytest.fixture
def meet(open_page: Open, host: Host) -> Meet:
    """Opens an episode whose host answers in a way of its own; its time can be turned on."""

    def meet(way: str, address: str = TIDES, **options: Any) -> Player:
        make_show(Enclosure(url=f"{host.address}/{way}.wav", type="audio/wav"))
        page = open_page("/people", ignore_https_errors=True, **{"viewport": WIDE, **options})
        page.clock.install()
        page.goto(address)
        return Player(page)

    return meet


@pytest.mark.parametrize("way", ["missing", "html"])
def test_what_is_no_audio_does_not_answer(meet: Meet, host: Host, way: str) -> None:
    player = meet(way)
    player.button("Play").click()

    expect(player.line.get_by_role("status")).to_have_text("The audio does not answer.")
    file = player.line.get_by_role("link", name="Open the file")
    expect(file).to_have_attribute("href", f"{host.address}/{way}.wav")
    host.mended.set()
    player.button("Try again").press("Enter")
    player.plays_from(0)
    expect(player.button("Pause")).to_be_focused()
    expect(player.line.get_by_role("status")).to_be_empty()


def test_a_host_that_never_answers_is_waited_for_and_then_given_up(meet: Meet, host: Host) -> None:
    player = meet("silent", f"{TIDES}?t=42")
    status = player.line.get_by_role("status")
    player.button("Play from 0:42").click()
    expect(status).to_have_text("Loading")
    expect(status).to_have_text("Waiting for the network")
    expect(player.button("Pause")).to_be_visible()

    player.page.clock.fast_forward(LONG)

    expect(status).to_have_text("The audio does not answer.")
    host.mended.set()
    player.button("Try again").click()
    player.plays_from(42)


@pytest.mark.parametrize("way", ["stalling", "shortened"])
def test_audio_that_breaks_off_goes_on_where_it_was(meet: Meet, host: Host, way: str) -> None:
    player = meet(way)
    player.box.get_by_label("Speed").select_option("2")
    player.play()
    status = player.line.get_by_role("status")
    expect(status).to_have_text("Waiting for the network", timeout=10_000)
    at = player.seconds()
    player.page.clock.fast_forward(LONG)
    expect(status).to_have_text("The audio does not answer.")

    host.mended.set()
    player.button("Try again").click()

    player.plays_from(at)


def test_waiting_can_be_ended(meet: Meet) -> None:
    player = meet("silent")
    player.button("Play").click()
    expect(player.line.get_by_role("status")).to_have_text("Loading")

    player.button("Pause").click()

    expect(player.button("Play")).to_be_visible()
    player.page.clock.fast_forward(LONG)
    expect(player.line.get_by_role("status")).to_be_empty()


def test_what_is_over_offers_the_next(meet: Meet) -> None:
    player = meet("good")
    player.slider.fill("58")
    player.button("Play from 0:58").click()
    expect(player.line.get_by_role("status")).to_have_text("Finished.")
    expect(player.button("Play again")).to_be_visible()
    player.page.evaluate("window.first = document.getElementById('lasting-audio')")

    player.line.get_by_role("link", name="Next: Moss").click()

    expect(player.page.locator("h1")).to_have_text("Moss")
    expect(player.button("Play")).to_be_visible()
    assert player.audio("paused")
    assert player.page.evaluate("first.isConnected")
    player.page.go_back()
    player.button("Play again").click()
    player.plays_from(0)


def test_what_was_finished_does_not_come_back(meet: Meet) -> None:
    player = meet("good", f"{TIDES}?t=58")
    player.button("Play from 0:58").click()
    expect(player.line.get_by_role("status")).to_have_text("Finished.")

    player.page.goto("/people")

    expect(player.page.locator("h1")).to_have_text("People")
    expect(player.bar).to_be_hidden()


def test_the_line_never_moves_what_is_around_it(meet: Meet) -> None:
    """Not even with the longest that it says, on the smallest of phones."""
    player = meet("missing", viewport={"width": 320, "height": 640})
    before = player.box.bounding_box()

    player.button("Play").click()

    expect(player.button("Try again")).to_be_visible()
    assert player.box.bounding_box() == before
    assert player.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_bar_says_it_too(meet: Meet) -> None:
    player = meet("missing", viewport=PHONE)
    player.button("Play").click()
    expect(player.button("Try again")).to_be_visible()

    player.leave_sight()

    expect(player.bar.get_by_role("status")).to_have_text("The audio does not answer.")
    expect(player.button("Try again", player.bar)).to_be_in_viewport()
    expect(player.line.locator("[role=status]")).to_have_attribute("aria-live", "off")
    assert player.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
