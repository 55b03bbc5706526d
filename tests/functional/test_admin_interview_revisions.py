"""Revisions of an interview: its conversation compared by text, brought back whole or not."""

from typing import Any

import pytest

from talkpython_site.documents import Actor, Block, Interview, Person
from talkpython_site.pictures import PictureFolder
from tests.conftest import Visit
from tests.editors import DRAFT, do, key_at, now_of
from tests.factories import make_interview, make_person, said
from tests.moves import EDITOR
from tests.pictures import make_picture
from tests.reading import links, texts
from tests.visitors import admin, send, signed_in

GONE = "4e" * 32


@pytest.fixture
def browser(visit: Visit) -> Visit:
    return admin(visit)


@pytest.fixture
def ines(clean: None) -> Person:  # noqa: ARG001 - the database is emptied first
    return make_person("Ines Okafor")


def save(interview: Interview, who: Actor = EDITOR, **changes: Any) -> Interview:
    for name, value in changes.items():
        interview[name] = value
    return interview.save_as(who, "saved")


def again(interview: Interview, *blocks: Block) -> Interview:
    interview.converse(blocks)
    return save(interview)


def address(interview: Interview, number: int | str = "") -> str:
    base = f"/admin/interviews/{interview.id}/revisions"
    return f"{base}/{number}" if number != "" else base


def lines(page: Any, name: str) -> list[str]:
    path = f"//section[@aria-labelledby='of-{name}']//div/p"
    return ["".join(each.text_content().split("\n")) for each in page.lxml.xpath(path)]


def bring_back(browser: Visit, made: Interview, number: int, status: int = 303) -> Any:
    fields = {"revision": key_at(browser, address(made, number))}
    return send(browser, address(made, number), fields, status=status)


def test_what_was_changed_is_listed_without_what_follows_from_it(browser: Visit) -> None:
    made = make_interview()
    made.minutes, made.teaser = 9, "Other."
    again(made, said("answer", "Wet."))
    made.unpublish("She asked us to.", EDITOR)
    page = browser.get(address(made))
    rows = texts(page, "//ol/li")
    assert len(rows) == 3
    assert "Saved: Conversation Compare revision 1 with now" in rows[1]
    assert links(page, "//ol")[:1] == [address(made, 1)]


def test_a_conversation_is_compared_by_its_text(browser: Visit, ines: Person) -> None:
    made = make_interview(
        people=[ines], blocks=[said("question", "How?"), said("answer", "Wet.", person=ines.id)]
    )
    first, second = made.blocks
    shown = Block(kind="picture", picture=GONE, label="A gauge")
    second.text_source = "Wet, and cold."
    again(made, first, second, shown)
    page = browser.get(address(made, 0))
    assert texts(page, "//section/h2") == ["Conversation"]
    assert lines(page, "blocks") == [
        ":: question [1]", "How?", "", ":: answer Ines Okafor [2]", "−Gone: Wet.",
        "+New: Wet, and cold.", "+New: ", f"+New: :: picture {GONE} A gauge [3]",
    ]  # fmt: skip


def test_what_was_only_shown_otherwise_is_no_difference(browser: Visit) -> None:
    made = make_interview(introduction_html=None)
    for each in made.blocks:
        each.text_html = f"<p><em>{each.text_source}</em></p>"
    save(made, introduction_source="We met.")
    page = browser.get(address(made, 0))
    assert texts(page, "//section/h2") == ["Introduction"]


def test_every_field_is_told_in_words(browser: Visit, ines: Person) -> None:
    made = make_interview()
    save(
        made, subtitle="A line.", language="pt", original_url="https://a.example", artwork=GONE,
        people=make_interview(people=[(ines, "interviewer")]).people,
    )  # fmt: skip
    page = browser.get(address(made, 0))
    assert texts(page, "//section/h2") == [
        "Line below the title", "Language", "People", "Portrait", "Published first at",
    ]  # fmt: skip
    assert lines(page, "people") == ["+New: Ines Okafor, interviewer"]
    assert lines(page, "artwork") == ["+New: picture 4e4e4e4e"]


def test_it_is_brought_back_with_its_keys(browser: Visit) -> None:
    made = make_interview()
    again(made, said("question", "Why?"), said("answer", "So."))
    answer = bring_back(browser, made, 0)
    assert "The interview says what it said then." in answer.follow()
    now = now_of(made)
    assert [each.key for each in now.blocks] == [1, 2]
    assert (now.last_key, now.question_count, now.revision) == (4, 1, 2)


def test_what_lies_in_the_bin_is_taken_out_first(browser: Visit) -> None:
    made = again(make_interview(), said("answer", "So."))
    key = key_at(browser, address(made, 0))
    do(browser, made, "bin")
    page = send(browser, address(made, 0), {"revision": key}, status=409)
    assert "What lies in the bin is taken out of it first." in page
    assert now_of(made).revision == 2


@pytest.mark.parametrize("where", ["portrait", "block"])
def test_a_picture_that_went_since_is_not_brought_back(
    app: Any, browser: Visit, where: str
) -> None:
    pictures: PictureFolder = app.registry.pictures
    kept = pictures.keep(make_picture())
    made = make_interview(**DRAFT)
    shown = Block(kind="picture", picture=kept, label="A gauge")
    made.converse([said("answer", "So."), *([shown] if where == "block" else [])])
    save(made, artwork=kept if where == "portrait" else None)
    made.converse(made.blocks[:1])
    save(made, artwork=GONE)  # already missing: that stays as it is
    pictures.delete(kept)
    page = bring_back(browser, made, 1, 422)
    assert "A picture of that time is not kept any more" in page
    assert now_of(made).revision == 2
    pictures.keep(make_picture())
    bring_back(browser, made, 1)


@pytest.mark.parametrize("state", ["published", "draft"])
def test_what_is_published_never_becomes_what_it_cannot_be(browser: Visit, state: str) -> None:
    made = make_interview(**DRAFT, people=[make_person()], blocks=[said("question", "How?")])
    again(made, *made.blocks, said("answer", "So."))
    if state == "draft":
        bring_back(browser, made, 0)
        assert len(now_of(made).blocks) == 1
        return
    made.publish(EDITOR)
    page = bring_back(browser, made, 0, 422)
    told = "What is published cannot become that. It has no answer at all. "
    assert f"{told}Take the interview down first." in page
    assert len(now_of(made).blocks) == 2


def test_they_are_the_admins_alone(visit: Visit) -> None:
    made = again(make_interview(), said("answer", "So."))
    for where in (address(made), address(made, 0)):
        signed_in(visit).get(where, status=403)
        visit.get(where, status=303)
    admin(visit).get(address(made, 7), status=404)
