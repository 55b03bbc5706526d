"""Words that are longer than any page shows."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.importing.feeds.parsed import Oddity
from tests.feeds import item, read_text, reasons, rss

LONG = "tide " * 1_000
CUT_TITLE, CUT = LONG[:499] + "…", LONG[:999].rstrip() + "…"


@pytest.mark.parametrize(
    ("inside", "field", "name", "value"),
    [
        ("<title>{}</title>", "title", "title", CUT_TITLE),
        ("<itunes:title>{}</itunes:title>", "title", "title", CUT_TITLE),
        ("<podcast:person role='{}'>Ada</podcast:person>", "people", "people", CUT),
        (
            "<psc:chapters><psc:chapter start='0' title='{}'/></psc:chapters>",
            "chapters",
            "chapters",
            CUT_TITLE,
        ),
        (
            "<podcast:funding url='http://a.example'>{}</podcast:funding>",
            "funding",
            "funding",
            CUT,
        ),
    ],
)
def test_lines_of_an_item_are_cut(
    inside: str, field: str, name: str, value: str, tmp_path: Path
) -> None:
    feed = read_text(tmp_path, rss(item(inside.format(LONG))))
    assert value in strings(asdict(feed.items[0])[field])
    assert reasons(feed) == [f"what is too long is cut: {name}"]


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<title>{}</title>", "title", CUT_TITLE),
        ("<itunes:subtitle>{}</itunes:subtitle>", "subtitle", CUT),
        ("<itunes:author>{}</itunes:author>", "author", CUT),
        ("<copyright>{}</copyright>", "copyright", CUT),
        ("<category>{}</category>", "categories", CUT),
        ("<itunes:owner><itunes:name>{}</itunes:name></itunes:owner>", "owner_name", CUT),
    ],
)
def test_lines_of_a_show_are_cut(inside: str, field: str, value: str, tmp_path: Path) -> None:
    title = "" if field == "title" else "<title>Deep Harbour</title>"
    feed = read_text(tmp_path, rss(channel=title + inside.format(LONG)))
    assert strings(getattr(feed.show, field)) == [value]
    said = f"what is too long is cut: {field.replace('_', ' ')}"
    assert feed.oddities == (Oddity("The show", said),)


def test_addresses_are_whole_or_left_out(tmp_path: Path) -> None:
    address = f"https://a.example/{'a' * 4_000}"
    feed = read_text(tmp_path, rss(item(f"<link>{address}</link>")))
    assert (feed.items[0].original_url, reasons(feed)) == (address, [])


def test_a_guid_is_whole_or_none(tmp_path: Path) -> None:
    guid = f"<guid isPermaLink='false'>{'a' * 1_001}</guid>"
    show = f"<title>Deep Harbour</title><podcast:guid>{'a' * 1_001}</podcast:guid>"
    feed = read_text(tmp_path, rss(item(guid), channel=show))
    assert feed.items[0].guid == "media.example/tide.mp3"
    assert feed.show.guid is None
    assert sum("guid of more than 1,000 characters" in reason for reason in reasons(feed)) == 2


@pytest.mark.parametrize("name", ["description", "content:encoded"])
def test_notes_are_cut_at_a_million(name: str, tmp_path: Path) -> None:
    notes = f"<{name}>{'&amp;amp; ' * 250_000}</{name}>"
    feed = read_text(tmp_path, rss(item(notes)))
    (read,) = feed.items
    assert len(read.notes_source or "") == 1_000_000
    assert (read.notes_html or "").count("&amp;") == 166_667
    assert reasons(feed) == ["its notes are cut to 1,000,000 characters"]


def test_a_summary_is_cut(tmp_path: Path) -> None:
    feed = read_text(
        tmp_path,
        rss(item(f"<description>x</description><itunes:summary>{LONG * 21}</itunes:summary>")),
    )
    assert len(feed.items[0].summary or "") == 100_000
    assert reasons(feed) == ["what is too long is cut: summary"]


def test_names_in_the_report_are_short(tmp_path: Path) -> None:
    feed = read_text(tmp_path, rss(f"<item><title>{LONG}</title></item>"))
    assert feed.set_aside == (Oddity(LONG[:119] + "…", "it has no enclosure"),)


def strings(value: Any) -> list[str]:
    """Every text in what may be nested."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []
