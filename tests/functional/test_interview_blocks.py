"""Blocks of a conversation in its form, without script; and what two wrote at once."""

from typing import Any

import pytest

from talkpython_site.documents import Block, Interview
from tests.conftest import Visit
from tests.episode_forms import ORIGIN, form_in, problem, sent, wrong
from tests.factories import make_interview, make_person
from tests.interview_forms import FILES, form_of, new_form, text_in
from tests.pictures import make_picture
from tests.visitors import admin

ONE, TWO = ":: question [1]\nHow?", ":: answer [2]\nBy chance.\n\nAnd by sea."
NOTE = ":: note [3]\nLaughter."
THREE = f"{ONE}\n\n{TWO}\n\n{NOTE}"
JOINED = "Joined with the next one: Question “How? By chance. And by sea.”: block 1 of 2."


def made() -> Interview:
    return make_interview(
        "Tides", state="draft",
        people=[(make_person("Ada Lind"), "interviewer"), make_person("Ines Okafor")],
        blocks=[
            Block(kind="question", text_source="How?"),
            Block(kind="answer", text_source="By chance.\n\nAnd by sea."),
            Block(kind="note", text_source="Laughter."),
        ],
    )  # fmt: skip


def pressed(form: Any, does: str, status: int = 200, **values: Any) -> Any:
    """The page that comes of one of the buttons of the blocks, with these values typed."""
    for name, value in values.items():
        form[name].force_value(value)
    fields = [pair for pair in form.submit_fields() if pair[0] not in {*FILES, "block_file"}]
    button = form.response.lxml.xpath("//button[@value='blocks add']")[0]
    fields.append(("do", f"blocks {does}"))
    address = button.get("formaction")
    return form.response.goto(address, method="post", params=fields, headers=ORIGIN, status=status)


def said(page: Any) -> str:
    words: str = page.lxml.xpath("string(//*[contains(@class, 'blocks-told')]/*[@role='status'])")
    return words


BUTTONS = {
    "up 3": ("1 3 2", "Note “Laughter.”: block 2 of 3."),
    "down 1": ("2 1 3", "Question “How?”: block 2 of 3."),
    "remove 2": ("1 3", "Answer “By chance. And by sea.”: taken out."),
    "join 1": ("1 3", JOINED),
    "split 2": ("1 2 a 3", "Split into two: Answer “And by sea.”: block 3 of 4."),
    "up 1": (None, "It is the first already."),
    "down 3": (None, "It is the last already."),
    "join 3": (None, "There is no block after it."),
    "split 1": (None, "It has one paragraph only"),
}  # fmt: skip


@pytest.mark.parametrize("does", BUTTONS)
def test_a_button_changes_the_form_and_saves_nothing(visit: Visit, does: str) -> None:
    interview, browser = made(), admin(visit)
    after, words = BUTTONS[does]
    page = pressed(form_of(browser, interview), does, 200 if after else 422)
    if after is None:
        assert words in wrong(page)[0]
        assert text_in(form_in(page)) == THREE
        return
    assert said(page) == f"{words} Not saved yet."
    keys = [line.rpartition("[")[2].strip("]") if "[" in line else "a"
            for line in text_in(form_in(page)).split("\n") if line.startswith("::")]  # fmt: skip
    assert " ".join(keys) == after
    assert [each.key for each in Interview.objects.get().blocks] == [1, 2, 3]


def test_a_place_is_chosen_and_gone_to(visit: Visit) -> None:
    page = pressed(form_of(admin(visit), made()), "choose 3")
    words = [option.text for option in page.lxml.xpath("//*[@name='blocks_to']//option")]
    assert words[:2] == ["First of all", "After 1. Question “How?”"]
    assert form_in(page)["blocks_to"].value == "2"
    moved = pressed(form_in(page), "move 3", blocks_to="")
    assert text_in(form_in(moved)).startswith(":: note [3]\nLaughter.\n\n:: question [1]")
    left = pressed(form_in(page), "leave 3")
    assert "blocks_to" not in form_in(left).fields


def test_a_block_is_opened_changed_and_saved(visit: Visit) -> None:
    interview, browser = made(), admin(visit)
    page = pressed(form_of(browser, interview), "open 2")
    form = form_in(page)
    names = [option.text for option in page.lxml.xpath("//*[@name='block_who']/option")]
    assert names == ["Who answers", "Ada Lind", "Ines Okafor"]
    form["block_who"].force_value("Ada Lind")
    form["block_text"].force_value("By chance.\r\n---\r\nAnd by sea.")
    page = pressed(form, "split 2")
    assert ":: answer Ada Lind [2]\nBy chance.\n\n:: answer Ada Lind\nAnd by sea." in text_in(
        form_in(page)
    )
    form = form_in(pressed(form_in(page), "open 3"))
    form["block_kind"].force_value("quote")
    form["new_block_text"].force_value("And then?")
    form.field_order = [pair for pair in form.field_order if pair[0] not in FILES]
    sent(form)
    blocks = Interview.objects.get().blocks
    assert [(each.key, each.kind) for each in blocks] == [
        (1, "question"), (2, "answer"), (4, "answer"), (3, "quote"), (5, "question"),
    ]  # fmt: skip


def test_one_is_begun_from_nothing(visit: Visit) -> None:
    page = pressed(new_form(admin(visit)), "add", new_block_kind="code")
    assert said(page) == "Added. Not saved yet."
    page = pressed(form_in(page), "close +1", block_label="python", block_text="a = 1")
    assert text_in(form_in(page)) == ":: code python\na = 1"
    page = pressed(form_in(page), "add", new_block_text="How?", new_block_kind="question")
    assert text_in(form_in(page)) == ":: code python\na = 1\n\n:: question\nHow?"


NEXT = {"1": "answer", "2": "question Ada Lind", "3": "answer Ines Okafor"}


@pytest.mark.parametrize("after", NEXT)
def test_one_is_begun_after_another(visit: Visit, after: str) -> None:
    three = THREE.replace("question", "question Ada Lind")
    text = f"{three.replace('answer', 'answer Ines Okafor')}\n\n:: question Ada Lind [4]\nWhy?"
    form = form_of(admin(visit), made())
    page = pressed(form, f"new {after}", conversation=text)
    place = int(after)
    assert said(page).endswith(f": block {place + 1} of 5. Not saved yet.")
    assert page.html.select_one("[name=block_kind][autofocus]")
    parts = text_in(form_in(page)).split("\n\n:: ")
    assert len(parts) == 5
    assert parts[place] == NEXT[after]


def test_a_picture_is_put_in_and_what_is_none_is_told(visit: Visit) -> None:
    browser = admin(visit)
    page = pressed(new_form(browser), "add", new_block_kind="picture")
    form = form_in(page)
    form["block_text"].force_value("The harbour.")
    fields = [pair for pair in form.submit_fields() if pair[0] not in {*FILES, "block_file"}]
    fields.append(("do", "blocks picture +1"))

    def send(content: bytes, status: int) -> Any:
        return form.response.test_app.post(
            "/admin/interviews/files", fields, headers=ORIGIN, status=status,
            upload_files=[("block_file", "quay.png", content)],
        )  # fmt: skip

    refused = send(b"no picture", 422)
    assert "Conversation: " in wrong(refused)[0]
    assert "The harbour." in text_in(form_in(refused))
    page = send(make_picture(size=(300, 200)), 200)
    assert said(page) == "The picture stands in its block. Not saved yet."
    heading = text_in(form_in(page)).split("\n")[0]
    assert heading.startswith(":: picture ")
    assert len(heading) == len(":: picture ") + 64


@pytest.mark.parametrize(
    "does", ["up 99", "move 3", "sing 3", "choose", "remove +9", "split", "join x", "open 7"]
)
def test_what_no_button_says_does_nothing(visit: Visit, does: str) -> None:
    page = pressed(form_of(admin(visit), made()), does, 422)
    assert wrong(page)
    assert text_in(form_in(page)) == THREE


def test_too_much_is_shown_as_text_alone(visit: Visit) -> None:
    form = new_form(admin(visit))
    many = ":: note\na\n\n" * 1_001
    page = pressed(form, "up 1", 422, conversation=many, new_block_text="b")
    assert "too many" in wrong(page)[0]
    assert page.lxml.xpath("//ol[@class='blocks-list']/li") == []
    assert text_in(form_in(page)) == f"{many}:: question\nb"


def test_where_there_is_too_much_nothing_typed_beside_it_is_lost(visit: Visit) -> None:
    form = form_in(pressed(form_of(admin(visit), made()), "open 2"))
    many = f"{THREE}\n\n" + ":: note\na\n\n" * 998
    typed = {"block_text": "By *bad* luck.", "new_block_text": "And then?"}
    page = pressed(form, "close 2", 422, conversation=many, **typed)
    changed = many.replace(TWO, ":: answer [2]\nBy *bad* luck.")
    assert text_in(form_in(page)) == f"{changed}:: question\nAnd then?"
    other = many.replace("chance", "luck")
    form.field_order = [pair for pair in form.field_order if pair[0] not in FILES]
    page = sent(form, 422, conversation=other, **typed)
    new = ":: answer\nBy *bad* luck.\n\n:: question\nAnd then?"
    assert text_in(form_in(page)) == f"{other}{new}"


def test_a_block_is_moved_while_another_editor_writes_in_it(visit: Visit) -> None:
    interview, browser = made(), admin(visit)
    form, theirs = form_of(browser, interview), form_of(browser, interview)
    sent(theirs, conversation=THREE.replace("By chance.", "By pure chance."))
    sent(form, conversation=f"{NOTE}\n\n{ONE}\n\n{TWO}\n\n:: question\nAnd then?")
    blocks = Interview.objects.get().blocks
    assert [each.key for each in blocks] == [3, 1, 2, 4]
    assert blocks[2].text_source == "By pure chance.\n\nAnd by sea."
    again = form_of(browser, interview)
    sent(form_of(browser, interview), conversation="")
    page = sent(again, 409, conversation=text_in(again).replace("By pure chance", "By bad luck"))
    assert problem(page)
    assert text_in(form_in(page)).startswith(":: answer [2]\nBy bad luck.")


def test_a_line_that_is_no_heading_is_said_whatever_is_typed_beside_it(visit: Visit) -> None:
    misspelt = f"{THREE}\n\n:: questoin\nWhy?"
    page = sent(form_of(admin(visit), made()), 422, conversation=misspelt, new_block_text="So.")
    for _once_more in range(2):
        assert "“:: questoin”" in page.text
        assert text_in(form_in(page)) == f"{misspelt}\n\n:: question\nSo."
        page = sent(form_in(page), 422)
