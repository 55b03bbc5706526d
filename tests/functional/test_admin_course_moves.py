"""A course is published, scheduled, called off, taken down, binned and restored by admins."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import (
    AuditLine,
    Course,
    Enrolment,
    Revision,
    Status,
    utc_now,
)
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit, watch
from tests.course_forms import form_of
from tests.editors import DRAFT, do, now_of
from tests.episode_forms import moved, problem, wrong
from tests.factories import make_account, make_course, make_lecture, make_podcast
from tests.interleaving import Meanwhile
from tests.reading import links, texts
from tests.visitors import admin, led_to, signed_in, token_of

PAGE = "/courses/tides"
LATER = datetime(2999, 1, 1, tzinfo=UTC)
DAY = f"{utc_now() + timedelta(days=2):%Y-%m-%d}"
UNPUBLISHED = {"state": "unpublished", "unpublished_reason": "It was wrong."}
BINNED = {"state": "binned", "binned_at": utc_now() - timedelta(days=2), "is_restorable": True}


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def make_tides(**changes: Any) -> Course:
    """One of one lecture, which can be read."""
    course = make_course("Tides by Hand", **{"slug": "tides", "outline": (1,), **changes})
    make_lecture(course)
    return course


# What each does


def test_published_now_it_is_there_at_once(visit: Visit, browser: Visit) -> None:
    made = make_tides(**DRAFT)
    visit.get(PAGE, status=404)
    assert "Nobody sees it but admins." in browser.get(f"/admin/courses/{made.id}")
    answer = do(browser, made, "publish")
    assert led_to(answer) == (f"/admin/courses/{made.id}", "The course is published.")
    for address in (PAGE, "/courses", "/sitemap.xml"):
        assert "tides" in visit.get(address), address
    (line,) = AuditLine.objects.about(made.card_key)
    assert (line.action, line.revision) == ("published", 1)


def test_scheduled_and_called_off_it_is_a_draft(visit: Visit, browser: Visit) -> None:
    made = make_tides(**DRAFT)
    answer = do(browser, made, "schedule", day=DAY, clock="08:30")
    assert led_to(answer)[1] == "The course is scheduled: nobody sees it before."
    assert now_of(made).status(utc_now()) is Status.SCHEDULED
    visit.get(PAGE, status=404)
    assert led_to(do(browser, now_of(made), "call off"))[1] == "The course is a draft again."
    assert (now_of(made).state, now_of(made).published_at) == ("draft", None)


def test_taken_down_it_says_why_and_the_enrolled_keep_it(visit: Visit, browser: Visit) -> None:
    made, account = make_tides(), make_account()
    Enrolment.enrol(made.id, account.id)
    said = led_to(do(browser, made, "unpublish", reason="  It was\n wrong. "))[1]
    assert said == "The course is taken down. Its address says why."
    assert texts(visit.get(PAGE, status=410), "//main/p")[0] == "It was wrong."
    assert "is not out at the moment" in signed_in(visit, account).get(PAGE)
    do(browser, now_of(made), "publish")
    assert now_of(made).published_at == made.published_at
    visit.get(PAGE)


def test_binned_nobody_has_it_and_restored_it_waits(visit: Visit, browser: Visit) -> None:
    made, account = make_tides(), make_account()
    Enrolment.enrol(made.id, account.id)
    answer = do(browser, made, "bin")
    assert led_to(answer) == ("/admin/courses", "The course lies in the bin for 30 days.")
    assert f"/admin/courses/{made.id}" in links(answer.follow().click("See the bin"))
    signed_in(visit, account).get(PAGE, status=404)
    do(browser, now_of(made), "restore")
    assert now_of(made).state == "unpublished"
    signed_in(visit, account).get(PAGE)


# What is offered and told


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (DRAFT, ["publish", "schedule", "bin"]),
        ({"published_at": LATER}, ["publish", "schedule", "call off", "bin"]),
        ({}, ["unpublish", "bin"]),
        (UNPUBLISHED, ["publish", "schedule", "bin"]),
        (BINNED, ["restore"]),
        ({"state": "importing"}, []),
        ({**BINNED, "is_restorable": False}, []),
    ],
)
def test_the_moves_that_a_state_allows(
    browser: Visit, state: dict[str, Any], offered: list[str]
) -> None:
    made = make_tides(**state)
    page = do(browser, made, "publish", 409, revision="77")
    assert page.lxml.xpath("//main//input[@name='do']/@value") == offered
    for word in {"publish", "schedule", "call off", "unpublish", "bin", "restore"} - {*offered}:
        fields = {"day": "2999-01-02", "clock": "08:30", "reason": "So."}
        assert "there is nothing to" in do(browser, made, word, 409, **fields), word
    assert now_of(made).revision == 0


@pytest.mark.parametrize("state", [DRAFT, {}, UNPUBLISHED])
def test_what_is_said_of_a_course_speaks_of_no_feed(browser: Visit, state: dict[str, Any]) -> None:
    made = make_tides(**state)
    told = texts(browser.get(f"/admin/courses/{made.id}"), "//section[@class='moves']")[0]
    assert not [word for word in ("feed", "hears", "podcast", "episode") if word in told]
    assert "enrolled" in told


# What is refused


def test_what_somebody_changed_meanwhile(browser: Visit) -> None:
    made = make_tides()
    other = now_of(made)
    other.title = "Ebb"
    other.change()
    page = do(browser, made, "unpublish", 409, reason="It was <wrong>.")
    assert texts(page, "//main//*[@role='alert']")[0].startswith("Somebody changed this course")
    assert page.html.select_one("[name=reason]")["value"] == "It was <wrong>."
    assert (texts(page, "//h1"), now_of(made).state) == (["Ebb"], "published")


def test_what_somebody_changes_at_this_moment(browser: Visit) -> None:
    made = make_tides()
    token_of(browser)

    def meanwhile() -> None:
        Course.collection().update_one({"_id": made.id}, {"$set": {"revision": 1}})

    with watch.accompanied(Meanwhile(meanwhile, before="update courses")):
        assert "Nothing was done" in do(browser, made, "bin", 409)
    assert now_of(made).state != "binned"


@pytest.mark.parametrize(
    ("state", "word", "fields"),
    [
        (DRAFT, "publish", {}),
        (DRAFT, "schedule", {"day": DAY, "clock": "08:30"}),
        ({"published_at": LATER}, "call off", {}),
        ({}, "unpublish", {"reason": "So."}),
        ({}, "bin", {}),
        (BINNED, "restore", {}),
    ],
)
def test_clicked_twice_it_is_done_once(
    browser: Visit, state: dict[str, Any], word: str, fields: dict[str, str]
) -> None:
    made = make_tides(**state)
    for _twice in range(2):
        do(browser, made, word, **fields)
    assert (now_of(made).revision, AuditLine.objects.count()) == (1, 1)


def test_who_is_no_admin_may_not(visit: Visit, browser: Visit) -> None:
    made = make_tides()
    for roles in ([], [editor_role("podcast", make_podcast().id)]):
        do(signed_in(visit, make_account(roles=roles)), made, "bin", 403)
    do(browser, Course(id=ObjectId()), "bin", 404)
    do(browser, made, "save", 400)
    browser.get(f"/admin/courses/{made.id}/move", status=405)
    assert now_of(made).state == "published"


# With what is typed


def test_what_is_typed_is_published_with_it(visit: Visit, browser: Visit) -> None:
    made = make_tides(**DRAFT)
    answer = moved(form_of(browser, made), "publish", title="Ebb", subtitle="And flow")
    assert led_to(answer)[1] == "Saved and published."
    assert texts(visit.get(PAGE), "//h1") == ["Ebb"]
    assert (now_of(made).revision, Revision.objects.count()) == (1, 1)


def test_an_empty_lecture_alone_is_not_published(browser: Visit) -> None:
    made = make_course(**DRAFT, outline=(0,))
    form = form_of(browser, made)
    page = moved(form, "publish", 422, outline=f"{form['outline'].value}\nBack again")
    assert problem(page) == "Nothing is saved or published yet."
    assert wrong(page) == ["Outline: Nothing to watch or read is in “Back again”."]
    assert (now_of(made).state, now_of(made).lectures) == ("draft", [])


def test_an_empty_lecture_beside_others_waits(browser: Visit) -> None:
    made = make_tides(**DRAFT)
    form = form_of(browser, made)
    moved(form, "publish", outline=f"{form['outline'].value}\nBack again")
    now = now_of(made)
    assert (now.state, now.lecture_count, len(now.lectures)) == ("published", 1, 2)


def test_a_line_that_is_taken_out_publishes_no_other_empty_lecture(browser: Visit) -> None:
    made = make_course(**DRAFT, outline=(3,))
    first, *others = made.lectures
    make_lecture(made)
    form = form_of(browser, made)
    left = [
        line for line in form["outline"].value.splitlines() if not line.endswith(f"[{first.key}]")
    ]
    page = moved(form, "publish", 422, outline="\n".join(left))
    named = " and ".join(f"“{each.title}”" for each in others)
    assert wrong(page) == [f"Outline: Nothing to watch or read is in {named}."]
    assert (now_of(made).state, now_of(made).lecture_count) == ("draft", 3)
