"""How far somebody is, as the pages of a course, a lecture and their account show it."""

from typing import Any

import pytest

from talkpython_site.captions import Cue, write_vtt
from talkpython_site.documents import Account, Course, Enrolment, Lecture
from talkpython_site.documents.enrolment import Played
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_course, make_lecture
from tests.reading import texts
from tests.visitors import signed_in

FULL = 2**50 - 1
LINES = "//ol[contains(@class, 'outline-lines')]/li"
VIDEO = {"url": "https://media.example/tides.mp4", "type": "video/mp4"}


@pytest.fixture
def course(visit: Visit) -> Course:  # noqa: ARG001 - the database is emptied first
    """The lectures 3, 4 and 5, 6, 7, each of 200 seconds."""
    return make_course(slug="tides", outline=(2, 3))


@pytest.fixture
def ines(course: Course) -> Account:
    """In it, with lecture 3 watched to its end, and half of lecture 4."""
    account = make_account("ines@example.org")
    Enrolment.enrol(course.id, account.id)
    for key, played in ((3, Played(1, 199, FULL, FULL)), (4, Played(2, 100, FULL, 0))):
        Enrolment.note_played(course.id, account.id, key, played)
    return account


@pytest.fixture
def student(visit: Visit, ines: Account) -> Visit:
    return signed_in(visit, ines)


def inked(page: Any, kind: str) -> list[tuple[str, str]]:
    found = page.lxml.xpath(f"//main//*[contains(@class, '{kind}')]//*[@class='heard']/*")
    return [(each.get("x"), each.get("width")) for each in found]


def ticks(page: Any, kind: str) -> list[str]:
    found: list[str] = page.lxml.xpath(f"//main//*[contains(@class, '{kind}')]/*[@class='tick']/@x")
    return found


def first(page: Any) -> list[tuple[str, str]]:
    found = page.lxml.xpath("//main//a[contains(@class, 'first')]")
    return [(" ".join(each.xpath("string()").split()), each.get("href")) for each in found]


def test_a_course_goes_on_at_the_second(student: Visit) -> None:
    page = student.get("/courses/tides")
    assert first(page) == [("Go on at “Lecture 4”, 1:40", "/courses/tides/4/lecture-4")]
    assert inked(page, "page-strip") == [("0%", "30%")]
    assert ticks(page, "page-strip") == ["30%"]
    assert inked(page, "part-strip") == [("0%", "75%")]
    assert ticks(page, "part-strip") == ["75%"]
    assert texts(page, "//*[contains(@class, 'part-told')]") == [
        "1 of 2 done, 50 % 7 min", "10 min",
    ]  # fmt: skip
    assert [each.get("class") for each in page.lxml.xpath(LINES)] == ["done", "begun", *[None] * 3]
    assert texts(page, LINES)[:3] == [
        "Lecture 3 done 3 min", "Lecture 4 begun 3 min", "Lecture 5 3 min",
    ]  # fmt: skip
    assert texts(page, "//*[@class='strip-words']/span") == [
        "1 of 5 lectures done", "5 min of 17 min",
    ]  # fmt: skip


def test_so_does_the_list_of_their_courses(student: Visit) -> None:
    page = student.get("/account/courses")
    assert first(page) == [("Go on at “Lecture 4”, 1:40", "/courses/tides/4/lecture-4")]
    assert inked(page, "course-strip") == [("0%", "30%")]
    assert ticks(page, "course-strip") == ["30%"]
    assert "1 of 5 lectures done, 20 %" in page


def test_who_has_just_joined_has_no_mark(visit: Visit, course: Course) -> None:
    account = make_account()
    Enrolment.enrol(course.id, account.id)
    browser = signed_in(visit, account)
    for address in ("/courses/tides", "/account/courses"):
        page = browser.get(address)
        assert first(page) == [("Begin with “Lecture 3”", "/courses/tides/3/lecture-3")]
        assert not ticks(page, "strip")
        assert not inked(page, "strip")


def test_a_lecture_that_moved_or_left_keeps_what_was_watched(
    student: Visit, course: Course
) -> None:
    third, fourth, *rest = course.lectures
    fourth.chapter = 2
    course.outline(course.chapters, [*rest, fourth])
    course.change()
    page = student.get("/courses/tides")
    assert inked(page, "page-strip") == [("75%", "12.5%")]
    assert texts(page, "//*[@class='strip-words']/span")[0] == "0 of 4 lectures done"
    course.outline(course.chapters, [third, *rest, fourth])
    course.change()
    page = student.get("/courses/tides")
    assert inked(page, "page-strip") == [("0%", "20%"), ("80%", "10%")]
    assert first(page)[0][1] == "/courses/tides/4/lecture-4"


def test_marked_as_not_done_it_is_open_again(student: Visit, course: Course, ines: Account) -> None:
    Enrolment.reopen(course.id, ines.id, 3)
    page = student.get("/courses/tides")
    assert inked(page, "page-strip") == [("20%", "10%")]
    assert page.lxml.xpath(LINES)[0].get("class") is None


def test_only_who_opens_a_lecture_goes_on_with_it(student: Visit) -> None:
    address = "/courses/tides/6/lecture-6"
    for open_it, last in ((student.head, 4), (student.get, 6)):
        open_it(address)
        assert Enrolment.objects.get().last == last


def start_of(page: Any) -> str:
    return str(page.lxml.xpath("string(//video/@src)")).partition("#")[2]


def test_a_lecture_begins_where_they_stopped_or_where_they_ask(
    student: Visit, course: Course
) -> None:
    for key in (3, 4):
        make_lecture(course, key, video=VIDEO)
    address = "/courses/tides/4/lecture-4"
    assert start_of(student.get(address)) == "t=100"
    assert start_of(student.get(f"{address}?t=7")) == "t=7"
    assert start_of(student.get(f"{address}?t=0")) == "t=0"
    for wrong in ("-1", "x", "200", "1e2", "٣", "99999999999999", ""):
        assert start_of(student.get(address, {"t": wrong})) == "t=100"
    assert start_of(student.get("/courses/tides/3/lecture-3")) == "t=0"


def test_for_others_a_preview_begins_at_its_start(visit: Visit, course: Course) -> None:
    make_lecture(course, 3, video=VIDEO)
    for browser in (visit, signed_in(visit)):
        assert start_of(browser.get("/courses/tides/3/lecture-3")) == "t=0"
        assert start_of(browser.get("/courses/tides/3/lecture-3?t=31")) == "t=31"
        assert start_of(browser.get("/courses/tides/3/lecture-3?t=x")) == "t=0"


def test_the_right_address_is_led_to_at_the_same_second(student: Visit) -> None:
    answer = student.get("/courses/tides/4?t=31", status=301)
    assert answer.location.endswith("/courses/tides/4/lecture-4?t=31")
    answer = student.get("/courses/tides/4/x?t=x", status=301)
    assert answer.location.endswith("/courses/tides/4/lecture-4")


def test_captions_are_told_before_joining(visit: Visit, course: Course) -> None:
    for entry, languages in zip(course.lectures, (["de"], ["en", "de"], ["xx-YY"]), strict=False):
        entry.languages = languages
    course.change()
    page = visit.get("/courses/tides")
    assert texts(page, "//dt[text()='Captions']/following-sibling::dd[1]") == [
        "Deutsch, English, xx-YY"
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Guten Tag & Tschüs."), ("fr", "Good day."), (None, "Good day.")]
)
def test_captions_are_read_where_there_is_no_transcript(
    visit: Visit, language: str | None, said: str
) -> None:
    made = make_course(slug="ebb", language=language)
    captions = [
        {"language": "en", "vtt": write_vtt([Cue(1.0, 2.0, "Good day.")])},
        {"language": "de", "vtt": write_vtt([Cue(3665.0, 3666.5, "Guten Tag &\nTschüs.")])},
    ]  # fmt: skip
    make_lecture(made, transcript=[], captions=captions, video=VIDEO)
    page = visit.get("/courses/ebb/3/lecture-3")
    assert texts(page, "//ol[@class='said']//p") == [said]


def test_the_page_of_a_lecture_asks_the_least(
    student: Visit, course: Course, queries: Queries
) -> None:
    make_lecture(course, 4, video=VIDEO)
    Lecture.collection().update_one({"key": 4}, {"$set": {"captions": [{"language": "en"}]}})
    student.get("/courses/tides/4/lecture-4")
    with queries() as asked:
        student.get("/courses/tides/4/lecture-4")
    assert asked.names == [
        "find accounts", "find stamps", "find courses", "find enrolments", "find lectures",
    ]  # fmt: skip
