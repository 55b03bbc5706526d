"""Texts in which people ask and answer."""

import pytest

from talkpython_site.importing.interviews.parsed import (
    Conversation,
)
from talkpython_site.importing.interviews.reader import Reading

Said = list[tuple[str, str, str]]


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


def said(text: str) -> Said:
    return [(each.kind, each.who, each.text) for each in taken(text).passages]


def asked(text: str) -> dict[str, tuple[str, str | None]]:
    """What is guessed of each name, and why that is doubtful."""
    return {each.written: (each.guess.does, each.doubt) for each in Reading(text).found}


PAIR: Said = [("question", "Ada", "How?"), ("answer", "Ines", "With a boat.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada: How?\nInes: With a boat.",
        "Ada: How?\r\n\r\nInes: With a boat.".replace("\r\n", "\n"),
        "**Ada:** How?\n\n**Ines:** With a boat.",
        "[00:01] Ada: How?\n\n[00:02] Ines: With a boat.",
        "<v Ada>How?\n<v Ines>With a boat.",
        "Ada:\nHow?\n\nInes:\nWith a boat.",
    ],
)
def test_ways_to_write_who_speaks(text: str) -> None:
    assert said(text) == PAIR


TWICE: Said = [*PAIR, ("question", "Ada", "And then?"), ("answer", "Ines", "It rained for days.")]
SPOKEN = ["How?", "With a boat.", "And then?", "It rained for days."]


def spoken(*heads: str, between: str = "\n") -> str:
    """A short talk, each turn behind a head of its own."""
    return "\n\n".join(f"{h}{between}{said}" for h, said in zip(heads, SPOKEN, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        spoken("Ada", "Ines", "Ada", "Ines", between=" — "),
        spoken("ADA", "INES", "ADA\n", "INES"),
        spoken("## Ada", "## Ines", "## Ada", "## Ines"),
        spoken("**Ada**", "**Ines**", "**Ada**", "**Ines**"),
        spoken("Ada  0:01", "Ines  0:05", "Ada  0:09", "Ines  1:01"),
        spoken("0:01 Ada", "0:05 Ines", "0:09 Ada", "1:01 Ines"),
    ],
)
def test_names_without_a_colon_come_again(text: str) -> None:
    assert [(kind, who.title(), words) for kind, who, words in said(text)] == TWICE
    assert not Reading(text).is_doubtful


@pytest.mark.parametrize(
    "text",
    [
        "Q: How?\n\nA: With a boat.\n\nQ: And then?\n\nA: It rained.",
        "Q. How?\n\nA. With a boat.\n\nQ. And then?\n\nA. It rained.",
        "Q1: How?\n\nA1: With a boat.\n\nQ2: And then?\n\nA2: It rained.",
        "**How?**\n\nWith a boat.\n\n**And then?**\n\nIt rained.",
        "**How?**\nWith a boat.\n\n__And\nthen?__\nIt rained.",
        "## How?\n\nWith a boat.\n\n## And then? ##\n\nIt rained.",
    ],
)
def test_questions_of_nobody(text: str) -> None:
    kinds = [("question", "", "How?"), ("answer", "", "With a boat.")]
    assert said(text) == [*kinds, ("question", "", "And then?"), ("answer", "", "It rained.")]
    assert not Reading(text).is_doubtful


MIXED = """# Boats

A morning.

Ada: How?

Ines: With a boat.

It was small.

> Small is enough.
>
> Or so.

```python title
boat = ["
": 1]
```

It went well.

![A boat](https://x.example/b.png)

## Later

Ada: And
then?
"""


def test_all_that_stands_between() -> None:
    assert said(MIXED) == [
        ("note", "", "# Boats\n\nA morning."),
        ("question", "Ada", "How?"),
        ("answer", "Ines", "With a boat.\n\nIt was small."),
        ("quote", "", "Small is enough.\n\nOr so."),
        ("code", "", 'boat = ["\n": 1]'),
        ("answer", "Ines", "It went well."),
        ("note", "", "![A boat](https://x.example/b.png)\n\n## Later"),
        ("question", "Ada", "And\nthen?"),
    ]
    found = taken(MIXED)
    assert found.passages[4].label == "python title"
    assert [(each.line, each.words[:9]) for each in found.doubts] == [(22, "a picture")]
    assert found.counts == {"note": 2, "question": 2, "answer": 2, "quote": 1, "code": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```python\nnever closed", "```python\nnever closed"),
        ("~~~~\n~~~\n````\n```", "~~~~\n~~~\n````\n```"),
        ("**never\nbold\n\nnot**", "**never\nbold\n\nnot**"),
        ("**a** and **b**", "**a** and **b**"),
        ("**a\nb** c", "**a\nb** c"),
        ("~~~ x\n~~~ y", "~~~ x\n~~~ y"),
        ("**", "**"),
        ("####### no heading", "####### no heading"),
        ("!no picture\n`x`", "!no picture\n`x`"),
        ("Ada:\nInes:", "Ada:\nInes:"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("**Bold.**\n\nPlain.", "**Bold.**\n\nPlain."),
        (
            "00:00:00 Yes\n\n00:00:04 No\n\n00:00:08 Yes",
            "00:00:00 Yes\n\n00:00:04 No\n\n00:00:08 Yes",
        ),
        ("A. One\n\nB. Two", "A. One\n\nB. Two"),
    ],
)
def test_without_speakers_all_is_a_note(text: str, words: str) -> None:
    assert said(text) == [("note", "", words)]
    assert [each.words for each in taken(text).doubts][-1:] == [
        "nobody speaks in it: all of it is a note"
    ]


def test_nothing() -> None:
    assert said(" \n\n") == []
    assert not Reading("").is_doubtful
