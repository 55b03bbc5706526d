"""What lies in the bin or was deleted here does not come again, nor does its key."""

from datetime import timedelta
from pathlib import Path

import pytest

from talkpython_site.documents import Episode, Podcast, Tombstone, utc_now
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.housekeeping import give_up_old, purge, tidy
from talkpython_site.importing.feeds.outcome import Outcome
from tests.conftest import Queries, watch
from tests.factories import make_episode
from tests.feeds import AUDIO
from tests.imports import bring_in, counts, dated, episode, numbered, podcast, written
from tests.interleaving import Meanwhile
from tests.moves import EDITOR

pytestmark = pytest.mark.usefixtures("clean")

NUMBER = "<itunes:episode>{}</itunes:episode>"
FEED = dated(1, numbered(1, NUMBER.format(1)), numbered(2, NUMBER.format(2)), numbered(3))
BINNED, DELETED = "it is in the bin", "it was deleted here"


def bin_it(guid: str) -> None:
    Episode.objects.get(guid=guid).bin(EDITOR)


def outlive() -> None:
    """The days in the bin go by."""
    tidy(utc_now() + KEPT_IN_BIN + timedelta(minutes=1))


def set_aside(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each.item, each.reason) for each in outcome.set_aside]


def test_what_lies_in_the_bin_is_named_and_left_alone(tmp_path: Path, queries: Queries) -> None:
    bring_in(tmp_path, FEED)
    bin_it("guid-1")
    before = episode("guid-1")
    with written(queries) as writes:
        outcome = bring_in(tmp_path, FEED)
        assert writes() == []
    assert (counts(outcome), set_aside(outcome)) == ((0, 0, 2), [("Tide i", BINNED)])
    assert episode("guid-1") == before
    Episode.objects.get(guid="guid-1").restore(EDITOR)
    assert counts(bring_in(tmp_path, FEED)) == (0, 0, 3)
    assert episode("guid-1")["state"] == "unpublished"


def test_what_was_purged_is_named_and_stays_away(tmp_path: Path, queries: Queries) -> None:
    bring_in(tmp_path, FEED)
    for guid in ("guid-1", "guid-3"):
        bin_it(guid)
    outlive()
    with written(queries) as writes:
        outcome = bring_in(tmp_path, FEED)
        assert writes() == []
    assert counts(outcome) == (0, 0, 1)
    assert set_aside(outcome) == [("Tide i", DELETED), ("Tide iii", DELETED)]
    assert [each.guid for each in Episode.objects] == ["guid-2"]


def test_a_key_is_never_given_again(tmp_path: Path) -> None:
    bring_in(tmp_path, FEED)
    keys = [episode(f"guid-{n}")["key"] for n in (1, 2)]
    bin_it("guid-1")
    outlive()
    bin_it("guid-2")
    again = [numbered(n, NUMBER.format(n - 3)) for n in (4, 5)]  # called 1 and 2 once more
    assert counts(bring_in(tmp_path, dated(2, *again), "deep-harbour")) == (2, 0, 0)
    new = [episode(f"guid-{n}")["key"] for n in (4, 5)]
    assert keys == ["1", "2"]
    assert not set(new) & set(keys)
    assert Episode.keys_of(podcast()["_id"]) == {*keys, *new, episode("guid-3")["key"]}


def test_a_deleted_item_takes_no_key_from_another(tmp_path: Path) -> None:
    """It would be s1e1: the other one of that number is."""
    bring_in(tmp_path, dated(1, numbered(1, NUMBER.format(1)), numbered(2)))
    bin_it("guid-1")
    outlive()
    season = "<itunes:season>1</itunes:season>"
    feed = dated(2, numbered(1, season + NUMBER.format(1)), numbered(3, season + NUMBER.format(1)))
    outcome = bring_in(tmp_path, feed, "deep-harbour")
    assert set_aside(outcome) == [("Tide i", DELETED)]
    assert episode("guid-3")["key"] == "s1e1"


def test_a_show_that_was_deleted_for_the_most_part_is_known_again(tmp_path: Path) -> None:
    bring_in(tmp_path, FEED)
    for guid in ("guid-1", "guid-2"):
        bin_it(guid)
    outlive()
    outcome = bring_in(tmp_path, FEED.replace("Deep Harbour", "Shallow Harbour"))
    assert (outcome.choice.slug, counts(outcome)) == ("deep-harbour", (0, 0, 1))
    assert Podcast.objects.count() == 1


def test_who_bins_it_meanwhile_is_respected(tmp_path: Path) -> None:
    bring_in(tmp_path, dated(1, numbered(1)))
    newer = dated(2, numbered(1, "<title>Theirs</title>"))
    with watch.accompanied(Meanwhile(lambda: bin_it("guid-1"), before="update episodes")):
        outcome = bring_in(tmp_path, newer)
    assert set_aside(outcome) == [("Theirs", BINNED)]
    assert (episode("guid-1")["title"], episode("guid-1")["state"]) == ("Tide i", "binned")


def test_one_whose_time_is_over_still_has_its_names(tmp_path: Path) -> None:
    """Between its tombstone and the purge, and before."""
    bring_in(tmp_path, FEED)
    bin_it("guid-1")
    give_up_old(utc_now() + KEPT_IN_BIN + timedelta(minutes=1))
    assert set_aside(bring_in(tmp_path, FEED)) == [("Tide i", BINNED)]
    assert purge() == 1
    assert set_aside(bring_in(tmp_path, FEED)) == [("Tide i", DELETED)]


def test_what_stands_again_beside_its_tombstone_is_an_episode(tmp_path: Path) -> None:
    bring_in(tmp_path, FEED)
    show = podcast()["_id"]
    Tombstone(id=f"{show}:guid-1", podcast=show, guid="guid-1", key="1").insert()
    assert counts(bring_in(tmp_path, FEED)) == (0, 0, 3)


def test_guids_that_a_feed_gains_bring_nothing_back(tmp_path: Path) -> None:
    with_guids = dated(1, numbered(1), numbered(2))
    bring_in(tmp_path, with_guids.replace("<guid>guid-1</guid>", ""))
    (url,) = {each.guid for each in Episode.objects} - {"guid-2"}
    assert url in AUDIO.format(1)
    bin_it(url)
    outlive()
    assert set_aside(bring_in(tmp_path, with_guids)) == [("Tide i", DELETED)]


def test_what_was_discarded_comes_anew(tmp_path: Path) -> None:
    """Also where a feed has no guids, and the address of the audio would tell."""
    feed = FEED.replace("<guid>guid-1</guid>", "")
    bring_in(tmp_path, feed)
    first = Episode.objects(key="1").first().discard()
    assert counts(bring_in(tmp_path, feed)) == (1, 0, 2)
    assert [each.id for each in Episode.objects(key="1")] != [first.id]


def test_a_new_show_in_the_bin_stays_hidden(tmp_path: Path) -> None:
    """Its first import was stopped, and its one episode binned."""
    bring_in(tmp_path, dated(1))
    show = Podcast.objects.get()
    make_episode(show, guid="guid-1", title="Tide i")
    bin_it("guid-1")
    bring_in(tmp_path, dated(1, numbered(1)))
    assert podcast()["state"] == "importing"
