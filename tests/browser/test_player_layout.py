"""Where the player and its bar stand: small and low windows, large letters, forced colours."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.audio import keep_audio, wav
from tests.browser.conftest import Open
from tests.browser.playing import PHONE, TIDES, WIDE, Player, make_show
from tests.waiting import wait_until

Listen = Callable[..., Player]
LARGE = """
addEventListener("DOMContentLoaded", () => {
  const large = new CSSStyleSheet();
  large.replaceSync("html { font-size: 212.5% }");
  document.adoptedStyleSheets = [large];
});
"""
BARE = """() => htmx.ajax("GET", "/people", {target: "main", select: "main", swap: "outerHTML"})"""


@pytest.fixture
def listen(open_page: Open, app: Any) -> Listen:
    """Opens an episode, in letters of twice the size if asked; its sound is kept here."""
    make_show(keep_audio(app.registry.media, wav(60, rate=4_000), "wav"))

    def listen(*, large: bool = False, path: str = TIDES, **options: Any) -> Player:
        page = open_page("/people", **{"viewport": WIDE, **options})
        page.add_init_script(LARGE if large else "0")
        page.goto(path)
        return Player(page)

    return listen


def left(player: Player, part: str) -> tuple[float, float]:
    """Where a part of the bar begins, and how wide it is, in px."""
    box = player.bar.locator(part).bounding_box()
    assert box is not None
    return box["x"], box["width"]


def leave_the_page(player: Player) -> None:
    player.page.evaluate(BARE)
    expect(player.page.locator("h1")).to_have_text("People")
    expect(player.bar).to_be_visible()


@pytest.mark.parametrize("distance", [20, 80])
def test_play_that_is_seen_is_not_covered_once_pressed(listen: Listen, distance: int) -> None:
    player = listen(viewport={"width": 360, "height": 500}, has_touch=True)
    button = player.box.locator("[data-act=toggle]")
    player.page.evaluate(
        "px => scrollBy(0, document.querySelector('.listen .play-button')"
        ".getBoundingClientRect().bottom - innerHeight + px)",
        distance,
    )

    button.tap()

    player.plays_from(0)
    expect(player.bar).to_be_hidden()
    player.leave_sight()


@pytest.mark.parametrize("viewport", [(667, 375), (800, 450)])
def test_in_a_low_window_the_bar_is_the_last_of_the_page(
    listen: Listen, viewport: tuple[int, int]
) -> None:
    player = listen(viewport={"width": viewport[0], "height": viewport[1]})
    player.play()
    leave_the_page(player)

    place = player.page.evaluate(
        "bar.querySelector('.scrub').getBoundingClientRect().top >= "
        "document.querySelector('.site-footer').getBoundingClientRect().bottom"
    )

    assert place


@pytest.mark.parametrize("width", [760, 800, 900, 1024, 1440])
def test_the_bar_has_a_strip_to_seek_in(listen: Listen, width: int) -> None:
    player = listen(viewport={"width": width, "height": 700})
    player.play()
    leave_the_page(player)

    assert left(player, ".scrub input")[1] >= 130
    assert player.page.evaluate("document.documentElement.scrollWidth") <= width
    assert player.bar.evaluate("bar => bar.clientHeight") == 76


def test_large_letters_fit_and_keep_the_strip(listen: Listen) -> None:
    player = listen(large=True, viewport={"width": 1280, "height": 800})
    player.play()
    leave_the_page(player)
    assert left(player, ".scrub input")[1] >= 600

    for path in ("/", TIDES):
        player = listen(large=True, path=path, viewport=PHONE)
        assert player.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    high = player.box.locator(".skip-by").evaluate_all("all => all.map(each => each.clientHeight)")
    assert max(high) < 60


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 700}], ids=["phone", "wide"])
def test_no_state_moves_the_bar(listen: Listen, viewport: Any) -> None:
    player = listen(viewport=viewport)
    player.play()
    leave_the_page(player)
    button = player.button("Pause", player.bar)
    before = left(player, ".scrub"), button.bounding_box(), player.bar.bounding_box()

    player.page.evaluate("""() => {
      const audio = document.getElementById("lasting-audio");
      audio.src = "/nowhere.wav";
      audio.play().catch(() => 0);
    }""")

    expect(player.bar.get_by_role("link", name="Open the file")).to_be_in_viewport(ratio=1)
    play = player.bar.locator("[data-act=toggle]")
    assert (left(player, ".scrub"), play.bounding_box(), player.bar.bounding_box()) == before


def test_the_end_of_a_page_is_seen_though_the_bar_comes_on_the_way(listen: Listen) -> None:
    player = listen()
    player.play()
    height = player.page.evaluate("document.documentElement.scrollHeight")

    player.press("End")

    expect(player.bar).to_be_visible()
    assert player.page.evaluate("document.documentElement.scrollHeight") == height
    wait_until(lambda: player.page.evaluate("scrollY + innerHeight >= document.body.scrollHeight"))


def test_whoever_comes_to_listen_sees_what(listen: Listen) -> None:
    player = listen(path=f"{TIDES}#listen")

    expect(player.page.locator("h1")).to_be_in_viewport(ratio=1)
    expect(player.page.locator(".episode-head .art")).to_be_in_viewport(ratio=1)


def test_forced_colours_tell_the_current_page(listen: Listen) -> None:
    player = listen(path="/episodes", forced_colors="active")

    colours = player.page.eval_on_selector_all(
        ".menu a", "all => all.map(each => getComputedStyle(each).borderBottomColor)"
    )

    assert colours.count(colours[0]) == 1
    assert len(set(colours[1:])) == 1


def test_that_the_network_is_away_covers_nothing(listen: Listen) -> None:
    page = listen(path="/episodes", viewport=PHONE, has_touch=True).page
    page.get_by_text("Menu", exact=True).tap()
    page.context.set_offline(True)

    page.locator(".menu a").last.tap()

    expect(page.locator("#browsing")).to_contain_text("The network is away.")
    expect(page.locator(".menu nav")).to_be_hidden()
    line, heading = page.locator("#browsing p").bounding_box(), page.locator("main").bounding_box()
    assert line is not None
    assert heading is not None
    assert heading["y"] == line["y"] + line["height"]


def test_the_count_stands_where_it_stood(listen: Listen) -> None:
    page = listen(path="/episodes").page
    before = page.locator(".page-head p").bounding_box()
    assert before is not None

    page.goto("/episodes?podcast=deep")

    after = page.locator(".chosen").bounding_box()
    assert after is not None
    assert (after["y"], after["height"]) == (before["y"], before["height"])


def test_facts_stand_on_one_line_for_a_finger(listen: Listen) -> None:
    player = listen(
        path="/", viewport={"width": 700, "height": 800}, has_touch=True, is_mobile=True
    )

    ends = player.page.eval_on_selector_all(
        ".hero .facts > *",
        """all => all.map(each => {
          const range = document.createRange();
          range.selectNodeContents(each);
          return range.getBoundingClientRect().bottom;
        })""",
    )

    assert len(ends) >= 2
    assert max(ends) - min(ends) < 2
