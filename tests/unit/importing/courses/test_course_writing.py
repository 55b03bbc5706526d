"""Folders on their way into the catalogue: new, again, changed, edited here."""

from pathlib import Path

import pytest

from talkpython_site.documents import Course, ImportRun, Lecture, Topic
from talkpython_site.importing.courses.outcome import CourseOutcome
from talkpython_site.importing.runs import BusyError, Run
from tests.conftest import Queries
from tests.course_folders import (
    README,
    SMALL,
    Files,
    bring_in,
    course,
    everything,
    lecture,
    make_folder,
    outline,
    read_files,
)
from tests.factories import make_course, make_topic
from tests.imports import counts, edit, kept, written
from tests.moves import EDITOR

pytestmark = pytest.mark.usefixtures("clean")

FIRST = "transcripts/01-welcome/1.txt"


def test_a_new_course(tmp_path: Path) -> None:
    make_course(slug="tides-by-hand")
    topic = make_topic("postgresql")
    outcome = bring_in(tmp_path, SMALL | {"README.md": README.replace("Tides by", "PostgreSQL by")})
    found = course()
    assert counts(outcome) == (3, 0, 0)
    assert (outcome.choice.is_new, outcome.choice.reason) == (True, "it was not known here")
    assert (found.slug, found.state, found.access) == ("postgresql-by-hand", "published", "free")
    assert (found.topics, found.language, found.published_at) == ([topic.id], None, None)
    assert found.own_hue is not None
    assert outline() == [
        ("Welcome", ["Welcome to the harbour", "The moon"]),
        ("Tables", ["Typing"]),
    ]
    assert [(each.key, each.slug, each.is_titled) for each in found.lectures] == [
        (1, "welcome-to-the-harbour", False), (2, "the-moon", None), (3, "typing", None),
    ]  # fmt: skip
    assert ([each.key for each in found.chapters], found.last_key) == ([4, 5], 5)
    assert (found.duration_seconds, outcome.titles_made) == (6 + 1 + 61, 1)
    assert [line.text for line in lecture(1).transcript] == [
        "Welcome to the harbour.", "The tide comes in.",
    ]  # fmt: skip


def test_an_address_that_another_course_had_is_not_given_again(tmp_path: Path) -> None:
    make_course(slug="tides", slugs=["tides", "tides-by-hand"])
    assert bring_in(tmp_path).choice.slug == "tides-by-hand-2"


def test_the_same_again_writes_nothing(tmp_path: Path, queries: Queries) -> None:
    bring_in(tmp_path)
    before = everything()
    with written(queries) as writes:
        outcome = bring_in(tmp_path)
        assert writes() == []
    assert (counts(outcome), kept(outcome)) == ((0, 0, 3), [])
    assert outcome.choice.reason == "known by its folder"
    assert everything() == before


def test_a_course_without_lectures(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, {"README.md": README})
    assert counts(outcome) == (0, 0, 0)
    assert (course().state, course().lecture_count) == ("published", 0)
    assert counts(bring_in(tmp_path)) == (3, 0, 0)
    assert course().lecture_count == 3


def test_what_is_new_in_the_folder_gets_the_next_keys(tmp_path: Path) -> None:
    bring_in(tmp_path)
    new: Files = {
        FIRST: "00:00 Good day.",
        "transcripts/00-before/1-harbour.txt": "00:00 Ebb.",
        "transcripts/01-welcome/3-sun.txt": "00:00 Flow.",
    }
    outcome = bring_in(tmp_path, SMALL | new)
    assert (counts(outcome), kept(outcome)) == ((2, 1, 2), [])
    assert outline() == [
        ("Before", ["Harbour"]),
        ("Welcome", ["Good day", "The moon", "Sun"]),
        ("Tables", ["Typing"]),
    ]
    assert [each.key for each in course().lectures] == [6, 1, 2, 7, 3]
    assert [each.key for each in course().chapters] == [8, 4, 5]
    assert lecture(1).transcript[0].text == "Good day."


def test_what_left_the_folder_stays_in_its_place_and_is_named(tmp_path: Path) -> None:
    bring_in(tmp_path)
    (tmp_path / "tides-course" / FIRST).unlink()
    (tmp_path / "tides-course/transcripts/02-tables/1-typing.txt").unlink()
    outcome = bring_in(tmp_path, {"transcripts/03-end/1-bye.txt": "00:00 Bye."})
    gone = "it is no longer in the folder"
    assert kept(outcome) == [("Tables", gone), ("Welcome to the harbour", gone), ("Typing", gone)]
    assert outline() == [
        ("Welcome", ["Welcome to the harbour", "The moon"]),
        ("Tables", ["Typing"]),
        ("End", ["Bye"]),
    ]
    assert course().source == "tides-course"


def test_what_was_edited_here_stays_and_is_named(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    found.lectures[0].title, found.lectures[0].slug = "Mine", "mine"
    found.lectures[1].duration_seconds = 99
    found.chapters[0].title = "My welcome"
    edit(found, title="My tides", outcomes=["Swim"])
    edit(lecture(2), transcript=[])
    readme = README.replace("Tides come", "Tides went").replace("* Read", "* Really read")
    outcome = bring_in(tmp_path, SMALL | {"README.md": readme, FIRST: "00:00 Good day."})
    assert counts(outcome) == (0, 1, 2)
    assert kept(outcome) == [
        ("The moon", "edited here: transcript"),
        ("My tides", "edited here: outcomes, title"),
        ("My welcome", "edited here: title"),
        ("Mine", "edited here: title"),
        ("The moon", "edited here: duration"),
    ]
    assert (course().title, course().outcomes) == ("My tides", ["Swim"])
    assert course().subtitle == "Tides went twice a day. This course tells you when."
    assert outline()[0] == ("My welcome", ["Mine", "The moon"])
    assert [each.duration_seconds for each in course().lectures[:2]] == [1, 99]
    assert counts(bring_in(tmp_path, {})) == (0, 0, 3)


def test_a_field_with_the_folders_words_again_follows_it_again(tmp_path: Path) -> None:
    bring_in(tmp_path)
    for title in ("Mine", "Welcome to the harbour"):
        found = course()
        found.lectures[0].title = title
        found.change()
        bring_in(tmp_path)
    bring_in(tmp_path, {FIRST: "00:00 Good day."})
    assert outline()[0][1] == ["Good day", "The moon"]


def test_the_length_of_a_video_stays(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    found.lectures[0].has_video, found.lectures[0].duration_seconds = True, 500
    found.change()
    assert kept(bring_in(tmp_path, {FIRST: "00:00 Good day."})) == []
    assert course().lectures[0].duration_seconds == 500


def test_an_order_made_here_stays_and_what_is_new_comes_last(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    first, second, third = found.lectures
    third.chapter = first.chapter
    found.outline(reversed(found.chapters), [third, second, first])
    found.change()
    outcome = bring_in(tmp_path, {
        "transcripts/00-before/1-harbour.txt": "00:00 Ebb.",
        "transcripts/01-welcome/0-sun.txt": "00:00 Flow.",
    })  # fmt: skip
    assert kept(outcome) == [("Tides by Hand", "edited here: order")]
    assert outline() == [
        ("Tables", []), ("Welcome", ["Typing", "The moon", "Welcome to the harbour", "Sun"]),
        ("Before", ["Harbour"]),
    ]  # fmt: skip


def test_what_was_taken_out_here_does_not_come_back(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    found.outline(found.chapters[:1], found.lectures[:1])
    found.change()
    outcome = bring_in(tmp_path)
    assert [(each.item, each.reason) for each in outcome.set_aside] == [
        ("The moon", "it was taken out of the outline here"),
        ("Typing", "it was taken out of the outline here"),
    ]
    assert outline() == [("Welcome", ["Welcome to the harbour"])]
    assert kept(outcome) == []


def test_a_chapter_that_was_taken_out_does_not_come_back_empty(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    found.lectures[2].chapter = found.chapters[0].key
    found.outline(found.chapters[:1], found.lectures)
    found.change()
    bring_in(tmp_path)
    assert outline() == [("Welcome", ["Welcome to the harbour", "The moon", "Typing"])]


def test_lectures_made_here_stay_where_they_are(tmp_path: Path) -> None:
    bring_in(tmp_path)
    found = course()
    Lecture(course=found.id, key=6).insert()
    mine = type(found.lectures[0])(key=6, chapter=found.chapters[0].key, title="Mine", slug="mine")
    found.outline(found.chapters, [mine, *found.lectures])
    found.change()
    outcome = bring_in(tmp_path, {"transcripts/01-welcome/3-sun.txt": "00:00 Flow."})
    assert kept(outcome) == []
    assert outline()[0][1] == ["Mine", "Welcome to the harbour", "The moon", "Sun"]


def in_bin(tmp_path: Path) -> CourseOutcome:
    course().bin(EDITOR)
    return bring_in(tmp_path, {FIRST: "00:00 Good day."})


def test_a_course_in_the_bin_stays_there(tmp_path: Path) -> None:
    bring_in(tmp_path)
    outcome = in_bin(tmp_path)
    assert [(each.item, each.reason) for each in outcome.set_aside] == [
        ("Tides by Hand", "it is in the bin"),
    ]
    assert course().state == "binned"
    assert lecture(1).transcript[0].text == "Welcome to the harbour."


def test_a_course_that_is_taken_down_stays_so(tmp_path: Path) -> None:
    bring_in(tmp_path)
    course().unpublish("It is old.", EDITOR)
    bring_in(tmp_path, {FIRST: "00:00 Good day."})
    assert (course().state, outline()[0][1][0]) == ("unpublished", "Good day")


def test_authors_are_people(tmp_path: Path) -> None:
    bring_in(tmp_path, SMALL | {"README.md": f"{README}\nAuthor: Ada Quay\n"})
    assert [each["name"] for each in everything()["people"]] == ["Ada Quay"]
    assert course().people[0].role == "author"
    assert Topic.objects.count() == 0


def test_one_import_at_a_time(tmp_path: Path) -> None:
    bring_in(tmp_path)
    with Run("tides-course", "courses/tides-course"), pytest.raises(BusyError):
        bring_in(tmp_path)
    assert ImportRun.objects(lock__exists=True).first() is None


def test_the_folders_name_is_what_it_is_known_by(tmp_path: Path) -> None:
    bring_in(tmp_path)
    make_folder(tmp_path, name="another-course")
    assert read_files(tmp_path, SMALL).source == "tides-course"
    assert Course.objects.count() == 1
