"""What stands before anybody speaks in a text that is pasted or imported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.database import Database
from talkpython_site.documents import Interview
from talkpython_site.settings import Settings
from tests.conftest import Visit
from tests.episode_forms import form_in
from tests.functional.test_admin_interview_paste import kinds, pressed, said
from tests.interview_forms import new_form, text_in
from tests.terminals import Said, run_here
from tests.visitors import admin

TALK = "Teo Brandt: How did it begin?\n\nInes Okafor: With a lamp.\n"
WORDS = "We met him in a shed.\n\n> It was dark."
HEADING = "# The lamp that *went out*"
TEXT = f"{HEADING}\n\n{WORDS}\n\n{TALK}"
TITLE = "The lamp that went out"
PAIR = [("question", "Teo Brandt"), ("answer", "Ines Okafor")]
IS_TITLE = "Its first heading is the title."
SAYS_TITLE = "Its first heading says the title, and stands there alone."
IS_INTRODUCTION = "What stands before the first question or answer is the introduction."


def read_in(visit: Visit, text: str = TEXT, **typed: Any) -> Any:
    return pressed(new_form(admin(visit)), "take", paste=text, **typed)


def typed(page: Any, name: str) -> str:
    return str(form_in(page)[name].value.replace("\r\n", "\n").strip())


def test_a_heading_is_the_title_and_what_follows_the_introduction(visit: Visit) -> None:
    page = read_in(visit)
    assert (typed(page, "title"), typed(page, "introduction")) == (TITLE, WORDS)
    assert kinds(page) == PAIR
    assert f"{IS_TITLE} {IS_INTRODUCTION}" in said(page)


def test_a_title_that_is_there_is_not_said_twice(visit: Visit) -> None:
    page = read_in(visit, title="the lamp that *went out*")
    assert typed(page, "title") == "the lamp that *went out*"
    assert typed(page, "introduction") == WORDS
    assert SAYS_TITLE in said(page)


def test_where_other_words_stand_in_these_fields_nothing_is_lost(visit: Visit) -> None:
    page = read_in(visit, title="Lamps", introduction="He mends lamps.")
    assert (typed(page, "title"), typed(page, "introduction")) == ("Lamps", "He mends lamps.")
    assert kinds(page) == [("note", ""), ("quote", ""), *PAIR]
    assert text_in(form_in(page)).startswith(f":: note\n{HEADING}\n\nWe met him in a shed.")
    assert "heading" not in said(page)
    assert "introduction" not in said(page)


@pytest.mark.parametrize(
    ("text", "title", "introduction", "found"),
    [
        ("# Ines Okafor\n\nA shed.\n\n" + TALK, "Ines Okafor", "A shed.", PAIR),
        ("# Why?\n\nSo.\n\n# And then?\n\nRain.", "", "",
         [("question", ""), ("answer", "")] * 2),
        ("# Why?\n\nSo.", "", "", [("question", ""), ("answer", "")]),
        (f"# Why lamps?\n\n{TALK}\n{TALK}", "Why lamps?", "", PAIR * 2),
        ("# Teo Brandt\n\nWhy?\n\n# Ines Okafor\n\nSo.\n\n" * 2, "", "", PAIR * 2),
        ("# Lamps\n\nNobody speaks.", "Lamps", "", [("note", "")]),
        ("# Lamps", "", "", [("note", "")]),
        (f"{'so ' * 34_000}\n\n{TALK}", "", "", [("note", ""), *PAIR]),
    ],
    ids=["name", "questions", "question", "title asks", "names", "nobody", "alone", "long"],
)  # fmt: skip
def test_what_is_no_title_or_introduction_stays(
    text: str, title: str, introduction: str, found: list[tuple[str, str]], visit: Visit
) -> None:
    page = read_in(visit, text)
    assert (typed(page, "title"), typed(page, "introduction")) == (title, introduction)
    assert kinds(page) == found


def test_of_a_second_text_they_stand_where_it_begins(visit: Visit) -> None:
    page = pressed(form_in(read_in(visit, TALK)), "take", paste=TEXT)
    assert (typed(page, "title"), typed(page, "introduction")) == (TITLE, "")
    assert kinds(page) == [*PAIR, ("note", ""), ("quote", ""), *PAIR]


# Imported


@pytest.fixture
def bring_in(settings: Settings, database: Database, tmp_path: Path) -> Callable[..., Said]:
    def run(text: str = TEXT) -> Said:
        path = tmp_path / "lamps.md"
        path.write_text(text, encoding="utf-8")
        return run_here(settings, database, "import", "interview", str(path))

    return run


def state() -> tuple[str, str | None, list[str]]:
    found = Interview.objects.get()
    return found.title, found.introduction_source, [each.kind for each in found.blocks]


@pytest.mark.usefixtures("clean")
def test_an_import_reads_them_alike_and_twice_is_once(bring_in: Callable[..., Said]) -> None:
    assert IS_INTRODUCTION in bring_in().lines
    assert state() == (TITLE, WORDS, ["question", "answer"])
    before = Interview.collection().find_one()
    assert bring_in().lines[4].endswith("Nothing changed.")
    assert Interview.collection().find_one() == before
    bring_in(TEXT.replace("shed", "barn"))
    assert state() == (TITLE, WORDS.replace("shed", "barn"), ["question", "answer"])
    bring_in(TEXT.replace(WORDS, ""))
    assert state() == (TITLE, None, ["question", "answer"])


@pytest.mark.usefixtures("clean")
def test_a_heading_that_says_the_title_of_a_file(bring_in: Callable[..., Said]) -> None:
    said = bring_in(f"---\ntitle: {TITLE}\n---\n{TEXT}")
    assert SAYS_TITLE in said.lines
    assert state() == (TITLE, WORDS, ["question", "answer"])


@pytest.mark.usefixtures("clean")
def test_a_heading_that_says_another_title_stays(bring_in: Callable[..., Said]) -> None:
    bring_in(f"---\ntitle: Ships\n---\n{TEXT}")
    assert state() == ("Ships", f"{HEADING}\n\n{WORDS}", ["question", "answer"])


@pytest.mark.usefixtures("clean")
def test_an_editors_introduction_stays_and_that_of_the_file_is_a_note(
    bring_in: Callable[..., Said],
) -> None:
    bring_in(TALK)
    interview = Interview.objects.get()
    interview.introduction_source = "He mends lamps."
    interview.change()
    for place in ("shed", "barn"):
        said = bring_in(TEXT.replace("shed", place))
        assert state()[1:] == ("He mends lamps.", ["note", "quote", "question", "answer"])
        assert f"in a {place}" in Interview.objects.get().blocks[0].text_source
        assert IS_INTRODUCTION not in said.lines
        assert "Kept as it is here (1)" not in said.lines


@pytest.mark.usefixtures("clean")
def test_what_an_earlier_version_imported(bring_in: Callable[..., Said]) -> None:
    bring_in(f"Teo Brandt: So.\n\n{TEXT}")
    interview = Interview.objects.get()
    del interview.imported["introduction_source"]
    interview.change()
    bring_in(TEXT)
    assert state()[1:] == (WORDS, ["question", "answer"])
    interview = Interview.objects.get()
    interview.introduction_source = "He mends lamps."
    interview.change()
    said = bring_in(TEXT.replace("shed", "barn"))
    assert said.lines[-1].endswith("edited here: introduction")
    assert state()[1:] == ("He mends lamps.", ["question", "answer"])


# What is said of it


@pytest.mark.usefixtures("clean")
def test_an_import_that_changes_nothing_counts_what_stands(bring_in: Callable[..., Said]) -> None:
    first, again = bring_in().lines, bring_in().lines
    assert first[5:7] == again[5:7]
    assert first[5].startswith("1 question, 1 answer. ")


NOTE = "Note: recorded in May."
OF_ITS_OWN = "begins a note of its own"


@pytest.mark.parametrize(
    ("text", "introduction", "is_note"),
    [
        (f"Hello.\n\n{NOTE}\n\n{TALK}", "", False),
        (f"{TALK}\n{NOTE}", "", True),
        (f"{NOTE}\n\n{TALK}", "He mends lamps.", True),
    ],
)
def test_a_note_that_became_part_of_the_introduction_is_none(
    text: str, introduction: str, visit: Visit, *, is_note: bool
) -> None:
    page = read_in(visit, text, introduction=introduction)
    assert (OF_ITS_OWN in said(page)) == is_note
    assert (NOTE in typed(page, "introduction")) != is_note


@pytest.mark.usefixtures("clean")
def test_nor_is_it_in_a_file(bring_in: Callable[..., Said]) -> None:
    assert OF_ITS_OWN not in "\n".join(bring_in(f"{NOTE}\n\n{TALK}").lines)
    assert OF_ITS_OWN in "\n".join(bring_in(f"Hello.\n\n{TALK}\n{NOTE}").lines)
