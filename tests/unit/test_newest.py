"""The newest rows, a page at a time: none twice, none left out, however they lie in time."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId
from mongoengine import QuerySet

from talkpython_site.documents import Account, utc_now
from talkpython_site.newest import Key, Part, lately, newest, newest_equal, newest_of_few
from tests.conftest import Queries

MOST = 3
AN_ID = "65f0c1d2e3f4a5b6c7d8e9f0"


def store(ages: Iterable[float]) -> list[str]:
    """Accounts that are so many days old; gives their names, newest first."""
    now = utc_now()
    rows = [
        {
            "_id": ObjectId(),
            "email_key": f"{n}@example.org",
            "name": str(n),
            "roles": ["admin"],
            "created_at": now - timedelta(days=age),
        }
        for n, age in enumerate(ages)
    ]
    if rows:
        Account.collection().insert_many(rows)
    in_order = sorted(rows, key=lambda row: (row["created_at"], row["_id"]), reverse=True)
    return [str(row["name"]) for row in in_order]


def twice(found: QuerySet, field: str, before: Key | None, most: int) -> Part:
    """By two queries that find the same."""
    return newest_equal(found, found, field=field, before=before, most=most)


def pages(read: Callable[[QuerySet, str, Key | None, int], Part]) -> list[Part]:
    """Every page of the list, one after the other."""
    found, key = [], None
    while True:
        stored = Account.objects.only("name", "created_at").as_pymongo()
        part = read(stored, "created_at", key, MOST)
        found.append(part)
        if part.older is None:
            return found
        key = Key.read(str(part.older))


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("read", [newest, newest_of_few, twice])
@pytest.mark.parametrize(
    "ages",
    [
        [],
        [0],
        [0, 1, 2],
        [0, 1, 2, 3],
        [0, 400, 800, 1200, 1600, 2000, 2400],
        [3000] * 8,
        [2] * 4 + [5] * 4 + [300] * 7,
        [6.9, 7, 7.1, 13.9, 14, 14.1, 27.9, 28, 28.1],
    ],
)
def test_each_row_stands_on_one_page(ages: list[float], read: Any) -> None:
    names = store(ages)
    found = pages(read)
    assert [str(row["name"]) for part in found for row in part.rows] == names
    assert all(len(part.rows) == MOST for part in found[:-1])


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    ("ages", "most"),
    [
        ([0, 0.01, 0.02, 0.03], 1),
        ([0.1, 0.2, 0.3, 0.4], 2),
        ([2, 3, 4, 5], 3),
        ([60, 61, 62, 63], 4),
        ([1, 2], 6),
        ([9_000] * 2, 6),
    ],
)
def test_it_asks_little(ages: list[float], most: int, queries: Queries) -> None:
    store(ages)
    with queries() as asked:
        found = newest(Account.objects.as_pymongo(), "created_at", most=MOST)
    assert asked.count == most
    assert len(found.rows) == min(MOST, len(ages))


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(("year", "count"), [(1971, 0), (8999, 2)])
def test_a_place_may_lie_anywhere(year: int, count: int) -> None:
    store([1, 2])
    key = Key(datetime(year, 1, 1, tzinfo=UTC), str(ObjectId()))
    assert len(newest(Account.objects.as_pymongo(), "created_at", key, MOST).rows) == count


@pytest.mark.usefixtures("clean")
def test_lately_is_a_week() -> None:
    store([8, 6.9, 5, 3, 1])
    found = lately(Account.objects.as_pymongo(), "created_at", MOST)
    assert [row["name"] for row in found] == ["4", "3", "2"]


def test_a_key_reads_what_it_writes() -> None:
    key = Key(datetime(2026, 3, 4, 14, 2, 3, 123_000, tzinfo=UTC), str(ObjectId()))
    assert Key.read(str(key)) == key
    assert Key.read("") is None


@pytest.mark.parametrize(
    "wrong",
    [
        "x", "_", "2026-03-04T14:02:03.123Z", "2026-03-04T14:02:03.123Z_x",
        f"2026-03-04T14:02:03.123_{AN_ID}", f"0001-01-01T00:00:00Z_{AN_ID}",
        f"9999-12-31T23:59:59Z_{AN_ID}", f"yesterday_{AN_ID}",
    ],
)  # fmt: skip
def test_a_key_that_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"place of a row|isoformat|year"):
        Key.read(wrong)
