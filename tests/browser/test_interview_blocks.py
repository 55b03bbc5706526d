"""The conversation of an interview in a browser: written by keys, moved, split, joined, kept."""

import re
from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.blocks import TEXT, as_text, begin, caret, rows, said, text, words
from tests.browser.conftest import Admin
from tests.pictures import make_picture


def test_a_conversation_is_written_by_keys_alone(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page, keys = admin.page, admin.page.keyboard
        begin(page, "")
        page.get_by_role("button", name="Question", exact=True).press("Enter")
        expect(words(page, 1)).to_be_focused()
        keys.type("How did it begin?")
        keys.press("Control+Enter")
        keys.type("By chance.")
        keys.press("Control+Enter")
        keys.type(":: no heading")
        written = ":: question\nHow did it begin?\n\n:: answer\nBy chance."
        assert text(page) == f"{written}\n\n:: question\n\\:: no heading"
        admin.check()
        assert page.evaluate("broken") == []


def test_it_is_put_in_order_by_keys_alone(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page, keys = admin.page, admin.page.keyboard
        begin(page)
        caret(words(page, 3), 2)
        keys.press("Alt+ArrowUp")
        expect(said(page)).to_contain_text("block 2 of 3")
        expect(words(page, 2)).to_be_focused()
        keys.press("Alt+ArrowDown")
        keys.press("Alt+ArrowDown")
        expect(said(page)).to_have_text("It is the last already.")
        keys.press("Control+Enter")
        keys.press("Backspace")
        expect(words(page, 3)).to_be_focused()
        assert rows(page).count() == 3
        admin.check()
        assert page.evaluate("broken") == []


def test_it_is_split_and_joined_at_the_cursor_and_taken_back(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page, keys = admin.page, admin.page.keyboard
        begin(page)
        caret(words(page, 2), len("By chance."))
        keys.press("Control+Shift+Enter")
        expect(words(page, 3)).to_have_value("And by sea.")
        expect(words(page, 3)).to_be_focused()
        assert ":: answer\nBy chance.\n\n:: answer\nAnd by sea." in text(page)
        keys.press("Alt+Backspace")
        expect(words(page, 2)).to_have_value("By chance.\n\nAnd by sea.")
        keys.type("Then ")
        assert "By chance.\n\nThen And by sea." in text(page)
        page.get_by_role("button", name="Join with the next: Question, block 1").click()
        assert text(page).startswith(":: question\nHow did it begin?\n\nBy chance.")
        page.get_by_role("button", name="Split: Question, block 1").click()
        page.get_by_role("button", name="Remove: Note").click()
        assert ":: note" not in text(page)
        undo = page.get_by_role("button", name="Undo")
        for _ in range(3):
            undo.click()
        expect(undo).to_be_hidden()
        assert text(page) == TEXT.replace("And by", "Then And by")


def test_speakers_are_the_people_of_the_form(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.locator("[name=people]").evaluate(
            """(each) => { each.value = "Ada Lind, interviewer\\nInes Okafor\\nTeo Brandt";
            each.dispatchEvent(new Event("input", {bubbles: true})); }"""
        )
        asks, who = page.get_by_label("Who says block 1"), page.get_by_label("Who says block 2")
        names = ["Who answers", "Ada Lind", "Ines Okafor", "Teo Brandt"]
        expect(who.locator("option")).to_have_text(names)
        expect(asks.locator("option").first).to_have_text("Ada Lind")
        who.select_option("Teo Brandt")
        assert ":: answer Teo Brandt\nBy chance" in text(page)
        page.get_by_label("Kind of block 2").select_option("quote")
        expect(page.get_by_label("Who said it: block 2")).to_have_value("Teo Brandt")


def test_rows_and_text_follow_each_other(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.get_by_label("Kind of block 3").select_option("code")
        page.get_by_label("Language: block 3").fill("python")
        assert text(page).endswith(":: code python\nLaughter.")
        as_text(page).fill(text(page).replace("Laughter.", "a = 1"))
        expect(words(page, 3)).to_have_value("a = 1")
        as_text(page).press("Control+End")
        page.keyboard.type(" + 1")
        words(page, 1).press("End")
        page.keyboard.type(" Well?")
        assert text(page).startswith(":: question\nHow did it begin? Well?")
        assert text(page).endswith("a = 1 + 1"), "typed just before, and not lost"


def test_rows_are_dragged_and_put_elsewhere(ada: Admin) -> None:
    with ada.browse(viewport={"width": 1440, "height": 1400}) as admin:
        page = admin.page
        begin(page)
        handle = rows(page).nth(2).locator(".outline-handle")
        handle.scroll_into_view_if_needed()
        start, end = handle.bounding_box(), rows(page).nth(0).bounding_box()
        assert start
        assert end
        page.mouse.move(start["x"] + 10, start["y"] + 12)
        page.mouse.down()
        page.mouse.move(start["x"] + 10, (start["y"] + end["y"]) / 2, steps=8)
        page.mouse.move(start["x"] + 10, end["y"] + 4, steps=8)
        expect(page.locator("li.outline-gap:first-child")).to_be_attached()
        page.mouse.up()
        expect(said(page)).to_have_text("Note “Laughter.”: block 1 of 3.")
        assert text(page).startswith(":: note\nLaughter.\n\n:: question")
        page.get_by_role("button", name="Move to …: Note").click()
        chooser = page.get_by_label("Move to", exact=True)
        expect(chooser).to_be_focused()
        chooser.select_option(label="After Question “How did it begin?”")
        page.get_by_role("button", name="Move", exact=True).click()
        expect(said(page)).to_have_text("Note “Laughter.”: block 2 of 3.")
        assert page.evaluate("broken") == []


def test_a_picture_is_kept_and_what_is_none_is_told(ada: Admin, size: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "quay.png", tmp_path / "bad.png"
    good.write_bytes(make_picture(size=(300, 200)))
    bad.write_bytes(b"no picture")
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        page.locator("[data-adds=picture]").click()
        page.keyboard.type("The harbour.")
        row = rows(page).nth(3)
        row.locator("input[type=file]").set_input_files(bad)
        expect(row.locator(".wrong")).to_be_visible()
        assert text(page).endswith(":: picture\nThe harbour.")
        row.locator("input[type=file]").set_input_files(good)
        expect(row.locator(".kept")).to_contain_text("It stands in its block.")
        page.get_by_label("What it shows: block 4").fill("A quay")
        assert re.search(r":: picture [0-9a-f]{64} A quay\nThe harbour\.$", text(page))
        admin.check()


DROP = """(field, content) => {
  const files = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  files.items.add(new File([bytes], "quay.png", { type: "image/png" }));
  field.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));
}"""


def test_a_picture_that_is_dropped_on_words_stands_after_them(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        content = b64encode(make_picture(size=(300, 200))).decode()
        words(page, 2).evaluate(DROP, content)
        expect(rows(page).nth(2).locator(".kept")).to_contain_text("It stands in its block.")
        assert re.search(r"And by sea\.\n\n:: picture [0-9a-f]{64}\n\n:: note", text(page))
        rows(page).nth(2).locator(".blocks-shown").scroll_into_view_if_needed()
        expect(rows(page).nth(2).locator(".blocks-shown")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("button", name="Undo").click()
        assert text(page) == TEXT


def test_what_the_site_refuses_is_told_at_its_block(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, TEXT.replace(":: note", ":: answer Nobody Known"))
        admin.press("Make the interview")
        expect(rows(page).nth(2).locator("> .wrong")).to_contain_text("names nobody")
        page.locator(".errors a").click()
        expect(words(page, 3)).to_be_focused()
        admin.check()


def test_two_editors_change_it_at_once(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as one, ada.browse(**size) as other:
        begin(one.page)
        one.page.get_by_role("button", name="Make the interview").click()
        expect(one.page.locator(".flash")).to_contain_text("made")
        assert text(one.page).startswith(":: question [1]")
        other.page.goto(one.page.url.split("?")[0])
        words(other.page, 2).fill("By luck.")
        other.page.get_by_role("button", name="Save draft").click()
        expect(other.page.locator(".flash")).to_contain_text("saved")
        one.page.get_by_role("button", name="Up: Note").click()
        expect(one.page.locator(".drafts-bar")).to_contain_text("Kept", timeout=30_000)
        one.page.get_by_role("button", name="Save draft").click()
        expect(one.page.locator(".flash")).to_contain_text("saved")
        merged = ":: question [1]\nHow did it begin?\n\n:: note [3]\nLaughter."
        assert text(one.page) == f"{merged}\n\n:: answer [2]\nBy luck."


MOVE = """() => Math.min(...Array.from({length: 5}, (_, turn) => {
    const button = document.querySelector("[aria-label^='Down: '][aria-label$='block 79']");
    const begun = performance.now();
    button.click();
    const field = document.querySelector(".blocks-field");
    field.value = `Typed ${turn}`;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    return performance.now() - begun;
}))"""


def test_a_long_conversation_stays_quick(ada: Admin, size: Any) -> None:
    """Twice as long, it takes about twice as long: whichever the machine."""
    took = []
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, "")
        for count in (150, 300):
            pairs = (f":: question\nWhat of {n}?\n\n:: answer\nMuch." for n in range(count))
            as_text(page).fill("\n\n".join(pairs))
            expect(rows(page)).to_have_count(2 * count)
            took.append(page.evaluate(MOVE))
            assert text(page).startswith(":: question\nTyped 4")
        assert took[1] < 8 * took[0] + 50
        admin.check()
