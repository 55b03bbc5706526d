"""Sponsors on the page of an episode: named, linked, heard."""

from typing import Any

from playwright.sync_api import expect

from talkpython_site.documents import Chapter, Sponsor
from tests.browser.conftest import Open
from tests.factories import make_episode, make_podcast

PAGE = "/episodes/deep/7/tides"
MANY = [
    Sponsor(name=f"Brass {n}", url="https://brass.example", text="It shines.", start_seconds=760,
            end_seconds=860)
    for n in range(9)
]  # fmt: skip


def make_page() -> str:
    chapters = [Chapter(start_seconds=0, title="Hello")]
    podcast = make_podcast(slug="deep")
    make_episode(podcast, key="7", number=7, slug="tides", chapters=chapters, sponsors=MANY)
    return PAGE


def test_notes_follow_the_player_however_much_lies_beside(open_page: Open) -> None:
    page = open_page(make_page())
    player, notes = (page.locator(each).bounding_box() for each in (".episode-main", "#notes"))
    assert player
    assert notes
    assert notes["y"] - player["y"] - player["height"] < 60


def test_the_time_of_a_sponsor_starts_there(open_page: Open, size: Any) -> None:
    page = open_page(make_page(), **size)
    link = page.get_by_role("link", name="Start at 12:40, with Brass 3")
    box = link.bounding_box()
    assert box
    assert box["height"] >= (40 if size.get("has_touch") else 15)
    link.click()
    expect(page.locator(".listen .player-now")).to_contain_text("12:40")
