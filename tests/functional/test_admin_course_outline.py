"""The outline in the form of a course: buttons without script, what is refused, what two wrote."""

from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Course, Enrolment, Lecture, Revision
from talkpython_site.documents.enrolment import enrolment_id
from tests.conftest import Visit
from tests.course_forms import form_of, new_form
from tests.episode_forms import ORIGIN, form_in, problem, sent, wrong
from tests.factories import make_course, make_lecture
from tests.visitors import admin

TWO = "# Chapter 1 [1]\nLecture 3 [3]\nLecture 4 [4]\n# Chapter 2 [2]\nLecture 5 [5]"


def pressed(form: Any, does: str, status: int = 200, **values: str) -> Any:
    """The page that comes of one of the buttons of the outline, with these values typed."""
    buttons = form.response.lxml.xpath(f"//button[@name='do'][@value='outline {does}']")
    for name, value in values.items():
        form[name].force_value(value)
    address = buttons[0].get("formaction")
    fields = [*form.submit_fields(), ("do", f"outline {does}")]
    return form.response.goto(address, method="post", params=fields, headers=ORIGIN, status=status)


def text(page: Any) -> str:
    shown: str = form_in(page)["outline"].value
    return shown.replace("\r\n", "\n")


def said(page: Any) -> str:
    words: str = page.lxml.xpath("string(//*[@class='outline-told']/*[@role='status'])")
    return words


def outline(course: Course) -> list[tuple[int, list[int]]]:
    """Keys of chapters and of their lectures, as they are stored."""
    stored = Course.objects.get(id=course.id)
    return [
        (chapter.key, [each.key for each in stored.lectures if each.chapter == chapter.key])
        for chapter in stored.chapters
    ]


BUTTONS = {
    "up 5": ("# Chapter 1 [1]\nLecture 3 [3]\nLecture 4 [4]\nLecture 5 [5]\n# Chapter 2 [2]",
             "Lecture 5: 3 of 3 in chapter 1. Not saved yet."),
    "down 3": ("# Chapter 1 [1]\nLecture 4 [4]\nLecture 3 [3]\n# Chapter 2 [2]\nLecture 5 [5]",
               "Lecture 3: 2 of 2 in chapter 1. Not saved yet."),
    "up 2": ("# Chapter 2 [2]\nLecture 5 [5]\n# Chapter 1 [1]\nLecture 3 [3]\nLecture 4 [4]",
             "Chapter 2: chapter 1 of 2. Not saved yet."),
    "remove 3": ("# Chapter 1 [1]\nLecture 4 [4]\n# Chapter 2 [2]\nLecture 5 [5]",
                 "Lecture 3: taken out. Not saved yet."),
    "remove 2": ("# Chapter 1 [1]\nLecture 3 [3]\nLecture 4 [4]\nLecture 5 [5]",
                 "Chapter 2: taken out. Not saved yet."),
    "up 1": (TWO, ""),
    "down 5": (TWO, ""),
}  # fmt: skip


@pytest.mark.parametrize("does", BUTTONS)
def test_a_button_changes_the_form_and_saves_nothing(visit: Visit, does: str) -> None:
    course = make_course(outline=(2, 1))
    after, words = BUTTONS[does]
    page = pressed(form_of(admin(visit), course), does, 200 if words else 422)
    assert (text(page), said(page)) == (after, words)
    assert bool(wrong(page)) is not bool(words)
    assert outline(course) == [(1, [3, 4]), (2, [5])]
    if after != TWO:
        sent(form_in(page))
        lines = [line.rpartition("[")[2].strip("]") for line in after.split("\n")]
        assert [str(key) for chapter, keys in outline(course) for key in (chapter, *keys)] == lines


def test_a_place_is_chosen_and_gone_to(visit: Visit) -> None:
    course, browser = make_course(outline=(2, 1)), admin(visit)
    page = pressed(form_of(browser, course), "choose 3")
    assert (text(page), said(page)) == (TWO, "")
    select = form_in(page)["outline_to"]
    words = [option.text for option in page.lxml.xpath("//*[@name='outline_to']//option")]
    assert words == ["First", "After Lecture 4", "First", "After Lecture 5"]
    assert select.value == "1", "where it stands"
    left = pressed(form_in(page), "leave 3")
    assert "outline_to" not in form_in(left).fields
    moved = pressed(form_in(page), "move 3", outline_to="2")
    assert text(moved).split("\n")[2:] == ["# Chapter 2 [2]", "Lecture 3 [3]", "Lecture 5 [5]"]
    assert said(moved) == "Lecture 3: 1 of 2 in chapter 2. Not saved yet."
    chapters = pressed(form_of(browser, course), "choose 2")
    first = pressed(form_in(chapters), "move 2", outline_to="")
    assert text(first).startswith("# Chapter 2 [2]\nLecture 5 [5]\n# Chapter 1")


def test_new_ones_are_added_and_called_by_their_lines(visit: Visit) -> None:
    browser = admin(visit)
    page = pressed(new_form(browser), "add", title="Tides", outline_chapter="# Start [1]")
    assert (text(page), said(page)) == ("# \\# Start [1] []", "Added. Not saved yet.")
    form = form_in(page)
    form["outline_in_+1"].force_value("Hello")
    page = pressed(form, "add +1")
    page = pressed(form_in(page), "add", outline_chapter="More")
    page = pressed(form_in(page), "up +3")
    assert text(page) == "# More\n# \\# Start [1] []\nHello"
    last = form_in(page)
    last["outline_in_+1"].force_value("Typed, and saved at once")
    sent(last)
    course = Course.objects.get(title="Tides")
    assert [each.title for each in course.chapters] == ["More", "# Start [1]"]
    assert [each.title for each in course.lectures] == ["Typed, and saved at once", "Hello"]
    assert outline(course) == [(1, [2]), (3, [4])]
    assert sorted(each.key for each in Lecture.objects.of(course.id)) == [2, 4]
    sent(last)
    assert Lecture.objects.count() == 2, "the same form once more"


def test_what_was_wrong_before_is_not_said_again(visit: Visit) -> None:
    page = sent(new_form(admin(visit)), 422, title="")
    assert wrong(page) == ["Title: Type a title."]
    page = pressed(form_in(page), "add", title="Tides", outline_chapter="Start")
    assert (wrong(page), said(page)) == ([], "Added. Not saved yet.")


@pytest.mark.parametrize("does", ["up 99", "move 3", "sing 3", "choose", "remove +9"])
def test_what_no_button_says_does_nothing(visit: Visit, does: str) -> None:
    form = form_of(admin(visit), make_course(outline=(2, 1)))
    fields = [*form.submit_fields(), ("do", f"outline {does}")]
    page = form.response.goto(
        "/admin/courses/files", method="post", params=fields, headers=ORIGIN, status=422
    )
    assert wrong(page)
    assert text(page) == TWO


def test_text_that_will_not_do_is_shown_with_its_line(visit: Visit) -> None:
    course, browser = make_course(outline=(2, 1)), admin(visit)
    page = sent(form_of(browser, course), 422, outline=f"Before\n{TWO}\nOther [77]")
    assert wrong(page) == [
        "Outline: Line 1, “Before”, stands in no chapter: begin with # Its title."
    ]
    assert page.lxml.xpath("//details[@class='outline-text']/@open")
    assert "These stand in no chapter" in page
    page = sent(form_in(page), 422, outline=f"{TWO}\nOther [77]")
    assert "names a lecture that this course does not have: without [77]" in wrong(page)[0]
    assert outline(course) == [(1, [3, 4]), (2, [5])]


def test_two_change_the_outline_and_one_looks_again(visit: Visit) -> None:
    course, browser = make_course(outline=(2, 1)), admin(visit)
    form, titles = form_of(browser, course), form_of(browser, course)
    sent(form_of(browser, course), outline=f"{TWO}\nTheirs")
    page = sent(form, 409, outline=f"{TWO}\nMine")
    assert problem(page) or "changed" in page
    assert "Theirs [6]" in page
    sent(titles, title="Only the title")
    stored = Course.objects.get(id=course.id)
    assert (stored.title, stored.lectures[-1].title) == ("Only the title", "Theirs")


def test_a_lecture_that_is_taken_out_leaves_only_the_outline(visit: Visit) -> None:
    course, browser = make_course(outline=(2, 1)), admin(visit)
    make_lecture(course, 4)
    Enrolment(id=enrolment_id(course.id, ObjectId()), course=course.id, done=[4]).insert()
    sent(form_of(browser, course), outline=TWO.replace("Lecture 4 [4]\n", ""))
    assert outline(course) == [(1, [3]), (2, [5])]
    assert Lecture.objects.get(course=course.id).key == 4
    assert Enrolment.objects.get().done == [4]
    (kept,) = Revision.objects(thing=course.card_key)
    assert [each["key"] for each in kept.content["lectures"]] == [3, 4, 5]
    sent(form_of(browser, course), outline=TWO)
    assert outline(course) == [(1, [3, 4]), (2, [5])]


def test_rows_say_what_lectures_hold_and_lead_to_their_forms(visit: Visit) -> None:
    course, browser = make_course(outline=(2, 60)), admin(visit)
    Course.collection().update_one({"_id": course.id}, {"$set": {"lectures.0.is_titled": False}})
    lecture, empty = make_lecture(course, 3), make_lecture(course, 4, text_html=None, transcript=[])
    page = browser.get(f"/admin/courses/{course.id}")
    (link,) = page.lxml.xpath(f"//a[@href='/admin/lectures/{empty.id}']")
    assert link.text == "Fill in"
    (row,) = page.lxml.xpath("//li[@data-key='3']")
    assert " ".join(row.text_content().split()).startswith(
        "Lecture 3 3 min · text · free preview · title made up Edit"
    )
    assert row.xpath(".//a/@href") == [f"/admin/lectures/{lecture.id}"]
    assert [
        bool(each.get("open")) for each in page.lxml.xpath("//details[@class='outline-inside']")
    ][:2] == [False, False]
    opened = pressed(form_in(page), "up 10")
    assert [
        bool(each.get("open")) for each in opened.lxml.xpath("//details[@class='outline-inside']")
    ][:2] == [False, True]
    assert opened.lxml.xpath("//button[@autofocus]/@value") == ["outline up 10"]
