"""Rows and their groups: by week, month, year or season, every value finished."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId

from talkpython_site import listing
from talkpython_site.catalogue import Public, Snapshot
from talkpython_site.catalogue.cards import EpisodeCard, PersonCard, PodcastCard, TopicCard

TODAY = date(2026, 11, 24)  # a Tuesday
PODCAST: dict[str, Any] = {
    "_id": ObjectId(), "slug": "deep", "title": "Deep", "state": "published", "own_hue": "hue-7",
}  # fmt: skip
HOST: dict[str, Any] = {"_id": ObjectId(), "slug": "abdul", "name": "Abdul"}
GUEST: dict[str, Any] = {"_id": ObjectId(), "slug": "ines", "name": "Ines"}
TIDES: dict[str, Any] = {"_id": ObjectId(), "slug": "tides", "name": "tides"}


def on(day: date, **changes: Any) -> dict[str, Any]:
    """A stored episode of a day."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return {
        "_id": ObjectId(), "podcast": PODCAST["_id"], "key": "1", "slug": "s", "title": "T",
        "state": "published", "published_at": moment, "published_precision": "day", **changes,
    }  # fmt: skip


def shelf_of(*stored: dict[str, Any], is_own: bool = False, **podcast: Any) -> listing.Shelf:
    cards: dict[str, dict[ObjectId, Any]] = {
        "podcast": {PODCAST["_id"]: PodcastCard.from_stored({**PODCAST, **podcast})},
        "episode": {each["_id"]: EpisodeCard.from_stored(each) for each in stored},
        "person": {each["_id"]: PersonCard.from_stored(each) for each in (HOST, GUEST)},
        "topic": {TIDES["_id"]: TopicCard.from_stored(TIDES)},
        "course": {},
        "interview": {},
    }
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    public = Public(Snapshot(None, cards), now, ZoneInfo("UTC"))
    return listing.Shelf(public, TODAY, address, is_own)


def address(route: str, **parts: str) -> str:
    return f"{route} {parts}"


def headings(shelf: listing.Shelf) -> list[str]:
    return [group.heading for group in shelf.groups(shelf.public.episodes)]


@pytest.mark.parametrize(
    ("days_ago", "heading"),
    [(0, "This week"), (1, "This week"), (2, "Last week"), (8, "Last week"),
     (9, "Earlier this month"), (24, "October 2026"), (400, "October 2025")],
)  # fmt: skip
def test_by_week_and_month(days_ago: int, heading: str) -> None:
    assert headings(shelf_of(on(TODAY - timedelta(days=days_ago)))) == [heading]


def test_by_year_where_months_would_hold_hardly_one() -> None:
    stored = [on(date(2020 + n // 6, 1 + n % 6, 3)) for n in range(18)]

    assert headings(shelf_of(*stored)) == ["2022", "2021", "2020"]


def test_undated_ones_have_their_own_heading() -> None:
    undated = on(TODAY, published_at=None)
    scattered = [on(date(year, month, 3)) for year in range(2000, 2004) for month in (2, 5)]

    assert headings(shelf_of(undated, on(TODAY))) == ["This week", "Without a date"]
    assert headings(shelf_of(undated, *scattered)) == [
        "2003",
        "2002",
        "2001",
        "2000",
        "Without a date",
    ]


def test_by_season_on_its_own_page() -> None:
    stored = [on(date(2020, 1, n), season=1 + n // 5 if n != 6 else None) for n in range(1, 9)]

    assert headings(shelf_of(*stored, is_own=True)) == ["Season 2", "Season 1"]
    assert headings(shelf_of(*stored)) == ["January 2020"]


def test_a_row_is_finished() -> None:
    stored = on(
        TODAY - timedelta(days=1), number=214, duration_seconds=3492, strip=[5000, 10_000],
        teaser="So it goes.", topics=[TIDES["_id"]],
        enclosure={"url": "https://m.example/x", "type": "video/mp4"},
        people=[{"person": HOST["_id"], "role": "Host"}, {"person": GUEST["_id"], "role": "guest"}],
    )  # fmt: skip
    shelf = shelf_of(stored)

    (row,) = shelf.rows(shelf.public.episodes)

    assert (row.weekday, row.date, row.year) == ("Yesterday", "23 Nov", "")
    assert (row.podcast, row.number, row.length, row.marks) == ("Deep", "214", "58 min", ("Video",))
    assert "".join(name + after for name, after in row.names) == "Ines and Abdul"
    assert (row.topics, row.teaser) == ("tides", None)
    assert row.strip is not None
    assert len(row.strip.gaps) == 1


def test_where_no_heading_tells_the_year_the_row_does() -> None:
    shelf = shelf_of(on(date(2019, 5, 2)))

    (row,) = shelf.rows(shelf.public.episodes, tells_year=True)

    assert (row.weekday, row.date, row.year) == ("", "2 May", "2019")


def test_on_its_own_page_hosts_and_topics_are_not_repeated() -> None:
    people = [{"person": HOST["_id"]}, {"person": GUEST["_id"], "role": "guest"}]
    stored = on(TODAY, people=people, topics=[TIDES["_id"]], teaser="So.", season=2, number=3)
    shelf = shelf_of(stored, is_own=True, people=[{"person": HOST["_id"]}])

    (row,) = shelf.rows(shelf.public.episodes)

    assert (row.names, row.topics, row.teaser, row.number) == ((("Ines", ""),), "", "So.", "3")


@pytest.mark.parametrize(
    ("changes", "number", "marks"),
    [
        ({"number": 7, "season": 2}, "S2 E7", ("Audio not out yet",)),
        ({"number": 7, "kind": "trailer"}, "", ("Trailer", "Audio not out yet")),
        (
            {"number": 7, "kind": "bonus", "is_explicit": True},
            "",
            ("Bonus", "Audio not out yet", "Explicit"),
        ),
        ({"enclosure": {"url": "https://m/x.mp3"}}, "", ()),
    ],
)
def test_what_sets_it_apart(changes: dict[str, Any], number: str, marks: tuple[str, ...]) -> None:
    shelf = shelf_of(on(TODAY, **changes))

    row = shelf.row(shelf.public.episodes[0])

    assert (row.number, row.marks) == (number, marks)


@pytest.mark.parametrize(
    ("given_tag", "tag"),
    [("en", "en"), ("en-us", "en-us"), ("pt_BR", "pt-BR"), ("English", None), ("", None),
     (None, None), ('en" onload="x', None)],
)  # fmt: skip
def test_only_a_language_tag_is_one(given_tag: str | None, tag: str | None) -> None:
    assert listing.language(PodcastCard.from_stored({**PODCAST, "language": given_tag})) == tag


def test_a_show_named_after_somebody_is_not_told_twice() -> None:
    people = [{"person": HOST["_id"], "role": "host"}, {"person": GUEST["_id"], "role": "guest"}]
    shelf = shelf_of(on(TODAY, people=people), title=HOST["name"].upper())

    (row,) = shelf.rows(shelf.public.episodes)

    assert [name for name, _after in row.names] == [GUEST["name"]]


@pytest.mark.parametrize(
    ("order", "roles"),
    [(listing.guests_first, ["guest", "host", "co-host", "editor"]),
     (listing.hosts_first, ["host", "co-host", "guest", "editor"])],
)  # fmt: skip
def test_hosts_stand_before_whoever_edits(order: Any, roles: list[str]) -> None:
    host, *_others, editor = people = [
        PersonCard.from_stored({"_id": ObjectId(), "slug": name, "name": name})
        for name in ("Abdul", "Berit", "Ines", "Cleo")
    ]
    told = zip(people, ("host", "co-host", "guest", "editor"), strict=True)

    ordered = order([(editor, "editor"), (host, "editor"), *told])

    assert [role for _person, role in ordered] == roles
