"""What is typed and done in the blocks of a conversation: said where it is seen, never lost."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.blocks import FORM, TEXT, begin, caret, rows, said, text, words
from tests.browser.conftest import Admin

FOOT = """() => {
  const [told, save] = [".blocks-told", ".save"].map((each) => {
    const { top, bottom } = document.querySelector(each).getBoundingClientRect();
    return [top, bottom].map(Math.round);
  });
  return { told, save, low: innerHeight };
}"""
PAIRS = "\n\n".join(f":: question\nWhat of {n}?\n\n:: answer\nMuch." for n in range(12))


def people(page: Page, lines: str) -> None:
    page.locator("[name=people]").evaluate(
        """(each, lines) => { each.value = lines;
        each.dispatchEvent(new Event("input", {bubbles: true})); }""",
        lines,
    )


def test_what_was_done_stands_on_what_saves(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, PAIRS)
        expect(said(page)).to_be_hidden()
        page.get_by_role("button", name="Down: Question, block 5").click()
        expect(said(page)).to_have_text("Question “What of 2?”: block 6 of 24.")
        expect(page.locator(".drafts-kept")).to_be_visible(timeout=30_000)
        for _ in range(2):
            foot = page.evaluate(FOOT)
            assert foot["told"][1] == foot["save"][0], "nothing shows between them"
            assert foot["told"][0] < foot["told"][1]
            assert foot["save"][1] == foot["low"]
            page.locator(".drafts-told").evaluate("(each) => each.append(` ${'Two. '.repeat(40)}`)")
        admin.check()


def test_on_a_low_window_it_is_seen_as_well(ada: Admin) -> None:
    with ada.browse(viewport={"width": 844, "height": 390}) as admin:
        page = admin.page
        begin(page, PAIRS)
        page.get_by_role("button", name="Down: Question, block 5").click()
        foot = page.evaluate(FOOT)
        assert foot["told"][1] == foot["low"]
        assert foot["save"][0] > foot["low"]


def test_what_was_taken_out_is_put_back_after_typing(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page, keys = admin.page, admin.page.keyboard
        begin(page)
        for name in ("Remove: Answer, block 2", "Remove: Note, block 2"):
            page.get_by_role("button", name=name).click()
        caret(words(page, 1), 0)
        keys.type("So: ")
        back = page.get_by_role("button", name="Put back: Note “Laughter.”")
        expect(said(page)).to_have_text("Note “Laughter.”: taken out.")
        page.get_by_role("button", name="New block after: Question, block 1").click()
        page.get_by_role("button", name="Undo", exact=True).click()
        back.click()
        expect(words(page, 2)).to_be_focused()
        expect(said(page)).to_have_text("Put back: Note “Laughter.”: block 2 of 2.")
        page.get_by_role("button", name="Put back: Answer").click()
        assert text(page) == TEXT.replace("How", "So: How")
        expect(page.locator("[data-does=undo]")).to_be_hidden()
        admin.check()


def test_a_block_that_is_there_again_comes_back_as_a_new_one(ada: Admin) -> None:
    keyed = TEXT.replace(":: note", ":: note [3]")
    with ada.browse() as admin:
        page = admin.page
        begin(page, keyed)
        page.get_by_role("button", name="Remove: Note, block 3").click()
        page.locator("textarea[name=conversation]").fill(keyed)
        expect(rows(page)).to_have_count(3)
        page.get_by_role("button", name="Put back: Note").click()
        assert text(page) == keyed.replace(":: note", ":: note\nLaughter.\n\n:: note")


def test_two_halves_are_the_whole_again(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page, keys = admin.page, admin.page.keyboard
        begin(page)
        caret(words(page, 2), len("By "))
        keys.press("Control+Shift+Enter")
        expect(words(page, 3)).to_have_value("chance.\n\nAnd by sea.")
        keys.press("Alt+Backspace")
        assert text(page) == TEXT
        keys.type("sheer ")
        assert "\nBy sheer chance." in text(page)
        keys.press("Control+Shift+Enter")
        keys.type("Oh, ")
        caret(words(page, 3), 0)
        keys.press("Alt+Backspace")
        assert "\nBy sheer\n\nOh, chance." in text(page)


def test_who_alone_answers_is_named_once(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, TEXT.replace(":: answer", ":: answer Ines Okafor"))
        who = page.get_by_label("Who says block 2")
        people(page, "Ada Lind, interviewer\nInes Okafor")
        expect(who.locator("option")).to_have_text(["Ines Okafor", "Ada Lind"])
        caret(words(page, 2), 0)
        page.keyboard.type("Well. ")
        assert ":: answer Ines Okafor\nWell." in text(page), "a name that was given stays"
        people(page, "Ada Lind, interviewer\nInes Okafor\nTeo Brandt")
        names = ["Who answers", "Ada Lind", "Ines Okafor", "Teo Brandt"]
        expect(who.locator("option")).to_have_text(names)
        expect(who).to_have_value("Ines Okafor")


def test_who_was_chosen_is_taken_back_before_what_was_taken_out(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        people(page, "Ada Lind, interviewer\nInes Okafor\nTeo Brandt")
        who, undo = page.get_by_label("Who says block 1"), page.get_by_role("button", name="Undo")
        expect(who.locator("option")).to_have_count(3)
        page.get_by_role("button", name="Remove: Answer, block 2").click()
        less = text(page)
        who.select_option("Teo Brandt")
        chosen = less.replace(":: question", ":: question Teo Brandt")
        assert text(page) == chosen
        expect(said(page)).to_have_text("Who says block 1 is chosen.")
        for then in (less, TEXT):
            undo.click()
            assert text(page) == then
            expect(said(page)).not_to_contain_text("chosen")
        expect(who).to_have_value("")
        admin.check()


def test_fields_have_names_that_say_what_they_take(ada: Admin) -> None:
    with ada.browse() as admin:
        page = admin.page
        begin(page, f"{TEXT}\n\n:: code python\na = 1")
        labels = page.locator(".blocks-label")
        found = [each.get_attribute("aria-label") for each in labels.all()]
        assert found == [None, None, None, "Language: block 4"]
        page.get_by_label("Kind of block 4").select_option("note")
        expect(labels.nth(3)).not_to_have_attribute("aria-label", "Language: block 4")


def test_what_the_site_refuses_is_red_at_its_block(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, TEXT.replace(":: note", ":: answer Nobody Known"))
        admin.press("Make the interview")
        look = "(each) => [getComputedStyle(each).color, getComputedStyle(each).fontSize]"
        here = rows(page).nth(2).locator("> .wrong")
        assert here.evaluate(look)[0] == page.locator(".errors").evaluate(
            "(each) => getComputedStyle(each).borderTopColor"
        )
        assert here.evaluate(look)[1] == page.locator(".kept").first.evaluate(look)[1]


def test_what_is_typed_stands_in_the_text_after_a_pause_and_is_sent_before(ada: Admin) -> None:
    with ada.browse() as admin:
        page = admin.page
        begin(page)
        typed = """(field) => {
          field.value = "Now";
          field.dispatchEvent(new Event("input", {bubbles: true}));
          const own = document.querySelector("textarea[name=conversation]");
          const before = own.value.includes("Now");
          return [before, new FormData(own.form).get("conversation").includes("Now"),
            own.value.includes("Now")];
        }"""
        assert words(page, 1).evaluate(typed) == [False, True, True]
        words(page, 3).fill("Later")
        expect(page.locator("textarea[name=conversation]")).to_have_value(
            ":: question\nNow\n\n:: answer\nBy chance.\n\nAnd by sea.\n\n:: note\nLater"
        )


def test_what_was_typed_last_is_kept_and_saved(ada: Admin, size: Any) -> None:
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page)
        words(page, 3).fill("One.")
        expect(page.locator(".drafts-kept")).to_be_visible(timeout=30_000)
        words(page, 3).fill("Two.")
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        assert page.locator("textarea[name=conversation]").input_value().endswith("\nTwo.")
        words(page, 3).fill("Three.")
        page.evaluate(f"{FORM}.requestSubmit()")
        expect(page.locator(".flash")).to_contain_text("made")
        assert text(page).endswith(":: note [3]\nThree.")


def test_a_long_block_is_shown_where_the_cursor_is(ada: Admin, size: Any) -> None:
    long = " ".join(f"Wave {n}." for n in range(900))
    with ada.browse(**size) as admin:
        page = admin.page
        begin(page, f":: answer\n{long}\n\n:: answer\n{long}")
        field = words(page, 1)
        assert field.evaluate("(each) => each.scrollHeight - each.clientHeight") <= 0
        page.get_by_role("button", name="Join with the next: Answer, block 1").click()
        top, height = field.evaluate(
            "(each) => [each.getBoundingClientRect().top, each.offsetHeight]"
        )
        low = page.viewport_size["height"] if page.viewport_size else 0
        assert 0 < top + height / 2 < low, "its middle, where the two were joined"
