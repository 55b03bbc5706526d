"""Which fields a feed writes, and which are an editor's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bson import Int64, ObjectId
from hypothesis import given as any_of
from hypothesis import strategies as st

from talkpython_site.importing.feeds.merging import (
    TOGETHER,
    follow,
    hashed,
    hashes_of,
    is_empty,
    merge,
    same,
)

DAY = datetime(2024, 3, 5, tzinfo=UTC)
TIME = datetime(2024, 3, 5, 6, 30, tzinfo=UTC)
ID = ObjectId()


def imported(**fields: Any) -> dict[str, Any]:
    """A document as an import left it."""
    return {**fields, "imported": hashes_of(fields)}


@pytest.mark.parametrize(
    ("stored", "given", "values", "edited"),
    [
        (imported(title="A"), {"title": "A"}, {}, ()),
        (imported(title="A"), {"title": "B"}, {"title": "B"}, ()),
        (imported(title="A", season=1), {"title": "A"}, {}, ()),
        (imported(title="A", season=1), {"title": "A", "season": None}, {}, ()),
        (imported(title="A"), {"title": "A", "season": 0}, {"season": 0}, ()),
        (imported(is_explicit=True), {"is_explicit": False}, {"is_explicit": False}, ()),
        (imported(title="A") | {"title": "Mine"}, {"title": "B"}, {}, ("title",)),
        (imported(title="A") | {"title": "Mine"}, {"title": "A"}, {}, ("title",)),
        (imported(summary="A") | {"summary": ""}, {"summary": "A"}, {}, ("summary",)),
        (imported(summary="A") | {"summary": None}, {"summary": "B"}, {}, ("summary",)),
        (imported(title="A") | {"season": 2}, {"title": "A", "season": 1}, {}, ("season",)),
        ({"title": "By hand"}, {"title": "A", "season": 1}, {"season": 1}, ("title",)),
        ({"title": "A", "imported": None}, {"title": "A"}, {}, ()),
    ],
    ids=[
        "same", "changed", "not said", "said to be nothing", "filled", "no is not nothing",
        "edited", "edited, feed as before", "emptied", "emptied, feed changed",
        "filled by an editor", "made by hand", "made by hand, same",
    ],
)  # fmt: skip
def test_fields(
    stored: dict[str, Any], given: dict[str, Any], values: dict[str, Any], edited: tuple[str, ...]
) -> None:
    merged = merge(stored, given)
    assert merged.values == values
    assert merged.edited == edited


def test_an_older_snapshot_fills_what_is_empty_only() -> None:
    stored = imported(title="New", summary="New") | {"summary": None, "season": 3}
    given = {"title": "Old", "summary": "Old", "season": 2, "number": 7}
    merged = merge(stored, given, is_older=True)
    assert merged.values == {"number": 7}
    assert merged.edited == ("season", "summary")
    assert merged.imported == stored["imported"] | {"number": hashed(7)}


def test_hesitant_fields_fill_only_too() -> None:
    stored = imported(notes_html="Long", title="A")
    given = {"notes_html": "Short", "title": "B"}
    merged = merge(stored, given, hesitant={"notes_html"})
    assert merged.values == {"title": "B"}
    assert merge({}, given, hesitant={"notes_html"}).values["notes_html"] == "Short"


def test_what_an_editor_wrote_like_the_feed_follows_the_feed_again() -> None:
    stored = imported(title="Tpyo") | {"title": "Typo"}
    merged = merge(stored, {"title": "Typo"})
    assert (merged.values, merged.edited) == ({}, ())
    assert merged.changes(stored)
    again = {"title": "Typo", "imported": merged.imported}
    assert not merge(again, {"title": "Typo"}).changes(again)
    assert merge(again, {"title": "Later"}).values == {"title": "Later"}
    assert not merge(stored, {"title": "Typo"}, is_older=True).changes(stored)


def test_a_date_is_written_with_its_precision() -> None:
    stored = imported(published_at=DAY, published_precision="day")
    merged = merge(stored, {"published_at": TIME})
    assert merged.values == {"published_at": TIME, "published_precision": None}
    assert merged.imported == {"published_at": hashed(TIME)}
    exact = imported(published_at=TIME)
    given = {"published_at": DAY, "published_precision": "day"}
    assert merge(exact, given, is_older=True).values == {}
    assert merge(exact, given).values == given


def test_notes_are_written_with_their_source_and_links() -> None:
    link = {"label": "Tide", "url": "https://a.example"}
    stored = imported(notes_html="<p>A</p>", notes_source="A", links=[link])
    merged = merge(stored, {"notes_html": "<p>B</p>", "notes_source": "B"})
    gone = {"notes_format": None, "links": None}
    assert merged.values == {"notes_html": "<p>B</p>", "notes_source": "B", **gone}
    assert not gone.keys() & merged.imported.keys()
    own_link = stored | {"links": [link, link]}
    assert merge(own_link, {"notes_html": "<p>B</p>"}).edited == ("notes_html",)
    linked = {"notes_html": "<p>Old</p>", "links": [link]}
    assert merge(imported(notes_html="<p>New</p>"), linked, is_older=True).values == {}


def test_what_is_made_of_other_fields_follows_them() -> None:
    stored = imported(title="A", slug="a", teaser="A", strip=[5000, 10_000]) | {"teaser": "Mine"}
    merged = merge(stored, {"title": "B"})
    made, before = {"slug": "b", "teaser": "B", "strip": []}, {"slug": "a", "teaser": "A"}
    followed = follow(stored, merged, made, before)
    assert followed.values == {"title": "B", "slug": "b", "strip": []}
    assert followed.imported == {
        "title": hashed("B"),
        "slug": hashed("b"),
        "teaser": hashed("A"),
    }
    mine = follow(stored, merged, made, before | {"teaser": "Mine"})
    assert (mine.values["teaser"], mine.imported["teaser"]) == ("B", hashed("B"))


def test_values_are_the_same_whatever_python_calls_them() -> None:
    assert same(Int64(7), 7)
    assert same([{"a": 1, "b": ID}], [{"b": ID, "a": 1}])
    assert same(None, "")
    assert same([], {})
    assert not same(0, None)
    assert not same("7", 7)


NAMES = ["title", "season", *TOGETHER, *(name for names in TOGETHER.values() for name in names)]
VALUES: st.SearchStrategy[Any] = st.sampled_from([None, "", [], 0, 1, "a", "b"])
FIELDS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(st.sampled_from(NAMES), VALUES)


@any_of(there=FIELDS, before=FIELDS, said=FIELDS, is_older=st.booleans())
def test_once_is_enough_and_nothing_is_lost(
    there: dict[str, Any], before: dict[str, Any], said: dict[str, Any], *, is_older: bool
) -> None:
    """Whatever was imported before and edited since: the second time writes nothing."""
    stored = {**there, "imported": hashes_of(before)}
    first = merge(stored, said, is_older=is_older)
    after = {**stored, **first.values, "imported": first.imported}
    again = merge(after, said, is_older=is_older)
    assert not again.changes(after)
    assert again.edited == first.edited
    assert first.values.keys().isdisjoint(first.edited)
    emptied = [name for name in said if is_empty(after.get(name)) and not is_empty(there.get(name))]
    assert {*emptied} <= {name for names in TOGETHER.values() for name in names}


STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(["", "a", "b", "c"])), max_size=8)


@any_of(steps=STEPS)
def test_a_field_follows_while_it_is_what_the_feed_gave_last(steps: list[tuple[bool, str]]) -> None:
    """In whatever order a feed gives texts and an editor writes them."""
    stored: dict[str, Any] = {}
    title, last = "", ""
    for is_import, text in steps:
        if not is_import:
            stored["title"] = title = text
            continue
        merged = merge(stored, {"title": text})
        stored |= {**merged.values, "imported": merged.imported}
        if text:
            title, last = (text if title == last else title), text
            assert merged.edited == (("title",) if title != text else ())
        assert (stored.get("title") or "") == title
