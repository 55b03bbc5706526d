"""Whatever the text: what it says stands in the conversation, and soon."""

from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.episode_lines import cleaned
from talkpython_site.importing.interviews.reader import Reading

WORD = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
NAME = st.sampled_from(["Ada", "Ines Okafor", "INES", "Q", "A", "Teo van Beek", "Note"])
WORDS_OF_LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
LINE = st.one_of(
    WORDS_OF_LINE,
    st.just(""),
    st.builds("{}: {}".format, NAME, WORDS_OF_LINE),
    st.builds("**{}:** {}".format, NAME, WORDS_OF_LINE),
    st.builds("**{}**".format, WORDS_OF_LINE),
    st.builds("## {}".format, WORDS_OF_LINE),
    st.builds("> {}".format, WORDS_OF_LINE),
    st.sampled_from(["```", "```python", "~~~", "![a](b)", "INES", "**Ada**"]),
)


def letters(text: str) -> Counter[str]:
    """What is not a sign of Markdown, nor stands between names and words."""
    return Counter(c for c in text if not c.isspace() and c not in "*_#>`~:—–-：+.")


@given(st.lists(LINE, max_size=30).map("\n".join))
def test_every_letter_is_said_or_stands_in_a_name(text: str) -> None:
    reading = Reading(cleaned(text))
    found = reading.conversation(reading.guesses)
    names = "".join(name * text.count(name) for each in reading.found for name in each.spellings)
    kept = letters("".join(each.text + each.label for each in found.passages))
    lost = letters(cleaned(text)) - kept
    assert not lost - letters(names)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = Reading(cleaned(text))
    found = reading.conversation(reading.guesses)
    assert bool(found.passages) == bool(cleaned(text).strip())


@pytest.mark.parametrize(
    "piece",
    [
        "a:\n", "a:\nq:\n", "a: b\n", "**a\n", "# a?\n", "> a\n", "00:12 Ab cd\n", "— — —\n",
        "Ab cd ef gh\n", "(((((((\n", "x " * 40, "![](b)\n", "```\n", "~~~~~\n~~~\n",
    ],
)  # fmt: skip
def test_twice_as_much_takes_twice_as_long(piece: str) -> None:
    text = piece * (200_000 // len(piece))  # at each line all others: minutes
    started = process_time()
    reading = Reading(text)
    reading.conversation(reading.guesses)
    assert process_time() - started < 5
