"""Artwork and a picture in notes: chosen, dropped or pasted, saved, and seen by everybody."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Admin
from tests.browser.rows import begin
from tests.pictures import make_picture

GIVEN = """(field, [kind, content]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "a.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true };
  const event = kind === "drop"
    ? new DragEvent(kind, { ...options, dataTransfer: transfer })
    : new ClipboardEvent(kind, { ...options, clipboardData: transfer });
  field.dispatchEvent(event);
}"""


def file(**options: Any) -> FilePayload:
    return {"name": "a.png", "mimeType": "image/png", "buffer": make_picture(**options)}


def give(page: Page, kind: str, **options: Any) -> None:
    """Drop a picture on the notes, or paste it there."""
    content = base64.b64encode(make_picture(**options)).decode()
    page.locator("#notes").evaluate(GIVEN, [kind, content])


def write(page: Page, show: str, title: str) -> None:
    """A draft with what it needs to be published; its notes are being written."""
    begin(page, show)
    page.locator("#title").fill(title)
    page.locator("#audio").fill("https://media.example/lens.mp3")
    page.locator(".save .first").click()
    expect(page.locator(".flash")).to_be_visible()
    page.locator("#notes").fill("Low water.")


def choose(page: Page) -> None:
    """Artwork, and a picture in the notes by its button."""
    page.locator("#artwork").set_input_files(file(colour="#2b4c7e"))
    expect(page.locator(".form-artwork .kept")).to_have_text("Shown here once you save.")
    expect(page.locator(".artwork-now img")).to_be_visible()
    page.get_by_text("A picture in the notes").click()
    page.locator("#picture").set_input_files(file(size=(900, 600), colour="#7e2b4c"))
    page.get_by_label("What it shows").fill("The lens [old]")
    page.get_by_role("button", name="Put it into the notes").click()
    expect(page.locator("#notes")).to_have_value(
        re.compile(r"^Low water\.\n\n!\[The lens \\\[old\\\]\]\(/pictures/[0-9a-f]{64}/1400")
    )


def ratio(picture: Locator) -> float:
    """Of the room that a picture takes once it is there."""
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 300
    box = picture.bounding_box()
    return box["width"] / box["height"] if box else 0


def test_artwork_and_a_picture_are_chosen_and_seen(
    ada: Admin, site: str, show: str, size: Any
) -> None:
    title = f"The lens in pictures at {size['viewport']['width']}"
    with ada.browse(**size) as admin:
        page = admin.page
        write(page, show, title)
        choose(page)
        admin.check()
        page.locator(".save .first").click()
        admin.press("Publish now")
        page.get_by_role("link", name="See its page").click()
        own = page.locator(".episode-head .art")
        expect(own).to_have_attribute("src", re.compile("^/pictures/[0-9a-f]{64}/160.webp"))
        assert ratio(page.get_by_role("img", name="The lens [old]")) == pytest.approx(1.5, abs=0.02)
        admin.check()
        feed = page.request.get(f"{site}/podcasts/lighthouse-mornings/feed.xml").text()
    assert re.search(rf"{title}.*itunes:image href=\"http[^\"]*/1400.jpg\"", feed, re.DOTALL)
    assert re.search(r'<img src="http[^"]*/1400.jpg"[^>]* alt="The lens \[old\]"', feed)


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_a_picture_is_given_to_the_notes_themselves(ada: Admin, show: str, kind: str) -> None:
    with ada.browse(viewport={"width": 1440, "height": 1000}) as admin:
        page = admin.page
        write(page, show, f"Pictures by {kind}")
        notes = page.locator("#notes")
        notes.focus()
        page.keyboard.press("Control+Home")
        give(page, kind, size=(600, 900))
        expect(notes).to_have_value(re.compile(r"^!\[\]\(/pictures/[^)]*\)\n\nLow water\.$"))
        page.keyboard.type("The lamp")
        expect(notes).to_have_value(re.compile(r"^!\[The lamp\]\("))
        for _ in range(20):
            if notes.input_value() != "Low water.":
                page.keyboard.press("Control+z")
        assert notes.input_value() == "Low water."


def test_what_is_wrong_is_said_at_once_and_nothing_is_lost(
    ada: Admin, show: str, size: Any
) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        write(page, show, f"No pictures at {size['viewport']['width']}")
        page.locator("#artwork").set_input_files(file(size=(800, 600)))
        expect(page.locator("#artwork-wrong")).to_have_text(re.compile("^Artwork is square"))
        large: FilePayload = {**file(), "buffer": bytes(25_000_000)}
        page.locator("#artwork").set_input_files(large)
        expect(page.locator("#artwork-wrong")).to_have_text("The picture has more than 20 MB.")
        expect(page.locator("#artwork")).to_have_attribute("aria-invalid", "")
        page.locator("#artwork").set_input_files(file())
        expect(page.locator("#artwork-wrong")).to_be_hidden()
        admin.press("Take away")
        expect(page.locator("figcaption", has_text="None yet")).to_be_visible()
        expect(page.locator("#notes")).to_have_value("Low water.")
        admin.check()


def test_without_script_the_buttons_do_it(ada: Admin, show: str, size: Any, tmp_path: Path) -> None:
    chosen = tmp_path / "a.png"
    chosen.write_bytes(make_picture(colour="#2b7e4c"))
    with ada.browse(**size) as admin:
        write(admin.page, show, f"By buttons at {size['viewport']['width']}")
        address = admin.page.url
    with ada.browse(**size, java_script_enabled=False) as admin:
        page = admin.page
        page.goto(address)
        page.locator("#title").fill("By buttons alone")
        page.locator("#artwork").set_input_files(chosen)
        admin.press("Use this picture")
        expect(page.locator("#title")).to_have_value("By buttons alone")
        expect(page.locator(".form-artwork .kept")).to_contain_text("Nothing is saved yet")
        page.locator("#title").press("Enter")
        expect(page.locator(".flash")).to_be_visible()
        expect(page.locator("figcaption", has_text="Its own")).to_be_visible()
        admin.sees("By buttons alone")
