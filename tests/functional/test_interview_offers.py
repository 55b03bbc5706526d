"""Interviews that lead on from an episode or a course."""

from typing import Any

import pytest

from talkpython_site.documents import Credit
from tests.conftest import Queries
from tests.factories import (
    make_course,
    make_episode,
    make_interview,
    make_person,
    make_podcast,
    make_topic,
)
from tests.reading import texts

BESIDE = "//section[@aria-labelledby='interviews']"


def test_with_the_guest_first_then_on_the_topics(visit: Any) -> None:
    ines, sea = make_person("Ines Okafor"), make_topic("sea")
    make_interview("Her own", people=[ines])
    for n in range(3):
        make_interview(f"On the sea {n}", topics=[sea], people=[make_person(f"P {n}")])
    make_interview("Of nothing of it")
    episode = make_episode(make_podcast(slug="deep"), number=7, people=[ines], topics=[sea])

    page = visit.get(f"/episodes/deep/7/{episode.slug}")

    assert texts(page, f"{BESIDE}/h2") == ["Read on"]
    assert texts(page, f"{BESIDE}//a") == ["Her own", "On the sea 2", "On the sea 1"]
    assert texts(page, f"{BESIDE}//li")[0] == "Her own Ines Okafor 4 min read"


@pytest.mark.parametrize("state", [{"state": "draft"}, {"state": "unpublished"}])
def test_none_that_is_not_out(visit: Any, state: dict[str, Any]) -> None:
    ines = make_person("Ines Okafor")
    make_interview("Her own", people=[ines], **state)
    episode = make_episode(make_podcast(slug="deep"), number=7, people=[ines])

    assert "Her own" not in visit.get(f"/episodes/deep/7/{episode.slug}")


def test_neither_hosts_nor_who_asked_are_a_reason(visit: Any) -> None:
    host, ines = make_person("Abdul Siddiq"), make_person("Ines Okafor")
    deep = make_podcast(slug="deep", people=[Credit(person=host.id, role="host")])
    make_interview("With the host", people=[host])
    make_interview("Asked by her", people=[(ines, "interviewer")])
    episode = make_episode(deep, number=7, people=[(host, "host"), ines])

    page = visit.get(f"/episodes/deep/7/{episode.slug}")

    assert not page.lxml.xpath(BESIDE)


def test_whoever_a_podcast_names_is_no_reason_in_whatever_role(visit: Any) -> None:
    host = make_person("Abdul Siddiq")
    deep = make_podcast(slug="deep", people=[Credit(person=host.id, role="host")])
    make_interview("With the host", people=[host])
    episode = make_episode(deep, number=7, people=[host])

    page = visit.get(f"/episodes/deep/7/{episode.slug}")

    assert not page.lxml.xpath(BESIDE)


def test_a_course_leads_to_its_author_and_asks_nothing_more(visit: Any, queries: Queries) -> None:
    ines, sea = make_person("Ines Okafor"), make_topic("sea")
    make_course(slug="tides", people=[(ines, "author")], topics=[sea])
    with queries() as before:
        visit.get("/courses/tides")
    make_interview("On the sea", topics=[sea])
    make_interview("Her own", people=[ines])

    with queries() as asked:
        page = visit.get("/courses/tides")

    assert texts(page, f"{BESIDE}//h3") == ["Her own", "On the sea"]
    assert asked.count == before.count, asked.names
