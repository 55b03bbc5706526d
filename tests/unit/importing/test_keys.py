"""Keys: an episode's own for ever."""

from datetime import UTC, datetime

from talkpython_site.importing.feeds.keys import assign_keys
from talkpython_site.importing.feeds.parsed import ParsedItem


def episode(
    guid: str, number: int | None = None, season: int | None = None, day: int = 1
) -> ParsedItem:
    published_at = datetime(2024, 3, day, tzinfo=UTC) if day else None
    return ParsedItem("Ebb", guid, season, number, published_at=published_at)


def test_the_published_number_then_the_season_then_a_hash() -> None:
    items = [episode("a", 20, 8), episode("b", 20, 8, day=2), episode("c", 20, day=3), episode("d")]
    assert assign_keys(items, {"20"}, {}) == {
        "a": "s8e20",
        "b": "xhyr6qf",
        "c": "xfz6sya",
        "d": "xdcwd44",
    }


def test_the_oldest_comes_first() -> None:
    items = [episode("new", 1, day=3), episode("old", 1, day=2), episode("undated", 1, day=0)]
    assert assign_keys(items, set(), {})["undated"] == "1"
    assert assign_keys(items[:2], set(), {})["old"] == "1"


def test_equal_dates_go_by_the_order_in_the_file() -> None:
    assert assign_keys([episode("b", 1), episode("a", 1)], set(), {})["b"] == "1"


def test_what_has_a_key_keeps_it() -> None:
    items = [episode("new", 1), episode("old", 1, day=2)]
    assert assign_keys(items, set(), {"old": "1", "gone": "2"})["old"] == "1"
    assert assign_keys(items, set(), {"old": "1"})["new"].startswith("x")


def test_hashes_grow_until_they_are_free() -> None:
    taken = set(assign_keys([episode("a")], set(), {}).values())
    longer = assign_keys([episode("a")], taken, {})["a"]
    assert len(longer) == 8
    assert longer[:-1] in taken
