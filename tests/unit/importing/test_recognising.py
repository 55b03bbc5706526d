"""Which stored episode an item is, also where guids come or go."""

from typing import Any

import pytest

from talkpython_site.importing.feeds.parsed import ParsedEnclosure, ParsedItem
from talkpython_site.importing.feeds.recognising import recognise


def item(guid: str, address: str | None = None) -> ParsedItem:
    enclosure = ParsedEnclosure(f"https://{address}") if address else None
    return ParsedItem(title="Tide", guid=guid, enclosure=enclosure)


def stored(guid: str, address: str | None = None) -> dict[str, Any]:
    return {"guid": guid} | ({"enclosure": {"url": f"http://{address}"}} if address else {})


@pytest.mark.parametrize(
    ("items", "episodes", "found"),
    [
        ([item("a", "m/1")], [stored("a", "m/2")], {"a": "a"}),
        ([item("a", "m/1")], [stored("b", "m/1")], {}),
        ([item("a", "m/1")], [stored("m/1", "m/1")], {"a": "m/1"}),
        ([item("m/1", "m/1")], [stored("a", "m/1")], {"m/1": "a"}),
        ([item("a", "m/1"), item("m/1", "m/1")], [stored("m/1", "m/1")], {"m/1": "m/1"}),
        ([item("a", "m/1"), item("b", "m/1")], [stored("m/1", "m/1")], {"a": "m/1"}),
        ([item("m/1", "m/1"), item("a", "m/2")], [stored("a", "m/1")], {"a": "a"}),
        ([item("a")], [stored("b"), stored("c")], {}),
        ([], [stored("a", "m/1")], {}),
    ],
    ids=[
        "by guid", "one file played by two", "guids came", "guids went", "guid first",
        "each once", "known by its guid", "nothing to play", "no items",
    ],
)  # fmt: skip
def test_an_item_is_an_episode_that_is_there(
    items: list[ParsedItem], episodes: list[dict[str, Any]], found: dict[str, str]
) -> None:
    known = recognise(items, episodes)
    assert {guid: episode["guid"] for guid, episode in known.items()} == found
