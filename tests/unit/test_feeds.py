"""Parts of feeds: text that XML can hold, descriptions of a bounded length, chapters."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree, html

from talkpython_site.feeds.chapters import json_chapters
from talkpython_site.feeds.elements import add, add_date, add_html, document, rss
from talkpython_site.feeds.items import type_of
from talkpython_site.feeds.words import LONGEST, beginning, description, shortened
from talkpython_site.markdown import sanitise

PARAGRAPH = f"<p>{'tide ' * 100}</p>"  # 507 bytes
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT)
def test_any_text_is_written_as_xml_and_read_back_without_controls(text: str) -> None:
    root = rss()
    add(root, "title", text)
    add(root, "enclosure", url=text)
    add_html(root, "content:encoded", f"<p>]]>{text}</p>")
    title, enclosure, notes = etree.fromstring(document(root))
    kept = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert (title.text or "") == kept
    assert enclosure.get("url") == kept
    # Line ends are one character in all XML.
    assert notes.text == f"<p>]]>{kept}</p>".replace("\r\n", "\n").replace("\r", "\n")


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7, minutes=-30))])))
def test_dates_are_as_the_library_writes_them(moment: datetime) -> None:
    assume(date(1, 1, 2) < moment.date() < date(9999, 12, 30))
    root = rss()
    add_date(root, "pubDate", moment)
    assert root.findtext("pubDate") == format_datetime(moment.astimezone(UTC), usegmt=True)


def test_html_ends_after_a_whole_block() -> None:
    cut = beginning(PARAGRAPH * 12)
    assert cut == PARAGRAPH * 7
    assert beginning(PARAGRAPH) == PARAGRAPH
    assert beginning(f"<div>{PARAGRAPH * 12}</div>") == ""
    assert beginning(f"<p>a<br>b</p><ul>{PARAGRAPH * 12}</ul>") == "<p>a<br>b</p>"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "<br>", "<li>", "ö", "x" * 900, "&"])))
def test_what_is_cut_is_well_formed_and_short(parts: list[str]) -> None:
    notes = str(sanitise("".join(parts)))
    cut = beginning(notes)
    assert len(cut.encode()) <= LONGEST
    assert notes.startswith(cut)
    etree.fromstring(f"<body>{cut.replace('<br>', '<br/>')}</body>")


def test_plain_text_passes_for_html() -> None:
    assert shortened(" a < b & c ") == "a &lt; b &amp; c"
    for text in ("&" * 3_000, "ö" * 3_000, "&ö" * 3_000):
        cut = shortened(text)
        assert LONGEST - 8 < len(cut.encode()) <= LONGEST
        assert text.startswith(str(html.fromstring(f"<p>{cut}</p>").text).removesuffix("…"))


def test_the_first_words_that_fit_describe() -> None:
    long = f"<div>{PARAGRAPH * 12}</div>"
    assert description((None, False), (long, True), ("A teaser.", False)) == "A teaser."
    assert description(("", True), (None, False)) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://media.example/a.M4A?x=1", "audio/mp4"),
        ("https://media.example/a.mp3", "audio/mpeg"),
        ("https://media.example/play", "audio/other"),
    ],
)
def test_types_by_the_ending_of_the_address(address: str, found: str) -> None:
    assert type_of(address, "audio/other") == found


def starts(stored: list[dict[str, Any]], duration: int | None) -> list[Any]:
    return [chapter["startTime"] for chapter in json_chapters(stored, duration)]


def test_chapters_are_sorted_and_end_with_the_episode() -> None:
    stored: list[dict[str, Any]] = [{"start_seconds": s} for s in (90.0, 0.5, -3.0, 100.0, 7200.0)]
    assert starts(stored, 100) == [0, 0.5, 90]
    assert starts(stored, None) == [0, 0.5, 90, 100, 7200]
    assert starts([{"title": "Without a start"}], 100) == [0]
    assert json_chapters(None, 100) == []


def test_chapters_lead_to_the_web_alone() -> None:
    stored = {
        "start_seconds": 12.0, "title": " Ebb ", "url": "https://ebb.example/?a=1&b=2",
        "picture_url": "https://ebb.example/a.jpg",
    }  # fmt: skip
    hostile = {"title": "", "url": "javascript:alert(1)", "picture_url": "http://ebb.example/a.jpg"}
    assert json_chapters([stored, hostile], None) == [
        {"startTime": 0, "title": "Part 1"},
        {
            "startTime": 12, "title": "Ebb", "url": "https://ebb.example/?a=1&b=2",
            "img": "https://ebb.example/a.jpg",
        },
    ]  # fmt: skip
