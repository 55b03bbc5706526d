"""Transcripts: lines with time codes, well written and not."""

import pytest

from talkpython_site.importing.courses import transcripts
from talkpython_site.importing.courses.first_words import title_from
from talkpython_site.importing.courses.limits import UnreadableError
from talkpython_site.importing.courses.parsed import ParsedLine
from talkpython_site.importing.courses.transcripts import read_transcript


def lines(text: str) -> list[tuple[float, str]]:
    return [(line.start_seconds, line.text) for line in read_transcript(text).lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:00 Ebb.\n\n01:02 Flow.", [(0, "Ebb."), (62, "Flow.")]),
        ("0:03 Ebb.", [(3, "Ebb.")]),
        ("00:12.11 Ebb.\n00:20.2 Flow.", [(12.11, "Ebb."), (20.2, "Flow.")]),
        ("00:0.14 Ebb.\n1:02:03,5 Flow.", [(0.14, "Ebb."), (3723.5, "Flow.")]),
        ("[00:04] Ebb.", [(4, "Ebb.")]),
        ("04:22-- and out", [(262, "-- and out")]),
        ("00:00\u00a0Ebb. \u00a0\r\n00:05 \u00a0 Flow.\r\n", [(0, "Ebb."), (5, "Flow.")]),
        ("00:00 Ebb.\n00:03\n00:05 Flow.", [(0, "Ebb."), (5, "Flow.")]),
        ("00:00 Ebb.\n00:03\nand flow.", [(0, "Ebb."), (3, "and flow.")]),
        ("00:00 Ebb\nand flow.\n  and neap.", [(0, "Ebb and flow. and neap.")]),
        (".\n00:01 Ebb.", [(1, "Ebb.")]),
        ("Before.\n00:01 Ebb.", [(0, "Before."), (1, "Ebb.")]),
        ("00:01 Ebb 00:05 flow 00:09", [(1, "Ebb"), (5, "flow")]),
        ("00:01 Ebb at 10:30 sharp", [(1, "Ebb at 10:30 sharp")]),
        ("00:01 info['height'] < \"x\"", [(1, "info['height'] < \"x\"")]),
    ],
)
def test_lines(text: str, expected: list[tuple[float, str]]) -> None:
    assert lines(text) == expected
    assert read_transcript(text).oddities == ()


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        ("just words", [(0, "just words")], "it has no time codes"),
        (
            "00:20 Ebb.\n00:10 Flow.\n00:09 Neap.\n00:30 Spring.",
            [(20, "Ebb."), (20, "Flow."), (20, "Neap."), (30, "Spring.")],
            "a time code goes back and is read as the one before: line 2 and 1 more",
        ),
        (
            "00:20 Ebb.\n00:75 Flow.",
            [(20, "Ebb."), (75, "Flow.")],
            "a time code has more than 60 seconds or minutes: line 2",
        ),
        (
            "1:75:00 Ebb.",
            [(8100, "Ebb.")],
            "a time code has more than 60 seconds or minutes: line 1",
        ),
        (
            "00:20 Ebb.\n00:2x Flow.",
            [(20, "Ebb. 00:2x Flow.")],
            "what looks like a time code is read as words: line 2",
        ),
    ],
)
def test_oddities(text: str, expected: list[tuple[float, str]], said: str) -> None:
    assert lines(text) == expected
    assert read_transcript(text).oddities == (said,)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:00 Ebb.\n01:00 One two three four five.", 62),
        ("00:00 Ebb.\n01:00", 60),
        ("one two three four five six", 3),
        ("00:10.5 Ebb", 11),
    ],
)
def test_it_ends_with_its_last_code_or_its_last_words(text: str, seconds: int) -> None:
    assert read_transcript(text).duration_seconds == seconds


@pytest.mark.parametrize(
    ("text", "said"),
    [("00:00\n00:01 …\n", "it has no words"), ("00:00 a\n" * 4, "it has more than 3 lines")],
)
def test_what_is_no_transcript(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcripts, "MOST_LINES", 3)
    with pytest.raises(UnreadableError, match=said):
        read_transcript(text)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (["Welcome to the harbour.", "It is old."], "Welcome to the harbour"),
        (["Okay, so", "now the tide", "comes in, and"], "The tide comes in, and"),
        (["Hello. Good day. We look at", "tide tables. They"], "We look at tide tables"),
        (["So far so good"], "So far so good"),
        (["Well, well."], "Well"),
        (["Hi."], "Hi"),
        (["okay"], "Okay"),
        (["one two three four five six seven eight nine ten eleven twelve thirteen"],
         "One two three four five six seven eight nine ten eleven…"),
        (["word " * 100, "never looked at"], f"Word{' word' * 11}…"),
    ],
)  # fmt: skip
def test_a_title_of_the_first_words(said: list[str], title: str) -> None:
    assert title_from([ParsedLine(0, text) for text in said]) == title
