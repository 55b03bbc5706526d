"""What the courses of the sample promise: films that say their script, captions, code that runs."""

import csv
import io
import re
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.captions import cues_of
from talkpython_site.documents.folding import fold
from talkpython_site.markdown.lectures import read_lecture
from talkpython_site.sample.films import ENGLISH, GERMAN, Film
from talkpython_site.sample.reading import read_sample
from talkpython_site.sample.teaching import COURSES, Taught, TaughtLecture
from talkpython_site.sounds.moving import read_video
from tools.sample_scenes import SCENES

SAMPLE = read_sample()
BY_NAME = {course.name: course for course in SAMPLE.courses}
LECTURES = {f"{c.name}/{each.name}": each for c in SAMPLE.courses for each in c.lectures}
FILMS = {name: each.film for name, each in LECTURES.items() if each.film}
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
MOST_BYTES = 6_000_000
every_course = pytest.mark.parametrize("course", SAMPLE.courses, ids=BY_NAME)
every_lecture = pytest.mark.parametrize("lecture", LECTURES.values(), ids=LECTURES)
every_film = pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)


def test_there_is_as_much_as_is_said() -> None:
    assert sorted(course.told["access"] for course in SAMPLE.courses) == ["free", "free", "grant"]
    assert [len(course.told["chapters"]) for course in SAMPLE.courses] == [2, 2, 2]
    assert len(FILMS) == 3
    assert {name.partition("/")[0] for name in FILMS} == {"tomorrows-tides"}
    assert [path.name for each in LECTURES.values() for path in each.downloads] == [
        "little-quarrel-tides.csv"
    ]


@every_course
def test_a_course_leads_to_episodes_and_they_to_it(course: Taught) -> None:
    heard = {word for each in SAMPLE.episodes for word in each.told["people"]}
    talked = {fold(name) for each in SAMPLE.episodes for name in each.told["topics"]}
    assert set(course.told["people"]) <= heard
    assert {fold(name) for name in course.told["topics"]} <= talked
    assert [each.told.get("preview") for each in course.lectures].count(True) == 1


@every_course
def test_no_file_is_forgotten(course: Taught) -> None:
    named = {path for path, _ending in course.files}
    for each in course.lectures:
        own = COURSES / course.name / each.name
        named |= {own.with_suffix(".md")}
        named |= {own.with_suffix(end) for end in (".toml", ".json") if each.film}
    assert set((COURSES / course.name).iterdir()) == named


@every_lecture
def test_a_text_can_be_shown(lecture: TaughtLecture) -> None:
    html = read_lecture(lecture.text, "")
    assert "<p>" in html
    assert 60 <= lecture.seconds <= 600 or lecture.film
    hosts = re.findall(r"https?://([^/\"<\s]+)", lecture.text)
    assert [host for host in hosts if not host.endswith(".example")] == []
    assert ("```" in lecture.text) == ('<span class="code-' in html)


# Films


def test_films_are_small() -> None:
    sizes = [film.script.video.stat().st_size for film in FILMS.values()]
    assert sum(sizes) < MOST_BYTES


@every_film
def test_a_film_is_what_its_times_say(film: Film) -> None:
    content = film.script.video.read_bytes()
    found = read_video(io.BytesIO(content))
    assert found.duration_seconds == pytest.approx(film.times.duration_seconds, abs=1)
    assert 40 < film.times.duration_seconds < 90
    assert b"avc1" in content
    assert b"mp4a" in content
    assert content.index(b"moov") < content.index(b"mdat")  # it begins to play at once


@every_film
def test_a_film_says_its_script_and_draws_what_there_is(film: Film) -> None:
    heard = film.times.sentences
    assert tuple(each.text for each in heard) == film.script.lines(ENGLISH)
    assert {scene.draws for scene in film.script.scenes} <= set(SCENES)
    moments = [moment for each in heard for moment in (each.start, each.end)]
    for earlier, later in pairwise([0.0, *moments, film.times.duration_seconds]):
        assert earlier < later


@every_film
@pytest.mark.parametrize("language", [ENGLISH, GERMAN])
def test_captions_say_it_in_both_languages(film: Film, language: str) -> None:
    cues = cues_of(film.captions(language))
    assert [" ".join(cue.text.split()) for cue in cues] == list(film.script.lines(language))
    assert [cue.start_seconds for cue in cues] == [each.start for each in film.times.sentences]
    assert all(len(cue.text.splitlines()) <= 3 for cue in cues)
    assert cues[-1].end_seconds == film.times.duration_seconds


def test_every_drawing_is_of_some_film() -> None:
    assert {each.draws for film in FILMS.values() for each in film.script.scenes} == set(SCENES)


# Code


@pytest.mark.parametrize("name", ["tomorrows-tides", "a-small-archive", "quiet-places"])
def test_its_code_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(COURSES / name)
    made, printed = run(BY_NAME[name])
    if name == "tomorrows-tides":
        assert made["worst"] < 0.006
        assert "day 1  04:25  high  5.1 m" in printed
        assert made["spread"]([3.0, -4.0, 0.0, 0.0]) == 2.5
        assert made["worst_days"]([0.1] * 24 + [-0.3] * 24, 1) == [(2, -0.3)]


def run(course: Taught) -> tuple[dict[str, Any], str]:
    """Its Python, piece after piece, as who reads it types it."""
    pieces = [code for each in course.lectures for code in PYTHON.findall(each.text)]
    made, printed = dict[str, Any](), io.StringIO()
    with redirect_stdout(printed):
        for code in pieces:
            exec(compile(code, course.name, "exec"), made)  # noqa: S102 - our own
    return made, printed.getvalue()


def test_the_code_of_the_archive_does_what_it_says(tmp_path: Path) -> None:
    made, _printed = run(BY_NAME["a-small-archive"])
    (tmp_path / "a.txt").write_text("a")
    known = {"a.txt": made["checksum"](tmp_path / "a.txt"), "b.txt": "gone"}
    assert made["changed"](tmp_path, known) == ["b.txt"]
    (tmp_path / "a.txt").write_text("b")
    assert made["changed"](tmp_path, known) == ["a.txt", "b.txt"]


def test_the_file_to_take_along_has_two_weeks() -> None:
    path = COURSES / "tomorrows-tides" / "little-quarrel-tides.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [int(row["hour"]) for row in rows] == list(range(14 * 24))
