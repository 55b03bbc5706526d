"""Courses and interviews are published, scheduled, taken down, binned and restored by admins."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
from bson import ObjectId

from talkpython_site.documents import AuditLine, Course, Interview, Revision, Status, utc_now
from talkpython_site.documents.roles import editor_role
from tests import course_forms, interview_forms
from tests.conftest import Visit, watch
from tests.editors import DRAFT, do, now_of
from tests.episode_forms import moved
from tests.factories import make_account, make_podcast
from tests.functional import test_admin_course_moves as of_course
from tests.functional import test_admin_interview_moves as of_interview
from tests.interleaving import Meanwhile
from tests.reading import links, texts
from tests.visitors import admin, led_to, signed_in, token_of

LATER = datetime(2999, 1, 1, tzinfo=UTC)
DAY = f"{utc_now() + timedelta(days=2):%Y-%m-%d}"
UNPUBLISHED = {"state": "unpublished", "unpublished_reason": "It was wrong."}
BINNED = {"state": "binned", "binned_at": utc_now() - timedelta(days=2), "is_restorable": True}


class Kind(NamedTuple):
    """What is moved; ``make`` makes one that can be published, and that is at ``page`` then."""

    name: str
    document: type[Course | Interview]
    make: Callable[..., Any]
    form_of: Callable[..., Any]
    page: str
    move: str
    lists: tuple[str, ...]
    others: tuple[str, ...]  # words that are said of other kinds alone

    def address(self, made: Any) -> str:
        return f"/admin/{self.name}s/{made.id}"


KINDS = (
    Kind(
        "course", Course, of_course.make_tides, course_forms.form_of, of_course.PAGE,
        "/admin/courses/{id}/move", ("/courses", "/sitemap.xml"),
        ("hears", "podcast", "episode", "feed"),
    ),
    Kind(
        "interview", Interview, of_interview.make_salt, interview_forms.form_of, of_interview.PAGE,
        "/admin/interviews/{id}/move", ("/interviews", "/interviews/feed.xml", "/sitemap.xml"),
        ("hears", "podcast", "episode", "enrolled"),
    ),
)  # fmt: skip


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


# What each does


def test_published_now_it_is_there_at_once(visit: Visit, browser: Visit, kind: Kind) -> None:
    made = kind.make(**DRAFT)
    visit.get(kind.page, status=404)
    assert "Nobody sees it but admins." in browser.get(kind.address(made))
    answer = do(browser, made, "publish")
    assert led_to(answer) == (kind.address(made), f"The {kind.name} is published.")
    for address in (kind.page, *kind.lists):
        assert kind.page in visit.get(address), address
    (line,) = AuditLine.objects.about(made.card_key)
    assert (line.action, line.revision) == ("published", 1)
    assert kind.address(made) in links(browser.get("/admin/audit"))


def test_scheduled_and_called_off_it_is_a_draft(visit: Visit, browser: Visit, kind: Kind) -> None:
    made = kind.make(**DRAFT)
    answer = do(browser, made, "schedule", day=DAY, clock="08:30")
    assert led_to(answer)[1] == f"The {kind.name} is scheduled: nobody sees it before."
    assert now_of(made).status(utc_now()) is Status.SCHEDULED
    visit.get(kind.page, status=404)
    assert led_to(do(browser, now_of(made), "call off"))[1] == f"The {kind.name} is a draft again."
    assert (now_of(made).state, now_of(made).published_at) == ("draft", None)


def test_taken_down_it_says_why_and_comes_back_at_its_date(
    visit: Visit, browser: Visit, kind: Kind
) -> None:
    made = kind.make()
    said = led_to(do(browser, made, "unpublish", reason="  It was\n wrong. "))[1]
    assert said == f"The {kind.name} is taken down. Its address says why."
    assert texts(visit.get(kind.page, status=410), "//main/p")[0] == "It was wrong."
    do(browser, now_of(made), "publish")
    assert now_of(made).published_at == made.published_at
    visit.get(kind.page)


def test_binned_nobody_has_it_and_restored_it_waits(
    visit: Visit, browser: Visit, kind: Kind
) -> None:
    made = kind.make()
    answer = do(browser, made, "bin")
    said = f"The {kind.name} lies in the bin for 30 days."
    assert led_to(answer) == (f"/admin/{kind.name}s", said)
    assert kind.address(made) in links(answer.follow().click("See the bin"))
    visit.get(kind.page, status=404)
    do(browser, now_of(made), "restore")
    assert now_of(made).state == "unpublished"


def test_what_is_typed_is_published_with_it(visit: Visit, browser: Visit, kind: Kind) -> None:
    made = kind.make(**DRAFT)
    answer = moved(kind.form_of(browser, made), "publish", title="Ebb", subtitle="And flow")
    assert led_to(answer)[1] == "Saved and published."
    assert texts(visit.get(kind.page), "//h1") == ["Ebb"]
    assert (now_of(made).revision, Revision.objects.count()) == (1, 1)


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
    browser: Visit, kind: Kind, state: dict[str, Any], offered: list[str]
) -> None:
    made = kind.make(**state)
    page = do(browser, made, "publish", 409, revision="77")
    assert page.lxml.xpath("//main//input[@name='do']/@value") == offered
    for word in {"publish", "schedule", "call off", "unpublish", "bin", "restore"} - {*offered}:
        fields = {"day": "2999-01-02", "clock": "08:30", "reason": "So."}
        assert "there is nothing to" in do(browser, made, word, 409, **fields), word
    assert now_of(made).revision == 0


@pytest.mark.parametrize("state", [DRAFT, {}, UNPUBLISHED])
def test_what_is_said_of_it_speaks_of_no_other_kind(
    browser: Visit, kind: Kind, state: dict[str, Any]
) -> None:
    page = browser.get(kind.address(kind.make(**state)))
    told = texts(page, "//section[@class='moves']")[0]
    assert not [word for word in kind.others if word in told]
    assert ("enrolled" in told) is (kind.name == "course")


# What is refused


def test_what_somebody_changed_meanwhile(browser: Visit, kind: Kind) -> None:
    made = kind.make()
    other = now_of(made)
    other.title = "Ebb"
    other.change()
    page = do(browser, made, "unpublish", 409, reason="It was <wrong>.")
    said = texts(page, "//main//*[@role='alert']")[0]
    assert said.startswith(f"Somebody changed this {kind.name}")
    assert page.html.select_one("[name=reason]")["value"] == "It was <wrong>."
    assert (texts(page, "//h1"), now_of(made).state) == (["Ebb"], "published")


def test_what_somebody_changes_at_this_moment(browser: Visit, kind: Kind) -> None:
    made = kind.make()
    token_of(browser)

    def meanwhile() -> None:
        kind.document.collection().update_one({"_id": made.id}, {"$set": {"revision": 1}})

    with watch.accompanied(Meanwhile(meanwhile, before=f"update {kind.name}s")):
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
    browser: Visit, kind: Kind, state: dict[str, Any], word: str, fields: dict[str, str]
) -> None:
    made = kind.make(**state)
    for _twice in range(2):
        do(browser, made, word, **fields)
    assert (now_of(made).revision, AuditLine.objects.count()) == (1, 1)


def test_who_is_no_admin_may_not(visit: Visit, browser: Visit, kind: Kind) -> None:
    made = kind.make()
    for roles in ([], [editor_role("podcast", make_podcast().id)]):
        do(signed_in(visit, make_account(roles=roles)), made, "bin", 403)
    do(browser, kind.document(id=ObjectId()), "bin", 404)
    do(browser, made, "save", 400)
    browser.get(kind.move.format(id=made.id), status=405)
    assert now_of(made).state == "published"
