"""The outline of a course as lines of text: written, read again, and what will not do."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.course_outline_text import (
    OutlineLine,
    outline_text,
    read_outline_lines,
    text_of,
)
from talkpython_site.documents import Course, CourseChapter, CourseLecture
from talkpython_site.episode_lines import as_lines, on_one_line
from talkpython_site.forms.outline_reading import read_outline

# Titles as a field of one line holds them, such among them as mean something in a line.
WORDS = st.text(max_size=12) | st.sampled_from(
    ["[7]", "[]", "a [7]", "#", "\\#", "# [1]", "\\\\# x"]
)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map(on_one_line).filter(bool)
LINES = st.builds(OutlineLine, TITLES, st.none() | st.integers(0, 999_999_999), st.booleans())


@given(st.lists(LINES, max_size=6))
def test_an_outline_is_read_as_it_is_written(lines: list[OutlineLine]) -> None:
    text = text_of(lines)
    assert as_lines(text) == text
    assert read_outline_lines(text) == lines


CHAPTERS = [
    ("# Start [1]", "Start", 1),
    ("#Start", "Start", None),
    ("## Start", "Start", None),
    ("# \\# is a comment", "# is a comment", None),
    ("#", "", None),
]
LECTURES = [
    ("Arrays [0] [12]", "Arrays [0]", 12),
    ("Arrays [0] []", "Arrays [0]", None),
    ("a[0]", "a[0]", None),
    ("\\# is a comment [4]", "# is a comment", 4),
    ("\\n is a line end", "\\n is a line end", None),
    ("[5]", "", 5),
    ("Long [1234567890]", "Long [1234567890]", None),
]


@pytest.mark.parametrize(("written", "title", "key"), CHAPTERS + LECTURES)
def test_a_line_is_a_chapter_or_a_lecture(written: str, title: str, key: int | None) -> None:
    is_chapter = (written, title, key) in CHAPTERS
    assert read_outline_lines(written) == [OutlineLine(title, key, is_chapter)]


def course() -> Course:
    made = Course()
    chapters = [CourseChapter(key=1, title="Start"), CourseChapter(key=2, title="")]
    lectures = [
        CourseLecture(key=4, chapter=2, title="Maps"),
        CourseLecture(key=3, chapter=1, title=" Hello\tall [7]"),
        CourseLecture(key=5, chapter=1, title="x" * 301),
    ]
    made.outline(chapters, lectures)
    return made


def read(text: str) -> Any:
    form = SimpleNamespace(thing=course(), wanted={"outline": text})
    return read_outline(form)


def test_a_course_is_written_chapter_by_chapter() -> None:
    lines = ["# Start [1]", "Hello all [7] [3]", "x" * 301 + " [5]", "# [2]", "Maps [4]"]
    assert outline_text(course()).split("\n") == lines
    assert text_of(read("\n".join(lines))).split("\n") == lines
    assert (read(""), outline_text(Course())) == ([], "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hello", "Line 1, “Hello”, stands in no chapter: begin with # Its title."),
        ("# A\n[4]", "Line 2, “[4]”, has no title."),
        ("# A\n#", "Line 2, “#”, has no title."),
        ("# A [1]\nB [4]\nC [4]", "Line 3, “C [4]”, has the number of line 2, too."),
        ("# A [1]\n# B [1]", "Line 2, “# B [1]”, has the number of line 1, too."),
        ("# A\n" + "b" * 301, "has more than 300 characters."),
        ("# A\nb\n" * 301, "These are 301 chapters; 300 is the most."),
        ("# A\n" + "b\n" * 2001, "These are 2,001 lectures; 2,000 is the most."),
    ],
)
def test_a_line_that_will_not_do_is_named(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read(text)
    assert str(refused.value).endswith(sentence)
