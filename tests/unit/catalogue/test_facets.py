"""Lists by podcast, topic, person and year, and how many stand behind each further choice."""

from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.catalogue import Public
from talkpython_site.catalogue.facets import Facets, Selection
from tests.cards import NOW, credit, episode, person, podcast, public, topic

YEAR = timedelta(days=366)

ANA, BEN = person("Ana"), person("Ben")
TIDES, SHIPS = topic("Tides"), topic("Ships")
DEEP = podcast("Deep", people=[credit(ANA)])
HIGH = podcast("High")


def site() -> Public:
    old = {"published_at": NOW - YEAR}
    return public(
        ANA, BEN, TIDES, SHIPS, DEEP, HIGH, podcast("Empty"),
        episode(DEEP, title="1", topics=[TIDES["_id"]]),
        episode(DEEP, title="2", topics=[TIDES["_id"], SHIPS["_id"]], **old),
        episode(DEEP, title="3", topics=[SHIPS["_id"]], people=[credit(BEN)]),
        episode(HIGH, title="4", topics=[TIDES["_id"]], people=[credit(BEN)], **old),
        episode(HIGH, title="5", published_at=None),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, "12345"),
        ({"podcast": DEEP}, "123"),
        ({"topic": TIDES}, "124"),
        ({"person": ANA}, "12"),
        ({"person": BEN}, "34"),
        ({"year": 2024}, "13"),
        ({"year": 2023}, "24"),
        ({"year": 1999}, ""),
        ({"podcast": DEEP, "topic": TIDES}, "12"),
        ({"podcast": DEEP, "topic": TIDES, "year": 2024}, "1"),
        ({"podcast": DEEP, "topic": SHIPS, "person": BEN, "year": 2024}, "3"),
        ({"podcast": HIGH, "topic": SHIPS}, ""),
        ({"podcast": {"_id": ObjectId()}}, ""),
    ],
)
def test_a_selection_is_what_all_have_in_common(wanted: dict[str, Any], titles: str) -> None:
    found = site().select(selection(**wanted))
    assert sorted(card.title for card in found) == list(titles)


def selection(**wanted: Any) -> Selection:
    ids = {name: each["_id"] if name != "year" else each for name, each in wanted.items()}
    return Selection(**ids)


def counted(facets: Facets) -> dict[str, list[tuple[Any, int]]]:
    return {
        "podcasts": [(card.title, n) for card, n in facets.podcasts.first],
        "years": list(facets.years),
        "topics": [(card.name, n) for card, n in facets.topics.first],
        "people": [(card.name, n) for card, n in facets.people.first],
    }


def test_without_a_choice_everything_is_counted() -> None:
    assert counted(site().facets(Selection())) == {
        "podcasts": [("Deep", 3), ("High", 2)],
        "years": [(2024, 2), (2023, 2)],
        "topics": [("Tides", 3), ("Ships", 2)],
        "people": [("Ana", 2), ("Ben", 2)],
    }


def test_a_choice_narrows_the_other_facets_but_not_its_own() -> None:
    assert counted(site().facets(selection(podcast=DEEP, year=2024))) == {
        "podcasts": [("Deep", 2)],
        "years": [(2024, 2), (2023, 1)],
        "topics": [("Ships", 1), ("Tides", 1)],
        "people": [("Ana", 1), ("Ben", 1)],
    }


def test_where_nothing_is_left_nothing_is_offered() -> None:
    facets = site().facets(selection(topic={"_id": ObjectId()}, person=ANA))
    assert counted(facets)["podcasts"] == []
    assert counted(facets)["topics"] == [("Tides", 2), ("Ships", 1)]


def test_newest_first_in_every_list() -> None:
    seen = site()
    for wanted in (Selection(), selection(topic=TIDES), selection(podcast=DEEP, topic=TIDES)):
        places = [seen.episodes.index(card) for card in seen.select(wanted)]
        assert places == sorted(places)


def test_what_is_chosen_stays_even_without_an_episode() -> None:
    facets = site().facets(selection(podcast=HIGH, topic=SHIPS, year=2024))
    assert counted(facets) == {
        "podcasts": [("Deep", 1), ("High", 0)],
        "years": [(2024, 0)],
        "topics": [("Ships", 0)],
        "people": [],
    }


def test_of_many_choices_the_first_are_kept_and_all_are_counted() -> None:
    topics = [topic(f"Topic {n:02}") for n in range(20)]
    show = podcast()
    made = [
        episode(show, topics=[each["_id"] for each in topics[: n + 1]]) for n in range(len(topics))
    ]
    seen = public(show, *topics, *made)
    for wanted in (Selection(), selection(podcast=show), selection(topic=topics[0])):
        found = seen.facets(wanted).topics
        assert [n for _card, n in found.first] == list(range(20, 12, -1))
        assert found.total == 20
    chosen = seen.facets(selection(topic=topics[-1])).topics.first
    assert [(card.name, n) for card, n in chosen][-1] == ("Topic 19", 1)
