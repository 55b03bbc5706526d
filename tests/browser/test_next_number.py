"""A new episode: what follows in a podcast that is chosen, the address that its title becomes."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.audio import mp3
from tests.browser.bringing import bring_in
from tests.browser.conftest import ITEM, Admin
from tests.browser.rows import lines
from tests.feeds import rss
from tests.waiting import wait_until

OTHER = "Nine Fathom Desk"
NEW = "/admin/episodes/new"


@pytest.fixture(scope="session")
def other(
    show: str, environ: dict[str, str], site: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Another podcast, in its second season."""
    item = ITEM.replace("first-light", "desk-97").replace("First light", "Low water")
    item = item.replace("<itunes:episode>1<", "<itunes:season>2</itunes:season><itunes:episode>97<")
    feed = tmp_path_factory.mktemp("feeds") / "desk.xml"
    content = rss(item, channel=f"<title>{OTHER}</title><language>en</language>")
    bring_in(environ, site, feed, content, "nine-fathom-desk")
    return show


def opened(page: Page) -> None:
    there = page.locator("#podcast option", has_text=OTHER)
    wait_until(lambda: page.goto(NEW) and there.count())  # it may just come in


def numbers(page: Page) -> list[str]:
    return [page.locator(f"#{name}").input_value() for name in ("number", "season")]


def test_a_chosen_podcast_fills_in_what_follows(ada: Admin, other: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        opened(page)
        assert numbers(page) == ["", ""]
        page.locator("#podcast").select_option(label=OTHER)
        assert numbers(page) == ["98", "2"]
        page.locator("#podcast").select_option(label=other)
        assert numbers(page)[1] == ""
        assert numbers(page)[0] not in ("", "98")
        page.locator("#podcast").select_option(label=OTHER)
        page.locator("#number").fill("90")
        page.locator("#podcast").select_option(label=other)
        assert numbers(page) == ["90", "2"]
        expect(page.locator("#number-hint")).to_contain_text(f"season 2, 98 in \u2068{OTHER}\u2069")
        page.locator("#title").fill("Boats & “their” tides")
        expect(page.locator("#slug")).to_have_attribute("placeholder", "boats-their-tides")
        page.locator("#podcast").select_option(label=OTHER)
        page.locator("#title").fill("Low water")
        expect(page.locator("#slug")).to_have_attribute("placeholder", "low-water-2")
        page.locator("#podcast").select_option(label=other)
        expect(page.locator("#slug")).to_have_attribute("placeholder", "low-water")
        expect(page.locator("#slug")).to_have_value("")
        admin.check()


@pytest.mark.usefixtures("other")
def test_who_speaks_in_a_file_is_offered(ada: Admin, size: Any, tmp_path: Path) -> None:
    file = tmp_path / "desk.mp3"
    file.write_bytes(mp3(9, f"At {size['viewport']['width']}", "Ines Okafor"))
    with ada.browse(**size) as admin:
        page = admin.page
        page.on("dialog", lambda dialog: dialog.accept())
        opened(page)
        page.locator("#media").set_input_files(file)
        admin.press("Add to the people")
        assert lines(page, "people").startswith("Ines Okafor")
        page.locator("#media").set_input_files(file)
        expect(page.get_by_role("button", name="Take it as the title")).to_be_visible()
        expect(page.get_by_role("button", name="Add to the people")).to_have_count(0)
        admin.check()
