"""Lists of editors and admins: what an address asks for, searched, in order, in pages."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId
from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound
from pyramid.request import Request

from talkpython_site import admin_lists
from talkpython_site.admin_lists import Choice, Sort, Sorts, Wanted, Ways
from talkpython_site.newest import Key, Part

BASE = "/admin/tides"
SORTS: Sorts[str] = {"": Sort("Name", str), "longest": Sort("Longest", len, is_reversed=True)}
KNOWN: dict[str, Any] = {"show": ("", "ebb"), "q": None, "sort": SORTS}


def wanted(query: str = "") -> Wanted:
    return admin_lists.read(Request.blank(f"{BASE}?{query}"), BASE, KNOWN, "tides")


@pytest.mark.parametrize(
    ("query", "given", "page", "address", "is_narrowed"),
    [
        ("", ("", "", ""), 1, BASE, False),
        ("sort=longest", ("", "", "longest"), 1, f"{BASE}?sort=longest", False),
        (
            "page=3&sort=longest&q=+a+%26&show=ebb&x=1", ("ebb", "a &", "longest"), 3,
            f"{BASE}?show=ebb&q=a+%26&sort=longest", True,
        ),
        ("q=" + "x" * 300, ("", "x" * 200, ""), 1, f"{BASE}?q={'x' * 200}", True),
    ],
)  # fmt: skip
def test_what_an_address_asks_for(
    query: str, given: tuple[str, ...], page: int, address: str, *, is_narrowed: bool
) -> None:
    found = wanted(query)
    assert (tuple(found.given.values()), found.page) == (given, page)
    assert (found.address(), found.is_narrowed) == (address, is_narrowed)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("show=flood", "There is no such list of tides."),
        ("sort=shortest", "There is no such list of tides."),
        ("page=0", "A page is a whole number from 1."),
    ],
)
def test_what_is_no_list(query: str, sentence: str) -> None:
    with pytest.raises(HTTPBadRequest, match=sentence):
        wanted(query)


def test_something_else_is_asked_for_from_its_beginning() -> None:
    found = wanted("show=ebb&q=a&sort=longest&page=7")
    assert found.address(show="", sort="") == f"{BASE}?q=a"
    assert found.address(page="2") == f"{BASE}?show=ebb&q=a&sort=longest&page=2"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Ebb and flow", "Flöw", "Slack"]),
        ("FLOW", ["Ebb and flow", "Flöw"]),
        ("flow ebb", ["Ebb and flow"]),
        (" ".join("flow" for _ in range(10)) + " none", ["Ebb and flow", "Flöw"]),
        ("flow none", []),
    ],
)
def test_every_word_is_looked_for(typed: str, found: list[str]) -> None:
    names = ["Ebb and flow", "Flöw", "Slack"]
    of = admin_lists.searched(
        names, typed, lambda word: lambda name: word in admin_lists.folded(name)
    )
    assert of == found


def test_choices_have_numbers_where_these_are_told() -> None:
    labels = {"": "All", "ebb": "Ebb"}
    counted = admin_lists.choices(wanted("show=ebb&sort=longest"), "show", labels, {"": 1_200})
    assert counted == [
        Choice("All", f"{BASE}?sort=longest", None, 1_200),
        Choice("Ebb", f"{BASE}?show=ebb&sort=longest", "page", 0),
    ]
    nothing = admin_lists.choices(wanted(), "show", labels, Counter())
    assert [each.number for each in nothing] == [0, 0]
    plain = admin_lists.choices(Wanted(BASE, {}), "show", labels)
    assert plain == [Choice("All", BASE, None), Choice("Ebb", f"{BASE}?show=ebb", None)]


def test_pages_in_the_order_that_is_asked_for() -> None:
    names = [f"{'x' * (n % 3)}{n:03}" for n in range(120)]
    found = admin_lists.found(wanted("sort=longest&page=2"), [], names, SORTS)
    assert found.orders == [
        Choice("Name", BASE, None), Choice("Longest", f"{BASE}?sort=longest", "true"),
    ]  # fmt: skip
    assert (found.total, len(found.shown), found.page.pages) == (120, 50, 3)
    assert list(found.shown) == sorted(names, key=len, reverse=True)[50:100]
    assert found.page.newer == f"{BASE}?sort=longest"
    assert found.page.older == f"{BASE}?sort=longest&page=3"
    with pytest.raises(HTTPNotFound):
        admin_lists.found(wanted("page=4"), [], names, SORTS)


def test_on_from_the_key_of_a_row() -> None:
    key = Key(datetime(2026, 3, 4, tzinfo=UTC), str(ObjectId()))
    asked = Wanted(BASE, {"show": "ebb"})
    older = f"{BASE}?show=ebb&before=2026-03-04T00%3A00%3A00.000Z_{key.id}"
    assert admin_lists.ways(asked, None, Part([], key)) == Ways(None, older)
    assert admin_lists.ways(asked, key, Part([], None)) == Ways(f"{BASE}?show=ebb", None)
    request = Request.blank(older)
    assert admin_lists.read_key(request) == key
    with pytest.raises(HTTPBadRequest):
        admin_lists.read_key(Request.blank(f"{BASE}?before=x"))
