"""Writers that die anywhere, readers, loaders and housekeeping in any order: nobody stays stale."""

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bson import ObjectId
from mongoengine import get_db

from talkpython_site.catalogue import Catalogue, Snapshot, following
from talkpython_site.documents import Episode, ImportRun, SaveConditionError, stamp, utc_now
from talkpython_site.documents.base import carry_out
from talkpython_site.documents.stamp import EVERYTHING, announcement
from talkpython_site.housekeeping import finish_overdue
from tests.conftest import watch
from tests.interleaving import Actor, play

RUNS = 40
LATER = timedelta(minutes=1)
PODCAST = ObjectId()

Numbers = dict[ObjectId, int]  # of episodes: the number is what changes


class Truth:
    """What was acknowledged so far: written, and announced after it was written."""

    def __init__(self) -> None:
        self.written: Numbers = {}
        self.announced: Numbers = {}
        self._begun: dict[ObjectId, Numbers] = {}

    def hear(
        self, moment: str, name: str, command: Mapping[str, Any], reply: Mapping[str, Any]
    ) -> None:
        if name == "update stamps":
            self._hear_announcement(moment, command["updates"][0]["u"])
        elif moment == "after" and name == "insert episodes":
            self.written |= {each["_id"]: each["number"] for each in command["documents"]}
        elif moment == "after" and name == "update episodes" and reply["n"]:
            for each in command["updates"]:
                number = each["u"].get("$set", {}).get("number")
                self.written |= {each["q"]["_id"]: number} if number else {}

    def _hear_announcement(self, moment: str, update: Mapping[str, Any]) -> None:
        (entry,) = update["$push"]["recent"]["$each"]
        if moment == "before":
            self._begun[entry["t"]] = dict(self.written)
        elif entry["k"] != EVERYTHING:
            key = ObjectId(entry["k"].partition(":")[2])
            number = self._begun[entry["t"]][key]
            self.announced[key] = max(number, self.announced.get(key, 0))


def new_episode() -> Episode:
    name = str(ObjectId())
    fields = dict.fromkeys(("key", "guid", "slug", "title"), name)
    return Episode(podcast=PODCAST, number=1, state="published", **fields)


def insert() -> None:
    episode = new_episode()
    episode.insert(announcement(episode.card_key))


def change(name: str) -> None:
    for _ in range(2):
        episode = Episode.objects(title=name).first()
        episode.number += 1
        try:
            episode.change(announcement(episode.card_key))
        except SaveConditionError:
            return


def import_two() -> None:
    """An import: one announcement, of everything, at its end."""
    run, entry = ImportRun(source="feed.xml"), announcement(EVERYTHING)
    entry["at"] += 2 * LATER  # it lives and renews, and is left alone
    run.insert_awaiting(entry)
    new_episode().insert()
    new_episode().insert()
    carry_out(ImportRun, run.id, entry)
    run.end()


def tidy_up(later: timedelta = LATER) -> None:
    finish_overdue(utc_now() + later)


def read(catalogue: Catalogue, truth: Truth) -> None:
    """Two requests: each sees all that had been announced before it began."""
    for _ in range(2):
        announced = dict(truth.announced)
        catalogue.refresh()
        snapshot = catalogue.all()
        assert snapshot.is_unfinished or holds(snapshot, announced)


def load(catalogue: Catalogue, truth: Truth) -> None:
    """Two full loads: each sees all that had been written before it began, announced or not."""
    for _ in range(2):
        written = dict(truth.written)
        catalogue.load()
        assert holds(catalogue.all(), written)


def holds(snapshot: Snapshot, numbers: Numbers) -> bool:
    cards = snapshot.episodes
    return all(key in cards and (cards[key].number or 0) >= n for key, n in numbers.items())


def cast(chance: random.Random, catalogues: list[Catalogue], truth: Truth) -> list[Actor]:
    """Four writers, some of which die, and what goes on around two catalogues meanwhile."""
    names = [str(title) for title in Episode.objects.scalar("title")]
    kinds: list[Callable[[], None]] = [insert, import_two, *(partial(change, n) for n in names)]
    writers = [
        Actor(chance.choice(kinds), watch, truth.hear, chance.choice((None, *range(8))))
        for _ in range(4)
    ]
    works: list[Callable[[], None]] = [
        partial(read, each, truth) for each in (*catalogues, catalogues[0])
    ]
    works += [partial(load, each, truth) for each in catalogues if chance.random() < 0.5]
    return [*writers, *(Actor(work, watch, truth.hear) for work in (*works, tidy_up))]


def run_once(seed: int) -> None:
    for name in ("episodes", "import_runs", "stamps"):
        get_db()[name].delete_many({})
    truth, catalogues = Truth(), [Catalogue(ZoneInfo("UTC"), 3600) for _ in range(2)]
    for _ in range(2):
        new_episode().insert()
    for catalogue in catalogues:
        catalogue.load()
    play(cast(random.Random(seed), catalogues, truth), seed)  # noqa: S311 - the same for a seed
    tidy_up(4 * LATER)
    stored = {each["_id"]: each["number"] for each in Episode.collection().find()}
    for catalogue in catalogues:
        catalogue.refresh()
        if catalogue.all().is_unfinished:
            catalogue.load()
        assert {card.id: card.number for card in catalogue.all().episodes.values()} == stored
    assert not Episode.collection().find_one({"pending.at": {"$exists": True}})


@pytest.mark.usefixtures("clean")
@pytest.mark.uncounted
@pytest.mark.parametrize("kept", [stamp.KEPT, 3], ids=["the whole stamp", "a short one"])
@pytest.mark.parametrize("part", range(2))
def test_nobody_stays_stale(part: int, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stamp, following):
        monkeypatch.setattr(module, "KEPT", kept)
    for seed in range(part * RUNS, (part + 1) * RUNS):
        try:
            run_once(seed)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise
