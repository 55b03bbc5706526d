"""The video of a lecture under a thumb: all is reached, and nothing lies over the captions."""

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.accounts import PHONE
from tests.browser.conftest import Open
from tests.browser.watching import Watched, video
from tests.factories import make_course, make_lecture
from tests.waiting import wait_until

THUMB = 44
SIZES = [PHONE | {"viewport": {"width": width, "height": 700}} for width in (320, 390)]


@pytest.fixture(params=SIZES, ids=["320", "390"])
def watched(clean: None, app: Any, open_page: Open, request: Any) -> Watched:  # noqa: ARG001 - the database is emptied first
    course = make_course(slug="tides", language="en")
    make_lecture(course, **video(app.registry.media))
    return Watched(open_page("/courses/tides/3/lecture-3", **request.param))


def place(found: Locator) -> FloatRect:
    box = found.bounding_box()
    assert box
    return box


def test_every_speed_can_be_chosen(watched: Watched) -> None:
    watched.button("Settings").click()
    watched.box.get_by_role("menuitem", name="Speed").click()
    rows = watched.box.get_by_role("menuitemradio")
    expect(rows).to_have_count(6)
    box, menu = place(watched.box), watched.box.locator(".plyr__menu__container > div")
    wait_until(lambda: place(menu)["height"] >= 2 * THUMB)

    assert place(menu)["y"] >= box["y"]
    assert all(place(row)["height"] >= THUMB for row in rows.all())
    rows.last.click()
    assert watched.asked("playbackRate") == 2
    assert place(watched.box) == box


def test_the_slider_has_a_row_of_its_own(watched: Watched) -> None:
    box, slider = place(watched.box), place(watched.box.get_by_role("slider", name="Seek"))

    assert slider["height"] >= THUMB
    assert slider["width"] > box["width"] - 20
    for name in ("Mute", "Enable captions", "Settings"):
        button = place(watched.button(name))
        assert min(button["width"], button["height"]) >= THUMB
        assert button["y"] >= slider["y"] + slider["height"]


def test_nothing_lies_over_captions_once_it_was_played(watched: Watched) -> None:
    watched.play()
    watched.press("c", "k")
    wait_until(lambda: watched.asked("paused"))
    said = watched.box.get_by_text("Low water.")
    expect(said).to_be_visible()

    expect(watched.box.locator(".plyr__control--overlaid")).to_be_hidden()
    slider = watched.box.get_by_role("slider", name="Seek")
    wait_until(lambda: place(said)["y"] + place(said)["height"] < place(slider)["y"] + THUMB / 2)
