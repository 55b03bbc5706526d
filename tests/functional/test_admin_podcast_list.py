"""Podcasts for their editors: filtered, searched and put in order."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Credit, Podcast
from tests.conftest import Queries, Visit
from tests.editors import editor_of
from tests.factories import make_episode, make_person, make_podcast
from tests.podcast_forms import LIST
from tests.reading import links, texts
from tests.visitors import admin

LATER = datetime(2999, 3, 29, 6, 30, tzinfo=UTC)
CHOICES = "//nav[@aria-label='Lists']"
ORDERS = "//nav[@aria-label='Order']"


def titles(page: Any) -> list[str]:
    return texts(page, "//p[@class='podcast-title']")


@pytest.fixture
def shows(visit: Visit) -> list[Podcast]:  # noqa: ARG001 - it empties the database first
    """Three podcasts, each with another number of episodes and another last day."""
    ines = make_person("Inês Okafor")
    made = [
        make_podcast("Deep Harbour", people=[Credit(person=ines.id, role="host")]),
        make_podcast("ébb and flow", state="draft"),
        make_podcast("Moss", phase="paused"),
    ]
    for show, days in zip(made, ((1, 2), (5,), (3, 4, 2)), strict=True):
        for day in days:
            make_episode(show, published_at=datetime(2024, 3, day, 12, tzinfo=UTC))
    make_episode(made[0], published_at=LATER)
    make_episode(made[0], state="draft", published_at=None)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Deep Harbour", "ébb and flow", "Moss"]),
        ("sort=newest", ["ébb and flow", "Moss", "Deep Harbour"]),
        ("sort=episodes", ["Deep Harbour", "Moss", "ébb and flow"]),
        ("show=public", ["Deep Harbour", "Moss"]),
        ("show=hidden", ["ébb and flow"]),
        ("show=paused", ["Moss"]),
        ("show=finished", []),
        ("q=EBB", ["ébb and flow"]),
        ("q=ines+harbour", ["Deep Harbour"]),
        ("q=ines+moss", []),
        ("show=public&q=o&sort=episodes", ["Deep Harbour", "Moss"]),
    ],
)
def test_narrowed_and_put_in_order(
    visit: Visit, shows: list[Podcast], query: str, found: list[str]
) -> None:
    page = editor_of(visit, *shows).get(f"{LIST}?{query}")
    assert titles(page) == found
    assert ("No podcast is like this." in page) is (not found)


def test_each_tells_when_its_last_episode_appeared(visit: Visit, shows: list[Podcast]) -> None:
    page = editor_of(visit, *shows, make_podcast("New")).get(LIST)
    facts = texts(page, "//ol/li//p[contains(@class, 'dotted')]")
    assert facts == [
        "4 episodes Last 2 March 2024", "1 episode Last 5 March 2024",
        "3 episodes Paused Last 4 March 2024", "0 episodes",
    ]  # fmt: skip


def test_lists_and_orders_lead_to_each_other(visit: Visit, shows: list[Podcast]) -> None:
    page = editor_of(visit, *shows).get(f"{LIST}?show=public&q=o&sort=newest")
    assert texts(page, f"{CHOICES}//a") == [
        "All 3", "Public 2", "Not public 1", "Paused 1", "Finished 0",
    ]  # fmt: skip
    assert texts(page, "//nav//a[@aria-current='true']") == ["Last episode"]
    assert links(page, CHOICES)[0] == f"{LIST}?q=o&sort=newest"
    assert links(page, ORDERS)[0] == f"{LIST}?show=public&q=o"
    form = next(each for each in page.forms.values() if "show" in each.fields)
    form["q"] = "moss"
    found = form.submit()
    assert (titles(found), found.request.path_qs) == (
        ["Moss"], f"{LIST}?show=public&sort=newest&q=moss",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status"),
    [("show=x", 400), ("sort=x", 400), ("page=0", 400), ("page=2", 404), ("q=%00", 400)],
)
def test_lists_that_are_not_there(visit: Visit, query: str, status: int) -> None:
    admin(visit).get(f"{LIST}?{query}", status=status)


def test_one_alone_is_not_looked_through(visit: Visit) -> None:
    page = editor_of(visit, make_podcast("Deep")).get(LIST)
    assert titles(page) == ["Deep"]
    assert not page.lxml.xpath("//main//form | //main//nav")
    assert page.goto(f"{LIST}?q=x").lxml.xpath("//main//form")


def test_two_thousand_come_without_a_query_of_their_own(visit: Visit, queries: Queries) -> None:
    stored = make_podcast("Tide").to_mongo()
    Podcast.collection().insert_many(
        {**stored, "_id": ObjectId(), "slug": f"tide-{n}", "slugs": [f"tide-{n}"],
         "title": f"Tide {n:04}"} for n in range(2_000)
    )  # fmt: skip
    browser = admin(visit)
    with queries() as asked:
        page = browser.get(f"{LIST}?q=tide&sort=episodes&page=2")
    assert asked.names == ["find accounts", "find stamps"]
    assert (titles(page)[0], titles(page)[-1]) == ("Tide 0049", "Tide 0098")
    assert f"{LIST}?q=tide&sort=episodes&page=3" in links(page)
