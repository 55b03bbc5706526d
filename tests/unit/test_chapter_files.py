"""Chapters of a JSON file: what is read, what is refused, what stays."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.chapter_files import is_file, read_chapters
from talkpython_site.documents import Chapter
from talkpython_site.episode_lines import MOST_CHAPTERS, as_lines, chapters
from talkpython_site.feeds.chapters import json_chapters


def written(*entries: Any) -> str:
    return json.dumps({"version": "1.2.0", "chapters": list(entries)}, indent=2)


def read(text: str, *known: Chapter, end: int | None = None) -> list[Chapter]:
    return chapters(read_chapters(as_lines(text), known, end))


def facts(chapter: Chapter) -> dict[str, Any]:
    return dict(chapter.to_mongo())


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"startTime": 90, "title": "Tides"}, {"start_seconds": 90, "title": "Tides"}),
        ({"startTime": 0.5, "title": " a\n\tb "}, {"start_seconds": 0.5, "title": "a b"}),
        ({"startTime": "00:01:30", "title": "a"}, {"start_seconds": 90, "title": "a"}),
        ({"startTime": 1, "title": "Sponsor: Oil"}, {"start_seconds": 1, "sponsor": "Oil"}),
        (
            {"startTime": 1, "title": "a", "url": "https://a.example/", "img": "https://p.example"},
            {
                "start_seconds": 1,
                "title": "a",
                "url": "https://a.example/",
                "picture_url": "https://p.example",
            },
        ),
        (
            {"startTime": 1, "title": "a", "url": "javascript:x", "img": ["data:x"], "toc": True},
            {"start_seconds": 1, "title": "a"},
        ),
    ],
)
def test_a_chapter_is_read(entry: dict[str, Any], expected: dict[str, Any]) -> None:
    (found,) = read(written(entry))
    assert facts(found) == expected


def test_chapters_are_put_in_order_and_hidden_ones_left_out() -> None:
    given = [(9, "c"), (1, "a"), (5, "b")]
    entries = [{"startTime": start, "title": title} for start, title in given]
    found = read("\ufeff" + written(*entries, {"startTime": 3, "toc": False}))
    assert [each.title for each in found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"chapters": [', "begins as a chapters file does, and is no JSON: line 1, column 15."),
        ('{\n "a": }', "is no JSON: line 2, column 6."),
        ("{}", "This file has no chapters."),
        ('{"chapters": {}}', "This file has no chapters."),
        ('{"chapters": []}', "This file has no chapters."),
        (written({"toc": False}), "This file has no chapters."),
        (written(*[{"startTime": 0, "title": "a"}] * 10_000), "These are 10,000 chapters; 1,000"),
        (written({"title": "a"}), "Chapter 1, “a”, has no time"),
        (written("a"), "Chapter 1, “”, has no time"),
        (written({"startTime": True, "title": "a"}), "Chapter 1, “a”, has no time"),
        (written({"startTime": -1, "title": "a"}), "has no time"),
        (written({"startTime": 10**400, "title": "a"}), "has no time"),
        (written({"startTime": float("nan"), "title": "a"}), "has no time"),
        (written({"startTime": float("inf"), "title": "a"}), "has no time"),
        (written({"startTime": "soon", "title": "a"}), "has no time"),
        (written({"startTime": 1, "title": "a"}, {"startTime": 90}), "Chapter 2, at 00:01:30, has"),
        (written({"startTime": 1, "title": ["a"]}), "Chapter 1, at 00:00:01, has no title."),
        (written({"startTime": 1, "title": "Sponsor:"}), "“Sponsor:”, names no sponsor."),
        (written({"startTime": 1, "title": "x" * 301}), "has more than 300 characters."),
        (written({"startTime": 3600, "title": "a"}), "“a”, begins after the end, 01:00:00."),
        ('{"chapters": [1' + "0" * 5000 + "]}", "and cannot be read."),
        ('{"chapters": ' + "[" * 100_000, "and cannot be read."),
    ],
    ids=str,
)  # fmt: skip
def test_what_will_not_do_is_said(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read(text, end=3600)


def test_known_chapters_keep_what_a_file_does_not_say() -> None:
    known = [
        Chapter(start_seconds=0, title="Hello", url="https://a.example/", later=1, _created=False),
        Chapter(start_seconds=60, title="Maps", sponsor="Lantern Maps"),
    ]
    hello, maps = (
        {"startTime": 5, "title": "Hello"},
        {"startTime": 60, "title": "Sponsor: Lantern Maps"},
    )
    found = read(written(maps, hello), *known)
    assert list(map(facts, found)) == [
        {"start_seconds": 5, "title": "Hello", "later": 1},
        {"start_seconds": 60, "title": "Maps", "sponsor": "Lantern Maps"},
    ]  # fmt: skip


parts = st.builds(
    Chapter,
    start_seconds=st.floats(0, 90_000).map(lambda seconds: round(seconds, 3)),
    title=st.text("ab c", min_size=1).filter(str.strip).map(str.strip),
    url=st.none() | st.just("https://a.example/"),
    picture_url=st.none() | st.just("https://a.example/p.png"),
)


@given(st.lists(parts, min_size=1, max_size=8))
def test_what_this_site_gives_out_is_read_whole(known: list[Chapter]) -> None:
    given_out = json_chapters([facts(each) for each in known], None)
    found = read(written(*given_out))
    assert list(map(facts, found)) == sorted(map(facts, known), key=lambda c: c["start_seconds"])


@given(st.text('{}[]":,\\ aeflnrstu0123456789.-\n').map(lambda text: "{" + text))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert 0 < len(read(text)) <= MOST_CHAPTERS


def test_lines_stay_lines() -> None:
    assert not is_file("[00:10] {braces}")
    assert [each.title for each in read("0 {a\n1:00 b")] == ["{a", "b"]
