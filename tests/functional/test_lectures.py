"""A lecture: to read for who may, and how to get in for all others."""

from typing import Any

import pytest

from talkpython_site.documents import COMMAND_LINE, Enrolment, Lecture
from tests.conftest import Queries, Visit
from tests.factories import make_account, make_course, make_lecture
from tests.reading import blocks, texts
from tests.visitors import signed_in

SECRET = "The tide comes in twice a day."  # noqa: S105 - what a closed lecture holds
OPEN, CLOSED = "/courses/tides/3/lecture-3", "/courses/tides/4/lecture-4"


@pytest.fixture
def course(visit: Visit) -> Any:  # noqa: ARG001 - the database is emptied first
    """Two chapters with the lectures 3, 4 and 5, 6, 7, of which all are written, 3 is open."""
    made = make_course(slug="tides", outline=(2, 3))
    for entry in made.lectures:
        make_lecture(made, entry.key)
    return made


def student(visit: Visit, course: Any) -> tuple[Visit, Any]:
    account = make_account()
    Enrolment.enrol(course.id, account.id)
    return signed_in(visit, account), account


def test_a_preview_is_read_by_everybody(visit: Visit, course: Any) -> None:
    page = visit.get(OPEN)

    assert texts(page, "//h1") == ["Lecture 3"]
    assert texts(page, "//ol[@class='said']/li") == [f"0:00 Welcome to the harbour. {SECRET}"]
    assert texts(page, "//*[@class='lecture-head']//p") == ["3 min Free preview"]
    assert not page.lxml.xpath("//form[@class='lecture-done']")
    assert texts(page, "//*[@class='lecture-join']//p") == [
        "This is a free preview. Once you are enrolled, every lecture is open to you.",
        "Enrol Free, with an account",
    ]
    assert page.lxml.xpath("//*[@class='lecture-join']//a/@href") == ["/courses/tides/enrol"]
    assert page.cache_control.public
    assert not page.lxml.xpath("//meta[@name='robots']")
    assert [step["name"] for step in blocks(page)["BreadcrumbList"]["itemListElement"]][1:] == [
        "Courses", course.title, "Lecture 3",
    ]  # fmt: skip


def test_its_place_is_told_in_the_outline(visit: Visit, course: Any) -> None:
    browser, _account = student(visit, course)

    page = browser.get("/courses/tides/5/lecture-5")

    assert texts(page, "//nav[@aria-label='Way here']//li") == [
        "Courses", "Tides by Hand", "Chapter 2, lecture 3 of 5",
    ]  # fmt: skip
    assert texts(page, "//nav[@id='lecture-outline']//*[@aria-current='page']") == ["Lecture 5"]
    assert texts(page, "//nav[@id='lecture-outline']//h3") == ["2 Chapter 2"]
    assert texts(page, "//*[@class='other-part']") == ["1 Chapter 1 7 min"]
    assert texts(page, "//nav[@aria-label='Before and after']/a") == [
        "Before Lecture 4", "After Lecture 6",
    ]  # fmt: skip


def test_the_ends_of_a_course_have_one_neighbour(visit: Visit, course: Any) -> None:
    browser, _account = student(visit, course)

    first, last = browser.get(OPEN), browser.get("/courses/tides/7/lecture-7")

    assert texts(first, "//nav[@aria-label='Before and after']/a") == ["After Lecture 4"]
    assert texts(last, "//nav[@aria-label='Before and after']/a") == ["Before Lecture 6"]


def test_a_single_lecture_stands_alone(visit: Visit) -> None:
    make_lecture(make_course(slug="alone", outline=(1,)))

    page = visit.get("/courses/alone/2/lecture-2")

    assert not texts(page, "//nav[@aria-label='Before and after']")


def test_the_enrolled_read_and_it_is_remembered(visit: Visit, course: Any) -> None:
    browser, account = student(visit, course)

    page = browser.get(CLOSED)

    assert SECRET in page
    assert "Done, next lecture" in page
    assert page.cache_control.no_store
    assert page.lxml.xpath("//meta[@name='robots']")
    stored = Enrolment.collection().find_one({"account": account.id})
    assert stored
    assert stored["last"] == 4


@pytest.mark.parametrize("access", ["free", "grant"])
@pytest.mark.parametrize("video", [None, {"url": "https://media.example/1.mp4"}])
def test_a_preview_leads_to_joining(visit: Visit, access: str, video: Any) -> None:
    course = make_course(slug="tides", access=access)
    make_lecture(course, video=video)
    browser, _account = student(visit, course)
    for each in (visit, signed_in(visit, confirmed_at=None)):
        (join,) = each.get(OPEN).html.select(".lecture-join")
        assert ("Enrol" in join.get_text()) == (access == "free")
        assert ("This course is by invitation" in join.get_text()) == (access == "grant")
    assert not browser.get(OPEN).html.select(".lecture-join")


def test_a_text_ends_with_the_way_on(visit: Visit, course: Any) -> None:
    browser, account = student(visit, course)
    for each in course.lectures:
        page = browser.get(f"/courses/tides/{each.key}/lecture-{each.key}")
        (form,) = page.html.select("#done")
        assert form.find_previous(class_="transcript")
        assert form.find_next(class_="neighbours")
        Enrolment.finish(course.id, account.id, each.key)
    page = browser.get("/courses/tides/7/lecture-7")
    assert texts(page, "//*[@class='lecture-head']//*[@class='done-word']") == ["✓ Done"]
    assert texts(page, "//form[@id='done']//a") == ["See your certificate"]


def test_below_a_video_the_way_on_comes_first(visit: Visit, course: Any) -> None:
    Lecture.collection().update_one({"key": 4}, {"$set": {"video": {"url": "https://a.example/1"}}})
    page = student(visit, course)[0].get(CLOSED)
    assert page.html.select(".lecture-head #done")
    assert len(page.html.select("form.lecture-done")) == 1


@pytest.mark.usefixtures("course")
def test_a_locked_lecture_says_how_to_get_in(visit: Visit) -> None:
    for browser in (visit, signed_in(visit)):
        page = browser.get(CLOSED, status=403)

        assert "Welcome to the harbour" not in page
        assert texts(page, "//*[@class='locked-lecture']/h2") == ["Locked"]
        assert page.lxml.xpath("//a[contains(@class, 'first')]/@href") == ["/courses/tides/enrol"]
        assert page.cache_control.no_store
        assert page.lxml.xpath("//meta[@name='robots']")
        assert "ETag" not in page.headers
    assert "Sign in, if you are enrolled" in visit.get(CLOSED, status=403)
    assert "Sign in" not in signed_in(visit).get(CLOSED, status=403).lxml.xpath("string(//main)")


def test_a_locked_lecture_of_a_closed_course(visit: Visit) -> None:
    make_lecture(make_course(slug="tides", outline=(2,), access="grant"), 3)

    page = visit.get("/courses/tides/3/lecture-3", status=403)

    assert "This course is by invitation" in page
    assert not page.lxml.xpath("//a[contains(@class, 'first')]")


@pytest.mark.usefixtures("course")
def test_what_is_locked_is_not_even_read(visit: Visit, queries: Queries) -> None:
    with queries() as closed:
        visit.get(CLOSED, status=403)
    with queries() as opened:
        visit.get(OPEN)

    assert closed.names == ["find stamps", "find courses"]
    assert opened.names == ["find stamps", "find courses", "find lectures"]


def test_text_and_transcript(visit: Visit) -> None:
    course = make_course(slug="tides", language="en", outline=(2,))
    words = [{"start_seconds": n * 60.0, "text": f"{'word ' * 40}end {n}."} for n in range(4)]
    odd = [{"start_seconds": None, "text": " "}, {"text": "x" * 700}]
    make_lecture(course, 2, text_html="<p>Read <b>me</b>.</p>", transcript=[*words, *odd])

    page = visit.get("/courses/tides/2/lecture-2")

    assert page.lxml.xpath("//*[contains(@class, 'lecture-text')]//b[text()='me']")
    assert texts(page, "//a[@class='at']") == ["0:00", "2:00", "0:00"]
    assert page.lxml.xpath("//a[@class='at']/@href") == ["#t0", "#t120", "#t0"]
    assert page.lxml.xpath("//a[@class='at']/@id") == ["t0", "t120"]
    assert page.lxml.xpath("string(//ol[@class='said']//p/@lang)") == "en"
    assert "Read me." in page.lxml.xpath("string(//meta[@name='description']/@content)")


def test_a_transcript_beside_a_video_has_the_time_of_each_line(visit: Visit) -> None:
    course = make_course(slug="tides", outline=(1,))
    words = [{"start_seconds": at, "text": f"Line\n{at}"} for at in (0.0, 5.99, 61.25)]
    video = {"url": "https://media.example/1.mp4", "type": "video/mp4", "size_bytes": 9}
    make_lecture(course, 2, transcript=[*words, {"text": " "}], video=video)

    said = visit.get("/courses/tides/2/lecture-2").lxml.xpath("//ol[@class='said']//p")

    assert [(each.get("data-at"), each.text) for each in said] == [
        ("0 5.9 61.2", "Line 0.0\nLine 5.99\nLine 61.25"),
    ]


def test_a_lecture_without_anything_says_so(visit: Visit) -> None:
    make_course(slug="tides", outline=(1,))

    assert "There is nothing to read in this lecture." in visit.get("/courses/tides/2/lecture-2")


@pytest.mark.parametrize("path", ["4", "4/other", "4/lecture-5"])
def test_one_right_address(visit: Visit, course: Any, path: str) -> None:
    for browser in (visit, student(visit, course)[0]):
        answer = browser.get(f"/courses/tides/{path}", status=301)

        assert answer.location == f"https://longwave.example{CLOSED}"


def test_old_addresses_of_the_course_lead_on(visit: Visit) -> None:
    make_course(slug="tides", slugs=["tides", "ebb"])

    for path in ("3/lecture-3", "3", "3/lecture-3?t=9", "3?t=9"):
        answer = visit.get(f"/courses/ebb/{path}", status=301)
        assert answer.location == f"https://longwave.example/courses/tides/{path}"


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("path", ["9/x", "9", "1/x", "x/y", "0/x", "9999999999/x"])
def test_what_the_outline_does_not_have(visit: Visit, path: str) -> None:
    visit.get(f"/courses/tides/{path}", status=404)


def test_a_lecture_that_left_the_outline_is_gone_for_all(visit: Visit, course: Any) -> None:
    browser, _account = student(visit, course)
    course.outline(course.chapters, course.lectures[1:])
    course.change()

    browser.get(OPEN, status=404)
    assert texts(browser.get(CLOSED), "//nav[@aria-label='Before and after']/a") == [
        "After Lecture 5"
    ]


def test_a_changed_preview_is_shown_anew_and_a_closed_one_no_more(
    visit: Visit, course: Any
) -> None:
    visit.get(OPEN)
    course.lectures[0].is_preview = None
    course.outline(course.chapters, course.lectures)
    course.save_as(COMMAND_LINE, "saved")

    assert "Welcome to the harbour" not in visit.get(OPEN, status=403)


def test_who_left_is_locked_out(visit: Visit, course: Any) -> None:
    browser, account = student(visit, course)
    Enrolment.leave(course.id, account.id)

    assert SECRET not in browser.get(CLOSED, status=403)


def test_the_enrolled_keep_what_was_taken_down(visit: Visit) -> None:
    course = make_course(slug="tides", outline=(2,), state="unpublished")
    make_lecture(course, 3)

    page = student(visit, course)[0].get("/courses/tides/3/lecture-3")

    assert SECRET in page
    assert "This course is not out at the moment." in page
    browser = student(visit, course)[0]
    preview = browser.get("/courses/tides/2/lecture-2")
    assert preview.lxml.xpath("//meta[@name='robots']")
    visit.get("/courses/tides/2/lecture-2", status=410)
