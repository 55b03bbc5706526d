"""What buttons do with the blocks of a conversation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents.interview import KINDS
from talkpython_site.interview_editing import (
    ORDER,
    as_kind,
    halves,
    join,
    split,
    taken_over,
    titled,
    told,
    without,
)
from talkpython_site.interview_text import Passage, read_passages, text_of
from talkpython_site.ordering import EditError, name_of

HASH = "ab" * 32
SHOWN = f"/pictures/{HASH}/1400.webp"
THREE = [
    Passage("question", "How did it begin?", 1),
    Passage("answer", "By chance.", 2, who="Ines Okafor"),
    Passage("note", "Laughter.", None),
]
PICTURE = Passage("picture", "The harbour.", 4, label="A quay", picture=HASH)
CODE = Passage("code", "a = `1`", 5, label="python")
QUOTE = Passage("quote", "Be brief.\n\nOr not.", 6, label="Plato")


def keys(passages: list[Passage]) -> list[int | None]:
    return [each.key for each in passages]


def test_each_is_moved_as_in_a_list() -> None:
    assert keys(ORDER.up(THREE, 2)[0]) == [1, None, 2]
    assert keys(ORDER.down(THREE, 0)[0]) == [2, 1, None]
    assert keys(ORDER.put_after(THREE, 2, "")[0]) == [None, 1, 2]
    assert keys(ORDER.put_after(THREE, 0, "+3")[0]) == [2, None, 1]
    assert keys(without(THREE, 1)) == [1, None]
    for move, place in ((ORDER.up, 0), (ORDER.down, 2)):
        with pytest.raises(EditError, match="already"):
            move(THREE, place)
    with pytest.raises(EditError, match="not there any more"):
        ORDER.put_after(THREE, 0, "9")


def test_where_one_stands_is_told() -> None:
    assert told(THREE, 0) == "Question “How did it begin?”: block 1 of 3"
    assert titled(Passage("code", "")) == "Code without words"
    assert titled(Passage("picture", "", label="A quay")) == "Picture “A quay”"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("a\n---\nb\n\nc", "a", "b\n\nc"),  # where it is asked for
        ("one\n\ntwo two two\n\nthree", "one\n\ntwo two two", "three"),  # nearest to the middle
        ("a\n\n```\nx\n\n---\ny\n```\n\nb", "a\n\n```\nx\n\n---\ny\n```", "b"),  # never in code
        ("---\nb", "", "b"),
    ],
)
def test_a_text_is_split(text: str, first: str, second: str) -> None:
    assert halves(text) == (first, second)


@pytest.mark.parametrize("text", ["", "one", "one\nline after line", "```\na\n\nb\n```"])
def test_what_cannot_be_split_says_so(text: str) -> None:
    with pytest.raises(EditError, match="---"):
        halves(text)


def test_the_second_half_is_a_new_block_of_the_same() -> None:
    long = THREE[1]._replace(text="By chance.\n\nAnd by sea.")
    assert split([long], 0) == [
        long._replace(text="By chance."), long._replace(text="And by sea.", key=None),
    ]  # fmt: skip
    caption = split([PICTURE._replace(text="The harbour.\n---\nMore")], 0)
    assert caption == [PICTURE, Passage("note", "More")]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (THREE[0], THREE[1], THREE[0]._replace(text="How did it begin?\n\nBy chance.")),
        (THREE[0], PICTURE, THREE[0]._replace(
            text=f"How did it begin?\n\n![A quay]({SHOWN})\n\nThe harbour.")),
        (THREE[0], CODE, THREE[0]._replace(text="How did it begin?\n\n```python\na = `1`\n```")),
        (THREE[2], QUOTE, THREE[2]._replace(
            text="Laughter.\n\n> Be brief.\n>\n> Or not.\n>\n> — Plato")),
        (CODE, THREE[2], CODE._replace(text="a = `1`\n\nLaughter.")),
        (CODE._replace(label=""), CODE, CODE._replace(text="a = `1`\n\na = `1`")),
        (PICTURE, THREE[2], PICTURE._replace(text="The harbour.\n\nLaughter.")),
        (Passage("note", "", 9), THREE[0], Passage("note", "How did it begin?", 9)),
    ],
)  # fmt: skip
def test_two_are_joined(first: Passage, second: Passage, joined: Passage) -> None:
    assert join([first, second], 0) == [joined]


@pytest.mark.parametrize("pair", [[PICTURE, PICTURE], [CODE, PICTURE], [QUOTE]])
def test_what_cannot_be_joined_says_so(pair: list[Passage]) -> None:
    with pytest.raises(EditError):
        join(pair, 0)


def test_of_another_kind_it_keeps_its_words() -> None:
    assert as_kind(THREE[1], "quote") == Passage("quote", "By chance.", 2, label="Ines Okafor")
    assert as_kind(QUOTE, "answer", ["Plato"]) == Passage("answer", QUOTE.text, 6, who="Plato")
    assert as_kind(THREE[1], "note") == Passage("note", "By chance.", 2)
    assert as_kind(CODE, "code") == CODE
    assert as_kind(PICTURE, "note") == Passage("note", f"![A quay]({SHOWN})\n\nThe harbour.", 4)
    with pytest.raises(EditError, match="code"):
        as_kind(PICTURE, "code")


@pytest.mark.parametrize("block", [QUOTE, CODE, QUOTE._replace(text="")])
@pytest.mark.parametrize("kind", ["question", "answer", "note", "picture"])
def test_a_label_is_among_the_words_until_it_is_turned_back(block: Passage, kind: str) -> None:
    turned = as_kind(block, kind, ["Ines"])
    assert (turned.who, turned.label) == ("", "")
    assert block.label in turned.text
    assert as_kind(turned, block.kind) == block


def test_no_label_is_lost() -> None:
    assert as_kind(Passage("picture", "", label="A quay"), "question").text == "A quay"
    assert as_kind(Passage("note", "So.", label="hm"), "answer").text == "So.\n\nhm"
    assert as_kind(Passage("note", "So.", label="hm"), "code").label == "hm"
    assert as_kind(QUOTE, "code").text.endswith("— Plato")


def test_fields_are_taken_over_where_the_block_stands_by_now() -> None:
    was, new = THREE[1], THREE[1]._replace(text="By luck.")
    assert taken_over(THREE, "2", was, was) == THREE
    assert taken_over(THREE[::-1], "2", was, new) == [THREE[2], new, THREE[0]]
    changed = [THREE[0], was._replace(text="By sea."), THREE[2]]
    assert taken_over(changed, "2", was, new) == [
        *changed[:2], new._replace(key=None), THREE[2],
    ]  # fmt: skip
    gone = [THREE[0]]
    assert taken_over(gone, "2", was, new) == [THREE[0], new._replace(key=None)]


PASSAGES = st.lists(
    st.builds(
        Passage,
        st.sampled_from(KINDS),
        st.text("ab`-\n", max_size=12).map(lambda text: text.strip("\n").rstrip()),
        *[st.none(), *[st.just("")] * 3],
    ),
    min_size=2,
    max_size=6,
)


@given(PASSAGES, st.data())
def test_no_letter_is_lost(passages: list[Passage], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(passages) - 1))
    for change in (split, join):
        try:
            after = change(passages, place)
        except EditError:
            continue
        assert read_passages(text_of(after)) == after
        assert letters(after) == letters(passages)
        assert name_of(after, place) == name_of(passages, place)


def letters(passages: list[Passage]) -> str:
    text = "".join(each.text for each in passages)
    return "".join(sign for sign in text if sign in "ab")
