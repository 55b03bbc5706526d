"""A podcast made and changed by hand, as an admin with a browser does it."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import field, fill_lines, lines
from tests.pictures import make_picture

TYPED = {
    "Subtitle": "Talk under water.",
    "Description": "A *long* talk about lamps, and who turns them.",
    "A sentence on that": "We are back in spring.",
    "An episode every … days": "14",
    "Website": "https://lamps.example",
    "Where else it is heard": "https://cast.example/lamps Harbour Cast",
}


PEOPLE = "Ines Okafor, host, 2019–2023\nBen Shy, host, 2023–"


def picture(**options: Any) -> FilePayload:
    content = make_picture(colour="#0b6562", **options)
    return {"name": "lamp.png", "mimeType": "image/png", "buffer": content}


def make(page: Page, title: str) -> None:
    page.goto("/admin/podcasts")
    page.get_by_role("link", name="New podcast").click()
    page.get_by_label("Title", exact=True).fill(title)
    for label, value in TYPED.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Category", exact=True).select_option("Leisure › Games")
    page.get_by_label("Who sees it").select_option("Everybody")
    page.get_by_label("How it goes on").select_option("Paused")
    page.get_by_label("On", exact=True).select_option("Tuesdays")
    page.get_by_label("Colour 7", exact=True).check()


def choose(page: Page) -> None:
    """A picture is sent as soon as it is chosen, and all that was typed stays."""
    page.get_by_label("Picture", exact=True).set_input_files(picture())
    expect(page.locator(".form-artwork .kept")).to_have_text("Shown here once you save.")
    expect(page.get_by_label("Subtitle")).to_have_value(TYPED["Subtitle"])


def show_it(page: Page) -> None:
    """The same without script, by its button."""
    page.get_by_label("Picture", exact=True).set_input_files(picture())
    page.get_by_role("button", name="Use this picture").click()
    expect(page.locator(".form-artwork .kept")).to_contain_text("Nothing is saved yet.")
    expect(page.get_by_label("Subtitle")).to_have_value(TYPED["Subtitle"])


def name_people(page: Page) -> None:
    """Two rows, read as lines of the same."""
    for number, values in enumerate(PEOPLE.split("\n"), 1):
        for column, value in zip(("Name", "Role", "Years"), values.split(", "), strict=True):
            field(page, column, f"person {number}").fill(value)
        page.get_by_role("button", name="Add a person").click()
    assert lines(page, "people") == PEOPLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_podcast_is_made_and_seen(ada: Admin, size: Any, scheme: Any) -> None:
    title = f"Lamps at {size['viewport']['width']}, {scheme}"
    with ada.browse(**size, color_scheme=scheme) as admin:
        make(admin.page, title)
        name_people(admin.page)
        choose(admin.page)
        admin.check()
        admin.press("Make the podcast")
        expect(admin.page.locator(".flash")).to_contain_text("The podcast is made.")
        admin.check()
        admin.page.get_by_role("link", name="See its page").click()
        admin.sees(title)
        expect(admin.page.locator(".podcast-head")).to_contain_text("host, 2019–2023")
        expect(admin.page.locator(".podcast-head")).to_contain_text("We are back in spring.")
        admin.check()
        admin.page.goto("/admin/podcasts")
        expect(admin.page.get_by_role("link", name=title)).to_be_visible()
        admin.check()


def test_wrong_input_stays_typed_without_script(ada: Admin, size: Any) -> None:
    with ada.browse(**size, java_script_enabled=False) as admin:
        page = admin.page
        make(page, "Lamps without script")
        page.get_by_label("People", exact=True).fill(PEOPLE)
        show_it(page)
        page.get_by_label("E-mail of the owner").fill("nobody")
        page.get_by_role("button", name="Make the podcast").last.click()
        alert = page.get_by_role("alert")
        expect(alert.get_by_role("link")).to_have_count(1)
        expect(page.get_by_label("E-mail of the owner")).to_have_value("nobody")
        expect(page.get_by_label("Colour 7", exact=True)).to_be_checked()
        page.get_by_label("E-mail of the owner").fill("lamps@harbour.example")
        page.get_by_role("button", name="Make the podcast").last.click()
        expect(page.locator(".flash")).to_contain_text("The podcast is made.")
        page.get_by_role("link", name="All revisions").click()
        admin.sees("Revisions")


def test_artwork_that_will_not_do_is_said_at_once(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        make(page, f"Lamps in pictures at {size['viewport']['width']}")
        page.get_by_label("Picture", exact=True).set_input_files(picture(size=(2, 2)))
        expect(page.locator("#artwork-wrong")).to_contain_text("this has 2.")
        choose(page)
        expect(page.locator("#artwork-wrong")).to_be_hidden()
        page.get_by_label("E-mail of the owner").fill("nobody")
        page.get_by_role("button", name="Make the podcast").last.click()
        expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
        page.get_by_label("E-mail of the owner").fill("")
        page.get_by_role("button", name="Make the podcast").last.click()
        expect(page.locator(".flash")).to_contain_text("The podcast is made.")
        expect(page.locator(".artwork-now figcaption")).to_have_text("Its own")
        admin.press("Take away")
        expect(page.locator(".artwork-now figcaption")).to_have_text("Drawn of its title")
        admin.press("Save – live at once")
        expect(page.locator(".flash")).to_contain_text("saved")
        expect(page.locator(".artwork-now figcaption")).to_have_text("Drawn of its title")


def test_a_picture_that_was_not_sent_is_missed_without_script(ada: Admin, size: Any) -> None:
    with ada.browse(**size, java_script_enabled=False) as admin:
        page = admin.page
        make(page, f"Lamps unsent at {size['viewport']['width']}")
        page.get_by_label("Picture", exact=True).set_input_files(picture())
        page.get_by_role("button", name="Make the podcast").last.click()
        expect(page.locator("#artwork-wrong")).to_contain_text("“lamp.png” was not sent.")


@pytest.mark.parametrize(
    "line",
    [
        "Okafor, Ines,",
        "Ines, guest",
        "Okafor, Ines,, 2019–",
        "Ines, 2019-05 to 2020",
        "Ines, –2023",
        "Ines, host, since 2019",
    ],
)
def test_lines_of_people_are_read_and_written_alike(ada: Admin, line: str) -> None:
    with ada.browse(viewport={"width": 1440, "height": 1000}) as admin:
        page = admin.page
        page.goto("/admin/podcasts/new")
        fill_lines(page, "People", line)
        page.get_by_role("button", name="As rows: People").click()
        name = field(page, "Name", "person 1")
        name.fill(f"{name.input_value()}x")
        name.fill(name.input_value()[:-1])
        assert lines(page, "people") == line
        field(page, "Years", "person 1").fill("spring, 2020")
        assert lines(page, "people").endswith(", [spring / 2020]")
