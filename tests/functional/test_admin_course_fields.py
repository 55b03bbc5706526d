"""What each field of the form of a course takes, and what is said where it will not do."""

from typing import Any

import pytest

from talkpython_site.documents import Course, Lecture, Person
from tests.conftest import Visit
from tests.course_forms import form_of, new_form, saved, stored
from tests.episode_forms import form_in, sent, wrong
from tests.factories import make_course
from tests.reading import texts
from tests.visitors import admin

NO_CHOICE = "Choose one of these."
LONG = "x" * 501
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": " "}, "Title: Type a title."),
    "long title": ({"title": "x" * 301}, "Title: It has 301 characters: 300 are the most."),
    "long subtitle": (
        {"subtitle": LONG}, "Subtitle: It has 501 characters: 500 are the most.",
    ),
    "large pitch": (
        {"description": "x" * 200_000},
        "The pitch: A description of 200 kB: 100 kB are the most.",
    ),
    "brackets": (
        {"description": "[" * 2_001}, "The pitch: More than 2,000 brackets “[” cannot be read.",
    ),
    "long outcome": (
        {"outcomes": f"a\n{LONG}"},
        f"What you will learn: Line 2, “{'x' * 59}…”, has more than 500 characters.",
    ),
    "many outcomes": (
        {"outcomes": "a\n" * 101}, "What you will learn: These are 101 lines; 100 is the most.",
    ),
    "long paragraph": (
        {"audience": "x" * 2_001},
        f"For whom: Line 1, “{'x' * 59}…”, has more than 2,000 characters.",
    ),
    "outline": (
        {"outline": "Why"},
        "Outline: Line 1, “Why”, stands in no chapter: begin with # Its title.",
    ),
    "level": ({"level": "godlike"}, f"Level: {NO_CHOICE}"),
    "language": ({"language": "english!"}, "Language: Type a language as en or pt-BR."),
    "access": ({"access": "sold"}, f"Who may enrol: {NO_CHOICE}"),
    "no name": ({"people": ", editor"}, "Authors: Line 1, “, editor”, has no name."),
    "long topic": (
        {"topics": "x" * 201},
        f"Topics: Topic 1, “{'x' * 59}…”, has more than 200 characters.",
    ),
    "artwork": (
        {"artwork": "0" * 64}, "Artwork: This picture is not here any more. Choose it again.",
    ),
    "hue": ({"own_hue": "hue-13"}, f"Colour: {NO_CHOICE}"),
    "no letters": (
        {"slug": "!!"},
        "Address: Letters or digits are missing. Left empty, it is made of the title.",
    ),
    "long address": ({"slug": "x" * 81}, "Address: It has 81 characters: 80 are the most."),
    "address": (
        {"original_url": "there"},
        "Published first at: Type a whole address, as https://harbour.example is one.",
    ),
}  # fmt: skip
CHOSEN = {"level", "access", "own_hue"}
MARKUP = "<b onclick='x'>&amp;</b>"


@pytest.mark.parametrize(("typed", "said"), WRONG.values(), ids=WRONG)
def test_what_will_not_do(visit: Visit, typed: dict[str, Any], said: str) -> None:
    course = make_course()
    before = stored(course)
    page = sent(form_of(admin(visit), course), 422, **{"subtitle": "Kept", **typed})
    assert wrong(page) == [said]
    form = form_in(page)
    (name,) = typed
    if name not in CHOSEN:  # a browser sends one of those that it offers
        assert form[name].value.strip() == typed[name].strip()
    assert form["subtitle"].value == typed.get("subtitle", "Kept")
    assert stored(course) == before


def test_all_that_will_not_do_is_said_at_once(visit: Visit) -> None:
    typed = {"title": "", "outline": "Why", "level": "x", "slug": "!!"}
    assert len(wrong(sent(new_form(admin(visit)), 422, **typed))) == 4
    assert (Course.objects.count(), Lecture.objects.count()) == (0, 0)


def test_signs_of_a_list_are_no_words(visit: Visit) -> None:
    typed = "- Ring\n* Read\n– \n-1 and 1\nWrite - well"
    kept = saved(admin(visit), make_course(), outcomes=typed)
    assert kept["outcomes"] == ["Ring", "Read", "-1 and 1", "Write - well"]


@pytest.mark.parametrize(
    "name", ["title", "subtitle", "outcomes", "audience", "outline", "people", "topics"]
)
def test_markup_is_words(visit: Visit, name: str) -> None:
    course, browser = make_course(slug="tides"), admin(visit)
    typed = f"# {MARKUP}\n{MARKUP}" if name == "outline" else MARKUP
    saved(browser, course, **{name: typed})
    Lecture.objects.update(text_html="<p>Read.</p>")
    saved(browser, course, title=f"{MARKUP} for all")
    assert MARKUP in form_of(browser, course)[name].value
    for page in (browser.get(f"/admin/courses/{course.id}"), visit.get("/courses/tides")):
        assert not page.lxml.xpath("//*[@onclick]")
    assert any(MARKUP in each for each in texts(visit.get("/courses/tides"), "//main"))


def test_emptied_fields_say_nothing(visit: Visit) -> None:
    course = make_course(
        level="beginner", language="en", outcomes=["a"], original_url="https://a.example/"
    )
    names = ("subtitle", "level", "language", "outcomes", "original_url", "description")
    after = saved(admin(visit), course, **dict.fromkeys(names, ""))
    assert not {"subtitle", "level", "language", "outcomes", "original_url"} & after.keys()
    assert "description_html" not in after


def test_who_made_it_keeps_the_role(visit: Visit) -> None:
    course, browser = make_course(), admin(visit)
    made = saved(browser, course, people="Ines Okafor\nBo Lind, editor")["people"]
    form = form_of(browser, course)
    assert form["people"].value == "Ines Okafor\nBo Lind, editor"
    after = saved(browser, course, people="Bo Lind\nInes Okafor")["people"]
    assert [each["role"] for each in after] == ["author", "author"]
    assert [each["person"] for each in after] == [each["person"] for each in reversed(made)]
    assert Person.objects.count() == 2
