"""What the owner says, in a browser: read on every screen, linked in a foot that stays."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Open

PHONE: Any = {"width": 390, "height": 844}
NARROW: Any = {"width": 320, "height": 640}
WIDE: Any = {"width": 1440, "height": 1000}
PRIVACY = """# What we know about those who listen

We keep *little*. [Who we are](/about) is said elsewhere, and `nothing` is counted.

## How long

| what | how long |
| --- | --- |
| accountsofthosewhohavelongnames@veryverylong.example | fourteen days |

### Mails

> Seven days.
"""


@pytest.fixture
def folder(app: Any) -> Iterator[Path]:
    folder: Path = app.registry.site.var / "pages"
    folder.mkdir()
    (folder / "privacy.md").write_text(PRIVACY)
    (folder / "about.md").write_text("# About\n\nTwo people.\n")
    yield folder
    shutil.rmtree(folder)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [NARROW, PHONE, WIDE], ids=["320", "390", "1440"])
def test_a_page_can_be_read(open_page: Open, viewport: Any, scheme: Any) -> None:
    page = open_page("/privacy", color_scheme=scheme, viewport=viewport)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate("broken") == []


@pytest.mark.usefixtures("folder")
def test_fingers_meet_the_links(open_page: Open) -> None:
    page = open_page("/", viewport=PHONE, has_touch=True, is_mobile=True)
    boxes = [link.bounding_box() for link in page.locator("#foot-pages a").all()]
    assert [round(box["height"]) >= 44 for box in boxes if box] == [True, True]


def test_the_foot_follows_while_pages_change(open_page: Open, folder: Path) -> None:
    page = open_page("/about")
    page.evaluate("window.stayed = true")
    links, current = page.locator("#foot-pages a"), page.locator("#foot-pages [aria-current=page]")
    expect(current).to_have_text("About")
    (folder / "imprint.md").write_text("# Impressum\n")
    links.filter(has_text="What we know").click()
    expect(page.locator("main h1")).to_have_text("What we know about those who listen")
    expect(links).to_have_text(["About", "What we know about those who listen", "Impressum"])
    expect(current).to_have_text("What we know about those who listen")
    page.locator("#site-header .site-name").click()
    expect(current).to_have_count(0)
    assert page.evaluate("stayed") is True
