"""Editors who write at one podcast, each in a browser of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Page, Request, expect

from tests.browser.accounts import Person
from tests.browser.bringing import command
from tests.feeds import rss
from tests.waiting import wait_until

SHOW, SLUG = "Slow Tides", "slow-tides"
FEED = rss(
    """<item><title>Ebb</title><guid>ebb</guid><itunes:episode>1</itunes:episode>
<pubDate>Mon, 04 Mar 2024 06:30:00 GMT</pubDate>
<enclosure url="https://media.example/1.mp3" length="4000000" type="audio/mpeg"/></item>""",
    channel=f"<title>{SHOW}</title><language>en</language>",
)


def become_editor(person: Person, environ: Mapping[str, str]) -> None:
    person.register()
    person.confirm()
    command(environ, "account", "role", "add", person.email, "editor", "--podcast", SLUG)
    person.sign_in()
    person.sees("Your account")


def begin(page: Page) -> None:
    """An empty form of a new episode."""
    fields = page.get_by_label("Title", exact=True)
    wait_until(lambda: page.goto("/admin/episodes/new") and fields.count())


def make(page: Page, title: str, **fields: str) -> None:
    """An episode of the podcast, saved as a draft; its form is open then."""
    begin(page)
    podcast = page.get_by_label("Podcast", exact=True)
    podcast.select_option(label=SHOW)
    for label, value in {"Title": title, **fields}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".flash")).to_be_visible()


@contextmanager
def kept(page: Page) -> Iterator[None]:
    """What is typed in this block is kept by itself at its end."""
    with page.expect_response(lambda answer: answer.ok and is_keeping(answer.request)):
        yield
    expect(page.locator(".drafts-kept")).to_contain_text("Kept at")


def is_keeping(request: Request) -> bool:
    is_sent = request.method == "POST" and request.url.endswith("/admin/drafts")
    return is_sent and "typed=1" in (request.post_data or "")
