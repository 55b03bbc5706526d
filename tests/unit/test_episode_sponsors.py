"""Sponsors as lines: what is read, what is refused, what stays."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.documents import Sponsor
from talkpython_site.episode_lines import lines_of
from talkpython_site.episode_sponsors import read_sponsors, sponsor_line, sponsors

AD = "https://brass.example/oil"


def read(text: str, *known: Sponsor, end: int | None = None) -> list[Sponsor]:
    return sponsors(read_sponsors(text, known, end))


def facts(sponsor: Sponsor) -> tuple[Any, ...]:
    return (
        sponsor.start_seconds,
        sponsor.end_seconds,
        sponsor.name,
        sponsor.url,
        sponsor.text,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"00:12:40-00:13:30 Oil | {AD} | It shines.", (760, 810, "Oil", AD, "It shines.")),
        ("12:40 – 13:30 Brass Oil", (760, 810, "Brass Oil", None, None)),
        ("0:00-13:30.5 Brass", (0, 810.5, "Brass", None, None)),
        ("760-13:30 Brass", (760, 810, "Brass", None, None)),
        ("[760 — 810] Brass", (760, 810, "Brass", None, None)),
        ("Brass Oil", (None, None, "Brass Oil", None, None)),
        ("Oil||It shines | and lasts", (None, None, "Oil", None, "It shines | and lasts")),
        ("Brass | www.brass.example |", (None, None, "Brass", "https://www.brass.example", None)),
        ("24-7 Fitness", (None, None, "24-7 Fitness", None, None)),
        ("7 Lanterns", (None, None, "7 Lanterns", None, None)),
    ],
)  # fmt: skip
def test_a_line_is_times_name_address_and_text(line: str, expected: tuple[Any, ...]) -> None:
    (found,) = read(line)
    assert facts(found) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12:40-13:30", "Line 1, “12:40-13:30”, has no name."),
        ("Brass\n12:40-13:30 | https://a.example", "Line 2, .*, has no name."),
        ("12:40 Brass", "Line 1, “12:40 Brass”, needs two times, as 00:12:40-00:13:30 has."),
        ("12:40- Brass", "needs two times"),
        ("-13:30 Brass", "needs two times"),
        ("[] Brass", "needs two times"),
        ("[a-b] Brass", "needs two times"),
        ("[1-2-3] Brass", "needs two times"),
        ("12:40-9999999 Brass", "needs two times"),
        ("13:30-12:40 Brass", "Line 1, “13:30-12:40 Brass”, ends before it begins."),
        ("12:40-12:40 Brass", "ends before it begins"),
        ("Brass | harbour", "Line 1, “Brass . harbour”, has no address between its bars"),
        ("Brass | javascript:alert(1) | x", "has no address between its bars"),
        ("Brass | data:text/html,x | x", "has no address between its bars"),
        ("x" * 201, "Line 1, .* has more than 200 characters"),
        (f"Brass || {'x' * 1001}", "Line 1, .* has more than 1,000 characters"),
        ("Brass\n" * 21, "These are 21 sponsors; 20 is the most."),
        ("0:10-1:41 Brass", "Line 1, “0:10-1:41 Brass”, goes on after the end, 00:01:40."),
        ("[" + " " * 100_000 + "]", "needs two times"),
    ],
)
def test_what_will_not_do_names_its_line(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read(text, end=100)


def test_a_part_may_go_on_until_the_end() -> None:
    assert read("0:10-1:40 Brass", end=100)[0].end_seconds == 100


def test_a_shorter_length_is_told_of_a_part_that_was_there() -> None:
    known = Sponsor(name="Brass", start_seconds=10, end_seconds=90)
    with pytest.raises(ValueError, match="goes on after the end, 00:01:00"):
        read(sponsor_line(known), known, end=60)


def test_unknown_keys_of_a_part_stay() -> None:
    known = Sponsor(name="Brass", url=AD, later={"a": 1}, _created=False)
    (found,) = read("0:10-0:20 Brass || Shines", known)
    stored = {"name": "Brass", "text": "Shines", "start_seconds": 10, "end_seconds": 20}
    assert found.to_mongo() == {**stored, "later": {"a": 1}}


seconds = st.none() | st.floats(0, 90_000).map(lambda each: round(each, 3))
words = st.text(min_size=1, max_size=40)
parts = st.builds(
    Sponsor,
    name=words,
    url=st.none() | st.just(f"{AD}?a|b"),
    text=st.none() | words,
    start_seconds=seconds,
    end_seconds=seconds,
)


@given(st.lists(parts.filter(sponsor_line), max_size=8))
def test_lines_that_nobody_touched_are_the_same_parts(known: list[Sponsor]) -> None:
    found = read("\n".join(map(sponsor_line, known)), *known)
    assert [id(each) for each in found] == [id(each) for each in known]


def test_what_was_read_is_written_as_it_is_read() -> None:
    line = f"00:12:40-00:13:30 Brass | {AD} | It shines."
    assert [sponsor_line(each) for each in read(line)] == [line]
    assert [sponsor_line(each) for each in read("A||b\nC")] == ["A |  | b", "C"]


@given(st.text() | st.text("|[]0123456789:-. ab\n"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert len(read(text)) == len(lines_of(text))
