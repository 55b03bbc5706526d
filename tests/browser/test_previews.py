"""What is not out yet, in a guest's browser: it plays, nothing of it is kept, all else goes on."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talkpython_site.documents import Chapter, Episode
from talkpython_site.documents.roles import editor_role
from tests.audio import keep_audio, wav
from tests.browser.accounts import DESKTOP, PHONE
from tests.browser.conftest import Open
from tests.editors import DRAFT
from tests.factories import (
    make_account,
    make_episode,
    make_person,
    make_podcast,
    make_sign_in,
    make_topic,
)
from tests.previews import linked
from tests.visitors import SIGN_IN_COOKIE

NOTES = "<p>The tide at <a href='{}/episodes/deep/9/ebb?t=2#listen'>0:02</a> turns.</p>"


@pytest.fixture
def ebb(app: Any, clean: None) -> Episode:  # noqa: ARG001 - the database is emptied first
    deep = make_podcast("Deep Harbour", slug="deep", language="en", own_hue="hue-7")
    sound = keep_audio(app.registry.media, wav(4), "wav")
    make_episode(deep, number=8, slug="flow", title="Flow", enclosure=sound, duration_seconds=4)
    notes = NOTES.format(app.registry.site.site_url).replace("'", '"')
    return make_episode(
        deep, number=9, slug="ebb", title="What the ebb leaves", enclosure=sound,
        duration_seconds=4, notes_html=notes, people=[make_person("Ines Okafor")],
        chapters=[Chapter(start_seconds=s, title=t) for s, t in ((0, "Hello"), (2, "Ebb"))],
        strip=[5000, 10_000], topics=[make_topic("tides")], **DRAFT,
    )  # fmt: skip


def kept(page: Page) -> str:
    """All that the browser keeps of this site."""
    return json.dumps(page.evaluate("Object.entries(localStorage)"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_preview_plays_and_is_not_remembered(
    app: Any, open_page: Open, ebb: Episode, size: dict[str, Any]
) -> None:
    link = linked(app, ebb)
    page = open_page(link, **size)
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator(".listen .player-now")).to_have_text("0:01")
    page.locator(".notes a").click()
    expect(page.locator(".listen .player-now")).to_have_text("0:02")
    assert page.url.endswith(link)
    page.get_by_role("button", name="Pause").first.click()
    page.get_by_role("link", name="Flow").first.click()
    expect(page).to_have_title("Flow · Deep Harbour 8 · Longwave")
    expect(page.locator("#bar")).to_be_hidden()
    told = kept(page)
    for secret in ("preview", link.rpartition("/")[2], str(ebb.id), "What the ebb leaves"):
        assert secret not in told


def test_what_was_in_the_bar_before_stays(app: Any, open_page: Open, ebb: Episode) -> None:
    link = linked(app, ebb)
    page = open_page("/episodes/deep/8/flow")
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator(".listen .player-now")).to_have_text("0:01")
    page.goto(link)
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator(".listen .player-now")).to_have_text("0:01")
    page.goto("/podcasts")
    expect(page.locator(".bar-title")).to_have_text("Flow")
    assert "preview" not in kept(page)


def test_a_writer_is_led_to_what_is_typed_once_it_is_kept(
    app: Any, open_page: Open, server: str, ebb: Episode
) -> None:
    linked(app, ebb)
    editor = make_account(roles=[editor_role("podcast", ebb.podcast)])
    page = open_page("/")
    cookie: Any = {"name": SIGN_IN_COOKIE, "value": make_sign_in(editor), "secure": True}
    page.context.add_cookies([cookie | {"url": server.replace("http:", "https:")}])
    page.goto(f"/admin/episodes/{ebb.id}")
    way = page.get_by_role("link", name="See what you have typed")
    expect(way).to_be_hidden()
    page.get_by_label("Title", exact=True).first.fill("What the flow brings")
    with page.context.expect_page() as opened:
        way.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("What the flow brings")
