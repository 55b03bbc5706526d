"""What is counted, measured and sorted once for all pages of a snapshot."""

from typing import Any

import pytest

from talkpython_site.catalogue.alphabet import Things, alphabet
from talkpython_site.catalogue.cards import PersonCard
from talkpython_site.catalogue.facets import Selection
from talkpython_site.catalogue.public import Lengths
from tests.cards import DAY, NOW, credit, episode, person, podcast, public, topic


def names(groups: Any) -> dict[str, list[str]]:
    return {letter: [card.name for card, _count in pairs] for letter, pairs in groups}


def test_names_stand_under_their_folded_letters() -> None:
    given = ["Zoë", "ásdis", "Ana", "深い港", "42", "Åse", "Ben"]
    counted = [(PersonCard.from_stored(person(name)), Things(1, 0, 0)) for name in given]
    assert names(alphabet(counted)) == {
        "A": ["Ana", "ásdis", "Åse"],
        "B": ["Ben"],
        "Z": ["Zoë"],
        "~": ["42", "深い港"],
    }
    assert alphabet([]) == ()


def test_people_and_topics_have_their_letters() -> None:
    show, ana, tides = podcast(), person("Ana"), topic("Tides")
    seen = public(show, ana, tides, episode(show, people=[credit(ana)], topics=[tides["_id"]]))
    assert names(seen.people_by_letter) == {"A": ["Ana"]}
    assert names(seen.topics_by_letter) == {"T": ["Tides"]}


@pytest.mark.parametrize(
    ("seconds", "lengths"),
    [
        ([], Lengths(0, 0, 0)),
        ([None, 0], Lengths(0, 0, 0)),
        ([60, None, 180], Lengths(2, 240, 120)),
    ],
)
def test_lengths_are_of_those_that_are_known(seconds: list[int | None], lengths: Lengths) -> None:
    show = podcast()
    seen = public(show, *(episode(show, duration_seconds=each) for each in seconds))
    assert seen.lengths(Selection()) == lengths
    assert seen.lengths(Selection(year=1999)) == Lengths(0, 0, 0)


def test_every_podcast_is_counted_in_every_year_of_the_site() -> None:
    old, new = podcast("Old"), podcast("New")
    seen = public(old, new, episode(old, published_at=NOW - 366 * DAY), episode(new), episode(new))
    assert seen.years_by_podcast == {
        old["_id"]: [(2023, 1), (2024, 0)],
        new["_id"]: [(2023, 0), (2024, 2)],
    }


def test_a_minute_is_as_wide_in_every_list() -> None:
    show = podcast()
    long, short = episode(show, duration_seconds=9000), episode(show, duration_seconds=60)
    assert public(show, long).minute_width <= public(show, short).minute_width
    assert public().minute_width > 0
