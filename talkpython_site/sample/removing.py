"""Removes what the sample brought and nothing else refers to; what stays is named with a reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import pymongo
from bson import ObjectId

from talkpython_site.catalogue.cards import CourseCard, EpisodeCard, NameCard, PodcastCard
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.catalogue.joining import NAMED
from talkpython_site.catalogue.snapshot import SOURCES, read_everything
from talkpython_site.documents import (
    Enrolment,
    Grant,
    SampleLoad,
    SaveConditionError,
    utc_now,
)
from talkpython_site.documents.base import EFFECTS
from talkpython_site.documents.sample_load import THE_ONE
from talkpython_site.housekeeping import purge
from talkpython_site.importing.runs import Run
from talkpython_site.sample.stores import Stores
from talkpython_site.sample.used_files import used
from talkpython_site.wording import counted

SOURCE = LOCK = "the sample"  # no show has it: addresses have no blanks
REMOVE_SECONDS = 600.0
# Hidden first: what a visitor comes in by, then what it leads to.
ORDER = ("podcast", "episode", "course", "interview", "person", "topic")

TAKEN = (
    (Enrolment, "it has {}", "student", "students"),
    (Grant, "it is granted to {}", "address", "addresses"),
)

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
        with stores.uploads.exclusive():
            named = used(row.files, utc_now())
            files = [name for name in row.files if name not in named]
            stores.delete(files)
    with run.step():
        row.brought = [f"{kind}:{key}" for kind, key in own if (kind, key) in stayed]
        row.files = [name for name in row.files if name not in files]
        row.change()
    counts = Counter(kind for kind, key in leaving if key in cards[kind])
    others = (Stayed(name_of(cards[kind][key]), why) for (kind, key), why in stayed.items())
    return Removed(dict(counts), len(files), tuple(others))


def owned(brought: list[str]) -> list[Pair]:
    """What the sample brought, in the order in which it goes."""
    pairs = (each.partition(":") for each in brought)
    known = [(kind, ObjectId(key)) for kind, _, key in pairs if kind in ORDER]
    return sorted(known, key=lambda pair: ORDER.index(pair[0]))


def discard(kind: type[Any], key: ObjectId) -> None:
    """Put a document into the bin, once more where somebody else wrote in between.

    What lies there already, by a removal that was stopped, gets what is pending done.
    """
    while (document := kind.objects(id=key).first()) and not document.is_discarded:
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
    found |= taken(key for kind, key in own if kind == "course" and key in cards[kind])
    kept = [
        card
        for kind in ("podcast", "course", "interview")
        for key, card in cards[kind].items()
        if (kind, key) in found or (kind, key) not in own
    ]
    for card in [*kept, *others]:
        for pair in referred(card):
            if pair in own:
                found.setdefault(pair, f"it stands in “{card.title}”")
    return found | survivors(cards, own, found)


def taken(courses: Iterable[ObjectId]) -> dict[Pair, str]:
    """Courses that somebody learns in or may join, and why they stay."""
    wanted, found = {"course": {"$in": list(courses)}}, dict[Pair, str]()
    for kind, why, one, many in TAKEN:
        counts = Counter(each["course"] for each in kind.collection().find(wanted, {"course": 1}))
        for key, number in counts.items():
            found.setdefault(("course", key), why.format(counted(number, one, many)))
    return found


def survivors(cards: Cards, own: list[Pair], kept: Mapping[Pair, str]) -> dict[Pair, str]:
    """Who stands for somebody who stays, and why: else a merge would be undone."""
    found: dict[Pair, str] = {}
    for kind in NAMED:
        stays = [
            c for key, c in cards[kind].items() if (kind, key) in kept or (kind, key) not in own
        ]
        for card in stays:  # and whoever is found here
            pair = (kind, card.merged_into)
            if pair in own and pair not in {*kept, *found} and card.merged_into in cards[kind]:
                found[pair] = f"“{card.name}” is merged into it"
                stays.append(cards[kind][card.merged_into])
    return found


def referred(card: PodcastCard | EpisodeCard | CourseCard | InterviewCard) -> Iterator[Pair]:
    """The people and topics that a card names."""
    yield from (("person", key) for key, _role in card.people)
    if not isinstance(card, PodcastCard):
        yield from (("topic", key) for key in card.topics)


def name_of(card: Any) -> str:
    name: str = card.name if isinstance(card, NameCard) else card.title
    return name
