"""What only all items of a feed together tell."""

from datetime import UTC, datetime
from pathlib import Path

from tests.feeds import AUDIO, item, read_text, reasons, rss

STANDS_FOR_IT = "its enclosure or its link stands for it"


def dated(day: int, inside: str = "", name: str = "tide") -> str:
    return item(f"<pubDate>2024-03-{day:02}T00:00:00-08:00</pubDate>{inside}", name)


def test_numbers_leave_the_titles(tmp_path: Path) -> None:
    titles = ["1: Ebb", "2: Flow", "3: Slack", "4: Neap", "5: Spring"]
    items = [item(f"<title>{title}</title>", title[0]) for title in titles]
    feed = read_text(tmp_path, rss(*items))
    assert [(each.number, each.title) for each in feed.items] == [
        (1, "Ebb"),
        (2, "Flow"),
        (3, "Slack"),
        (4, "Neap"),
        (5, "Spring"),
    ]


def test_an_element_for_the_number_wins(tmp_path: Path) -> None:
    inside = "<title>#7: Ebb</title><itunes:title>#7 Ebb</itunes:title>"
    feed = read_text(tmp_path, rss(item(inside + "<itunes:episode>8</itunes:episode>")))
    assert (feed.items[0].number, feed.items[0].title) == (8, "#7 Ebb")


def test_days_are_days_in_every_zone(tmp_path: Path) -> None:
    feed = read_text(tmp_path, rss(dated(5), item("<pubDate>soon</pubDate>", "undated")))
    assert feed.items[0].published_at == datetime(2024, 3, 5, tzinfo=UTC)
    assert [each.published_precision for each in feed.items] == ["day", None]
    assert feed.snapshot_at == datetime(2024, 3, 5, tzinfo=UTC)
    feed = read_text(tmp_path, rss(dated(5), item(name="timed")))
    assert feed.items[0].published_at == datetime(2024, 3, 5, 8, tzinfo=UTC)
    assert feed.items[0].published_precision is None


def test_the_oldest_keeps_a_guid_that_several_have(tmp_path: Path) -> None:
    guid = "<guid isPermaLink='false'>same</guid>"
    feed = read_text(tmp_path, rss(dated(7, guid, "c"), dated(6, guid, "b"), dated(5, guid, "a")))
    assert [each.guid for each in feed.items] == [
        "media.example/c.mp3",
        "media.example/b.mp3",
        "same",
    ]
    assert reasons(feed) == [f"its guid is taken; {STANDS_FOR_IT}"] * 2


def test_equal_dates_go_by_the_order_in_the_file(tmp_path: Path) -> None:
    guid = "<guid isPermaLink='false'>same</guid>"
    feed = read_text(tmp_path, rss(dated(5, guid, "a"), dated(5, guid, "b")))
    assert [each.guid for each in feed.items] == ["same", "media.example/b.mp3"]


def test_a_link_stands_for_a_guid_last(tmp_path: Path) -> None:
    bare = (
        f"<item><title>{{}}</title><link>https://a.example/{{}}</link>{AUDIO.format('one')}</item>"
    )
    items = [bare.format("a", 1), bare.format("b", 2), bare.format("c", 2)]
    feed = read_text(tmp_path, rss(*items))
    assert [each.guid for each in feed.items] == ["media.example/one.mp3", "https://a.example/2"]
    assert [(oddity.item, oddity.reason) for oddity in feed.set_aside] == [
        ("c", "another item has its guid and its audio")
    ]
    assert reasons(feed) == ["it has no date"] * 3 + [f"it has no guid; {STANDS_FOR_IT}"] * 2


def test_topics_are_what_under_half_of_the_items_carry(tmp_path: Path) -> None:
    sentence = "the tides and what else there is to say about the moon and the water"
    keywords = f"<itunes:keywords>Sea, {{}}, ,{sentence}</itunes:keywords>"
    items = [item(keywords.format(word), word) for word in ("Ebb", "ébb", "Flow", "Neap", "Slack")]
    items[2] = item("<category>Sea</category><itunes:category text='Foam'/>", "Flow")
    feed = read_text(tmp_path, rss(*items))
    assert [each.topics for each in feed.items] == [
        ("Ebb",),
        ("ébb",),
        ("Foam",),
        ("Neap",),
        ("Slack",),
    ]
    assert reasons(feed) == ["a keyword of more than 60 characters is left out"] * 4


def test_what_holds_for_many_items_is_said_once(tmp_path: Path) -> None:
    items = [item("<pubDate/>", f"tide {n}") for n in range(7)]
    feed = read_text(tmp_path, rss(*items))
    assert [(oddity.item, oddity.reason) for oddity in feed.oddities] == [
        ("7 items, first tide 0", "it has no date")
    ]
