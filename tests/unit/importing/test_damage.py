"""Feeds that are cut off or broken: what is not whole is set aside, nothing is read by half."""

import re
from pathlib import Path

import pytest

from talkpython_site.importing.feeds.parsed import ParsedFeed
from talkpython_site.importing.feeds.reader import FeedError
from talkpython_site.importing.feeds.sifting import Sieve
from tests.feeds import item, read_text, reasons, rss

CUT_OFF = "the file ends in the middle of it"
NOTES = "<description><![CDATA[<p>Ebb & <b>flow</b></p>]]></description>"
MORE = (
    "<itunes:episode>7</itunes:episode><itunes:summary>Of tides &amp; moons</itunes:summary>"
    '<!-- > --><podcast:person role="host">Ada</podcast:person>'
    "<itunes:duration>60</itunes:duration>"
)
LAST = item(NOTES + MORE + "<link>https://a.example/last</link>", name="last")
WHOLE = rss(item(NOTES, name="first"), LAST, channel="<title>Deep Harbour</title><link>x</link>")


def set_aside(feed: ParsedFeed) -> list[tuple[str, str]]:
    return [(oddity.item, oddity.reason) for oddity in feed.set_aside]


def test_what_is_cut_off_anywhere_is_never_read_by_half(tmp_path: Path) -> None:
    whole = read_text(tmp_path, WHOLE)
    assert len(whole.items) == 2
    ends = [match.end() for match in re.finditer("</item>", WHOLE)]
    for length in range(1, len(WHOLE)):
        cut = WHOLE[:length]
        try:
            parsed = read_text(tmp_path, cut)
        except FeedError:
            assert length < WHOLE.index("<title>")
            continue
        assert parsed.items == whole.items[: sum(end <= length for end in ends)]
        starts = len(re.findall(r"<item[\s>]", cut))
        assert starts == len(parsed.items) + len(parsed.set_aside)
        assert parsed.show.title in {"Deep Harbour", "Untitled podcast"}


def test_an_item_that_is_cut_off_is_named(tmp_path: Path) -> None:
    parsed = read_text(tmp_path, WHOLE[: WHOLE.index("Of tides")])
    assert set_aside(parsed) == [("last", CUT_OFF)]
    parsed = read_text(tmp_path, rss("<item><title>Ti")[: -len("</channel></rss>")])
    assert set_aside(parsed) == [("Item 1", CUT_OFF)]
    parsed = read_text(tmp_path, rss(item(), "<item><title>Ti</title>"))
    assert set_aside(parsed) == [("Ti", "it has no end")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-le", "koi8-r"])
def test_encodings_do_not_hide_the_end(encoding: str, tmp_path: Path) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + rss(item(name="Прилив"), LAST)
    parsed = read_text(tmp_path, feed[:-40].encode(encoding))
    assert [entry.title for entry in parsed.items] == ["Прилив"]
    assert set_aside(parsed) == [("last", CUT_OFF)]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<itunes:subtitle>a<link>b</link>", "its elements do not end where they should"),
        ("<description><psc:chapter>a</description>", "its elements do not end where they should"),
        ("<link>a</lnk>", "its elements do not end where they should"),
        ("<description><p class=a>b</p></description>", "it is not well-formed"),
        ("<itunes:image href='a<b'/>", "it is not well-formed"),
        ("<link>a</link x>", "it is not well-formed"),
        ("<!ELEMENT a>", "it is not well-formed"),
        ("<a>" * 300 + "</a>" * 300, "its elements lie too deep in each other"),
    ],
)
def test_items_that_are_not_whole_are_set_aside(inside: str, reason: str, tmp_path: Path) -> None:
    parsed = read_text(tmp_path, rss(item(), item(inside, name="broken"), item(name="after")))
    assert [entry.title for entry in parsed.items] == ["tide", "after"]
    assert set_aside(parsed) == [("broken", reason)]


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (item(name="broken").removesuffix("</item>"), "broken"),
        ("<item><title>br<b/>oken</title><link>", "Item 2"),
        ("<item><title><![CDATA[br & oken]]></title><link", "br & oken"),
        ("<item x><title>broken</title></item>", "broken"),
    ],
)
def test_an_item_ends_where_the_next_one_starts(broken: str, named: str, tmp_path: Path) -> None:
    parsed = read_text(tmp_path, rss(item(), broken, item(name="after")))
    assert [entry.title for entry in parsed.items] == ["tide", "after"]
    assert [oddity.item for oddity in parsed.set_aside] == [named]


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        ("<p>a<br>b<p>c", "<p>a<br>b</p><p>c</p>"),
        ("<p>a</b>c</p>", "<p>ac</p>"),
        ("<p>1 < 2 <3</p>", "<p>1 &lt; 2 &lt;3</p>"),
        ("<p>a\x00\x0b&#31;b</p>", "<p>ab</p>"),
        ("<![CDATA[<p>a\x08b</p>]]>", "<p>ab</p>"),
    ],
)
def test_what_is_certain_is_mended(notes: str, kept: str, tmp_path: Path) -> None:
    after = "<itunes:episode>7</itunes:episode>"
    parsed = read_text(tmp_path, rss(item(f"<description>{notes}</description>{after}")))
    assert [(entry.notes_html, entry.number) for entry in parsed.items] == [(kept, 7)]
    assert parsed.recovered


def test_parts_of_the_show_are_left_out_whole(tmp_path: Path) -> None:
    head = "<title>Deep Harbour</title><description>Ti"
    parsed = read_text(tmp_path, rss(item(), channel=head))
    assert parsed.show.description_source is None
    assert reasons(parsed) == ["its <description> is left out: it has no end"]
    parsed = read_text(tmp_path, rss(channel=head + "</description><link>x")[:-20])
    assert parsed.show.description_source == "Ti"


def test_what_stands_around_items_is_passed_over(tmp_path: Path) -> None:
    parsed = read_text(
        tmp_path, rss("<list>", item(), "</list> < & <rss/><channel/>", item(name="b"))
    )
    assert [entry.title for entry in parsed.items] == ["tide", "b"]
    parsed = read_text(tmp_path, rss(item()).replace("</channel>", ""))
    assert [entry.title for entry in parsed.items] == ["tide"]
    entry = item(name="c").replace("item>", "atom:entry>")
    parsed = read_text(tmp_path, rss(item(entry, name="b"), entry, entry[:-9]))
    assert set_aside(parsed)[-1] == ("c", "it has no end")


@pytest.mark.parametrize(
    ("content", "recovered"),
    [
        (
            rss(item("<link>a\x08<div>b</div></link>")),
            "line 10, column 179: PCDATA invalid Char value 8",
        ),
        (rss(item("<description><![CDATA[a\x08<div>b</div>]]></description>")), "line 10, column "),
        (rss(item(f"<{'a' * 500}>")), "line 10, column "),
    ],
)
def test_damage_is_told_in_one_short_line(content: str, recovered: str, tmp_path: Path) -> None:
    told = read_text(tmp_path, content).recovered or ""
    assert told.startswith(recovered)
    assert told.count("line 10") == 1
    assert len(told) < 110
    assert told.isprintable()
    assert "div" not in told


@pytest.mark.parametrize(
    "piece",
    [
        b"<item>",
        b"<a>",
        b"<title>",
        b"<title><![CDATA[",
        b"<rss>",
        b"</a>",
        b"<a b='",
        b"<a><item x",
    ],
)
@pytest.mark.timeout(120)  # quadratic, they take hours
def test_broken_feeds_take_linear_time(piece: bytes) -> None:
    Sieve().sift(b"<rss>" + piece * 200_000)
