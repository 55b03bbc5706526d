"""The page of an interview before it is out, by a secret link."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.documents import COMMAND_LINE, Interview, utc_now
from tests.conftest import Visit
from tests.editors import DRAFT, now_of
from tests.factories import make_interview, make_person, make_topic
from tests.previews import linked
from tests.reading import texts


@pytest.fixture
def draft(app: Any, visit: Visit) -> Interview:  # noqa: ARG001 - the database is emptied first
    people = [make_person("Ama Owusu"), (make_person("Mara Lind"), "interviewer")]
    shared = {"people": people, "topics": [make_topic("weaving")]}
    make_interview("Another", **shared)
    return make_interview("Taught with string", slug="string", **shared, **DRAFT)


def test_who_was_asked_sees_the_page_as_it_will_be(
    app: Any, visit: Visit, draft: Interview
) -> None:
    answer = visit.get(linked(app, draft))

    assert texts(answer, "//h1") == ["Taught with string"]
    assert texts(answer, "//h2[@id='preview']") == ["Preview"]
    assert "It is not published." in answer
    assert texts(answer, "//*[@class='faces']/li") == ["AOAma Owusu", "MLasked by Mara Lind"]
    assert texts(answer, "//section[@class='pair']/*") == ["How did it begin? #", "Wet."]
    assert texts(answer, "//section[@class='related']//h3") == ["Another"]
    assert not texts(answer, "//nav[@class='neighbours']")


def test_no_machine_is_told_and_nobody_keeps_it(app: Any, visit: Visit, draft: Interview) -> None:
    answer = visit.get(linked(app, draft))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.lxml.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not answer.lxml.xpath("//link[@rel='canonical'] | //script[@type='application/ld+json']")
    assert not texts(answer, "//*[@id='page-address']")
    assert "Taught with string" not in visit.get("/interviews")


def test_a_planned_one_says_when_and_leads_to_its_page_once_it_is_out(
    app: Any, visit: Visit, draft: Interview
) -> None:
    draft.schedule(utc_now() + timedelta(days=1), COMMAND_LINE)
    link = linked(app, draft)

    assert "It is planned for" in visit.get(link)
    with time_machine.travel(utc_now() + timedelta(days=1, minutes=1), tick=False):
        assert visit.get(link, status=302).location.endswith("/interviews/string")


def test_an_ended_link_and_one_of_what_is_binned_show_nothing(
    app: Any, visit: Visit, draft: Interview
) -> None:
    link = linked(app, draft)
    now_of(draft).end_preview(COMMAND_LINE)
    assert "Taught with string" not in visit.get(link, status=404)

    link = linked(app, draft)
    Interview.collection().update_one({"_id": draft.id}, {"$set": {"state": "binned"}})
    assert "Taught with string" not in visit.get(link, status=404)
    visit.get(f"{link}/audio.mp3", status=404)
