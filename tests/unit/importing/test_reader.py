"""Files that are feeds, hardly so or not at all."""

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkpython_site.documents import utc_now
from talkpython_site.importing.feeds.opening import LARGEST_MEGABYTES
from talkpython_site.importing.feeds.reader import FeedError, read
from tests.feeds import NAMESPACES, item, read_text, reasons, rss

ENTITY_BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    "<rss><channel><title>&c;</title><item><title>&c;</title></item></channel></rss>"
)
ATTRIBUTE_BOMB = (
    '<!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + ']><rss version="&a11;"><channel/></rss>'
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty."),
        (" \n ", "has nothing but blanks in it."),
        ("Deep Harbour, a podcast", "has no XML in it, so it is no feed."),
        ("Deep Harbour: <b>", "is not XML (line 1, column 1: Start tag expected, '<' not found)."),
        ('{"html": "<b>"}', "is JSON, not a feed in XML."),
        ("\ufeff [1]", "is JSON, not a feed in XML."),
        ("\0\x01\x02", "has no XML in it, so it is no feed."),
        (b"\x1f\x8b\x08<", "is a gzip archive; unpack the feed first."),
        (b"PK\x03\x04<", "is a zip archive; unpack the feed first."),
        ("<!doctype html>\n<html><p>a<br>b</html>", "is a web page, not a feed."),
        ("<html lang=en><p>a</html>", "is a web page, not a feed."),
        ("\ufeff<?xml version='1.0'?><!-- a -->\n<!DOCTYPE HTML PUBLIC 'x'>", "is a web page, not"),
        ("<!doctype html>".encode("utf-16"), "is a web page, not a feed."),
        ("<!DOCTYPE html><html><title>x</title><p>a<br>b</html>", "is a web page, not a feed."),
        ("<HTML><p>a</p></HTML>", "is a web page, not a feed."),
        ("<x:html xmlns:x='urn:x'/>", "is a web page, not a feed."),
        ("<opml><body/></opml>", "is XML, but no feed: <opml> holds no channel."),
        ("<rss version='2.0'></rss>", "is XML, but no feed: <rss> holds no channel."),
        (ENTITY_BOMB, "defines entities of its own, which a feed may not do."),
        (ATTRIBUTE_BOMB, "defines entities of its own, which a feed may not do."),
        (OUTSIDE, "defines entities of its own, which a feed may not do."),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(
    content: str | bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(FeedError) as refusal:
        read_text(tmp_path, content)
    assert said in str(refusal.value)
    assert str(refusal.value).startswith(f"“{tmp_path / 'feed.xml'}” ")
    assert str(refusal.value).endswith(".")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"is a folder; name the feed's file in it\.$"):
        read(tmp_path)
    with pytest.raises(FeedError, match=r"cannot be read: No such file or directory\.$"):
        read(tmp_path / "nowhere.xml")
    with pytest.raises(FeedError, match=r"cannot be read: no such file\.$"):
        read(Path("feed\0.xml"))
    with pytest.raises(FeedError, match=r"^That is an address: save the feed as a file first\.$"):
        read(Path("https://a.example/feed.xml"))
    with pytest.raises(FeedError, match=r"is no file; save the feed in one first\.$"):
        read(Path("/dev/null"))


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate((LARGEST_MEGABYTES + 136) * 1024**2)
    with pytest.raises(FeedError, match=r"has 200 MB; a feed may have up to 64 MB\.$"):
        read(large)


def test_what_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "feed.xml").write_text(rss())
    denied = PermissionError(13, "Permission denied")
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(denied))
    with pytest.raises(FeedError, match=r"cannot be read: Permission denied\.$"):
        read(tmp_path / "feed.xml")


def test_progress_counts_items(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(item(name="one"), "<item/>", item(name="two")))
    counts: list[int] = []
    read(tmp_path / "feed.xml", counts.append)
    assert counts == [1, 2, 3]


@pytest.mark.parametrize(
    ("feed", "recovered"),
    [
        (rss(item("<title>Ebb & flow</title>")), "line 10, column "),
        ("\n\n<?xml version='1.0'?>" + rss(item("<title>Ebb &amp; flow</title>")), "line 3, col"),
        (rss(item("<title>Ebb &amp; flow&thinsp;</title>")), "Entity 'thinsp' not defined"),
        (rss(item("<title>Ebb &amp; flow<b></title>")), "Opening and ending tag mismatch: b line"),
        (rss(item("<title>Ebb &amp; flow</title>")) + "<p>", "Extra content at the end"),
        (rss(item("<title>Ebb &amp; flow</title>"))[:-16], "line 10, column "),
    ],
)
def test_damaged_feeds_are_mended(feed: str, recovered: str, tmp_path: Path) -> None:
    parsed = read_text(tmp_path, feed)
    assert [entry.title for entry in parsed.items] == ["Ebb & flow"]
    assert parsed.recovered is not None
    assert recovered in parsed.recovered


def test_addresses_keep_their_bare_ampersands(tmp_path: Path) -> None:
    url = "https://media.example/a.mp3?x=1&y=2&copy=3"
    feed = rss(f'<item><title>a</title><guid>a</guid><enclosure url="{url}"/></item>')
    enclosure = read_text(tmp_path, feed).items[0].enclosure
    assert enclosure
    assert enclosure.url == url


def test_undeclared_prefixes_are_known(tmp_path: Path) -> None:
    feed = rss(item("<itunes:episode>7</itunes:episode>")).replace(NAMESPACES, "")
    parsed = read_text(tmp_path, feed)
    assert parsed.items[0].number == 7
    assert (
        parsed.recovered == "line 2, column 187: Namespace prefix itunes on episode is not defined"
    )


def test_bytes_that_are_no_utf_8_are_western(tmp_path: Path) -> None:
    feed = rss(item("<title>Caf\udce9 \udc96 naïve</title>")).encode(errors="surrogateescape")
    assert read_text(tmp_path, feed).items[0].title == "Café – naïve"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1", "koi8-r", "utf-8-sig"])
def test_declared_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    title = {"koi8-r": "Прилив", "iso-8859-1": "Marée"}.get(encoding, "潮汐")
    name = encoding.removesuffix("-sig")
    feed = f'<?xml version="1.0" encoding="{name}"?>' + rss(item(f"<title>{title}</title>"))
    assert read_text(tmp_path, feed.encode(encoding)).items[0].title == title


def test_a_damaged_feed_of_sixteen_bits_is_read(tmp_path: Path) -> None:
    feed = '<?xml version="1.0" encoding="utf-16"?>' + rss(item()) + "<p>"
    assert len(read_text(tmp_path, feed.encode("utf-16")).items) == 1


def test_a_doctype_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Example//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    parsed = read_text(tmp_path, doctype + rss(item("<title>Ebb&eacute; &amp; flow</title>")))
    assert parsed.items[0].title == "Ebbé & flow"


def test_only_quoted_items_are_named(tmp_path: Path) -> None:
    quoted = "<![CDATA[An <item> and\n an <entry >]]>"
    comment = "<!-- <item>old</item> -->"
    parsed = read_text(tmp_path, rss(item(f"<description>{quoted}</description>"), comment))
    assert len(parsed.items) == 1
    assert [(oddity.item, oddity.reason) for oddity in parsed.set_aside] == [
        ("What looks like an item in line 10", "it stands in a text as an example, as it seems"),
        ("What looks like an item in line 11", "it stands in a text as an example, as it seems"),
        ("What looks like an item in line 11", "it is commented out"),
    ]


def test_an_unfinished_comment_hides_what_follows(tmp_path: Path) -> None:
    parsed = read_text(tmp_path, rss(item(), "<!-- ", item(name="hidden")))
    assert len(parsed.items) == 1
    assert [oddity.reason for oddity in parsed.set_aside] == ["it is commented out"]


def test_items_lost_in_the_damage_are_named(tmp_path: Path) -> None:
    """Ten megabytes are more than the parser takes in one text."""
    long = f"<description>{'a' * 11_000_000}</description>"
    parsed = read_text(tmp_path, rss(item(name="a"), item(long, name="b"), item(name="c")))
    assert [entry.title for entry in parsed.items] == ["a"]
    assert len(parsed.set_aside) == 2
    assert "it is lost in what is not well-formed (line 10" in parsed.set_aside[0].reason


def test_items_in_unusual_places_are_read(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, f"<rss {NAMESPACES}>{item()}</rss>").items) == 1
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {NAMESPACES}
        xmlns="http://purl.org/rss/1.0/"><channel><title>Ebb</title></channel>{item()}</rdf:RDF>"""
    parsed = read_text(tmp_path, rdf)
    assert (parsed.show.title, len(parsed.items)) == ("Ebb", 1)


def test_a_feed_without_items_is_a_show(tmp_path: Path) -> None:
    parsed = read_text(tmp_path, rss())
    assert (parsed.show.title, parsed.items, parsed.snapshot_at) == ("Deep Harbour", (), None)


PUBLISHED = "<pubDate>{} Mar {} 06:30:00 GMT</pubDate>"
FIFTH = datetime(2024, 3, 5, 6, 30, tzinfo=UTC)


def test_a_feed_without_date_is_as_old_as_its_newest_item(tmp_path: Path) -> None:
    """One that is planned ahead says nothing of when the file was made."""
    dates = [PUBLISHED.format(*date) for date in (("5", "2024"), ("4", "2024"), ("5", "2999"))]
    feed = rss(*(item(date, name=f"tide {n}") for n, date in enumerate(dates)))
    assert read_text(tmp_path, feed).snapshot_at == FIFTH
    assert read_text(tmp_path, rss(item(dates[-1]))).snapshot_at is None


def test_a_feed_made_in_the_future_is_as_old_as_its_file(tmp_path: Path) -> None:
    mark = "<lastBuildDate>1 Mar 2999 06:30:00 GMT</lastBuildDate>"
    path = tmp_path / "feed.xml"
    path.write_text(rss(item(), channel=f"<title>Deep Harbour</title>{mark}"))
    os.utime(path, (FIFTH.timestamp(), FIFTH.timestamp()))
    feed = read(path)
    assert feed.snapshot_at == FIFTH
    assert [(oddity.item, oddity.reason) for oddity in feed.oddities] == [
        ("The show", "its lastBuildDate lies in the future: 1 March 2999, 06:30 UTC"),
    ]
    before = utc_now()
    os.utime(path, (FIFTH.timestamp() * 5, FIFTH.timestamp() * 5))
    assert before <= (read(path).snapshot_at or before) <= utc_now()


def test_what_is_not_kept_is_counted_by_name(tmp_path: Path) -> None:
    live = "<podcast:liveItem><title>Now</title></podcast:liveItem>"
    value = '<podcast:value xmlns:odd="urn:odd"/><x xmlns="urn:odd"/><odd:y xmlns:odd="urn:odd"/>'
    parsed = read_text(tmp_path, rss(live, item(value, "a"), item(value, "b")))
    assert parsed.unknown_elements == {
        "podcast:liveItem": 1,
        "podcast:liveItem/title": 1,
        "podcast:value": 2,
        "x": 2,
        "odd:y": 2,
    }
    assert not reasons(parsed)


def test_what_is_not_kept_is_counted_in_items_without_audio_too(tmp_path: Path) -> None:
    known = "<title>a</title><category>b</category><pubDate>c</pubDate><description>d</description>"
    value = "<podcast:value><podcast:valueRecipient/><podcast:valueRecipient/></podcast:value>"
    parsed = read_text(tmp_path, rss(f"<item>{known}{value}</item>", item(value)))
    assert parsed.unknown_elements == {
        "podcast:value": 2,
        "podcast:value/podcast:valueRecipient": 4,
    }
    assert not reasons(parsed)


@pytest.mark.parametrize("inside", ["<x/>" * 500_001, f"<item>{'<x/>' * 500_001}</item>"])
def test_more_elements_than_any_feed_has_are_refused(inside: str, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"^The file has 500,000 elements that make up no item\.$"):
        read_text(tmp_path, rss(inside))


PIECES = r"""<item> </item> </channel> <![CDATA[ ]]> <!-- --> & &nbsp; <x:y~z=' <entry~ <?xml
    <enclosure~url='http://[ <title> </title> <!DOCTYPE~x> <description>~ xmlns=':'"""
FRAGMENTS = [item(), "\0", *(piece.replace("~", " ") for piece in PIECES.split())]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS) | st.text(), max_size=12))
def test_no_file_is_too_odd(pieces: list[str], tmp_path: Path) -> None:
    """Read or refused; and no item is lost in silence."""
    feed = rss(*pieces).encode(errors="replace")
    with suppress(FeedError):
        parsed = read_text(tmp_path, feed)
        seen = len(re.findall(rb"<(item|entry)[\s>]", feed))
        assert seen <= len(parsed.items) + len(parsed.set_aside)
