"""An interview is published, scheduled, called off, taken down, binned and restored by admins."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import AuditLine, Interview, Person, Revision, Status, utc_now
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit, watch
from tests.editors import DRAFT, do, now_of
from tests.episode_forms import moved, problem, wrong
from tests.factories import make_account, make_interview, make_person, make_podcast
from tests.interleaving import Meanwhile
from tests.interview_forms import form_of, new_form
from tests.moves import EDITOR
from tests.previews import press, shared
from tests.reading import links, texts
from tests.visitors import admin, led_to, send, signed_in, token_of

PAGE = "/interviews/salt"
LATER = datetime(2999, 1, 1, tzinfo=UTC)
DAY = f"{utc_now() + timedelta(days=2):%Y-%m-%d}"
UNPUBLISHED = {"state": "unpublished", "unpublished_reason": "She asked us to."}
BINNED = {"state": "binned", "binned_at": utc_now() - timedelta(days=2), "is_restorable": True}


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def make_salt(**changes: Any) -> Interview:
    """One that can be published."""
    people = [] if "people" in changes else [make_person()]
    return make_interview("Of Salt", **{"slug": "salt", "people": people, **changes})


# What each does


def test_published_now_it_is_there_at_once(visit: Visit, browser: Visit) -> None:
    made = make_salt(**DRAFT)
    visit.get(PAGE, status=404)
    assert "Nobody sees it but admins." in browser.get(f"/admin/interviews/{made.id}")
    answer = do(browser, made, "publish")
    assert led_to(answer) == (f"/admin/interviews/{made.id}", "The interview is published.")
    for address in (PAGE, "/interviews", "/interviews/feed.xml", "/sitemap.xml"):
        assert "salt" in visit.get(address), address
    (line,) = AuditLine.objects.about(made.card_key)
    assert (line.action, line.revision) == ("published", 1)
    assert f"/admin/interviews/{made.id}" in links(browser.get("/admin/audit"))


def test_scheduled_and_called_off_it_is_a_draft(visit: Visit, browser: Visit) -> None:
    made = make_salt(**DRAFT)
    answer = do(browser, made, "schedule", day=DAY, clock="08:30")
    assert led_to(answer)[1] == "The interview is scheduled: nobody sees it before."
    assert now_of(made).status(utc_now()) is Status.SCHEDULED
    visit.get(PAGE, status=404)
    assert led_to(do(browser, now_of(made), "call off"))[1] == "The interview is a draft again."
    assert (now_of(made).state, now_of(made).published_at) == ("draft", None)


def test_taken_down_it_says_why_and_comes_back_at_its_date(visit: Visit, browser: Visit) -> None:
    made = make_salt()
    said = led_to(do(browser, made, "unpublish", reason="  She\n asked us to. "))[1]
    assert said == "The interview is taken down. Its address says why."
    assert texts(visit.get(PAGE, status=410), "//main/p")[0] == "She asked us to."
    do(browser, now_of(made), "publish")
    assert now_of(made).published_at == made.published_at
    visit.get(PAGE)


def test_binned_nobody_has_it_and_restored_it_waits(visit: Visit, browser: Visit) -> None:
    made = make_salt()
    answer = do(browser, made, "bin")
    assert led_to(answer) == ("/admin/interviews", "The interview lies in the bin for 30 days.")
    assert f"/admin/interviews/{made.id}" in links(answer.follow().click("See the bin"))
    visit.get(PAGE, status=404)
    do(browser, now_of(made), "restore")
    assert now_of(made).state == "unpublished"


# What is offered, told and refused


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
    made = make_salt(**state)
    page = do(browser, made, "publish", 409, revision="77")
    assert page.lxml.xpath("//main//input[@name='do']/@value") == offered
    for word in {"publish", "schedule", "call off", "unpublish", "bin", "restore"} - {*offered}:
        fields = {"day": "2999-01-02", "clock": "08:30", "reason": "So."}
        assert "there is nothing to" in do(browser, made, word, 409, **fields), word
    assert now_of(made).revision == 0


@pytest.mark.parametrize("state", [DRAFT, {}, UNPUBLISHED])
def test_what_is_said_of_it_speaks_of_no_other_kind(browser: Visit, state: dict[str, Any]) -> None:
    told = texts(
        browser.get(f"/admin/interviews/{make_salt(**state).id}"), "//section[@class='moves']"
    )[0]
    assert not [word for word in ("hears", "podcast", "episode", "enrolled") if word in told]


def test_what_somebody_changed_meanwhile(browser: Visit) -> None:
    made = make_salt()
    other = now_of(made)
    other.title = "Ebb"
    other.change()
    page = do(browser, made, "unpublish", 409, reason="It was <wrong>.")
    assert texts(page, "//main//*[@role='alert']")[0].startswith("Somebody changed this interview")
    assert page.html.select_one("[name=reason]")["value"] == "It was <wrong>."
    assert (texts(page, "//h1"), now_of(made).state) == (["Ebb"], "published")


def test_what_somebody_changes_at_this_moment(browser: Visit) -> None:
    made = make_salt()
    token_of(browser)

    def meanwhile() -> None:
        Interview.collection().update_one({"_id": made.id}, {"$set": {"revision": 1}})

    with watch.accompanied(Meanwhile(meanwhile, before="update interviews")):
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
    made = make_salt(**state)
    for _twice in range(2):
        do(browser, made, word, **fields)
    assert (now_of(made).revision, AuditLine.objects.count()) == (1, 1)


def test_who_is_no_admin_may_not(visit: Visit, browser: Visit) -> None:
    made = make_salt()
    for roles in ([], [editor_role("podcast", make_podcast().id)]):
        do(signed_in(visit, make_account(roles=roles)), made, "bin", 403)
    do(browser, Interview(id=ObjectId()), "bin", 404)
    do(browser, made, "save", 400)
    browser.get(f"/admin/interviews/{made.id}/move", status=405)
    assert now_of(made).state == "published"


def test_what_blocks_is_said_with_the_way_to_its_field(browser: Visit) -> None:
    made = make_salt(**DRAFT, people=[], blocks=[])
    page = do(browser, made, "publish", 422)
    assert texts(page, "//*[@role='alert']//li") == [
        "Nobody is interviewed: name who answers.", "It has no answer at all.",
    ]  # fmt: skip
    form = f"/admin/interviews/{made.id}"
    assert links(page, "//*[@role='alert']") == [f"{form}#people", f"{form}#conversation"]
    assert now_of(made).state == "draft"


# With what is typed


def test_what_is_typed_is_published_with_it(visit: Visit, browser: Visit) -> None:
    made = make_salt(**DRAFT)
    answer = moved(form_of(browser, made), "publish", title="Ebb", subtitle="And flow")
    assert led_to(answer)[1] == "Saved and published."
    assert texts(visit.get(PAGE), "//h1") == ["Ebb"]
    assert (now_of(made).revision, Revision.objects.count()) == (1, 1)


TYPED = {
    "people": "Ada Lind, Interviewer\nInes Okafor",
    "conversation": ":: question Ada Lind\nHow?\n\n:: answer Ines Okafor\nSo.",
}


def test_people_who_are_new_are_made_once_it_is_published(browser: Visit) -> None:
    made = make_salt(**DRAFT, people=[], blocks=[])
    moved(form_of(browser, made), "publish", **TYPED)
    now = now_of(made)
    assert (now.state, [each.role for each in now.people]) == (
        "published", ["interviewer", "interviewee"],
    )  # fmt: skip
    assert [each.person for each in now.blocks] == [each.person for each in now.people]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"people": "Ada Lind, Interviewer"}, "People: Nobody is interviewed: name who answers."),
        ({"conversation": ":: question\nHow?"}, "Conversation: It has no answer at all."),
        (
            {"conversation": ":: answer\nSo.\n\n:: note\n"},
            "Conversation: No words stand in block 2 (note).",
        ),
        ({"title": ""}, None),
    ],
)
def test_what_cannot_be_published_makes_nobody(
    browser: Visit, typed: dict[str, str], said: str | None
) -> None:
    made = make_salt(**DRAFT, people=[], blocks=[])
    answers = {"conversation": ":: answer\nSo."}
    page = moved(form_of(browser, made), "publish", 422, **{**TYPED, **answers, **typed})
    assert problem(page) == "Nothing is saved or published yet."
    assert said is None or wrong(page) == [said]
    assert (now_of(made).state, now_of(made).revision, Person.objects.count()) == ("draft", 0, 0)


def test_what_is_taken_down_keeps_what_was_typed_with_it(visit: Visit, browser: Visit) -> None:
    made = make_salt()
    moved(form_of(browser, made), "unpublish", title="Never seen", reason="She asked us to.")
    assert (now_of(made).state, now_of(made).title) == ("unpublished", "Never seen")
    assert "Never seen" not in visit.get(PAGE, status=410)


# Its preview link


def test_the_person_interviewed_sees_it_by_a_link_until_that_is_ended(
    visit: Visit, browser: Visit
) -> None:
    made = make_salt(**DRAFT)
    link = shared(browser, made)
    assert "Of Salt" in visit.get(link)
    press(browser, made, "end")
    visit.get(link, status=404)
    assert [line.action for line in AuditLine.objects.order_by("id")] == [
        "preview link made", "preview link ended",
    ]  # fmt: skip


def test_nobody_else_makes_a_link(visit: Visit) -> None:
    made = make_salt(**DRAFT)
    for who in (signed_in(visit), signed_in(visit, roles=[editor_role("podcast", ObjectId())])):
        assert press(who, made, "begin", 403)
    browser = admin(visit)
    send(browser, f"/admin/interviews/{made.id}/preview", {"do": "copy"}, status=400)
    made.publish(EDITOR)
    assert "changed the preview link" in press(browser, made, "begin").follow()


def test_a_new_form_has_no_link(browser: Visit) -> None:
    assert "preview" not in new_form(browser).fields
