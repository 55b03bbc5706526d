"""READMEs of courses: what becomes of each part."""

import pytest

from talkpython_site.importing.courses import readme
from talkpython_site.importing.courses.parsed import ParsedPage
from talkpython_site.importing.courses.readme import read_readme, topics_in
from tests.course_folders import README

SAID: list[str] = []


def page(source: str) -> ParsedPage:
    return read_readme(source, SAID.append)[0]


@pytest.fixture(autouse=True)
def silence() -> None:
    SAID.clear()


def test_a_readme_as_it_should_be() -> None:
    found, spellings = read_readme(README, SAID.append)
    assert found == ParsedPage(
        title="Tides by Hand",
        subtitle="Tides come twice a day. This course tells you when.",
        description_source=(
            "## What's this course about and how is it different?\n\n"
            "We read tables as they were typed."
        ),
        description_html=(
            "<h3>What's this course about and how is it different?</h3>\n"
            "<p>We read tables as they were typed.</p>\n"
        ),
        outcomes=("Read a tide table", "Write one with PostgreSQL"),
        audience=("Harbour masters who know PostgreSQL.",),
        original_url="https://harbour.example/courses/tides",
    )
    assert SAID == ["its part “Take the course” is left out: it is an offer"]
    assert topics_in("Tides in postgresql", spellings) == ("PostgreSQL",)


def test_an_empty_readme_says_nothing() -> None:
    assert page("\n") == ParsedPage()


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# [Tides](https://harbour.example/)", "Tides"),
        ("# Tides by Hand Course Demos", "Tides by Hand"),
        ("Tides\n=====", "Tides"),
        ("## Tides demos", "Tides"),
        ("# Course", "Course"),
        ("# " + "x" * 300, "x" * 200),
        ("No heading", None),
    ],
)
def test_titles(heading: str, title: str | None) -> None:
    assert page(heading).title == title


@pytest.mark.parametrize(
    ("source", "outcomes"),
    [
        ("# T\n\nYou’ll be able to:\n\n- Swim", ("Swim",)),
        ("# T\n\n## What topics are covered\n\n1. Swim\n2. Dive\n   - deep", ("Swim", "Dive deep")),
        ("# T\n\nSome topics covered include.\n\n- Swim", ("Swim",)),
        ("# T\n\n- Swim", ()),
        ("# T\n\n## Who is it for?\n\nYou will need:\n\n- A towel", ()),
        ("# T\n\nYou will\n\n" + "- Swim\n" * 60, ("Swim",) * 50),
    ],
)
def test_what_you_will_learn(source: str, outcomes: tuple[str, ...]) -> None:
    assert page(source).outcomes == outcomes


def test_a_promise_is_taken_out_of_the_words_before_it() -> None:
    found = page("# T\n\n## About\n\nWe **swim**. Here you will:\n\n- Swim\n\nAnd more.")
    assert found.description_source == "## About\n\nWe **swim**.\n\nAnd more."


def test_for_whom_it_is() -> None:
    found = page("# T\n\n## Who Should Take This Course?\n\nAll:\n\n- **Old** ones\n- Young ones")
    assert found.audience == ("All:", "Old ones", "Young ones")


@pytest.mark.parametrize(
    ("source", "subtitle", "description"),
    [
        ("# T\n\nCourse materials for T.\n\nOnly words. ", "Only words.", None),
        (f"# T\n\n## Summary\n\n{'Long. ' * 50}", ("Long. " * 33).strip(), ("Long. " * 50).strip()),
        (f"# T\n\n{'x ' * 200}", "x " * 99 + "x…", ("x " * 200).strip()),
        ("# T\n\n- A list", None, "- A list"),
        ("# T\n\n---\n\n```\ncode\n```", None, "```\ncode\n```"),
        ("# T\n\n<a href='x'><img src='y'></a>\n\n<p>Words</p>", None, "<p>Words</p>"),
    ],
)
def test_subtitle_and_description(
    source: str, subtitle: str | None, description: str | None
) -> None:
    found = page(source)
    assert (found.subtitle, found.description_source) == (subtitle, description)


def test_nothing_harmful_comes_out() -> None:
    html = page(
        "# T\n\nWords here.\n\n## About\n\n<script>alert(1)</script>\n\n<b onclick='x'>b</b>"
        " [l](javascript:alert(1)) ![p](https://x.example/p.png)\n"
    ).description_html
    assert html is not None
    assert "<script" not in html
    assert '="javascript' not in html
    assert "onclick" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("source", "level", "people"),
    [
        ("# T\n\nLevel: Beginner", "beginner", ()),
        ("# T\n\nFor beginners", None, ()),
        ("# T\n\n- Difficulty: advanced.\n- Taught by Ada Quay", "advanced", ("Ada Quay",)),
        ("# T\n\n**Author:** Ada Quay\n\nInstructor: Ada Quay", None, ("Ada Quay",)),
        ("# T\n\nBy the end of the day you swim.", None, ()),
    ],
)
def test_level_and_authors_are_said_or_none(
    source: str, level: str | None, people: tuple[str, ...]
) -> None:
    found = page(source)
    assert (found.level, found.people) == (level, people)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("# [T](https://t.example/a)\n\n[Course](https://t.example/b)", "https://t.example/a"),
        ("[![course](x.png)](https://t.example/c?a=1&utm_medium=x#y)", "https://t.example/c?a=1"),
        ("[![course](x.svg)](https://mybinder.org/courses)", None),
        ("[x](https://t.example/d) [course](/relative) [y](http:///course)", None),
    ],
)
def test_where_the_course_is(source: str, url: str | None) -> None:
    assert page(source).original_url == url


def test_a_promise_in_very_long_words_is_not_taken_out() -> None:
    found = page(f"# T\n\n{'Tide. ' * 400}Here you will:\n\n- Swim")
    assert found.outcomes == ("Swim",)
    assert (found.description_source or "").endswith("Here you will:")


def test_a_readme_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readme, "LONGEST_README", 10)
    assert page("# Tides by the sea").title == "Tides by"
    assert SAID == ["what follows the first 10 characters is left out"]
