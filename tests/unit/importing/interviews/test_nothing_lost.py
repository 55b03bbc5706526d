"""Whatever the text: what it says stands in the conversation, and soon."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.episode_lines import cleaned
from talkpython_site.importing.interviews.front import read_front
from talkpython_site.importing.interviews.parsed import WORDS, Conversation
from talkpython_site.importing.interviews.reader import Reading
from talkpython_site.importing.interviews.tails import parts

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
SIGNS = (" ", "\t", "*", "#", "`", "~", ":", "1", "(", "[", "-", "— ", "A ", "<b>")
BEGUN = ("", "# x", "<p>", "```", "**A: x", "**A", "A", "Q. ", "> ", "_A", "---\nx\n---\n# x")
LEFT_OUT = ("1:00 A", "<v A")  # a time, and what says that somebody speaks
END = st.sampled_from(["", "b", "`", "**", "#", ": b"])
HTML = st.lists(
    st.one_of(
        st.sampled_from([
            "<p>", "</p>", "<div>", "</div>", "<li>", "</li>", "<ul>", "</ul>", "<ol>", "</ol>",
            "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<br>", "<pre>", "</pre>", "\n",
            "\n\n", "<b>", "</b>", "Ada: ", "Ines Okafor, NASA: ", "Host: ", "- ", "`", "```\n",
        ]),
        st.from_regex(r"[a-z]{1,6} ?", fullmatch=True),
    ),
    max_size=40,
).map("".join)  # fmt: skip
A_TAG = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|br|pre|b)[ /]*>", re.IGNORECASE)
LONG_LINE = st.builds(
    "{}{}{}".format,
    st.sampled_from(BEGUN),
    st.sampled_from(SIGNS).map(lambda sign: sign * 200),
    END,
)
TAILED = st.sampled_from([
    "Ines Okafor, NASA", "Ines", "Teo Brandt", "Paris, France", "Well, Teo", "Ada / Ines", "Ada",
])  # fmt: skip
WITHIN = st.lists(
    st.sampled_from(["a", "so", "<p>", "</p>", "<br>", "<ul>", "</li>", "<pre>", "?"]), max_size=6
).map(lambda words: " ".join(["How", *words, "it was?"]))
SPELLING = st.sampled_from([
    "Inez Okafor", "Ines", "Ines Okafor", "Ines Okafr", "Okafor", "IO", "Okafor Ines", "Tip", "tip",
    "tipp", "Tip Note", "Note", "Ada", "Ada Ray", "Ade Ray", "Q",
])  # fmt: skip


def letters(text: str) -> Counter[str]:
    """What is no tag or sign of Markdown, nor stands between names and words."""
    return Counter(c for c in A_TAG.sub("", text) if not c.isspace() and c not in "*_#>`~:—–-：+.")


def shown_or_told(text: str, reading: Reading, found: Conversation) -> str:
    """Names of who speaks, without what follows them, and all that is said to be left out."""
    speaking = [each for each in reading.found if each.guess.does != WORDS]
    names = [(name, each.name) for each in speaking for name in each.spellings]
    shown = ((n if n == whole else parts(n)[0]) * text.count(n) for n, whole in names)
    return "".join([*shown, *found.tails])


@given(st.lists(st.one_of(LINE, LONG_LINE), max_size=30).map("\n".join))
def test_every_letter_is_said_or_stands_in_a_name(text: str) -> None:
    reading = Reading(cleaned(text))
    found = reading.conversation(reading.guesses)
    kept = letters("".join(each.text + each.label for each in found.passages))
    lost = letters(cleaned(text)) - kept
    assert not lost - letters(shown_or_told(text, reading, found))


@given(HTML)
def test_every_letter_between_tags_is_said_or_stands_in_a_name(text: str) -> None:
    reading = Reading(text)
    found = reading.conversation(reading.guesses)
    said = "\n".join(each.text + each.label for each in found.passages)
    lost = letters(text) - letters(said)
    names = letters(shown_or_told(text, reading, found))
    assert not {c for c in lost - names if c.isalpha()}


@given(st.lists(st.tuples(TAILED, WITHIN), min_size=1, max_size=8))
def test_tails_and_tags_within_words_are_said(turns: list[tuple[str, str]]) -> None:
    text = "\n\n".join(f"{name}: {words}" for name, words in turns)
    reading = Reading(text)
    found = reading.conversation(reading.guesses)
    said = Counter("".join(each.text for each in found.passages).replace("\\", ""))
    lost = Counter(text) - said - Counter(shown_or_told(text, reading, found))
    assert not {c for c in lost if c.isalpha() or c in "<>"}


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = Reading(cleaned(text))
    found = reading.conversation(reading.guesses)
    assert bool(found.passages) == bool(cleaned(text).strip())


@given(st.lists(st.tuples(SPELLING, WORDS_OF_LINE), max_size=20))
def test_what_is_guessed_can_be_taken(turns: list[tuple[str, str]]) -> None:
    reading = Reading("\n\n".join(f"{name}: {words}?" for name, words in turns))
    assert bool(reading.conversation(reading.guesses).passages) == bool(turns)


def read_all(text: str) -> None:
    _front, rest = read_front(text)
    reading = Reading(rest)
    reading.conversation(reading.guesses)


def soonest(work: Callable[[], None]) -> float:
    """In processor time: what else runs here, and a pause to tidy, is not counted."""
    times = []
    for _time in range(3):
        started = process_time()
        work()
        times.append(process_time() - started)
    return min(times)


def long_line(begun: str, sign: str, length: int) -> str:
    return f"{begun}{sign * length}b`"


def is_growing(text: Callable[[int], str], length: int) -> bool:
    """Whether four times as much takes far more than four times as long: squares take 16 times."""
    few, many = text(length), text(4 * length)
    return soonest(lambda: read_all(many)) > 10 * soonest(lambda: read_all(few)) + 0.05


@pytest.mark.parametrize(
    "piece",
    [
        "a:\n", "a:\nq:\n", "a: b\n", "**a\n", "# a?\n", "> a\n", "00:12 Ab cd\n", "— — —\n",
        "<p>", "<p>\n", "<br>", "<br>\n", "</p>", "<h3>\n", "<ul><li>", "<blockquote>a\n", "<b>",
        "<p>a: b</p><p>c</p>", "Aa, Bb / Cc: x\n", "- Aa: x\n", "*a?*\n\n", "Host: a\n", "A, ",
        "Ab cd ef gh\n", "a <p> ", "a</p>", "<!-- ", "<!-- a -->\n", "Aa, Bb: x\n\n",
        "(((((((\n", "x " * 40, "![](b)\n", "```\n", "~~~~~\n~~~\n",
    ],
)  # fmt: skip
def test_a_longer_text_takes_no_longer_than_its_length(piece: str) -> None:
    assert not is_growing(lambda length: piece * (length // len(piece)), 10_000)


def test_many_pieces_of_code_without_an_end_take_no_longer() -> None:
    def text(lines: int) -> str:
        return (
            "".join(f"{'~' * (4 + lines // 40 - n)} x\n" for n in range(lines // 40)) + "\n" * lines
        )

    assert not is_growing(text, 10_000)


@pytest.mark.parametrize("begun", [*BEGUN, *LEFT_OUT])
def test_a_longer_line_takes_no_longer_than_its_length(begun: str) -> None:
    for sign in SIGNS:
        assert not is_growing(partial(long_line, begun, sign), 2_000), sign
