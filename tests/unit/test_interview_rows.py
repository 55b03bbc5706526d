"""Blocks of a conversation as rows."""

from talkpython_site.interview_editing import names_in
from talkpython_site.interview_rows import places_of, row
from talkpython_site.interview_text import Passage, size_of


def test_a_row_says_what_its_block_is() -> None:
    long = row("7", Passage("answer", "word " * 60, 7, who="Ines Okafor"))
    assert (long.kind, long.who, long.facts) == ("Answer", "Ines Okafor", "60 words")
    assert len(long.words) <= 120
    assert long.words.endswith("…")
    code = row("+2", Passage("code", "a\nb", label="python"))
    assert (code.facts, code.words) == ("python · 2 lines", "a")
    assert row("1", Passage("picture", "", 1, label="A quay")).facts == "no picture yet"
    quote = row("2", Passage("quote", "", 2, label="Plato"))
    assert (quote.who, quote.words, quote.facts) == ("Plato", "Plato", "0 words")
    assert row("3", Passage("question", "", 3)).words == "Without words"


def test_who_may_say_it_is_who_stands_in_the_people() -> None:
    assert names_in("Ada Lind, interviewer\r\n\n, nobody\nSmith, Jr.,\nInes") == [
        "Ada Lind", "Smith, Jr.", "Ines",
    ]  # fmt: skip


def test_places_are_all_but_its_own() -> None:
    rows = [row(str(key), Passage("note", letter, key)) for key, letter in enumerate("abc", 1)]
    ((label, places),) = places_of(rows, "2")
    assert label == "Blocks"
    assert [(each.name, each.words, each.is_here) for each in places] == [
        ("", "First of all", False),
        ("1", "After 1. Note “a”", True),
        ("3", "After 3. Note “c”", False),
    ]
    assert places_of(rows, "1")[0][1][0].is_here


def test_too_much_is_known_before_it_is_read() -> None:
    assert not size_of(":: note\n" * 1_000).is_too_large
    assert size_of(":: note\n" * 1_001).is_too_large
    assert size_of("a" * 500_001).is_too_large
