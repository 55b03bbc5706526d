"""Lines of an episode's form as rows: typed, pasted, moved, read from a file, by keys alone."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import begin, begin_titled, field, fill_lines, lines, paste, save

FILE = {
    "version": "1.2.0",
    "chapters": [
        {"startTime": 90.5, "title": "The lens"},
        {
            "startTime": 0,
            "title": "Hello",
            "url": "https://a.example/",
            "img": "https://p.example/",
        },
        {"startTime": 60, "title": "Hidden", "toc": False},
        {"startTime": 120, "title": "Sponsor: Brass Oil"},
    ],
}
TIME_OF_3 = "Chapter 3, Time: Type a time, as 00:12:40 is one."
WRONG = {
    "link 2": (
        {"Address": "my homepage", "What it is": "Nice & good, “so”, to say"},
        ("Address", "Link 2, Address: Type an address, as https://… would be."),
    ),
    "sponsor 1": (
        {"From": "soon", "Link": "javascript:1"},
        ("From", "Sponsor 1, From: Type a time, as 00:12:40 is one."),
    ),
    "chapter 1": (
        {"Time": "0:10"},
        ("Title", "Chapter 1, Title: It has no title."),
    ),
}
TYPED = {
    "link 1": {"Address": "https://lamps.example", "What it is": "All lamps"},
    "sponsor 1": {
        "Name": "Brass Oil",
        "From": "0:10",
        "To": "0:20",
        "Link": "https://brass.example/",
        "What is said of them": "It shines.",
    },
    "person 1": {"Name": "Davis, Jr.", "Role": "guest"},
}


def test_rows_are_typed_by_keys_alone(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "By keys", size)
        field(page, "Time", "chapter 1").focus()
        for typed in ("0:00", "Tab", "Hello", "Enter", "1:30", "Tab", "The lens", "Enter"):
            if typed in {"Tab", "Enter"}:
                page.keyboard.press(typed)
            else:
                page.keyboard.type(typed)
        assert lines(page, "chapters") == "0:00 Hello\n1:30 The lens"
        expect(field(page, "Time", "chapter 3")).to_be_focused()
        page.keyboard.press("Backspace")
        expect(field(page, "Time", "chapter 2")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Alt+ArrowUp")
        expect(field(page, "Title", "chapter 1")).to_be_focused()
        assert lines(page, "chapters") == "1:30 The lens\n0:00 Hello"
        field(page, "Sponsor", "chapter 1").press("Space")
        page.get_by_role("button", name="Remove chapter 2").press("Enter")
        assert lines(page, "chapters") == "1:30 Sponsor: The lens"
        admin.check()
        save(page)
        expect(field(page, "Time", "chapter 1")).to_have_value("00:01:30")
        expect(field(page, "Sponsor", "chapter 1")).to_be_checked()


def test_every_kind_of_line_has_rows(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "Every kind", size)
        for row, values in TYPED.items():
            for column, value in values.items():
                field(page, column, row).fill(value)
        page.get_by_role("button", name="Add a person").click()
        field(page, "Name", "person 2").fill("Berit Aas")
        admin.check()
        save(page)
        assert lines(page, "links") == "https://lamps.example All lamps"
        assert lines(page, "people") == "Davis, Jr., guest\nBerit Aas, guest"
        sponsor = "00:00:10-00:00:20 Brass Oil | https://brass.example/ | It shines."
        assert lines(page, "sponsors") == sponsor
        expect(field(page, "Name", "person 1")).to_have_value("Davis, Jr.")


def test_pasted_lines_become_rows_and_turn_back_into_text(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, show)
        text = "00:00 Hello\n\n[01:30] The lens\n7 reasons, and none\nwithout a time"
        paste(field(page, "Time", "chapter 1"), text)
        assert lines(page, "chapters") == text.replace("\n\n", "\n")
        expect(field(page, "Title", "chapter 4")).to_have_value("without a time")
        field(page, "Title", "chapter 4").fill("7 of them")
        assert lines(page, "chapters").endswith("\n[] 7 of them")
        fill_lines(page, "Chapters", "5:00 Alone")
        page.get_by_role("button", name="As rows: Chapters").click()
        expect(field(page, "Time", "chapter 1")).to_be_focused()
        expect(field(page, "Title", "chapter 1")).to_have_value("Alone")
        expect(field(page, "Title", "chapter 2")).to_have_count(0)


def test_a_chapters_file_is_read_in_the_page(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "From a file", size)
        choose(page, b"no json")
        said = page.get_by_role("alert").filter(has_text="This is no JSON file.")
        expect(said).to_have_class("wrong")
        choose(page, json.dumps(FILE).encode())
        expect(page.get_by_text("3 chapters were read from the file.")).to_be_visible()
        field(page, "Title", "chapter 1").fill("The lamp")
        sent = json.loads(lines(page, "chapters"))["chapters"]
        assert sent[1]["url"] == "https://a.example/"
        admin.check()
        save(page)
        expected = "00:00:00 Hello\n00:01:30.5 The lamp\n00:02:00 Sponsor: Brass Oil"
        assert lines(page, "chapters") == expected
        expect(page.get_by_label("Time, chapter 4")).to_have_count(0)


def choose(page: Page, content: bytes) -> None:
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="From a chapters file").click()
    file: Any = {"name": "chapters.json", "mimeType": "application/json", "buffer": content}
    chosen.value.set_files(file)


def test_an_error_leads_to_its_row(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "Wrong", size)
        paste(field(page, "Time", "chapter 1"), "0:00 Hello\n0:10 The lens\nsoon Never")
        field(page, "Name", "sponsor 1").fill("Brass Oil")
        field(page, "From", "sponsor 1").fill("0:10")
        field(page, "To", "sponsor 1").fill("0:05")
        page.get_by_role("button", name="Save draft").click()
        page.get_by_role("alert").get_by_role("link", name=TIME_OF_3).click()
        wrong = field(page, "Time", "chapter 3")
        expect(wrong).to_be_focused()
        expect(wrong).to_have_attribute("aria-invalid", "true")
        expect(field(page, "Title", "chapter 3")).to_have_value("soon Never")
        expect(field(page, "From", "sponsor 1")).to_have_value("0:10")
        marked = page.locator(".rows-of-sponsors [aria-invalid]")
        expect(marked).to_have_count(1)
        expect(marked).to_have_attribute("aria-label", "To, sponsor 1")
        admin.check()
        wrong.fill("0:20")
        expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_what_is_wrong_in_a_row_stays_in_its_field(ada: Admin, show: str, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin_titled(page, show, "Astray", size)
        field(page, "Address", "link 1").fill("lamps.example/all lamps")
        page.get_by_role("button", name="Add a link").click()
        for row, (values, _said) in WRONG.items():
            for column, value in values.items():
                field(page, column, row).fill(value)
        page.get_by_role("button", name="Save draft").click()
        for row, (values, (column, said)) in WRONG.items():
            for other, value in values.items():
                expect(field(page, other, row)).to_have_value(value)
            page.get_by_role("alert").get_by_role("link", name=said, exact=True).click()
            expect(field(page, column, row)).to_be_focused()
            expect(field(page, column, row)).to_have_accessible_description(said)
        expect(field(page, "Address", "link 1")).to_have_value("lamps.example/all%20lamps")
        admin.check()
        page.get_by_role("button", name="As text: Links").click()
        typed = "[my homepage] Nice & good, “so”, to say"
        assert lines(page, "links").split("\n")[1] == typed
        expect(page.locator("#links-wrong")).to_contain_text(f"Line 2, “{typed}”, begins with no")


def test_a_thousand_chapters_can_be_changed(ada: Admin, show: str) -> None:
    with ada.browse(viewport={"width": 1440, "height": 1000}) as admin:
        page = admin.page
        begin(page, show)
        paste(field(page, "Time", "chapter 1"), "\n".join(f"{n} Part {n}" for n in range(1000)))
        expect(field(page, "Title", "chapter 1000")).to_be_visible()
        fill_lines(page, "Links", "https://a.example")
        page.get_by_role("button", name="As rows: Links").click()
        paste(field(page, "Address", "link 1"), "https://b.example\nhttps://c.example")
        assert lines(page, "links") == "https://b.example\nhttps://c.example"
        field(page, "Title", "chapter 500").fill("Changed")
        field(page, "Title", "chapter 500").press("Alt+ArrowUp")
        assert lines(page, "chapters").split("\n")[498] == "499 Changed"
        fill_lines(page, "Chapters", "0 a\n" * 1001)
        page.get_by_role("button", name="As rows: Chapters").click()
        expect(page.get_by_text("These lines cannot be shown as rows.")).to_be_visible()


@pytest.mark.parametrize("label", ["Links", "Chapters", "Sponsors", "People"])
def test_without_scripts_they_are_lines(ada: Admin, show: str, label: str) -> None:
    with ada.browse(java_script_enabled=False) as admin:
        begin(admin.page, show)
        expect(admin.page.get_by_label(label, exact=True)).to_be_visible()
        expect(admin.page.get_by_role("button", name=re.compile("As (text|rows)"))).to_have_count(0)
        expect(admin.page.locator(".notes-ways")).to_be_hidden()
