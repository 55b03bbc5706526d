"""Names that may be one."""

import pytest
from bson import ObjectId

from talkpython_site.name_likeness import alike, close_to


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ines Okafor", "Okafor, Ines"),
        ("Ines Okafor", "INÉS  OKAFOR"),
        ("Ines Okafor", "Ines M. Okafor"),
        ("databases", "data-bases"),
        ("database", "databases"),
        ("東京", "東京。"),
    ],
)
def test_names_that_are_alike(one: str, other: str) -> None:
    first, second, third = ObjectId(), ObjectId(), ObjectId()
    names = {first: one, second: other, third: "Somebody else"}
    assert alike(names) == {first: [second], second: [first]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("Ines Okafor", "Ines Bell"),
        ("gas", "ga"),
        ("!", "?"),
        ("A B", "C D"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert alike({ObjectId(): one, ObjectId(): other}) == {}


def test_of_many_that_are_alike_the_first_are_told() -> None:
    names = {ObjectId(): f"Ines Okafor{'!' * n}" for n in range(2_000)}
    keys, found = list(names), alike(names)
    assert found[keys[0]] == keys[1:7]
    assert found[keys[3]] == [*keys[:3], *keys[4:7]]
    assert {len(others) for others in found.values()} == {6}


def test_the_closest_come_first() -> None:
    names = [(ObjectId(), each) for each in ("Ines Okafor", "Ines Okafr", "Inés Okafor", "Ben")]
    found = close_to("Ines Okafor", names, 3)
    assert found == [names[0][0], names[2][0], names[1][0]]
    assert close_to("Teodor", names, 3) == []
