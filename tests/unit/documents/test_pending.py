"""What must follow a write stands in it, is carried out, and is taken off."""

from typing import Any

import pytest

from talkpython_site.documents import Episode, SaveConditionError
from talkpython_site.documents.base import EFFECTS, follow_up
from talkpython_site.documents.stamp import announcement, read_stamp
from tests.factories import make_episode, make_podcast

pytestmark = pytest.mark.usefixtures("clean")


def pending(episode: Episode) -> list[dict[str, Any]]:
    found = Episode.collection().find_one({"_id": episode.id}, {"pending": 1})
    assert found is not None
    return list(found.get("pending", ()))


def announced() -> list[str]:
    return [each.key for each in read_stamp()]


def new_episode() -> Episode:
    podcast = make_podcast()
    return Episode(podcast=podcast.id, key="1", guid="1", slug="a", title="A", state="draft")


def test_a_new_document_can_name_itself_in_what_follows() -> None:
    episode = new_episode()
    episode.insert(announcement(episode.card_key))
    assert announced() == [f"episode:{episode.id}"]
    assert pending(episode) == []
    assert episode.pending == []


def test_what_follows_a_change_is_done_and_taken_off() -> None:
    episode = make_episode()
    episode.change(announcement(episode.card_key), announcement("*"))
    assert announced() == [episode.card_key, "*"]
    assert pending(episode) == []


def test_what_follows_stands_in_the_same_write(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    episode = make_episode()
    monkeypatch.setitem(EFFECTS, "look", lambda entry: seen.append((entry, pending(episode))))
    entry = follow_up("look", at_what="the stamp")
    episode.change(entry)
    assert seen == [(entry, [entry])]


def test_a_lost_race_leaves_nothing_to_follow() -> None:
    episode = make_episode()
    Episode.objects(id=episode.id).first().change()
    with pytest.raises(SaveConditionError):
        episode.change(announcement("*"))
    assert (pending(episode), announced()) == ([], [])


def test_an_entry_carried_out_elsewhere_does_not_come_back() -> None:
    done, waiting = announcement("episode:1"), announcement("episode:2")
    episode = make_episode()
    at_this = {"_id": episode.id}
    Episode.collection().update_one(at_this, {"$set": {"pending": [done, waiting]}})
    read = Episode.objects(id=episode.id).first()
    Episode.collection().update_one(at_this, {"$pull": {"pending": {"id": done["id"]}}})
    read.change(announcement(read.card_key))
    assert pending(episode) == [waiting]


def test_entries_of_a_newer_version_stay() -> None:
    episode = make_episode()
    newer = {**follow_up("invent", x=1), "priority": 3}
    Episode.collection().update_one({"_id": episode.id}, {"$set": {"pending": [newer]}})
    Episode.objects(id=episode.id).first().change(announcement("*"))
    assert pending(episode) == [newer]
