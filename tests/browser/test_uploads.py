"""The audio of an episode, uploaded from its form: with a pause, over a reload, saved and heard."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.audio import mp3, wav
from tests.browser.accounts import Person
from tests.browser.conftest import Admin
from tests.browser.rows import begin
from tests.waiting import wait_until

SECONDS = 20_000 / 4  # of silence: 20 MB, three pieces
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 4_000_000}
FAST = {**SLOW, "uploadThroughput": -1}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sounds") / "tides.mp3"
    file.write_bytes(mp3(SECONDS, "What the tide knows"))
    return file


def network(page: Page, **conditions: Any) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)


def choose(page: Page, file: Path) -> None:
    page.locator("#media").set_input_files(file)


def test_an_upload_goes_on_after_a_pause_and_a_reload(
    ada: Admin, show: str, sound: Path, size: Any
) -> None:
    with ada.browse(**size) as admin:
        broken_off(admin, show, sound)
        page = admin.page
        network(page, **FAST)
        begin(page, show)
        choose(page, sound)
        expect(page.locator(".upload-here")).to_contain_text("MP3, 20 MB, 1:23:20, 32 kbit/s")
        expect(page.get_by_label("Length", exact=True)).to_have_value("1:23:20")
        admin.press("Take it as the title")
        expect(page.get_by_label("Title", exact=True)).to_have_value("What the tide knows")
        page.get_by_label("Title", exact=True).fill(f"What it knows at {size['viewport']['width']}")
        page.get_by_label("Notes", exact=True).fill("All of it.")
        admin.check()
        admin.press("Save draft")
        expect(page.locator(".flash")).to_be_visible()
        admin.press("Publish now")
        page.get_by_role("link", name="See its page").click()
        heard(page)


def broken_off(admin: Person, show: str, sound: Path) -> None:
    """An upload that was paused, and whose page was then loaded again."""
    page = admin.page
    page.on("dialog", lambda dialog: dialog.accept())  # it warns of leaving
    begin(page, show)
    network(page, **SLOW)
    choose(page, sound)
    expect(page.locator(".upload-count")).to_contain_text(re.compile("[4-9][0-9] %"))
    admin.press("Pause")
    expect(page.locator(".upload .kept")).to_have_text("Paused.")
    admin.check()
    page.reload()
    expect(page.locator(".upload .kept")).to_contain_text("Choose the same file again")


def heard(page: Page) -> None:
    page.locator("#listen").get_by_role("button", name="Play").click()
    page.evaluate("window.first = document.querySelector('#lasting-audio')")
    wait_until(lambda: page.evaluate("first.currentTime") > 0.05)
    assert page.evaluate("Math.round(first.duration)") == SECONDS


def test_the_form_waits_for_its_file(ada: Admin, show: str, sound: Path, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, show)
        network(page, **SLOW)
        choose(page, sound)
        page.get_by_label("Title", exact=True).fill("Saved when it is here")
        admin.press("Save draft")
        expect(page.get_by_text("The form is saved once the file is here.")).to_be_visible()
        network(page, **FAST)
        expect(page.locator(".flash")).to_be_visible()
        expect(page.locator(".upload-here")).to_contain_text("MP3, 20 MB")


def test_what_is_no_audio_is_said_at_the_file(
    ada: Admin, show: str, tmp_path: Path, size: Any
) -> None:
    file = tmp_path / "page.mp3"
    file.write_text("<!DOCTYPE html><title>A page</title>")
    with ada.browse(**size) as admin:
        begin(admin.page, show)
        choose(admin.page, file)
        expect(admin.page.locator("#media-wrong")).to_contain_text("This is a web page")
        expect(admin.page.locator("#media")).to_be_focused()
        admin.check()


def test_a_file_may_be_chosen_before_the_script_has_come(
    ada: Admin, show: str, tmp_path: Path, size: Any
) -> None:
    file = tmp_path / "early.mp3"
    file.write_bytes(mp3(27))
    held: list[Route] = []
    with ada.browse(**size) as admin:
        page = admin.page
        page.route(re.compile(r"/js/upload\.\w+\.js"), lambda route: held.append(route))  # noqa: PLW0108 - no bound builtin is taken
        begin(page, show)
        choose(page, file)
        wait_until(lambda: page.title() and held)
        held[0].continue_()
        expect(page.get_by_label("Length", exact=True)).to_have_value("0:27")


def test_a_length_that_nobody_typed_follows_the_file(
    ada: Admin, show: str, tmp_path: Path, size: Any
) -> None:
    first, second = tmp_path / "long.mp3", tmp_path / "short.wav"
    first.write_bytes(mp3(27))
    second.write_bytes(wav(2))
    with ada.browse(**size) as admin:
        begin(admin.page, show)
        length = admin.page.get_by_label("Length", exact=True)
        admin.page.get_by_label("Title", exact=True).fill("As long as its file")
        choose(admin.page, first)
        expect(length).to_have_value("0:27")
        admin.press("Save draft")
        expect(admin.page.locator(".flash")).to_be_visible()
        choose(admin.page, second)
        expect(length).to_have_value("0:02")
        admin.press("Take 0:27")
        expect(length).to_have_value("0:27")
        choose(admin.page, second)
        expect(admin.page.get_by_text("It is 0:02 long, and 0:27 is typed.")).to_be_visible()
        expect(length).to_have_value("0:27")
