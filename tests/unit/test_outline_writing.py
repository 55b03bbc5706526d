"""The outline of a course, written: what stays, what is new, what is made only once."""

from itertools import count
from typing import Any

import pytest
from bson import ObjectId
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkpython_site.course_outline_text import outline_text, read_outline_lines
from talkpython_site.documents import (
    Course,
    CourseChapter,
    CourseLecture,
    Enclosure,
    Lecture,
    SaveConditionError,
)
from talkpython_site.documents.lecture import Captions
from talkpython_site.outline_writing import renew_outline, write_outline
from tests.conftest import watch
from tests.factories import make_course, make_lecture
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")


def written(course: Course, *lines: str, nonce: str = "n") -> list[str]:
    """The lines that a course has once these are written, as the newest form shows them."""
    write_outline(course, read_outline_lines("\n".join(lines)), nonce)
    return outline_text(course).split("\n")


def keys() -> list[int]:
    return sorted(each.key for each in Lecture.objects)


def entry(course: Course, key: int) -> CourseLecture:
    (found,) = [each for each in course.lectures if each.key == key]
    return found


def test_what_stays_keeps_all_that_no_line_says() -> None:
    course = make_course(outline=(1, 2))
    stored = {"later": "kept", "source": "a.txt", "is_titled": False}
    Course.collection().update_one(
        {"_id": course.id}, {"$set": {f"lectures.1.{n}": v for n, v in stored.items()}}
    )
    course = Course.objects.get(id=course.id)
    lines = ["# Second [2]", "Lecture 5 [5]", "# Chapter 1 [1]", "Lecture 4 [4]", "Lecture 3 [3]"]
    assert written(course, *lines) == lines
    moved = entry(course, 4).to_mongo()
    assert stored.items() <= moved.items()
    assert (moved["chapter"], moved["slug"]) == (1, "lecture-4")
    assert course.strip == [3333, 10_000]
    assert (course.last_key, Lecture.objects.count()) == (5, 0)
    course.change()
    assert Course.objects.get(id=course.id).to_mongo() == course.to_mongo()
    renamed = [*lines[:3], "Ebb & flow [4]", lines[4]]
    assert written(course, *renamed) == renamed
    changed = entry(course, 4)
    assert (changed.title, changed.slug, changed.is_titled) == ("Ebb & flow", "ebb-flow", None)
    assert changed["source"] == "a.txt"


@pytest.mark.parametrize(
    ("typed", "mark", "slug"),
    [("Ebb and flow", False, "own"), ("Ebb & flow", None, "ebb-flow")],
)
def test_a_title_with_other_space_is_the_same_one(typed: str, mark: Any, slug: str) -> None:
    course = make_course(outline=(1,))
    made = course.lectures[0]
    made.title, made.slug, made.is_titled = "Ebb  and\u00a0flow", "own", False
    written(course, "# Chapter 1 [1]", f"{typed} [2]")
    changed = entry(course, 2)
    assert (changed.title, changed.is_titled, changed.slug) == (typed, mark, slug)


def test_as_it_was_nothing_changes() -> None:
    course = Course.objects.get(id=make_course(outline=(1, 2)).id)
    written(course, *outline_text(course).split("\n"))
    renew_outline(course)
    assert course.changed_fields == []


def test_new_ones_get_keys_above_all_that_ever_were() -> None:
    course = make_course(outline=(1,))
    make_lecture(course, 9)
    lines = written(course, "# Chapter 1 [1]", "Lecture 2 [2]", "New", "# More", "Newer", "Newer")
    assert lines[2:] == ["New [10]", "# More [11]", "Newer [12]", "Newer [13]"]
    assert keys() == [9, 10, 12, 13]
    assert course.last_key == 13
    assert entry(course, 10).slug == "new"
    without = [*lines[:2], *lines[3:5]]
    assert written(course, *without) == without
    assert keys() == [9, 10, 12, 13]
    assert written(course, *without, "Again", nonce="m")[-1] == "Again [14]"


def test_what_was_taken_out_comes_back_with_its_key() -> None:
    course = make_course(outline=(1,))
    make_lecture(course, 2, source="a.txt", duration_seconds=70)
    written(course, "# Chapter 1 [1]")
    assert course.lecture_count == 0
    written(course, "# Chapter 1 [1]", "Back again [2]")
    assert (entry(course, 2).source, course.duration_seconds) == ("a.txt", 70)


def test_the_same_form_makes_each_lecture_once() -> None:
    course = make_course(outline=(1,))
    lines = ["# Chapter 1 [1]", "Lecture 2 [2]", "New", "New", "# More", "New"]
    for _ in range(2):  # the first one dies before the course is written
        tried = Course.objects.get(id=course.id)
        made = written(tried, *lines)
    assert keys() == [3, 4, 6]
    assert written(tried, *lines) == made
    assert written(tried, *lines, nonce="m") == made, "pasted without keys it is the same"
    assert keys() == [3, 4, 6]
    other = written(Course.objects.get(id=course.id), *lines, nonce="other")
    assert other[2:] == ["New [7]", "New [8]", "# More [9]", "New [10]"]


def test_a_failed_try_does_not_get_the_key_of_a_chapter_that_came_since() -> None:
    course = make_course(outline=(1,))
    written(course, "# Chapter 1 [1]", "New", nonce="failed")
    course = Course.objects.get(id=course.id)
    course.outline([*course.chapters, CourseChapter(key=3, title="Since")], course.lectures)
    assert written(course, "# Chapter 1 [1]", "New", "# Since [3]", nonce="failed")[1] == "New [4]"


def test_titles_are_taken_up_in_their_own_chapter_alone() -> None:
    course = make_course(outline=(2, 1))
    assert written(course, "# Chapter 2", "Lecture 5", "Lecture 3", "# Chapter 1", "Lecture 4") == [
        "# Chapter 2 [2]", "Lecture 5 [5]", "Lecture 3 [6]", "# Chapter 1 [1]", "Lecture 4 [4]",
    ]  # fmt: skip


def test_entries_say_what_their_lectures_hold() -> None:
    course = make_course(outline=(3,))
    Course.collection().update_one({"_id": course.id}, {"$set": {"lectures.1.has_video": True}})
    course = Course.objects.get(id=course.id)
    make_lecture(
        course,
        2,
        duration_seconds=61,
        is_preview=True,
        video=Enclosure(media="a" * 64),
        captions=[Captions(language="en", vtt="…"), Captions(language="de", vtt="…")],
    )
    make_lecture(course, 3)
    renew_outline(course)
    told = [
        (e.duration_seconds, e.is_preview, bool(e.has_video), e.languages) for e in course.lectures
    ]
    assert told == [(61, True, True, ["en", "de"]), (200, None, False, []), (200, None, False, [])]
    assert course.duration_seconds == 461


def test_a_course_that_is_not_there_yet_gets_its_lectures_first() -> None:
    course = Course(id=ObjectId(), title="New")
    lines = written(course, "# Start", "Hello")
    assert lines == ["# Start [1]", "Hello [2]"]
    (made,) = Lecture.objects
    assert (made.course, made.key) == (course.id, 2)
    assert (made.is_preview, made.duration_seconds) == (False, 0), "else its outline says it alone"
    assert course.lectures[0].lecture == made.id
    before = course.to_mongo()
    renew_outline(course)
    assert course.to_mongo() == before, "else it would be saved once more"


STEPS = st.lists(
    st.lists(st.sampled_from(["# A", "# B", "a", "b", "a [0] []", *"12345678"]), max_size=8),
    max_size=4,
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(STEPS)
def test_no_key_is_given_twice(steps: list[list[str]]) -> None:
    """A digit is the line with that place as it stood before."""
    course = Course(id=ObjectId(), title="Keys")
    kinds: dict[int, type] = {}
    for step, wanted in enumerate(steps):
        before = dict(enumerate(outline_text(course).split("\n"), 1))
        lines = list(dict.fromkeys(before.get(int(w), "") if w.isdigit() else w for w in wanted))
        said: Any = read_outline_lines("\n".join(["# First", *lines]))
        write_outline(course, said, f"form {step}")
        for each in (*course.chapters, *course.lectures):
            kind = type(each)
            assert kinds.setdefault(each.key, kind) is kind
        assert len({e.key for e in (*course.chapters, *course.lectures)}) == len(said)
        assert {e.key for e in course.lectures} <= {e.key for e in Lecture.objects.of(course.id)}


def test_a_key_that_somebody_else_takes_meanwhile_is_left_to_them() -> None:
    course = make_course(outline=(1,))
    with watch.accompanied(Meanwhile(lambda: taken(course, 3), before="insert lectures")):
        lines = written(course, "# Chapter 1 [1]", "Lecture 2 [2]", "New")
    assert lines[2:] == ["New [4]"]
    assert keys() == [3, 4]


def test_where_others_take_each_key_it_is_given_up() -> None:
    course, fresh = make_course(outline=(1,)), count(3)

    class Busy:
        """Somebody makes a lecture whenever another one is about to be made."""

        is_at_it = False

        def before(self, name: str, _command: object) -> None:
            if name == "insert lectures" and not self.is_at_it:
                self.is_at_it = True
                taken(course, next(fresh))
                self.is_at_it = False

        def after(self, name: str, _command: object, _reply: object) -> None:
            """Nothing happens then."""

    with watch.accompanied(Busy()), pytest.raises(SaveConditionError):
        written(course, "# Chapter 1 [1]", "New")


def taken(course: Course, key: int) -> None:
    Lecture(course=course.id, key=key).insert()
