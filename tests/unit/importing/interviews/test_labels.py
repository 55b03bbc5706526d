"""What nobody says: labelled notes, and HTML."""

import pytest

from talkpython_site.importing.interviews.parsed import Conversation
from talkpython_site.importing.interviews.reader import Reading
from talkpython_site.importing.interviews.tags import worded
from talkpython_site.markdown.notes import read_notes

Said = list[tuple[str, str, str]]
TALK = "Ada: How?\n\nInes: With a boat.\n\n{}\n\nAda: Why?\n\nInes: So."
ASKED = ("question", "Ada", "How?")
REST: Said = [("question", "Ada", "Why?"), ("answer", "Ines", "So.")]


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


def said(text: str) -> Said:
    return [(each.kind, each.who, each.text) for each in taken(text).passages]


def told(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.words) for each in taken(text).doubts]


@pytest.mark.parametrize(
    "note",
    [
        "Note: the kettle boils.", "Photo: Anna Smith", "**Source:** a letter", "note: it rains",
        "**Caption: a boat**", "Note: it boils,\nand sings.", "Bild: ein Boot",
    ],
)  # fmt: skip
def test_a_labelled_paragraph_is_a_note_of_its_own(note: str) -> None:
    text = TALK.format(f"{note}\n\nIt was small.")
    boat, small = ("answer", "Ines", "With a boat."), ("answer", "Ines", "It was small.")
    assert said(text) == [ASKED, boat, ("note", "", note), small, *REST]
    label = note.partition(":")[0].strip("*")
    assert told(text) == [(5, f"“{label}:” begins a note of its own, which nobody says")]


def test_labels_behind_a_question_and_one_after_another() -> None:
    text = "Ada: How?\nPhoto: Anna Smith\nInes: So.\n\nNote: a\n\nNote: b\n\nAda: Why?\n\nInes: No."
    photo, so = ("note", "", "Photo: Anna Smith"), ("answer", "Ines", "So.")
    notes = [("note", "", "Note: a"), ("note", "", "Note: b")]
    assert said(text)[:5] == [ASKED, photo, so, *notes]
    assert [line for line, _words in told(text)] == [2, 5, 7]


@pytest.mark.parametrize(
    "words",
    [
        "It was like this,\nNote: a wrapped line.", "Or so.\nnote: small letters.",
        "Example: a boat.", "Note — it rained.", "> Note: quoted.",
    ],
)  # fmt: skip
def test_other_lines_with_labels_are_words(words: str) -> None:
    assert told(TALK.format(words)) == []


def test_labels_where_nobody_speaks_are_words() -> None:
    assert said("Note: a\n\nSource: b") == [("note", "", "Note: a\n\nSource: b")]


# HTML


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("<b>Ada:</b> How?", "<p>Ines: With a boat.</p>"),
        ("<p><strong>Ada</strong>: How?</p>", "<P><EM>Ines:</EM> With a boat.</P>"),
        ("<p class='x'>Ada: How?</p>", "<div><b>Ines</b>: With a boat.</div>"),
        ("Ada: How?", "<i>Ines:</i> With a boat.<br>"),
        ("<p>Ada: How?</p>", "<p>Ines: With a boat.<br/></p>"),
        ("<b>Ada</b>\nHow?", "<b>Ines</b>\nWith a boat."),
    ],
)
def test_names_in_tags(asks: str, answers: str) -> None:
    text = "\n\n".join([asks, answers] * 2)
    pair = [("question", "Ada", "How?"), ("answer", "Ines", "With a boat.")]
    assert said(text) == pair * 2
    assert told(text) == []


@pytest.mark.parametrize("line", ["<script>Ada: x</script>", "<b>", "<b></b>", "<p>And so.</p>"])
def test_tags_without_names(line: str) -> None:
    assert not Reading(line).found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>x()</script>", r"\<script>x()\</script>"),
        ("a <img src=x> b", r"a \<img src=x> b"),
        ("<iframe src='x'\n></iframe>", "\\<iframe src='x'\n>\\</iframe>"),
        ("<!-- a -->", r"\<!-- a -->"),
        ("a < b, <b>bold</b>, <https://x.example>", "a < b, <b>bold</b>, <https://x.example>"),
        (r"`<script>` and \<script>", r"`<script>` and \<script>"),
    ],
)
def test_what_would_vanish_stays_as_words(text: str, words: str) -> None:
    assert worded(text).text == words


def test_it_is_said_in_which_line_html_stands() -> None:
    text = TALK.format("It was\nsmall <script>x()</script>\n\n<img src=x>")
    words = "which stands here as words"
    assert told(text) == [(6, f"“<script>” is HTML, {words}"), (8, f"“<img>” is HTML, {words}")]
    html = "".join(read_notes(each.text, "https://x.example/") for each in taken(text).passages)
    assert "&lt;script&gt;x()&lt;/script&gt;" in html
    assert "&lt;img src=x&gt;" in html
    assert "href" not in html
