"""Addresses of filtered lists, and years as a picture."""

import pytest
from bson import ObjectId

from talkpython_site import filtering
from talkpython_site.catalogue.cards import TopicCard
from talkpython_site.catalogue.facets import Most, Selection


def wanted(**given: str) -> filtering.Wanted:
    return filtering.Wanted("/episodes", given, (), 1, Selection())


def test_addresses_keep_the_other_filters_and_start_anew() -> None:
    asked = wanted(podcast="deep", topic="tides")

    assert asked.address("year", "2020") == "/episodes?podcast=deep&topic=tides&year=2020"
    assert wanted(year="2020").address("podcast", "deep") == "/episodes?podcast=deep&year=2020"
    assert asked.address("topic", None) == "/episodes?podcast=deep"
    assert asked.page_address(3) == "/episodes?podcast=deep&topic=tides&page=3"
    assert asked.page_address(1) == "/episodes?podcast=deep&topic=tides"
    assert wanted().page_address(1) == "/episodes"
    assert wanted(topic="a&b=c d").page_address(1) == "/episodes?topic=a%26b%3Dc+d"


def test_years_are_bars_on_one_axis() -> None:
    bars = filtering.bars([(2018, 5), (2019, 0), (2021, 10)], chosen=2021)

    assert [(bar.x, bar.height, bar.is_chosen) for bar in bars] == [
        ("0%", "50%", False), ("75%", "100%", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "years",
    [[], [(2020, 1)], [(2020, 1), (2021, 1)], [(2019, 0), (2020, 0), (2021, 0)],
     [(1900, 1), (1950, 1), (2020, 1)]],
)  # fmt: skip
def test_too_few_or_too_many_are_no_picture(years: list[tuple[int, int]]) -> None:
    assert filtering.bars(years, None) == ()


def test_the_chosen_one_comes_first() -> None:
    first = [(TopicCard(ObjectId(), f"t{n}", f"T {n}"), 9 - n) for n in range(9)]

    most = Most(tuple(first), 9)
    facet = filtering.shortened(wanted(topic="t8"), "topic", most, "/topics", "topics")

    assert [choice.label for choice in facet.choices][:2] == ["T 8", "T 0"]
    assert facet.choices[0].is_chosen
    assert facet.choices[0].address == "/episodes"
    assert facet.way == ("All 9 topics", "/topics")
