"""Which episodes a podcast has or had: an import meets them, and gives their names to no other."""

from collections.abc import Iterator, Mapping
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Episode, Tombstone
from talkpython_site.documents.visibility import BINNED


def known_episodes(podcast_id: ObjectId) -> list[Mapping[str, Any]]:
    """Each with ``guid`` and ``key``; those that were not purged with ``_id`` and ``enclosure``.

    Of one guid what is still here comes last.
    """
    there = list(named_episodes(podcast_id))  # first: what is purged meanwhile left its names
    gone = Tombstone.objects.of(podcast_id).only("guid", "key").as_pymongo()
    return [*({"guid": each["guid"], "key": each["key"]} for each in gone), *there]


def named_episodes(podcast_id: ObjectId) -> Iterator[Mapping[str, Any]]:
    """Those that have their names, also in the bin; what was discarded gave them up."""
    fields = ("guid", "key", "enclosure.url", "state", "is_restorable")
    for stored in Episode.objects(podcast=podcast_id).only(*fields).as_pymongo():
        if stored.get("state") != BINNED or stored.get("is_restorable") is not None:
            yield stored
