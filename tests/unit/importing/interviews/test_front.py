"""What stands before a conversation in a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from talkpython_site.importing.interviews.files import InterviewError, read
from talkpython_site.importing.interviews.front import Front, read_front, without_title
from talkpython_site.importing.interviews.lead import headed, titled
from talkpython_site.importing.interviews.reader import Reading


def front(*lines: str) -> Front:
    found, rest = read_front("\n".join(["---", *lines, "---", "Q: Who?"]))
    assert (rest, found.line) == ("Q: Who?", len(lines) + 2)
    return found


def test_facts() -> None:
    found = front(
        "# a remark", 'title: "Boats: a talk"', "date: 2026-11-20", "language: pt_BR", "",
        "people:", "  - Ada Ray, interviewer", "- 'Ines Okafor'", "topics: boats, the sea",
    )  # fmt: skip
    assert (found.title, found.language) == ("Boats: a talk", "pt-BR")
    assert found.published_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert found.people == (("Ada Ray", "interviewer"), ("Ines Okafor", None))
    assert (found.topics, found.doubts) == (("boats", "the sea"), ())


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("people: Ada Ray, interviewer", [("Ada Ray", "interviewer")]),
        ("people: Ada (Interviewer), Ines", [("Ada", "interviewer"), ("Ines", None)]),
        ("people: Ada, interviewer; Ines", [("Ada", "interviewer"), ("Ines", None)]),
        ("people: [Ada, Ines, ADA]", [("Ada", None), ("Ines", None)]),
        ("people:", []),
    ],
)
def test_ways_to_name_people(line: str, people: list[tuple[str, str | None]]) -> None:
    assert list(front(line).people) == people


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("date: yesterday", "this is no date such as 2026-12-01"),
        ("language: quite English", "this is no language such as en or pt-BR"),
        ("mood: calm", "“mood” is not read; the original keeps it"),
        (f"topics: {'a' * 201}", "this is more than is read; the original keeps it"),
        (f"topics: {list(range(51))}", "this is more than is read; the original keeps it"),
    ],
)
def test_odd_facts(line: str, told: str) -> None:
    assert [(each.line, each.words) for each in front(line).doubts] == [(2, told)]


@pytest.mark.parametrize(
    "text",
    [
        "---\nWords of a letter.\n---\nQ: Who?", "---\n---\nQ: Who?", "---\ntitle: never closed",
        "Q: Who?", "", "---",
    ],
)  # fmt: skip
def test_no_facts(text: str) -> None:
    assert read_front(text) == (Front(), text)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("\n# Boats #\n\nQ: Who?", "Boats", "\nQ: Who?"),
        ("# " + "a" * 301, "", "# " + "a" * 301),
        ("---\ndate: 2026-11-20\n---\n\n# Boats\nQ: Who?", "Boats", "Q: Who?"),
        ("---\ntitle: Boats\n---\n# Ships", "Boats", "# Ships"),
    ],
)
def test_the_title_may_be_a_heading(text: str, title: str, rest: str) -> None:
    found, after = read_front(text)
    assert (found.title, after) == (title, rest)


def test_roles_that_a_file_gives_settle_who_asks(tmp_path: Path) -> None:
    talk = "Ada: So.\n\nInes: No.\n\nAda: Yes.\n\nInes: Or."
    path = tmp_path / "talk.md"
    path.write_text(talk, encoding="utf-8")
    assert len(read(path).doubts) == 2
    path.write_text(
        f"---\npeople: [Ines (interviewer), Ada (interviewee), Teo (editor)]\n---\n{talk}",
        encoding="utf-8",
    )
    found = read(path)
    assert found.doubts == ()
    assert found.people == (("Ines", "interviewer"), ("Ada", None), ("Teo", "editor"))
    assert [each.kind for each in found.conversation.passages] == ["answer", "question"] * 2


def test_a_name_that_no_system_keeps() -> None:
    with pytest.raises(InterviewError, match="too long to be known by"):
        read(Path("a" * 201))
    with pytest.raises(InterviewError, match="no such file"):
        read(Path("a\0"))


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# Why <Foo> listens", "Why <Foo> listens"),
        (r"# Why \<Foo> listens", "Why <Foo> listens"),
        ("<h1>Title <em>two</em></h1>", "Title two"), ("# A *big* [talk](http://x)", "A big talk"),
        ("# What the <p> element is", "What the <p> element is"),
        ("# C# & snake_case", "C# & snake_case"),
        ("# 1. `x < y` &amp; **more**", "1. x < y & more"), ("# 5 * 3: “so”", "5 * 3: “so”"),
    ],
)  # fmt: skip
def test_titles_are_plain_words(heading: str, title: str) -> None:
    line, rest = without_title(f"{heading}\n\nAda: How?\n\nInes: So.")
    reading = Reading(rest)
    found = titled(headed(line, reading.conversation(reading.guesses).passages))
    assert found is not None
    assert found.title == title
    assert read_front(heading)[0].title in {"", title}
