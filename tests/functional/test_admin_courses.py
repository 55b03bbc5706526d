"""Courses for admins: filtered, searched, put in order, in the bin; their artwork and revisions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from webtest import Upload

from talkpython_site.documents import COMMAND_LINE, Course, Draft, Lecture
from tests.conftest import Queries, Visit
from tests.course_forms import LIST, NEW, address_of, form_of, new_form, saved, stored
from tests.drafts import DRAFTS, is_kept, keep, offered, rows
from tests.editors import key_at
from tests.episode_forms import form_in, sent
from tests.factories import make_course, make_lecture, make_person, make_topic
from tests.functional.test_episode_files import pressed
from tests.pictures import make_picture
from tests.reading import links, texts
from tests.visitors import admin, led_to, send

LATER = datetime(2999, 3, 29, 6, 30, tzinfo=UTC)
DAY = datetime(2024, 3, 2, 12, tzinfo=UTC)


def titles(page: Any) -> list[str]:
    return texts(page, "//p[@class='podcast-title']")


@pytest.fixture
def courses(visit: Visit) -> list[Course]:  # noqa: ARG001 - it empties the database first
    """Four courses, one in each state."""
    ines, sea = make_person("Inês Okafor"), make_topic("sea")
    return [
        make_course("Tides", published_at=DAY, people=[ines], topics=[sea], outline=(3,)),
        make_course("ébb", state="draft", published_at=None, topics=[sea], outline=()),
        make_course("Flow", published_at=LATER, outline=(9,)),
        make_course("Moss", state="unpublished", published_at=DAY.replace(day=1)),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["ébb", "Flow", "Tides", "Moss"]),
        ("sort=title", ["ébb", "Flow", "Moss", "Tides"]),
        ("sort=length", ["Flow", "Moss", "Tides", "ébb"]),
        ("sort=state", ["ébb", "Flow", "Tides", "Moss"]),
        ("state=draft", ["ébb"]),
        ("state=scheduled", ["Flow"]),
        ("state=published", ["Tides"]),
        ("state=unpublished", ["Moss"]),
        ("topic=sea", ["ébb", "Tides"]),
        ("q=EBB", ["ébb"]),
        ("q=ines", ["Tides"]),
        ("titles=made-up", []),
    ],
)
def test_narrowed_and_put_in_order(
    visit: Visit, courses: list[Course], query: str, found: list[str]
) -> None:
    page = admin(visit).get(f"{LIST}?{query}")
    assert len(courses) == 4
    assert titles(page) == found
    assert ("No course is like this." in page) is (not found)


@pytest.mark.parametrize(
    ("query", "status"),
    [("state=x", 400), ("sort=x", 400), ("topic=x", 404), ("titles=x", 400), ("page=2", 404)],
)
def test_lists_that_are_not_there(visit: Visit, query: str, status: int) -> None:
    admin(visit).get(f"{LIST}?{query}", status=status)


def test_each_tells_how_it_stands(visit: Visit) -> None:
    made = make_course("Tides", published_at=DAY, access=None, people=[make_person("Ines")])
    made.lectures[0].is_titled = made.chapters[0].is_titled = False
    made.save_as(COMMAND_LINE, "saved")
    page = admin(visit).get(f"{LIST}?titles=made-up")
    facts = texts(page, "//ol[@class='podcast-rows']//p[contains(@class, 'dotted')]/span")
    assert facts == ["Ines", "5 lectures", "17 min", "By grant", "! 2 titles made up"]
    assert texts(page, "//p[@class='state']") == ["Published 2 March 2024"]
    assert links(page, "//p[@class='found']") == [LIST]


def test_the_overview_shows_what_is_in_the_making(visit: Visit, courses: list[Course]) -> None:
    courses[0].lectures[0].is_titled = False
    courses[0].save_as(COMMAND_LINE, "saved")
    page = admin(visit).get("/admin")
    assert titles(page) == ["Flow", "ébb"]
    told = texts(page, "//ul[@class='checks']/li")
    assert told[0].startswith("■ “\u2068Flow\u2069” appears on 29 March 2999, ")
    assert told[0].endswith(", and is blocked: empty lectures.")
    assert "! 1 course has titles that were made up of first words." in told


def test_the_overview_asks_for_all_courses_at_once(visit: Visit, queries: Queries) -> None:
    browser = admin(visit)
    for title in ("Ebb", "Flow", "Moss"):
        made = make_course(title, published_at=LATER, outline=(1,))
        if title == "Flow":
            make_lecture(made)
    with queries() as asked:
        page = browser.get("/admin")
    told = [each for each in texts(page, "//ul[@class='checks']/li") if "appears" in each]
    assert ["Flow" in each for each in told] == [False, False]
    assert [asked.names.count(f"find {name}") for name in ("courses", "lectures")] == [1, 1]


def test_an_empty_list_leads_on(visit: Visit) -> None:
    assert NEW in links(admin(visit).get(LIST), "//p[@class='empty']")


def test_the_list_asks_for_no_course(visit: Visit, queries: Queries) -> None:
    make_course()
    browser = admin(visit)
    with queries() as asked:
        browser.get(f"{LIST}?q=tides")
    assert asked.names == ["find accounts", "find stamps"]


def test_what_lies_in_the_bin_is_taken_out(visit: Visit) -> None:
    course, browser = make_course("Tides"), admin(visit)
    course.bin(COMMAND_LINE)
    page = browser.get(f"{LIST}/bin")
    assert links(page, "//p[@class='episode-title']") == [address_of(course)]
    assert "Save" not in texts(browser.get(address_of(course)), "//form//button")
    (form,) = [each for each in page.forms.values() if "do" in each.fields]
    send(browser, form.action, dict(form.submit_fields()), status=303)
    assert stored(course)["state"] == "unpublished"
    assert "No course lies in the bin." in browser.get(f"{LIST}/bin")


# Kept while it is typed


def test_a_change_is_offered_and_gone_on_with(visit: Visit) -> None:
    course, browser = make_course(), admin(visit)
    form = form_of(browser, course)
    assert is_kept(keep(browser, form, title="Deeper", outline="# Ebb\nWhy"))
    page = browser.get(address_of(course))
    assert offered(page) != []
    typed = form_in(page.click("Go on with it", index=0))
    assert (typed["title"].value, typed["outline"].value.strip()) == ("Deeper", "# Ebb\nWhy")
    sent(typed)
    assert (stored(course)["title"], len(stored(course)["lectures"])) == ("Deeper", 1)
    assert not Draft.objects(fields__exists=True)


def test_a_new_one_is_begun_and_gone_on_with(visit: Visit) -> None:
    browser = admin(visit)
    keep(browser, new_form(browser), title="Lamps")
    assert "A new course, not saved yet" in browser.get(DRAFTS).text
    assert rows(browser.get(LIST)) == ["Lamps"]
    assert rows(browser.get(f"{LIST}?q=lamps")) == []
    sent(form_in(browser.get(NEW).click("Go on with it", index=0)))
    assert Course.objects.get().title == "Lamps"
    assert rows(browser.get(DRAFTS)) == []


# Revisions


def test_every_field_is_compared(visit: Visit) -> None:
    course, browser = make_course(outline=(1,)), admin(visit)
    saved(
        browser, course, title="Deeper", description="*New*", outcomes="Read\nWrite",
        outline="# Ebb\nWhy", people="Ines", topics="sea", access="grant",
    )  # fmt: skip
    page = browser.get(address_of(course, "/revisions/0"))
    told = dict(zip(texts(page, "//section/h2"), texts(page, "//section/div"), strict=True))
    assert list(told) == [
        "Title", "Who may enrol", "Chapters", "Lectures", "Length", "The pitch",
        "What you will learn", "Authors", "Topics",
    ]  # fmt: skip
    assert told["Lectures"] == "−Gone: Lecture 2 · 3:20 · preview +New: Why"
    assert told["Chapters"] == "−Gone: Chapter 1 +New: Ebb"
    assert told["What you will learn"] == "+New: Read +New: Write"
    assert "What the course says now" in page


def test_brought_back_it_says_what_lectures_hold_now(visit: Visit) -> None:
    course, browser = make_course(slug="tides", outline=(2,)), admin(visit)
    made = make_lecture(course, 2)
    saved(browser, course, title="Deeper", slug="deeper", outline="# Ebb")
    Lecture.collection().update_one({"_id": made.id}, {"$set": {"duration_seconds": 77}})
    key = key_at(browser, address_of(course, "/revisions/0"))
    answer = send(browser, address_of(course, "/revisions/0"), {"revision": key}, status=303)
    assert "The course says what it said then." in led_to(answer)[1]
    after = stored(course)
    assert (after["title"], after["slugs"]) == ("Tides by Hand", ["tides", "deeper"])
    assert [each["key"] for each in after["lectures"]] == [2, 3]
    assert after["lectures"][0]["duration_seconds"] == 77


# Artwork


def test_a_picture_is_shown_and_then_saved(visit: Visit) -> None:
    course, browser = make_course(slug="tides"), admin(visit)
    page = pressed(
        browser.get(address_of(course)), "artwork", subtitle="Typed before",
        artwork_file=Upload("a.png", make_picture()),
    )  # fmt: skip
    assert "Shown here once you save." in page
    assert "artwork" not in stored(course)
    sent(form_in(page))
    assert stored(course)["subtitle"] == "Typed before"
    assert f"/pictures/{stored(course)['artwork']}/" in visit.get("/courses/tides")
    sent(form_in(pressed(browser.get(address_of(course)), "no-artwork")))
    assert "artwork" not in stored(course)


def test_a_button_that_nobody_knows(visit: Visit) -> None:
    fields = [("do", "dance on"), ("title", "Kept")]
    browser = admin(visit)
    page = send(browser, "/admin/courses/files", dict(fields), status=422)
    assert form_in(page)["title"].value == "Kept"
