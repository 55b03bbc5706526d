"""What an interview alone asks of its moves: who answers, and a link before it is out."""

from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import AuditLine, Interview, Person
from talkpython_site.documents.roles import editor_role
from tests.conftest import Visit
from tests.editors import DRAFT, do, now_of
from tests.episode_forms import moved, problem, wrong
from tests.factories import make_interview, make_person
from tests.interview_forms import form_of, new_form
from tests.moves import EDITOR
from tests.previews import press, shared
from tests.reading import links, texts
from tests.visitors import admin, send, signed_in

PAGE = "/interviews/salt"


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


def make_salt(**changes: Any) -> Interview:
    """One that can be published."""
    people = [] if "people" in changes else [make_person()]
    return make_interview("Of Salt", **{"slug": "salt", "people": people, **changes})


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
