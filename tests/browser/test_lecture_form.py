"""The form of a lecture in a browser: a video in pieces, captions, a file to take along, saved."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accounts import Person
from tests.browser.conftest import Admin
from tests.browser.test_course_outline import begin
from tests.browser.test_uploads import FAST, SLOW, network
from tests.lecture_forms import SRT
from tests.video import VIDEO, atom, mp4

HTML = b"<!doctype html>"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "tides.mp4").write_bytes(mp4(754) + atom(b"free", bytes(12_000_000)))
    (folder / "page.mp4").write_bytes(HTML)
    (folder / "tides.de.srt").write_bytes(SRT)
    (folder / "ebb.srt").write_bytes(SRT)
    (folder / "flow.srt").write_bytes(SRT.replace(b"High", b"Low"))
    (folder / "wrong.srt").write_bytes(SRT.replace(b"02", b"00"))
    (folder / "notes.pdf").write_bytes(VIDEO)
    return folder


def open_form(admin: Person) -> Page:
    """Of the first lecture of a new course."""
    page = admin.page
    begin(page)
    admin.press("Make the course")
    expect(page.locator(".flash")).to_be_visible()
    page.locator(".outline-open").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What water does")
    return page


def upload(page: Page, of: str) -> Locator:
    return page.locator(f".upload[data-for={of}]")


def send(page: Page, of: str, file: Path) -> None:
    upload(page, of).locator("input[type=file]").set_input_files(file)


def test_a_lecture_gets_all_that_it_holds(ada: Admin, files: Path, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = open_form(admin)
        network(page, **SLOW)
        send(page, "media", files / "tides.mp4")
        expect(upload(page, "media").locator(".upload-count")).to_contain_text(" of 12 MB")
        send(page, "captions", files / "tides.de.srt")
        expect(page.locator(".rows-of-captions input[data-column=language]")).to_have_value("de")
        send(page, "downloads", files / "notes.pdf")
        send_again(page, files / "notes.pdf")
        page.get_by_label("Text", exact=True).fill("```python\nprint(1)\n```")
        admin.press("Save")
        expect(page.get_by_text("The form is saved once the file is here.")).to_be_visible()
        network(page, **FAST)
        expect(page.locator(".flash")).to_contain_text("The lecture is saved.")
        expect(page.locator(".upload-here")).to_contain_text("MP4, 12 MB, 12:34")
        expect(page.get_by_label("Length", exact=True)).to_have_value("")
        expect(page.locator(".rows-of-captions .row-known")).to_contain_text("1 line, to 0:02")
        admin.check()
        ordered(admin)


def send_again(page: Page, file: Path) -> None:
    """Two of one name are two files."""
    names = page.locator(".rows-of-downloads input[data-column=name]")
    expect(names).to_have_count(1)
    send(page, "downloads", file)
    expect(names.nth(1)).to_have_value("notes 2.pdf")
    said = "There is a file “notes.pdf” already: this one is called “notes 2.pdf”."
    expect(upload(page, "downloads").locator(".kept")).to_contain_text(said)


def ordered(admin: Person) -> None:
    """Files change their places and their names, and go."""
    page = admin.page
    names = page.locator(".rows-of-downloads input[data-column=name]")
    names.nth(1).fill("slides.pdf")
    admin.press("Move file 2 up")
    expect(names.nth(0)).to_have_value("slides.pdf")
    admin.press("Remove file 2")
    admin.press("Save")
    expect(page.locator(".flash")).to_be_visible()
    expect(names).to_have_count(1)
    expect(names).to_have_value("slides.pdf")


def test_every_row_without_a_language_is_named(ada: Admin, files: Path, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = open_form(admin)
        known = page.locator(".rows-of-captions .row-known")
        for number, name in enumerate(("ebb.srt", "flow.srt")):
            send(page, "captions", files / name)
            expect(known.nth(number)).to_contain_text(f"{name}: Captions to 0:02, not saved yet")
        admin.press("Save")
        expect(page.locator(".errors li")).to_contain_text("Rows 1 and 2 have no language")
        fields = page.locator(".rows-of-captions input[data-column=language]")
        expect(page.locator(".wrong-row")).to_have_count(2)
        fields.nth(0).fill("German")
        fields.nth(1).fill("fr")
        admin.press("Save")
        expect(fields.nth(0)).to_have_value("de")
        expect(known.nth(0)).to_contain_text("1 line, to 0:02")


def test_what_will_not_do_is_said_at_its_file(ada: Admin, files: Path, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = open_form(admin)
        send(page, "media", files / "page.mp4")
        expect(upload(page, "media").locator(".wrong")).to_contain_text("This is a web page")
        send(page, "captions", files / "wrong.srt")
        expect(upload(page, "captions").locator(".wrong")).to_contain_text("Caption 1, at 00:00:01")
        admin.check()
