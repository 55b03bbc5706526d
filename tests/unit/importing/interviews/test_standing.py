"""Words about HTML stay words; lines of the text are said."""

import pytest

from talkpython_site.importing.interviews.parsed import Conversation
from talkpython_site.importing.interviews.reader import Reading
from talkpython_site.interview_told import left_out
from talkpython_site.markdown.notes import read_notes

TALK = "Teo: How?\n\nInes: So.\n\nTeo: {}\n\nInes: It was.\n\nTeo: Why?\n\nInes: So."


def taken(text: str) -> Conversation:
    reading = Reading(text)
    return reading.conversation(reading.guesses)


@pytest.mark.parametrize(
    "words",
    [
        "What is the <p> element for, and is </p> needed?", "It ended with <p> and </p> tags",
        "Use <ul><li>a</li></ul> here", "It ends with </p>", "It begins with <p>",
        "Is it <br>, <BR/> or “<br>”?", "A <table> is\n\nmore than <pre> or <h2>",
        "A <blockquote class='x'> or\na <div> of words",
    ],
)  # fmt: skip
def test_tags_within_words_are_words(words: str) -> None:
    found = taken(TALK.format(words))
    assert found.passages[2].text.replace("\\<", "<") == words
    assert "which stands here as words" in found.doubts[0].words
    assert found.doubts[0].line == 5
    html = read_notes(found.passages[2].text, "https://x.example/")
    assert html.count("&lt;") == words.count("<")


def test_quoted_words_about_tags_are_words() -> None:
    assert (
        taken("Ada: How?\n\n> So the <p> tag\n\nInes: So.").passages[1].text == r"So the \<p> tag"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p><b>Ada Ray:</b> What is 0?</p><p><b>Ines:</b> It is 0.</p>",
        "Ada Ray: What is 0?<br>Ines: It is 0.<br>", "Ada Ray: What is 0? <br> Ines: It is 0.",
        "Ada Ray: What is 0?<p>Ines: It is 0.",
        "<b>Ada Ray:</b> What is 0?<br/><b>Ines</b>: It is 0.",
        "<p>Ada Ray: What is\n0?</p><p>Ines: It\nis 0.</p>",
    ],
)  # fmt: skip
def test_turns_are_parted_all_the_same(text: str) -> None:
    found = taken(text)
    said = [(each.who, each.text.replace("\n", " ")) for each in found.passages]
    assert said == [("Ada Ray", "What is 0?"), ("Ines", "It is 0.")]
    assert found.doubts == ()


def test_a_word_about_a_tag_within_a_paragraph() -> None:
    text = "<p>Ada: How\nis it?</p><p>Ines: So\nthe </p> tag\nis.</p>\n<p>Ada: Why?</p>"
    assert [each.text for each in taken(text).passages] == [
        "How\nis it?", "So\nthe \\</p> tag\nis.", "Why?",
    ]  # fmt: skip


def test_lines_of_names_in_bold_behind_html() -> None:
    text = "<p>a</p><p>b</p><p>c</p>\n\n**Ada: How?**\n\n**Ines: So.**"
    assert [each.line for each in Reading(text).found] == [3, 5]


def test_comments_are_left_out_and_counted() -> None:
    talk = "<!-- by hand -->\nAda: How?\n\nInes: So.\n<!-- a -->\nOr <!-- so -->."
    found = taken(f"{talk}\n```\n<!-- b -->\n```")
    assert [each.text for each in found.passages] == [
        "How?", "So.\nOr \\<!-- so -->.", "<!-- b -->",
    ]  # fmt: skip
    assert left_out(found) == "2 comments in HTML are left out; the original keeps them."
    alone = taken("<!-- a -->")
    assert (alone.passages[0].text, left_out(alone)) == ("\\<!-- a -->", "Nothing was left out.")
