"""Plain text that was wrapped at a fixed width, and lines that are meant."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.markdown import plain_text, sanitise
from talkpython_site.markdown.wrapping import unwrapped

WRAPPED = """\
A long talk about harbours and those who keep them, about tides and
    what they know of us, and about the tables that were typed by hand in
    a room without windows above the pier."""
JOINED = " ".join(WRAPPED.split())
LIST = """\
- the tide tables of 1904, which were typed twice because of an error
- what the harbour master said about it, and to whom he said so then"""
TIMES = """\
00:00 how the harbour was built and who paid for it in the end, part one
12:30 what the tide took with it, and what it brought back a year later
24:31 and who typed it all, in a room above the pier, night after night"""
PLACE = "Harbour Audio, which is not easy to find at low tide\nPier 7\nOld Town"
TITLES = """\
Interview with the master of the harbour about its newest crane
Review of a book on tides
Letters from listeners in the north, read aloud"""
LINKS = """\
https://tides.example/about/the-tables-of-1904-and-who-has-typed-them
https://tides.example/about/the-room-above-the-pier-and-its-windows-if
https://tides.example/about/nothing-in-particular"""
VERSE = "the tide comes in\nthe tide goes out\nand nobody has asked it to"
LABELS = """\
Host: somebody who has worked at the harbour for longer than the crane
Guest: another, who came with the tide and has not left again since then
Editing: nobody in particular, as far as anyone could tell afterwards"""
SENTENCES = """\
The harbour was built in the year of the flood, by hand, twice over.
iron came from the north. The tide took most of it within the month.
nobody has ever found out where it went, and few have asked about it."""


def test_a_wrapped_paragraph_is_one_line() -> None:
    assert sanitise(WRAPPED) == f"<p>{JOINED}</p>"
    assert plain_text(WRAPPED) == JOINED


def test_paragraphs_lists_and_lines_beside_it_stay() -> None:
    kept = [LIST, TIMES, LINKS, LABELS, PLACE]

    found = unwrapped("\n\n".join([WRAPPED, *kept, f"In short:\n{LIST}", WRAPPED]))

    assert found == "\n\n".join([JOINED, *kept, f"In short:\n{LIST}", JOINED])


def test_an_item_that_goes_on_is_one_line() -> None:
    item = "- the tide tables of 1904, which were typed twice because of an\n  error of a clerk"

    assert unwrapped(f"{WRAPPED}\n{item}\n{item}").split("\n") == [
        JOINED, *[" ".join(item.split())] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize("text", [LIST, TIMES, PLACE, TITLES, LINKS, VERSE, LABELS, SENTENCES])
def test_lines_that_are_meant_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_text_with_longer_lines_was_not_wrapped() -> None:
    text = f"{WRAPPED}\n\n{JOINED}"

    assert unwrapped(text) == text
    assert unwrapped(f"{WRAPPED}\nhttps://tides.example/{'1904' * 40}").startswith(JOINED)


@pytest.mark.parametrize("end", ["<br>", "<i>Yes</i>"])
def test_what_has_markup_is_not_touched(end: str) -> None:
    assert len(plain_text(f"{WRAPPED} {end}").split("\n")) == 3


@given(st.text("aB .:-1\n\t@", max_size=400))
def test_words_are_never_changed(text: str) -> None:
    assert unwrapped(text).split() == text.split()


@pytest.mark.parametrize("piece", ["www.", "a@", '."', "\n ", "\n\n", "12:", "- x\n"])
def test_it_takes_linear_time(piece: str) -> None:
    started = thread_time()

    unwrapped(piece * (1_000_000 // len(piece)) + " x")

    assert thread_time() - started < 5
