"""Names of folders and files: their order and the titles in them."""

import pytest

from talkpython_site.importing.courses.naming import Name, is_plain, name_of, order_of, title_of
from talkpython_site.importing.courses.spelling import Spellings

SPELLINGS = Spellings(
    ["We use MongoDB and the Flask of today. Pears are good.", "I like pears, see x.example/flask"],
    "Tides with PyCharm",
)


@pytest.mark.parametrize(
    ("written", "number", "words"),
    [
        ("01-welcome", 1, "welcome"),
        ("ch01-welcome-to-the-course", 1, "welcome to the course"),
        ("ch1-welcome", 1, "welcome"),
        ("ch13_logging_monitoring", 13, "logging monitoring"),
        ("Chapter 3", 3, ""),
        ("01_app", 1, "app"),
        ("conclusion", None, "conclusion"),
        ("900-appendix-tables", 900, "appendix tables"),
        ("1", 1, ""),
        ("1-welcome_transcript_final", 1, "welcome"),
        ("100tides-marketing-video", None, "100tides marketing video"),
        ("03-what-you%20will-learn", 3, "what you will learn"),
        ("04-..%2f..%2fetc%00", 4, ".. etc"),
        ("05-full  %e2%80%ae stop", 5, "full \u202e stop"),
    ],
)
def test_names(written: str, number: int | None, words: str) -> None:
    assert name_of(written) == Name(number, words)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("why flask and mongodb", "Why Flask and MongoDB"),
        ("pears in pycharm", "Pears in PyCharm"),
        ("2 + 2", ""),
        ("", ""),
        ("x" * 300, "X" + "x" * 199),
    ],
)
def test_titles_are_written_as_the_readme_writes_them(words: str, title: str) -> None:
    assert title_of(Name(1, words), SPELLINGS) == title


def test_the_names_in_a_title() -> None:
    assert SPELLINGS.names_in("PyCharm for Flask, flask and pears") == ["PyCharm", "Flask"]


def test_numbers_come_in_order_and_what_has_none_comes_last() -> None:
    paths = ["t/ch10/1.txt", "t/ch2/b.txt", "t/ch2/a2.txt", "t/ch2/a10.txt", "t/end/1.txt",
             "t/ch2/10.txt", "t/ch2/9-x.txt"]  # fmt: skip
    assert sorted(paths, key=order_of) == [
        "t/ch2/9-x.txt", "t/ch2/10.txt", "t/ch2/a2.txt", "t/ch2/a10.txt", "t/ch2/b.txt",
        "t/ch10/1.txt", "t/end/1.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2J", "a\x00", "a\udc80", "a\u2028"])
def test_what_is_no_plain_name(name: str) -> None:
    assert not is_plain(name)
