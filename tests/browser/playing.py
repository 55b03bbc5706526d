"""Somebody at the player: what it holds, what it says, and two episodes to play."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from talkpython_site.documents import Chapter
from tests.factories import make_episode, make_podcast
from tests.waiting import wait_until

TIDES, MOSS = "/episodes/deep/7/tides", "/episodes/deep/8/moss"
WIDE: Any = {"width": 1280, "height": 800}
PHONE: Any = {"width": 390, "height": 844}
CHAPTERS = ((0, "Hello"), (10, "Asking the tide"), (40, "The end"))


def make_show(enclosure: Any) -> None:
    """An episode of a minute in three chapters, and a later one; notes of one line in any font."""
    podcast = make_podcast("Deep Harbour", slug="deep", language="en", own_hue="hue-7")
    chapters = [Chapter(start_seconds=second, title=title) for second, title in CHAPTERS]
    make_episode(
        podcast, key="7", number=7, slug="tides", title="What the tide knows", duration_seconds=60,
        chapters=chapters, strip=[1667, 6667, 10_000], enclosure=enclosure,
        notes_html="<p>About tides.</p>",
    )  # fmt: skip
    make_episode(
        podcast, key="8", number=8, slug="moss", title="Moss", duration_seconds=60,
        enclosure=enclosure,
    )  # fmt: skip


class Player:
    """The player of a page that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box, self.bar = page.locator("#listen"), page.locator("#bar")
        self.line = self.box.locator(".player-line")
        self.slider = self.box.get_by_label("Position")

    def button(self, name: str, panel: Locator | None = None) -> Locator:
        return (panel or self.box).get_by_role("button", name=name, exact=True)

    def audio(self, asked: str) -> Any:
        return self.page.evaluate(f"document.getElementById('lasting-audio').{asked}")

    def seconds(self) -> float:
        return float(self.audio("currentTime"))

    def plays_from(self, second: float) -> None:
        """Its time rises, from about there; until it is there, it may stand behind that."""
        begin, end = second + 0.05, second + 8
        wait_until(lambda: begin < self.seconds() < end and not self.audio("paused"))

    def play(self) -> None:
        self.button("Play").click()
        self.plays_from(0)

    def leave_sight(self) -> None:
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        expect(self.bar).to_be_visible()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
