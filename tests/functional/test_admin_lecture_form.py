"""The form of a lecture: what it holds, saved for everybody who may see it."""

from typing import Any

import pytest

from talkpython_site.documents import Course, Lecture, Revision
from tests.conftest import Queries, Visit
from tests.episode_forms import problem, wrong
from tests.factories import make_course, make_lecture
from tests.growing import OFTEN, USED
from tests.lecture_forms import (
    address_of,
    course_of,
    entry_of,
    form_at,
    lecture_form,
    made,
    saved,
    sent,
    stored,
)
from tests.visitors import admin


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def test_its_course_is_read_once_before_it_is_written(browser: Visit, queries: Queries) -> None:
    lecture = made()
    with queries() as shown:
        form = form_at(browser, lecture)
    assert shown.names.count("find courses") == 1
    with queries() as asked:
        sent(form, text="Words")
    before = asked.names[: asked.names.index("update lectures")]
    assert before.count("find courses") == 1


@pytest.fixture
def lecture() -> Lecture:
    return made()


def test_it_says_where_it_stands(browser: Visit, lecture: Lecture) -> None:
    page = browser.get(address_of(lecture))
    course = course_of(lecture)
    assert page.html.h1.get_text() == course.lectures[1].title
    lead = page.html.select_one(".admin-lead")
    assert lead.get_text().startswith("Lecture 2 of 5, in ")
    assert lead.a["href"] == f"/admin/courses/{course.id}#outline"
    assert page.html.select_one(".state").get_text().strip() == "Draft"


def test_the_lectures_around_it_are_one_step_away(browser: Visit) -> None:
    course = make_course()
    first, second, third = (make_lecture(course, each.key) for each in course.lectures[:3])
    ways = browser.get(address_of(second)).html.select("[aria-labelledby='around'] a")
    assert [(each.get_text(), each["href"]) for each in ways] == [
        ("Previous lecture", address_of(first)),
        ("Next lecture", address_of(third)),
    ]
    (way,) = browser.get(address_of(first)).html.select("[aria-labelledby='around'] a")
    assert way.get_text() == "Next lecture"


def test_all_of_it_is_saved(browser: Visit, lecture: Lecture) -> None:
    kept = saved(
        browser,
        lecture,
        video="https://media.example/tides.webm",
        duration="12:40",
        is_preview="yes",
        text="# Tides\n\n```python\nprint(1)\n```",
        transcript="0:00 Welcome.\n1:02:03 The end.",
    )
    assert kept["video"] == {"url": "https://media.example/tides.webm", "type": "video/webm"}
    assert (kept["duration_seconds"], kept["is_preview"]) == (760, True)
    assert kept["text_source"].startswith("# Tides")
    assert '<span class="code-name">print</span>' in kept["text_html"]
    assert kept["transcript"] == [
        {"start_seconds": 0.0, "text": "Welcome."},
        {"start_seconds": 3723.0, "text": "The end."},
    ]
    assert kept["revision"] == 1


def test_the_outline_says_what_it_holds(browser: Visit, lecture: Lecture) -> None:
    before = course_of(lecture)
    saved(browser, lecture, video="https://media.example/1.mp4", duration="2:00", is_preview="yes")
    entry, course = entry_of(lecture), course_of(lecture)
    assert (entry.has_video, entry.duration_seconds, entry.is_preview) == (True, 120, True)
    assert course.revision == before.revision + 1
    assert course.duration_seconds == sum(each.duration_seconds or 0 for each in course.lectures)
    assert Revision.objects(thing=course.card_key).count() == 1
    saved(browser, lecture, text="Nothing that an outline says.")
    assert course_of(lecture).revision == course.revision
    assert not stored(lecture)["pending"]


def test_what_it_does_not_say_its_outline_says(browser: Visit) -> None:
    course = make_course()
    lecture = make_lecture(course, video={"url": "https://media.example/1.mp4"})
    form = form_at(browser, lecture)
    assert (form["duration"].value, form["is_preview"].value) == ("3:20", "yes")
    sent(form, text="Words")
    kept = stored(lecture)
    assert "is_preview" not in kept
    assert kept["duration_seconds"] == entry_of(lecture).duration_seconds == 200
    kept = saved(browser, lecture, duration="", is_preview="")
    assert (kept["duration_seconds"], kept["is_preview"]) == (0, False)
    assert not entry_of(lecture).duration_seconds
    assert not entry_of(lecture).is_preview
    form = form_at(browser, lecture)
    assert (form["duration"].value, form["is_preview"].value) == ("", "")


@pytest.mark.parametrize(
    ("state", "button", "said"),
    [
        ("draft", "Save", "The lecture is saved."),
        ("published", "Save – live at once", "The lecture is saved, and live."),
        ("unpublished", "Save", "The lecture is saved."),
    ],
)
def test_its_course_says_whether_it_is_live(
    browser: Visit, state: str, button: str, said: str
) -> None:
    lecture = make_lecture(make_course(state=state))
    page = browser.get(address_of(lecture))
    assert page.html.select_one(".button.first").get_text() == button
    after = sent(lecture_form(page), text="Words").follow()
    assert said in after.html.select_one(".flash").get_text()


def test_nothing_is_saved_in_the_bin(browser: Visit) -> None:
    lecture = make_lecture(make_course(state="draft"))
    form = form_at(browser, lecture)
    Course.objects(id=lecture.course).update(state="binned")
    page = sent(form, 409, text="Words")
    assert problem(page).startswith("This lecture lies in the bin")
    assert lecture_form(page)["text"].value == "Words"
    assert page.html.select_one(".button.first") is None
    assert "text_source" not in stored(lecture)


def test_one_that_was_taken_out_of_the_outline_keeps_its_form(browser: Visit) -> None:
    course = make_course()
    lecture = make_lecture(course, 99, text_source="Old words")
    page = browser.get(address_of(lecture))
    assert page.html.h1.get_text() == "A lecture that stands in no outline"
    assert "It was taken out of" in page.html.select_one(".admin-lead").get_text()
    assert saved(browser, lecture, text="New words")["text_source"] == "New words"


def test_what_is_not_there_is_not_found(browser: Visit, lecture: Lecture) -> None:
    for name in ("nothing", "0" * 24):
        browser.get(f"/admin/lectures/{name}", status=404)
    course_of(lecture).discard()
    browser.get(address_of(lecture), status=404)


def test_the_same_form_twice_is_saved_once(browser: Visit, lecture: Lecture) -> None:
    form = form_at(browser, lecture)
    for _ in range(2):
        sent(form, text="Words")
    assert stored(lecture)["revision"] == 1


def test_two_change_it_each_in_their_own_field(browser: Visit, lecture: Lecture) -> None:
    mine, theirs = form_at(browser, lecture), form_at(browser, lecture)
    sent(theirs, transcript="0:00 Theirs")
    sent(mine, text="Mine")
    kept = stored(lecture)
    assert (kept["text_source"], kept["transcript"][0]["text"]) == ("Mine", "Theirs")


def test_two_change_the_same_and_look(browser: Visit, lecture: Lecture) -> None:
    mine, theirs = form_at(browser, lecture), form_at(browser, lecture)
    sent(theirs, text="Theirs")
    page = sent(mine, 409, text="Mine")
    assert problem(page).startswith("Somebody else changed this lecture while you wrote")
    assert lecture_form(page)["text"].value == "Mine"
    assert stored(lecture)["text_source"] == "Theirs"
    sent(lecture_form(page))
    assert stored(lecture)["text_source"] == "Mine"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("video", "media.example", "Address of the video: Type a whole address that begins with"),
        ("video", "http://media.example/1.mp4", "Address of the video: Type a whole address that"),
        ("media", f"{'a' * 64}.mp4", "Video: This video is not here any more. Upload it again."),
        ("duration", "soon", "Length: “soon” is no length: write 54:20 or 1:02:03."),
        ("captions", "en", "Captions: Line 1, “en”, names no captions: send their file."),
        (
            "captions",
            "a" * 64,
            "Captions: Line 1, “”, has no language: type its code, as en for English.",
        ),
        ("captions", f"en {'a' * 64}", "Captions: The captions in “en” are not here any more."),
        (
            "captions",
            f"en {'a' * 64}\nEN {'b' * 64}",
            "Captions: Line 2, “EN”, has the language of a line above it.",
        ),
        ("text", "x" * 200_001, "Text: A text of 200 kB: 200 kB at most."),
        ("text", "[" * 5_001, "Text: A text with more than 5,000 brackets “[” cannot be read."),
        ("text", OFTEN, f"Text: {USED}"),
        (
            "text",
            f"{'a|' * 999}\n{'-|' * 999}\n" + "|\n" * 20,
            "Text: Tables with more than 20,000",
        ),
        ("transcript", "Welcome", "Transcript: Line 1, “Welcome”, begins with no time, as 12:40"),
        ("transcript", "0:05 b\n0:01 a", "Transcript: Line 2, “0:01 a”, begins before the line"),
        ("transcript", f"0:01 {'x' * 2_001}", "Transcript: Line 1, “0:01…”, has more than 2,000"),
        ("transcript", "0:01 a\n" * 20_001, "Transcript: These are 20,001 lines; 20,000 is the"),
        ("transcript", f"0:01 {'x' * 1_500_000}", "Transcript: A transcript of 1.5 MB: 1.5 MB"),
        ("downloads", "notes.pdf", "Files to take along: Line 1, “notes.pdf”, names no file that"),
        (
            "downloads",
            f"a.pdf | {'a' * 64}.bin",
            "Files to take along: “a.pdf” is not here any more. Upload it again.",
        ),
        (
            "downloads",
            f"a.pdf | {'a' * 64}.bin\nA.PDF | {'b' * 64}.bin",
            "Files to take along: Line 2, “A.PDF”, has the name of a line above it.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_stays(
    browser: Visit, lecture: Lecture, field: str, typed: str, sentence: str
) -> None:
    page = sent(form_at(browser, lecture), 422, **{"text": "Words", field: typed})
    assert [each for each in wrong(page) if each.startswith(sentence)], wrong(page)
    form: Any = lecture_form(page)
    assert form[field].value.strip() == typed.strip()
    assert stored(lecture)["revision"] == 0


def test_a_choice_that_is_none_changes_nothing(browser: Visit, lecture: Lecture) -> None:
    page = sent(form_at(browser, lecture), 422, is_preview="maybe")
    assert wrong(page) == ["Open to everybody: Choose one of these."]
    assert not entry_of(lecture).is_preview
