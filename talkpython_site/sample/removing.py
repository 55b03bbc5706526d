"""Removes what the sample brought and nothing else refers to; what stays is named with a reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import pymongo
from bson import ObjectId

from talkpython_site.catalogue.cards import EpisodeCard, PodcastCard
from talkpython_site.catalogue.snapshot import SOURCES, read_everything
from talkpython_site.documents import SampleLoad, SaveConditionError, utc_now
from talkpython_site.documents.base import EFFECTS
from talkpython_site.documents.sample_load import THE_ONE
from talkpython_site.housekeeping import purge
from talkpython_site.importing.runs import Run
from talkpython_site.sample.stores import MEDIA, PICTURE, Stores
from talkpython_site.wording import counted

SOURCE = LOCK = "the sample"  # no show has it: addresses have no blanks
REMOVE_SECONDS = 600.0
# Hidden first: what a visitor comes in by, then what it leads to.
ORDER = ("podcast", "episode", "person", "topic")

Cards = Mapping[str, Mapping[ObjectId, Any]]
Pair = tuple[str, ObjectId]  # kind and id


class Stayed(NamedTuple):
    """Something of the sample that others need, or that nobody can take away."""

    name: str
    reason: str


class Removed(NamedTuple):
    """What a removal did."""

    counts: dict[str, int]  # of documents by kind, as "podcast"
    files: int
    stayed: tuple[Stayed, ...]


def remove(stores: Stores) -> Removed | None:
    """Remove the sample; None where it never was here or nothing of it is left.

    Raises ``BusyError`` where another process loads or removes it, ``PyMongoError``, ``OSError``.
    """
    with pymongo.timeout(REMOVE_SECONDS), Run(SOURCE, LOCK) as run:
        with run.step():
            row = SampleLoad.objects(id=THE_ONE).first()
        return remove_within(run, row, stores) if row and row.brought else None


def remove_within(run: Run, row: SampleLoad, stores: Stores) -> Removed:
    """The same by a run that holds the lock.

    The row says first that the sample is removed: stopped midway, it never comes back by itself.
    """
    if row.removed_at is None:
        row.removed_at = utc_now()
        with run.step():
            row.change()
    with run.step():
        cards = read_everything()
    own = owned(row.brought)
    stayed = reasons(cards, own)
    leaving = [pair for pair in own if pair not in stayed]
    for kind, key in leaving:
        with run.step():
            discard(SOURCES[kind][0], key)
    with run.step():
        purge()
        files = unused(row.files, read_everything())
        stores.delete(files)
    with run.step():
        row.brought = [f"{kind}:{key}" for kind, key in own if (kind, key) in stayed]
        row.files = [name for name in row.files if name not in files]
        row.change()
    counts = Counter(kind for kind, key in leaving if key in cards[kind])
    named = (Stayed(name_of(cards[kind][key]), why) for (kind, key), why in stayed.items())
    return Removed(dict(counts), len(files), tuple(named))


def owned(brought: list[str]) -> list[Pair]:
    """What the sample brought, in the order in which it goes."""
    pairs = (each.partition(":") for each in brought)
    known = [(kind, ObjectId(key)) for kind, _, key in pairs if kind in ORDER]
    return sorted(known, key=lambda pair: ORDER.index(pair[0]))


def discard(kind: type[Any], key: ObjectId) -> None:
    """Put a document into the bin, once more where somebody else wrote in between.

    What lies there already, by a removal that was stopped, gets what is pending done.
    """
    while (document := kind.objects(id=key).first()) and not document.binned_at:
        with suppress(SaveConditionError):
            document.discard()
            return
    if document:
        document.finish(*(entry for entry in document.pending if entry["do"] in EFFECTS))


def reasons(cards: Cards, own: list[Pair]) -> dict[Pair, str]:
    """What of the sample stays, and why: others refer to it."""
    others = [c for key, c in cards["episode"].items() if ("episode", key) not in own]
    episodes = Counter(card.podcast for card in others)
    found = {
        (kind, key): f"it has {counted(episodes[key], 'more episode')}"
        for kind, key in own
        if kind == "podcast" and episodes[key]
    }
    shows = cards["podcast"].items()
    kept = [c for key, c in shows if ("podcast", key) in found or ("podcast", key) not in own]
    for card in [*kept, *others]:
        for pair in referred(card):
            if pair in own:
                found.setdefault(pair, f"it stands in “{card.title}”")
    return found


def referred(card: PodcastCard | EpisodeCard) -> Iterator[Pair]:
    """The people and topics that a card names."""
    yield from (("person", key) for key, _role in card.people)
    if isinstance(card, EpisodeCard):
        yield from (("topic", key) for key in card.topics)


def unused(files: list[str], cards: Cards) -> list[str]:
    """The files of the sample that nothing plays or shows any more."""
    used = {f"{MEDIA}:{card.media}" for card in cards["episode"].values()}
    used |= {f"{PICTURE}:{card.artwork}" for card in cards["podcast"].values()}
    return [name for name in files if name not in used]


def name_of(card: Any) -> str:
    name: str = card.title if isinstance(card, PodcastCard) else card.name
    return name
