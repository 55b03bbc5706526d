"""The state of things, the list of episodes and what is checked, on every size of window."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from talkpython_site.documents import Enclosure, Episode, Podcast, utc_now
from talkpython_site.documents.roles import editor_role
from tests.browser.accounts import DESKTOP, PHONE, Person, somebody
from tests.factories import make_account, make_episode, make_podcast, make_sign_in

NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 700}}
SIZES = {"phone": PHONE, "desktop": DESKTOP, "narrow": NARROW}
LINES = "each => new Set([...each.getClientRects()].map((part) => part.y)).size"
DRAFT: dict[str, Any] = {"state": "draft", "published_at": None}

Browse = Callable[..., AbstractContextManager[Person]]


@pytest.fixture
def lacking(clean: None) -> Episode:  # noqa: ARG001 - the database is emptied first
    """A draft that is blocked and warned of, in a podcast with gaps, and one that rests."""
    now = utc_now()
    deep = make_podcast("Deep Harbour", slug="deep", rhythm_days=7)
    late = make_podcast("Harbour Notes at Low Water", slug="notes", rhythm_days=14, own_hue="hue-4")
    make_podcast("Low Tide", slug="low", phase="paused")
    make_episode(deep, published_at=now - timedelta(days=2))
    make_episode(late, published_at=now - timedelta(days=20))
    make_episode(deep, title="Soon", published_at=now + timedelta(days=12), checks=["notes"])
    return make_episode(
        deep, **DRAFT, title="Tides", checks=["audio-type", "audio-size", "chapters"],
        enclosure=Enclosure(url="https://media.example/a"),
    )  # fmt: skip


@pytest.fixture
def browse(browser: Browser, server: str, app: Any, lacking: Episode) -> Browse:
    """A browser of who edits them."""
    podcasts = [each.podcast for each in Episode.objects]
    editor = make_account(roles=[editor_role("podcast", each) for each in set(podcasts)])
    value = make_sign_in(editor)
    assert lacking.podcast in podcasts

    @contextmanager
    def browse(**options: Any) -> Iterator[Person]:
        app.registry.catalogue.load()
        with somebody(browser, server, **options) as person:
            address = server.replace("http:", "https:")
            person.page.context.add_cookies(
                [{"name": "__Host-account", "value": value, "secure": True, "url": address}]
            )
            yield person

    return browse


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", SIZES)
def test_what_is_due_and_what_waits(browse: Browse, window: str, scheme: Any) -> None:
    with browse(**SIZES[window], color_scheme=scheme) as editor:
        for address, heading in (("/admin", "Overview"), ("/admin/episodes", "Episodes")):
            editor.page.goto(address)
            editor.sees(heading)
            editor.check()
        expect(editor.page.locator(".episode-rows .blocks")).to_have_count(2)
        editor.follow("State")
        expect(editor.page.get_by_role("navigation", name="Order")).to_contain_text("State")
        editor.page.goto("/admin")
        expect(editor.page.locator(".due li")).to_have_count(8)
        expect(editor.page.locator(".due .missed")).to_have_count(1)


def test_a_check_leads_to_its_field(browse: Browse, lacking: Episode) -> None:
    with browse(**PHONE) as editor:
        editor.page.goto(f"/admin/episodes/{lacking.id}")
        editor.check()
        panel = editor.page.get_by_role("region", name="Ready to publish?")
        panel.get_by_role("link", name="The type of its audio").click()
        expect(editor.page.get_by_label("Type", exact=True)).to_be_in_viewport()


def test_the_mark_of_a_warning_stays_beside_it(browse: Browse) -> None:
    make_episode(Podcast.objects.get(slug="notes"), title="Fog", checks=["chapters"])
    with browse(**NARROW) as editor:
        editor.page.goto("/admin/episodes?q=fog")
        warned = editor.page.locator(".episode-rows .warns")
        expect(warned).to_have_text("! 1 warning")
        for width in range(320, 420, 4):
            editor.page.set_viewport_size({"width": width, "height": 700})
            assert warned.evaluate(LINES) == 1
