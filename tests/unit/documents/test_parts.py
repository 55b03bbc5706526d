"""Old code beside new: what it does not know stays where it is."""

from typing import Any

import pytest

from talkpython_site.documents import Episode
from tests.factories import make_episode

pytestmark = pytest.mark.usefixtures("clean")

CHAPTERS = [
    {"start_seconds": 0.0, "title": "Hello", "invented": {"name": "A harbour", "cents": [1, 2]}},
    {"start_seconds": 90.0, "title": "Tides", "is_quiet": False},
]


def with_newer_fields() -> Episode:
    episode = make_episode()
    newer = {"chapters": CHAPTERS, "mood": {"name": "calm"}, "enclosure.loudness": -16}
    Episode.collection().update_one({"_id": episode.id}, {"$set": newer})
    read: Episode = Episode.objects(id=episode.id).first()
    return read


def stored(episode: Episode) -> dict[str, Any]:
    found = Episode.collection().find_one({"_id": episode.id})
    assert found is not None
    return found


def test_reordered_entries_keep_what_they_hold() -> None:
    episode = with_newer_fields()
    episode.chapters = list(reversed(episode.chapters))
    episode.change()
    assert stored(episode)["chapters"] == CHAPTERS[::-1]


def test_a_changed_entry_keeps_what_it_holds() -> None:
    episode = with_newer_fields()
    episode.chapters[1].title = "Ebb"
    episode.change()
    assert stored(episode)["chapters"] == [CHAPTERS[0], {**CHAPTERS[1], "title": "Ebb"}]


def test_a_moved_part_keeps_what_it_holds() -> None:
    episode = with_newer_fields()
    enclosure = episode.enclosure
    assert enclosure is not None
    enclosure.url = "https://media.example/moved.mp3"
    episode.enclosure = enclosure
    episode.change()
    assert stored(episode)["enclosure"]["loudness"] == -16


def test_fields_at_the_top_stay() -> None:
    episode = with_newer_fields()
    episode.title = "Changed by old code"
    episode.change()
    assert stored(episode)["mood"] == {"name": "calm"}


def test_no_class_name_is_stored() -> None:
    episode = with_newer_fields()
    assert "_cls" not in stored(episode)
    assert "_cls" not in episode.chapters[0].to_mongo()
