"""The bin: what lies there is seen nowhere, takes no name, and is purged once that is announced."""

from datetime import timedelta
from pathlib import Path

import pytest

from talkpython_site.catalogue.snapshot import read_changed, read_everything
from talkpython_site.documents import Episode, Person, Podcast, Topic, utc_now
from talkpython_site.documents.stamp import announcement, read_stamp
from talkpython_site.housekeeping import Housekeeping, finish_overdue, purge
from tests.factories import make_episode, make_person, make_podcast, make_topic
from tests.imports import bring_in, counts, dated, numbered
from tests.killing import every_death
from tests.waiting import wait_until

pytestmark = pytest.mark.usefixtures("clean")


def discard_all() -> None:
    for kind in (Podcast, Episode, Person, Topic):
        for document in kind.objects:
            document.discard()


def test_it_has_no_card_and_is_announced() -> None:
    made = [make_podcast(), make_episode(), make_person(), make_topic()]
    discard_all()
    keys = [each.card_key for each in made]
    assert set(keys) <= {each.key for each in read_stamp()}
    assert not any(read_everything().values())
    assert {card for cards in read_changed(keys).values() for card in cards.values()} == {None}


def test_nobody_sees_it() -> None:
    podcast, episode = make_podcast().discard(), make_episode().discard()
    assert not podcast.visible_to(None, utc_now())
    assert not episode.visible_to(None, utc_now())
    # Views and older versions, which know no bin, go by the state.
    assert [podcast.state, episode.state] == ["binned", "binned"]


def test_its_names_are_free() -> None:
    podcast = make_podcast(slug="tides", guid="p", feed_urls=["https://tides.example/feed"])
    episode = make_episode(podcast, key="1", guid="e")
    names = make_person("Ines"), make_topic("Fog")
    for each in (episode, *names, podcast):
        each.discard()
    assert Podcast.objects.by_slug("tides").first() is None
    assert Podcast.objects.by_guid("p").first() is None
    assert Podcast.objects.by_feed_url("https://tides.example/feed").first() is None
    assert Episode.objects.of(podcast.id).first() is None
    assert Episode.objects.by_guids(["e"]).first() is None
    assert Person.objects.by_keys(["ines"]).first() is None
    make_podcast(slug="tides", guid="p")
    make_episode(podcast, key="1", guid="e")
    make_person("Ines")
    make_topic("Fog")


def test_an_import_brings_anew_what_lies_there(tmp_path: Path) -> None:
    feed = dated(2, numbered(1), numbered(2))
    assert counts(bring_in(tmp_path, feed)) == (2, 0, 0)
    discard_all()
    outcome = bring_in(tmp_path, feed)
    assert counts(outcome) == (2, 0, 0)
    assert outcome.choice.slug == "deep-harbour"
    assert purge() == 3
    assert Episode.objects.count() == 2


def test_what_is_pending_keeps_it_from_the_purge() -> None:
    episode = make_episode().discard()
    entry = announcement(episode.card_key)
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"pending": [entry]}})
    assert purge() == 0
    assert finish_overdue(utc_now() + timedelta(minutes=1)) == 1
    assert purge() == 1


def test_housekeeping_purges() -> None:
    make_episode()
    make_episode().discard()
    housekeeping = Housekeeping(round_seconds=0.01)
    housekeeping.start()
    wait_until(lambda: Episode.objects.count() == 1)
    housekeeping.stop()


def discard() -> None:
    Episode.objects.first().discard()


def test_a_killed_discard_is_announced_and_purged(database_uri: str) -> None:
    deaths: dict[int, int] = {}
    episode = make_episode()
    for writes in every_death(database_uri, discard):
        deaths[writes] = finish_overdue(utc_now() + timedelta(minutes=1))
        assert episode.card_key in {each.key for each in read_stamp()}
        assert purge() == 1
        episode = make_episode()
    # binned, announced, taken off, and once to its end
    assert deaths == {1: 1, 2: 1, 3: 0}
