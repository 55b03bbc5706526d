"""A visitor with a browser: the real site behind the real server, Debian's Chromium before it."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from talkpython_site.documents import Chapter, Credit, Link, utc_now
from tests.factories import make_episode, make_person, make_podcast, make_topic

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What moves inside the browser's own player has no node that a page could see.
WATCHING = """
window.broken = [];
window.shifted = 0;
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput && entry.sources.some((each) => each.node)) shifted += entry.value;
  }
}).observe({type: "layout-shift", buffered: true});
"""

# The pages of the fixture below that are always at the same addresses.
WORLD = {
    "home": "/", "episodes": "/episodes", "filtered": "/episodes?podcast=deep&topic=tides",
    "podcasts": "/podcasts", "podcast": "/podcasts/deep", "people": "/people",
    "person": "/people/ines", "topics": "/topics", "topic": "/topics/tides",
    "missing": "/nowhere", "refused": "/episodes?page=abc",
}  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(app: Any) -> Iterator[str]:
    """The address of the site."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


@pytest.fixture
def open_page(browser: Browser, server: str, app: Any, clean: None) -> Iterator[Open]:  # noqa: ARG001 - the database is emptied first
    """Opens an address of the site; keywords are those of a browser context.

    At the end nothing may have been blocked, have failed or have moved.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(path: str, **options: Any) -> Page:
        app.registry.catalogue.load()
        context = browser.new_context(base_url=server, **options)
        contexts.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(WATCHING)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def world(clean: None) -> dict[str, str]:  # noqa: ARG001 - the database is emptied first
    """A small site with a page of every kind, and their addresses."""
    host, guest = make_person("Abdul Siddiq", slug="abdul"), make_person("Ines Okafor", slug="ines")
    tides, typing = make_topic("tides"), make_topic("typing")
    deep = make_podcast(
        "Deep Harbour", slug="deep", subtitle="Talk under water.", language="en", own_hue="hue-7",
        people=[Credit(person=host.id, role="host")], link="https://deep.example",
        categories=[["Technology"]], funding=[Link(label="Join", url="https://join.example")],
    )  # fmt: skip
    other = make_podcast("حديث الميناء", slug="other", language="ar", own_hue="hue-4")
    for _ in range(24):
        make_episode(deep, people=[guest, (host, "host")], topics=[tides], strip=[4000, 10_000])
        make_episode(other, title="لماذا تكذب الإحصاءات", topics=[typing], is_explicit=True)
    newest = make_episode(
        deep, slug="newest", title="What the tide knows", people=[guest], topics=[tides, typing],
        chapters=[Chapter(start_seconds=s, title=f"At {s}") for s in (0, 600, 2400)],
        strip=[1718, 6873, 10_000], published_at=utc_now(),
        links=[Link(label="Tables", url="https://tables.example")],
    )  # fmt: skip
    return {
        **WORLD,
        "episode": f"/episodes/deep/{newest.key}/newest",
        "second": f"/episodes/deep/{newest.key}/newest?t=1471",
    }
