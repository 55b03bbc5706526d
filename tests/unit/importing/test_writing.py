"""Feeds become podcasts and episodes, and stay what they are when they come again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from talkpython_site.catalogue import Catalogue
from talkpython_site.documents import Episode, ImportRun, Person, Podcast, utc_now
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.importing.feeds import writing
from talkpython_site.importing.feeds.reader import read
from talkpython_site.importing.feeds.writing import write_feed
from talkpython_site.importing.runs import BusyError, Run
from tests.conftest import Queries, watch
from tests.factories import make_episode
from tests.feeds import rss
from tests.imports import (
    TITLE,
    bring_in,
    counts,
    dated,
    edit,
    episode,
    everything,
    kept,
    numbered,
    podcast,
    written,
)
from tests.interleaving import Meanwhile

pytestmark = pytest.mark.usefixtures("clean")

ADA = "<podcast:person>Ada Quay</podcast:person>"
NOTES = "<description>{}</description>"


def test_a_new_show_comes_in_whole(tmp_path: Path) -> None:
    tags = "<category>Tides</category>" + NOTES.format("About tides")
    outcome = bring_in(tmp_path, dated(1, numbered(2), numbered(1, tags + ADA), numbered(3)))
    assert counts(outcome) == (3, 0, 0)
    assert outcome.choice.is_new
    show, first = podcast(), episode("guid-1")
    assert (show["title"], show["state"]) == ("Deep Harbour", "published")
    assert show["snapshot_at"] == first["snapshot_at"]
    assert show["imported"].keys() == {"title"}
    assert (first["podcast"], first["slug"], first["state"]) == (show["_id"], "tide-i", "published")
    assert first["people"][0]["person"] == Person.objects.get(key="ada quay").id
    assert {"title", "slug", "teaser", "notes_html", "people"} <= first["imported"].keys()
    assert first["revision"] == 0


def test_a_show_without_episodes_is_hidden_until_it_has_one(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, dated(1))
    assert counts(outcome) == (0, 0, 0)
    assert podcast()["state"] == "importing"
    assert ("The show", "hidden until it has an episode") in kept(outcome)
    bring_in(tmp_path, dated(2, numbered(1)))
    assert podcast()["state"] == "published"


def test_the_same_file_writes_nothing(tmp_path: Path, queries: Queries) -> None:
    feed = dated(1, numbered(1, ADA + NOTES.format("x")), numbered(2, "<category>T</category>"))
    bring_in(tmp_path, feed)
    before, stamp = everything(), read_stamp()
    with written(queries) as writes:
        outcome = bring_in(tmp_path, feed)
        assert writes() == []
    assert counts(outcome) == (0, 0, 2)
    assert (everything(), read_stamp()) == (before, stamp)
    assert ImportRun.objects.count() == 2


def test_a_newer_file_brings_what_changed(tmp_path: Path, queries: Queries) -> None:
    bring_in(tmp_path, dated(1, numbered(1), numbered(2)))
    before = episode("guid-2")
    with written(queries) as writes:
        feed = dated(2, numbered(3), numbered(2), numbered(1, "<title>Ebb</title>"))
        outcome = bring_in(tmp_path, feed)
        assert writes() == [
            "update episodes", "insert episodes", "update podcasts", "update stamps",
        ]  # fmt: skip
    assert counts(outcome) == (1, 1, 1)
    assert [episode("guid-1")[name] for name in ("title", "slug", "revision")] == ["Ebb", "ebb", 1]
    assert episode("guid-2") == before
    assert podcast()["snapshot_at"] == episode("guid-1")["snapshot_at"]


def test_what_a_file_does_not_say_takes_nothing_away(tmp_path: Path) -> None:
    said = "<itunes:season>2</itunes:season><itunes:duration>60</itunes:duration>" + ADA
    bring_in(
        tmp_path, dated(1, numbered(1, said), numbered(2), title=f"{TITLE}<language>en</language>")
    )
    before = episode("guid-1")
    assert counts(bring_in(tmp_path, dated(2, numbered(1)))) == (0, 0, 1)
    assert episode("guid-1") == before
    assert podcast()["language"] == "en"
    assert Episode.objects.count() == 2


def test_an_older_file_fills_what_is_empty_only(tmp_path: Path) -> None:
    newer, older = dated(9, numbered(1)), dated(
        1, numbered(1, "<title>Old</title><itunes:season>2</itunes:season>"), numbered(2),
        title="<title>Old Harbour</title><language>en</language>",
    )  # fmt: skip
    bring_in(tmp_path, newer)
    outcome = bring_in(tmp_path, older, "deep-harbour")
    assert counts(outcome) == (1, 1, 0)
    assert (episode("guid-1")["title"], episode("guid-1")["season"]) == ("Tide i", 2)
    assert (podcast()["title"], podcast()["language"]) == ("Deep Harbour", "en")
    before = everything()
    for again in (older, newer, older):
        assert bring_in(tmp_path, again, "deep-harbour").changed == 0
    assert everything() == before


def test_an_older_file_is_told_with_its_date(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(9, numbered(1)))
    outcome = bring_in(tmp_path, dated(1, numbered(1)))
    ages = "1 April 2024, 06:00 UTC, older than what is here (9 April 2024, 06:00 UTC)"
    said = f"this file is from {ages}: it fills only what is empty"
    assert kept(outcome) == [("The show", said)]


def test_a_file_from_the_future_freezes_nothing(tmp_path: Path, queries: Queries) -> None:
    future = dated(1, numbered(1)).replace("Apr 2024", "Apr 2999")
    bring_in(tmp_path, future)
    with written(queries) as writes:
        write_feed(read(tmp_path / "feed.xml"), "feed.xml")
        assert writes() == []
    today = f"{utc_now() + timedelta(seconds=1):%d %b %Y %H:%M:%S} GMT"
    later = dated(1, numbered(1, "<title>Ebb</title>")).replace("01 Apr 2024 06:00:00 GMT", today)
    assert counts(bring_in(tmp_path, later)) == (0, 1, 0)


def test_what_is_stored_of_the_future_is_put_right(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))
    future = {"$set": {"snapshot_at": datetime(2999, 1, 1, tzinfo=UTC)}}
    for document in (Podcast, Episode):
        document.collection().update_many({}, future)
    outcome = bring_in(tmp_path, dated(2, numbered(1, "<title>Ebb</title>")))
    assert (counts(outcome), kept(outcome)) == ((0, 1, 0), [])
    made = datetime(2024, 4, 2, 6, tzinfo=UTC)
    assert (podcast()["snapshot_at"], episode("guid-1")["snapshot_at"]) == (made, made)


def test_a_file_without_any_date_is_never_older(tmp_path: Path) -> None:
    item = "<item><title>{}</title><guid>1</guid><enclosure url='http://m.example/1.mp3'/></item>"
    bring_in(tmp_path, rss(item.format("One"), channel=TITLE + "<link>http://a.example</link>"))
    assert episode("1").get("snapshot_at") is None
    bring_in(tmp_path, rss(item.format("Two")), "deep-harbour")
    assert episode("1")["title"] == "Two"


def test_an_episode_made_meanwhile_keeps_its_key(tmp_path: Path) -> None:
    """By a form, before the import comes to it: another takes the key, or it is the same one."""
    bring_in(tmp_path, dated(1, numbered(1)))
    show = Podcast.objects.first()

    def make() -> None:
        make_episode(show, guid="other", key="7", number=7)
        make_episode(show, guid="guid-3", key="mine", title="Mine")

    seventh = "<itunes:episode>7</itunes:episode>"
    with watch.accompanied(Meanwhile(make, before="insert episodes")):
        feed = dated(2, numbered(1), numbered(2, seventh), numbered(3))
        outcome = bring_in(tmp_path, feed, "deep-harbour")
    assert counts(outcome) == (1, 0, 2)
    assert episode("guid-2")["key"].startswith("x")
    assert (episode("guid-3")["key"], episode("guid-3")["title"]) == ("mine", "Mine")


def test_keys_stay_whatever_comes(tmp_path: Path) -> None:
    def item(n: int, number: int) -> str:
        return numbered(n, f"<itunes:episode>{number}</itunes:episode>")

    bring_in(tmp_path, dated(1, item(3, 1), item(2, 1), item(1, 1)))
    keys = {each["guid"]: each["key"] for each in Episode.collection().find()}
    assert keys["guid-1"] == "1"  # the oldest
    bring_in(tmp_path, dated(2, item(1, 5), item(2, 6), item(4, 1), item(3, 7)))
    again = {each["guid"]: each["key"] for each in Episode.collection().find()}
    assert again.items() > keys.items()
    assert len(set(again.values())) == 4


def test_a_feed_that_gains_guids_means_the_same_episodes(tmp_path: Path) -> None:
    with_guids = dated(2, numbered(1), numbered(2))
    without = with_guids.replace("<guid>guid-1</guid>", "").replace("<guid>guid-2</guid>", "")
    for first, second in ((with_guids, without), (without, with_guids)):
        bring_in(tmp_path, first, "a")
        assert counts(bring_in(tmp_path, second, "a")) == (0, 0, 2)
        Episode.collection().delete_many({})


def test_stock_words_do_not_replace_real_notes(tmp_path: Path) -> None:
    see = NOTES.format("See episode {0} at https://a.example/{0}")
    long_ago = dated(1, numbered(1, NOTES.format("About tides, told at length. " * 9)))
    bring_in(tmp_path, long_ago)
    feed = dated(2, *(numbered(n, see.format(n)) for n in range(1, 6)))
    outcome = bring_in(tmp_path, feed, "deep-harbour")
    assert episode("guid-1")["notes_html"].startswith("<p>About tides")
    assert episode("guid-2")["notes_html"].startswith("<p>See episode 2")
    assert [item for item, reason in kept(outcome)] == ["Tide i"]
    assert "the longer notes from before" in kept(outcome)[0][1]
    edit(Episode.objects.get(guid="guid-1"), notes_html="<p>" + "My own notes. " * 30 + "</p>")
    assert kept(bring_in(tmp_path, feed)) == [("Tide i", "edited here: notes")]


def test_one_guid_is_one_podcasts(tmp_path: Path) -> None:
    guid = TITLE + "<podcast:guid>g</podcast:guid>"
    bring_in(tmp_path, dated(1, numbered(1), title=guid))
    outcome = bring_in(tmp_path, dated(1, numbered(1), title=guid), "copy")
    assert counts(outcome) == (1, 0, 0)
    assert kept(outcome) == [("The show", "its podcast:guid is another podcast's")]
    assert ("guid" in podcast(), "guid" in podcast("copy")) == (True, False)
    assert bring_in(tmp_path, dated(1, numbered(1), title=guid)).choice.slug == "deep-harbour"


def test_two_that_take_a_guid_at_once(tmp_path: Path) -> None:
    """Of two imports of one feed into two podcasts, the faster one gets the guid."""
    feed = dated(1, numbered(1), title=TITLE + "<podcast:guid>g</podcast:guid>")
    other = tmp_path / "other"
    other.mkdir()

    def meanwhile() -> None:
        bring_in(other, feed, "faster")

    with watch.accompanied(Meanwhile(meanwhile, before="insert podcasts")):
        bring_in(tmp_path, feed, "slower")
    assert ("guid" in podcast("faster"), "guid" in podcast("slower")) == (True, False)


def test_a_show_of_the_same_title_that_was_faster(tmp_path: Path) -> None:
    """It took the address between the choice and the lock."""
    other = tmp_path / "other"
    other.mkdir()

    def meanwhile() -> None:
        bring_in(other, rss("<item><guid>a</guid><enclosure url='http://m.example/a.mp3'/></item>"))

    faster = watch.accompanied(Meanwhile(meanwhile, before="insert import_runs"))
    with faster, pytest.raises(BusyError):
        bring_in(tmp_path, dated(1, numbered(1)))
    assert bring_in(tmp_path, dated(1, numbered(1))).choice.slug == "deep-harbour-2"


def test_one_show_at_a_time(tmp_path: Path) -> None:
    feed = dated(1, numbered(1))
    with Run("other.xml", "deep-harbour"), pytest.raises(BusyError, match="“deep-harbour”"):
        bring_in(tmp_path, feed)
    assert everything() == {"podcasts": [], "episodes": [], "people": [], "topics": []}
    bring_in(tmp_path, feed)


def test_a_new_podcast_is_seen_when_all_of_it_is_in(tmp_path: Path) -> None:
    catalogue = Catalogue(ZoneInfo("UTC"), 600)
    seen = []

    def look(_outcome: object) -> None:
        catalogue.load()
        seen.append(len(catalogue.public(utc_now()).episodes))

    path = tmp_path / "feed.xml"
    path.write_text(dated(1, numbered(1), numbered(2)))
    write_feed(read(path), path.name, None, look)
    assert [each.key for each in read_stamp()] == ["*"]
    catalogue.load()
    assert seen == [0, 0]
    assert len(catalogue.public(utc_now()).episodes) == 2


def test_an_item_that_no_document_can_hold_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGEST_BYTES", 2000)
    long_notes = NOTES.format("tide " * 500)
    outcome = bring_in(tmp_path, dated(1, numbered(1), numbered(2, long_notes)))
    assert counts(outcome) == (1, 0, 0)
    assert [(each.item, each.reason) for each in outcome.set_aside] == [
        ("Tide ii", "it is larger than 14 MB")
    ]
