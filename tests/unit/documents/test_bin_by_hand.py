"""What an editor puts into the bin: restorable for 30 days, then gone but for its names."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from talkpython_site.catalogue.snapshot import read_changed, read_everything
from talkpython_site.documents import (
    Episode,
    MoveError,
    NotUniqueError,
    Podcast,
    Revision,
    SaveConditionError,
    Tombstone,
    utc_now,
)
from talkpython_site.documents.base import carry_out, follow_up
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.stamp import read_stamp
from talkpython_site.housekeeping import give_up_old, purge, tidy
from tests.conftest import watch
from tests.factories import make_episode, make_podcast
from tests.interleaving import Meanwhile
from tests.moves import EDITOR, again, stored

pytestmark = pytest.mark.usefixtures("clean")

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def podcast(clean: None) -> Podcast:  # noqa: ARG001 - the database is emptied first
    return make_podcast()


def binned(podcast: Podcast, **changes: Any) -> Episode:
    episode = make_episode(podcast, **{"guid": "g", "key": "7", **changes})
    episode.bin(EDITOR)
    return episode


def test_it_has_no_card_and_is_announced(podcast: Podcast) -> None:
    episode = binned(podcast)
    assert episode.card_key in {each.key for each in read_stamp()}
    assert read_everything()["episode"] == {}
    assert read_changed([episode.card_key])["episode"] == {episode.id: None}
    assert not episode.visible_to(None, utc_now())
    assert list(Episode.objects.of(podcast.id)) == []


@pytest.mark.parametrize("names", [{"guid": "g"}, {"key": "7"}])
def test_its_names_stay_taken(podcast: Podcast, names: dict[str, str]) -> None:
    binned(podcast)
    with pytest.raises(NotUniqueError):
        make_episode(podcast, **names)
    assert Episode.keys_of(podcast.id) == {"7"}


def test_it_is_kept_for_30_days_to_the_moment(podcast: Podcast) -> None:
    over = (binned(podcast).binned_at or utc_now()) + KEPT_IN_BIN
    tidy(over - MOMENT)
    assert stored()["is_restorable"] is True
    with time_machine.travel(over - MOMENT, tick=False):
        Episode.objects.get().restore(EDITOR)
        Episode.objects.get().bin(EDITOR)
    tidy(over)
    assert len(Episode.objects) == 1  # it counts anew
    tidy(over + KEPT_IN_BIN)
    assert len(Episode.objects) == 0


def test_what_is_purged_leaves_its_names_and_nothing_else(podcast: Podcast) -> None:
    other = make_episode(podcast, key="8")
    other.save_as(EDITOR, "saved")
    binned(podcast)
    assert Revision.objects.count() == 2
    tidy(utc_now() + KEPT_IN_BIN)
    assert [each.id for each in Episode.objects] == [other.id]
    assert [each.thing for each in Revision.objects] == [other.card_key]
    (stone,) = Tombstone.objects.of(podcast.id)
    assert (stone.id, stone.guid, stone.key) == (f"{podcast.id}:g", "g", "7")
    assert [each.id for each in Tombstone.objects.by_guids(["g", "h"])] == [stone.id]
    assert Episode.keys_of(podcast.id) == {"7", "8"}
    assert Episode.keys_of(make_podcast().id) == set()


def test_a_tombstone_is_set_once(podcast: Podcast) -> None:
    entry = follow_up("bury", podcast=podcast.id, guid="g", key="7")
    for _twice in range(2):
        carry_out(Episode, None, entry)
    assert [each.key for each in Tombstone.objects] == ["7"]


def test_what_an_import_or_the_sample_discards_is_purged_at_once(podcast: Podcast) -> None:
    """Also from the bin: its names are free, and no tombstone says otherwise."""
    first = binned(podcast)
    first.discard()
    assert (first.is_restorable, first.is_discarded) == (None, True)
    make_episode(podcast, guid="g", key="7").discard()
    assert purge() == 2
    assert (len(Tombstone.objects), len(Revision.objects)) == (0, 0)


def test_nothing_restorable_is_purged(podcast: Podcast) -> None:
    assert not binned(podcast).is_discarded
    assert purge() == 0


def test_what_is_pending_keeps_it(podcast: Podcast) -> None:
    episode = binned(podcast)
    entry = follow_up("invent")
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"pending": [entry]}})
    tidy(utc_now() + KEPT_IN_BIN)
    assert stored()["is_restorable"] is False
    with pytest.raises(MoveError):
        again(episode).restore(EDITOR)
    assert Tombstone.objects.count() == 1


def test_who_restores_it_at_the_last_moment_has_it(podcast: Podcast) -> None:
    episode = binned(podcast)

    def restore() -> None:
        again(episode).restore(EDITOR)

    with watch.accompanied(Meanwhile(restore, after="find episodes")):
        tidy(utc_now() + KEPT_IN_BIN)
    assert stored()["state"] == "unpublished"
    assert Tombstone.objects.count() == 0


def test_who_comes_a_moment_later_has_not(podcast: Podcast) -> None:
    earlier = again(binned(podcast))
    give_up_old(utc_now() + KEPT_IN_BIN)
    with pytest.raises(SaveConditionError):
        earlier.restore(EDITOR)
    assert stored()["state"] == "binned"
    assert purge() == 1
