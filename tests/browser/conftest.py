"""A visitor with a browser: the real site behind the real server, Debian's Chromium before it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pymongo import MongoClient

from talkpython_site.documents import Block, Chapter, Credit, Link, Topic, utc_now
from talkpython_site.settings import Settings
from tests.browser.accounts import DESKTOP, PASSWORD, PHONE, Person, somebody
from tests.browser.bringing import bring_in, command
from tests.connections import with_database
from tests.factories import (
    make_course,
    make_episode,
    make_interview,
    make_lecture,
    make_person,
    make_podcast,
    make_topic,
    said,
)
from tests.feeds import rss
from tests.served import served
from tools.browser import found, named

ADA, TEO = "ada@example.org", "teo@example.org"
DATABASE = "talkpython_accounts_{}_test"
SHOW = "Lighthouse Mornings"
FEED = rss("", channel=f"<title>{SHOW}</title><language>en</language>")
ITEM = """<item><title>First light</title><guid>first-light</guid><itunes:episode>1</itunes:episode>
<pubDate>Mon, 04 Mar 2024 06:30:00 GMT</pubDate>
<enclosure url="https://media.example/1.mp3" length="4000000" type="audio/mpeg"/></item>"""
# What moves inside the browser's own player has no node that a page could see; a space that hung
# at the end of a line and gets its place as words follow it is nothing that anybody sees.
WATCHING = """
window.broken = [];
window.shifted = 0;
window.moved = []; // what that was, and from where to where
addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const isSeen = ({ node }) => node && (node.nodeType !== Node.TEXT_NODE || node.data.trim());
    if (entry.hadRecentInput || !entry.sources.some(isSeen)) continue;
    shifted += entry.value;
    for (const { node, previousRect, currentRect } of entry.sources) {
      const places = [previousRect, currentRect].map((r) => [r.x, r.y, r.width, r.height].join());
      moved.push(`${node?.parentElement?.outerHTML.slice(0, 200)}: ${places.join(" to ")}`);
    }
  }
}).observe({type: "layout-shift", buffered: true});
"""

# The pages of the fixture below that are always at the same addresses.
WORLD = {
    "home": "/", "episodes": "/episodes", "filtered": "/episodes?podcast=deep&topic=tides",
    "podcasts": "/podcasts", "podcast": "/podcasts/deep", "people": "/people",
    "person": "/people/ines", "topics": "/topics", "topic": "/topics/tides",
    "courses": "/courses", "course": "/courses/course", "lecture": "/courses/course/3/lecture-3",
    "locked lecture": "/courses/course/4/lecture-4",
    "interviews": "/interviews", "interview": "/interviews/interview",
    "missing": "/nowhere", "refused": "/episodes?page=abc",
}  # fmt: skip
Open = Callable[..., Page]
expect.set_options(timeout=20_000)  # how fast a machine is fails no test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They prove pages, not lines."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.uncounted)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = named() or found()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The address of a site."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


@pytest.fixture(scope="session")
def server(app: Any) -> Iterator[str]:
    """The address of the site."""
    with serving(app) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, server: str, app: Any, clean: None) -> Iterator[Open]:  # noqa: ARG001 - the database is emptied first
    """Opens an address of the site; keywords are those of a browser context.

    At the end nothing may have been blocked, have failed or have moved.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(path: str, **options: Any) -> Page:
        app.registry.catalogue.load()
        context = browser.new_context(**{"base_url": server, **options})
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
    world_other(typing)
    for _ in range(24):
        make_episode(deep, people=[guest, (host, "host")], topics=[tides], strip=[4000, 10_000])
    newest = make_episode(
        deep, slug="newest", title="What the tide knows", people=[guest], topics=[tides, typing],
        chapters=[Chapter(start_seconds=s, title=f"At {s}") for s in (0, 600, 2400)],
        strip=[1718, 6873, 10_000], published_at=utc_now(),
        links=[Link(label="Tables", url="https://tables.example")],
    )  # fmt: skip
    world_course(topics=[tides], people=[(host, "author")])
    world_interview(topics=[tides], people=[guest, (host, "interviewer")])
    return {
        **WORLD,
        "episode": f"/episodes/deep/{newest.key}/newest",
        "second": f"/episodes/deep/{newest.key}/newest?t=1471",
    }


def world_other(topic: Topic) -> None:
    """A podcast that is read from right to left."""
    other = make_podcast("حديث الميناء", slug="other", language="ar", own_hue="hue-4")
    for _ in range(24):
        make_episode(other, title="لماذا تكذب الإحصاءات", topics=[topic], is_explicit=True)


def world_course(**named: Any) -> None:
    """A course with an open lecture, the first of many."""
    course = make_course(
        "Documents all the way down", slug="course", language="en", level="beginner",
        outcomes=["Read a tide", "Trust no table"], outline=(3, 40), own_hue="hue-4", **named,
    )  # fmt: skip
    make_lecture(course)


def world_interview(**named: Any) -> None:
    """An interview with code, after another one."""
    make_interview("المرأة التي قاست المد", language="ar", **named)
    asked = [
        said(kind, f"Then in {year}, {long * 'unquestionably'}?")
        for year in range(2020, 2026)
        for kind, long in (("question", year - 2020), ("answer", 9), ("note", 1), ("quote", 2))
    ]
    code = "<pre><code>" + "tide = read(gauge) " * 9 + "</code></pre>"
    make_interview(
        "She timed the tide", slug="interview", language="en", **named,
        blocks=[*asked, Block(kind="code", label="python", text_html=code)],
        links=[Link(label="Tables", url="https://tables.example")],
    )  # fmt: skip


# Accounts


class Admin(NamedTuple):
    """An admin who is signed in, in as many browsers as tests want."""

    browse: Callable[..., AbstractContextManager[Person]]
    recovery_codes: list[str]  # each works once, at any time


@pytest.fixture(scope="session")
def environ(app: Any, settings: Settings, worker_id: str) -> Iterator[dict[str, str]]:  # noqa: ARG001 - compiles the templates
    """What a site is started with that has a database of its own, and shows its mails."""
    name = DATABASE.format(worker_id)
    uri = with_database(settings.mongodb_uri, name)
    yield {
        "MONGODB_URI": uri,
        "TALKPYTHON_VAR": str(settings.var),  # with its compiled templates
        "TALKPYTHON_MAIL_DEVELOPMENT": "true",
        "TALKPYTHON_ADMIN_PASSWORD": PASSWORD,
    }
    with MongoClient[dict[str, Any]](uri) as client:
        client.drop_database(name)


@pytest.fixture(scope="session")
def site(environ: dict[str, str]) -> Iterator[str]:
    """The address of that site."""
    with served(**environ) as process:
        yield f"http://localhost:{process.port}"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> dict[str, Any]:
    options: dict[str, Any] = request.param
    return options


@pytest.fixture
def ines(
    browser: Browser, site: str, size: dict[str, Any], request: pytest.FixtureRequest
) -> Iterator[Person]:
    """Somebody new, with an address of their own in each test."""
    with somebody(browser, site, **size) as ines:
        name = request.node.name.replace("[", "-").strip("]").replace("_", "-")
        ines.email = f"{name}@example.org"
        yield ines


@pytest.fixture(scope="session")
def ada(browser: Browser, site: str, environ: dict[str, str]) -> Admin:
    """Made by a command, and another one beside; with the second factor that admins need."""
    for email, name in ((ADA, "Ada Lind"), (TEO, "Teo Brandt")):
        command(environ, "admin", "create", email, "--name", name)
    with somebody(browser, site) as ada:
        ada.email = ADA
        ada.sign_in()
        ada.page.goto("/admin")
        ada.sees("Second factor")
        recovery_codes = ada.turn_on_second_factor()
        state = ada.page.context.storage_state()
    return Admin(
        lambda **options: somebody(browser, site, storage_state=state, **options), recovery_codes
    )


@pytest.fixture(scope="session")
def show(environ: dict[str, str], site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A podcast with one episode, brought in by its feed."""
    feed = tmp_path_factory.mktemp("feeds") / "lighthouse.xml"
    content = FEED.replace("</channel>", f"{ITEM}</channel>")
    bring_in(environ, site, feed, content, "lighthouse-mornings")
    return SHOW
