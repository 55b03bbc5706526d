"""Somebody who listens while browsing; answers that the site does not give, made from its own."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.audio import wav
from tests.waiting import wait_until

SOUND = wav(60)
PLAY = re.compile("^(Play|Go on at)")  # what was heard for a second goes on
FORM = '<form method="{}" action="/form"><input name="q" aria-label="Words"><button>Send</button>'


class Listener:
    """Plays the episode of a page that is open, and then goes elsewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.route("https://media.example/**", sound)
        self.listens()

    def listens(self) -> None:
        """From now on it must be this element that plays."""
        self.page.locator("#listen").get_by_role("button", name=PLAY).click()
        self.page.evaluate("window.first = document.querySelector('#lasting-audio')")
        self.goes_on()

    def goes_on(self) -> None:
        """The element that played first is in the page, and its time rises."""
        assert self.page.evaluate("first === document.querySelector('#lasting-audio')")
        before = self.seconds()
        wait_until(lambda: self.seconds() > before + 0.05)
        assert self.page.evaluate("!first.paused")

    def seconds(self) -> float:
        return float(self.page.evaluate("first.currentTime"))

    def arrives(self, address: str, heading: str, title: str = "") -> None:
        """At a page as at one that was loaded: at its top, title said, focus at its beginning."""
        self.returns(address, heading, title)
        expect(self.page.locator("main")).to_be_focused()
        expect(self.page.locator("#browsing")).to_have_text(self.page.title())
        assert self.page.evaluate("scrollY") == 0

    def returns(self, address: str, heading: str, title: str = "") -> None:
        """At a page by Back or Forward, its title begins as its heading; what plays goes on."""
        expect(self.page.locator("h1")).to_have_text(heading)
        expect(self.page).to_have_url(re.compile(re.escape(address) + "$"))
        expect(self.page).to_have_title(re.compile(f"^{title or heading}"))
        assert self.page.evaluate("broken") == []
        self.goes_on()


def sound(route: Route) -> None:
    route.fulfill(body=SOUND, content_type="audio/wav", headers={"Accept-Ranges": "bytes"})


def answer(page: Page, address: str, change: Callable[[str], str], status: int = 200) -> None:
    """Let an address answer with the site's own page for it, changed."""

    def changed(route: Route) -> None:
        found = route.fetch()
        headers = {k: v for k, v in found.headers.items() if k not in {"content-encoding", "etag"}}
        route.fulfill(status=status, headers=headers, body=change(found.text()))

    page.route(address, changed)


def with_form(method: str) -> Callable[[str], str]:
    """Changes a page to one with a form that is sent to the address of the page."""
    titled = re.compile(r"(?s)<title>.*?</title>")
    form = f"<h1>Form</h1>{FORM.format(method)}</form></main>"
    return lambda text: titled.sub(
        "<title>Form</title>", re.sub(r"(?s)(<main[^>]*>).*</main>", rf"\1{form}", text)
    )


def with_link(address: str) -> Callable[[str], str]:
    """Changes a page to one whose writer links to an address."""
    return lambda text: text.replace("</main>", f'<p><a href="{address}">Elsewhere</a></p></main>')
