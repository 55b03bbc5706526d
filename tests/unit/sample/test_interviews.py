"""What the interviews of the sample promise: lengths, languages, drawings, code that runs."""

import io
import re
from contextlib import redirect_stdout
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId
from PIL import Image

from talkpython_site.documents import Interview
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import CODE, KINDS, PICTURE, QUESTION, SAID
from talkpython_site.interview_writing import words_in
from talkpython_site.sample.asking import INTERVIEWS, Asked
from talkpython_site.sample.interview_making import interview_of
from talkpython_site.sample.reading import read_sample

SAMPLE = read_sample()
BY_NAME = {each.name: each for each in SAMPLE.interviews}
LONG, SHORT, MIDDLE = (BY_NAME[name] for name in sorted(BY_NAME))
NOON = datetime(2026, 3, 1, tzinfo=UTC)
every_interview = pytest.mark.parametrize("asked", SAMPLE.interviews, ids=BY_NAME)


def document(asked: Asked) -> Interview:
    people = {word: ObjectId() for word in SAMPLE.people}
    return interview_of(asked, NOON, people, {fold(name): ObjectId() for name in SAMPLE.topics})


def length(asked: Asked) -> int:
    return words_in([asked.told["introduction"], *(each.text for each in asked.passages)])


def test_there_is_as_much_as_is_said() -> None:
    assert 2400 < length(LONG) < 2700
    assert 1000 < length(MIDDLE) < 1400
    assert 500 < length(SHORT) < 650
    assert [each.told["language"] for each in (LONG, MIDDLE, SHORT)] == ["en", "en", "de"]
    assert [len(each.drawings) for each in (LONG, MIDDLE, SHORT)] == [3, 0, 0]
    assert list(LONG.told["people"].values()).count("interviewer") == 2
    assert {each.kind for asked in SAMPLE.interviews for each in asked.passages} == set(KINDS)


@every_interview
def test_it_leads_to_episodes_and_courses_and_they_to_it(asked: Asked) -> None:
    heard = {word for each in SAMPLE.episodes for word in each.told["people"]}
    taught = {word for each in SAMPLE.courses for word in each.told["people"]}
    talked = {name for each in SAMPLE.episodes for name in each.told["topics"]}
    learned = {name for each in SAMPLE.courses for name in each.told["topics"]}
    people, topics = set(asked.told["people"]), set(asked.told["topics"])
    assert people <= heard
    assert people & taught
    assert topics <= talked
    assert topics & learned


@every_interview
def test_it_can_be_shown(asked: Asked) -> None:
    made = document(asked)
    assert made.published_at is not None
    assert made.published_at < NOON
    assert made.question_count == [each.kind for each in asked.passages].count(QUESTION) > 8
    assert (made.minutes or 0) > 1
    assert (made.introduction_html or "").startswith("<p>")
    assert all(each.text_html for each in made.blocks)
    words = " ".join([str(asked.told), *(each.text for each in asked.passages)])
    hosts = re.findall(r"https?://([^/\"'<\s)]+)", words)
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []


@every_interview
def test_who_says_something_has_the_part_for_it(asked: Asked) -> None:
    parts = {QUESTION: "interviewer", "answer": "interviewee"}
    for each in asked.passages:
        assert not each.who or asked.told["people"][each.who] == parts[each.kind]
        several = list(asked.told["people"].values()).count(parts.get(each.kind, "")) > 1
        assert bool(each.who) == several or each.kind not in SAID


@every_interview
def test_no_file_is_forgotten(asked: Asked) -> None:
    named = [asked.portrait, *asked.drawings]
    assert sorted((INTERVIEWS / asked.name).iterdir()) == sorted(named)


@every_interview
def test_portraits_and_drawings_are_small_and_have_no_amber(asked: Asked) -> None:
    for file in (asked.portrait, *asked.drawings):
        assert file.stat().st_size < 40_000
        with Image.open(file) as picture:
            assert picture.size == ((800, 800) if file == asked.portrait else (1000, 625))
            tones = picture.convert("HSV").resize((80, 80), Image.Resampling.NEAREST).tobytes()
        of = zip(tones[::3], tones[1::3], strict=True)  # hue and depth of 255
        assert not [hue for hue, depth in of if depth > 51 and 10 < hue < 46]


def test_drawings_say_what_is_to_be_seen() -> None:
    shown = [each for each in LONG.passages if each.kind == PICTURE]
    assert all(len(each.label) > 80 and len(each.text) > 80 for each in shown)
    assert len({each.picture for each in shown}) == 3


def test_its_code_runs_and_says_what_is_said_of_it() -> None:
    made, printed = dict[str, Any](), io.StringIO()
    pieces = [each for each in MIDDLE.passages if each.kind == CODE]
    with redirect_stdout(printed):
        for each in pieces:
            assert each.label == "python"
            exec(compile(each.text, MIDDLE.name, "exec"), made)  # noqa: S102 - our own
    assert len(made["notebook"]) == 8856
    assert printed.getvalue().splitlines() == [
        "moon   1.42 m, first at  4.1",
        "sun    0.51 m, first at  5.0",
        "nobody 0.01 m, first at 12.4",
        "359 days: 0.524 m, first at 5.02",
        "362 days: 0.519 m, first at 5.06",
        "365 days: 0.508 m, first at 5.05",
        "369 days: 0.510 m, first at 5.00",
    ]
    html = [each.text_html or "" for each in document(MIDDLE).blocks if each.kind == CODE]
    assert all('class="code-' in each for each in html)
