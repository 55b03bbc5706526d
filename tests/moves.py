"""Every change of an episode: what it begins with, what it leaves, and what the audit line says."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site.documents import Actor, AuditLine, Episode, Move, Revision, Status
from talkpython_site.documents.revision import content_of
from tests.factories import FIRST_DAY, elsewhere, make_episode, make_podcast

EDITOR = Actor(ObjectId(24 * "e"), "203.0.113.9")
BEFORE = FIRST_DAY
LATER = datetime(2999, 1, 1, 6, 30, tzinfo=UTC)
LATER_STILL = LATER + timedelta(days=1)
REASON = "It names somebody who asked us not to."

NOTHING: Mapping[str, Any] = MappingProxyType({})
Stored = dict[str, Any]
# An episode in each state.
DRAFT: Stored = {"state": "draft", "published_at": None}
SCHEDULED: Stored = {"state": "published", "published_at": LATER}
PUBLISHED: Stored = {"state": "published", "published_at": BEFORE}
UNPUBLISHED: Stored = {**PUBLISHED, "state": "unpublished", "unpublished_reason": REASON}
BINNED: Stored = {"state": "binned", "binned_at": BEFORE + timedelta(days=1), "is_restorable": True}
OUT_OF_THE_BIN: Stored = {"state_before": None, "binned_at": None, "is_restorable": None}
# What each move makes of an episode; out of the bin it is a draft, if nobody ever saw it.
LEADS_TO = {
    (Status.DRAFT, Move.PUBLISH): Status.PUBLISHED,
    (Status.DRAFT, Move.SCHEDULE): Status.SCHEDULED,
    (Status.DRAFT, Move.BIN): Status.BINNED,
    (Status.SCHEDULED, Move.PUBLISH): Status.PUBLISHED,
    (Status.SCHEDULED, Move.SCHEDULE): Status.SCHEDULED,
    (Status.SCHEDULED, Move.CALL_OFF): Status.DRAFT,
    (Status.SCHEDULED, Move.BIN): Status.BINNED,
    (Status.PUBLISHED, Move.UNPUBLISH): Status.UNPUBLISHED,
    (Status.PUBLISHED, Move.BIN): Status.BINNED,
    (Status.UNPUBLISHED, Move.PUBLISH): Status.PUBLISHED,
    (Status.UNPUBLISHED, Move.SCHEDULE): Status.SCHEDULED,
    (Status.UNPUBLISHED, Move.BIN): Status.BINNED,
    (Status.BINNED, Move.RESTORE): Status.UNPUBLISHED,
}


class Change(NamedTuple):
    """One change of an episode that was ``begin`` before."""

    do: Callable[[Episode, Actor], Any]
    said: str
    fields: tuple[str, ...]
    begin: Mapping[str, Any] = NOTHING
    leaves: Mapping[str, Any] = NOTHING  # what is stored afterwards, among else
    values: Mapping[str, str] = NOTHING


def save(episode: Episode, by: Actor) -> None:
    episode.title, episode.summary, episode.people = "Ebb", None, []
    episode.enclosure = elsewhere("ebb.mp3")
    episode.save_as(by, "saved", nonce="a")


def bring_back(episode: Episode, by: Actor) -> None:
    stored = episode.to_mongo().to_dict()
    episode.take({**content_of(stored), "title": "As it was", "season": 2, "state": "published"})
    episode.save_as(by, "brought back", number="0")


def state(name: str) -> dict[str, str]:
    return {"state": name}


STATE, DATE, REASONS = "state", "published_at", "unpublished_reason"
TO_BIN = ("binned_at", "is_restorable", STATE, "state_before")
CHANGES = {
    "save": Change(
        save,
        "saved",
        ("enclosure", "summary", "title"),
        PUBLISHED,
        {**PUBLISHED, "title": "Ebb", "summary": None, "nonce": "a"},
    ),
    "bring back": Change(
        bring_back,
        "brought back",
        ("season", "title"),
        {**DRAFT, "nonce": "a"},
        {**DRAFT, "title": "As it was", "season": 2, "nonce": None},
        {"number": "0"},
    ),
    "publish": Change(
        lambda it, by: it.publish(by), "published", (DATE, STATE), DRAFT, state("published"),
        state("published"),
    ),
    "publish what is scheduled": Change(
        lambda it, by: it.publish(by), "published", (DATE,), SCHEDULED, state("published"),
        state("published"),
    ),
    "publish again": Change(
        lambda it, by: it.publish(by),
        "published",
        (STATE, REASONS),
        {**UNPUBLISHED, "published_precision": "day"},
        {**PUBLISHED, "published_precision": "day", REASONS: None},
        state("published"),
    ),
    "schedule": Change(
        lambda it, by: it.schedule(LATER, by),
        "scheduled",
        (DATE, STATE),
        DRAFT,
        SCHEDULED,
        {**state("published"), "at": "2999-01-01 06:30 UTC"},
    ),
    "schedule otherwise": Change(
        lambda it, by: it.schedule(LATER_STILL, by),
        "scheduled",
        (DATE, "published_precision"),
        {**SCHEDULED, "published_precision": "day"},
        {**SCHEDULED, DATE: LATER_STILL, "published_precision": None},
        {**state("published"), "at": "2999-01-02 06:30 UTC"},
    ),
    "schedule again": Change(
        lambda it, by: it.schedule(LATER, by), "scheduled", (DATE, STATE), UNPUBLISHED,
        {**SCHEDULED, REASONS: REASON}, {**state("published"), "at": "2999-01-01 06:30 UTC"},
    ),
    "call off again": Change(
        lambda it, by: it.call_off(by), "called off", (DATE, STATE, REASONS),
        {**SCHEDULED, REASONS: REASON}, {**DRAFT, REASONS: None}, state("draft"),
    ),
    "call off": Change(
        lambda it, by: it.call_off(by), "called off", (DATE, STATE), SCHEDULED, DRAFT,
        state("draft"),
    ),
    "unpublish": Change(
        lambda it, by: it.unpublish(REASON, by), "unpublished", (STATE, REASONS), PUBLISHED,
        UNPUBLISHED, state("unpublished"),
    ),
    "bin": Change(
        lambda it, by: it.bin(by),
        "binned",
        TO_BIN,
        {**UNPUBLISHED, "key": "7", "guid": "g"},
        {
            "key": "7", "guid": "g", "state": "binned", "state_before": "unpublished",
            "is_restorable": True, REASONS: REASON,
        },
        state("binned"),
    ),
    "restore what was down": Change(
        lambda it, by: it.restore(by), "restored", TO_BIN,
        {**UNPUBLISHED, **BINNED, "state_before": "unpublished"}, {**UNPUBLISHED, **OUT_OF_THE_BIN},
        state("unpublished"),
    ),
    "restore what was out": Change(
        lambda it, by: it.restore(by), "restored", TO_BIN,
        {**PUBLISHED, **BINNED, "state_before": "published"},
        {"state": "unpublished", DATE: BEFORE, REASONS: None, **OUT_OF_THE_BIN},
        state("unpublished"),
    ),
    "restore what had no date": Change(
        lambda it, by: it.restore(by), "restored", TO_BIN,
        {DATE: None, **BINNED, "state_before": "published"},
        {"state": "unpublished", DATE: None, **OUT_OF_THE_BIN}, state("unpublished"),
    ),
    "restore what was scheduled": Change(
        lambda it, by: it.restore(by), "restored", tuple(sorted((*TO_BIN, DATE))),
        {**SCHEDULED, **BINNED, "state_before": "published"}, {**DRAFT, **OUT_OF_THE_BIN},
        state("draft"),
    ),
    "restore a draft": Change(
        lambda it, by: it.restore(by), "restored", TO_BIN,
        {**DRAFT, **BINNED, "state_before": "draft"}, {**DRAFT, **OUT_OF_THE_BIN}, state("draft"),
    ),
}  # fmt: skip


def begun(name: str) -> dict[str, Any]:
    """The one episode as it is stored before a change."""
    make_episode(make_podcast(), **CHANGES[name].begin)
    return stored()


def do(name: str) -> None:
    """The change of the episode that was begun."""
    CHANGES[name].do(Episode.objects.first(), EDITOR)


def stored() -> dict[str, Any]:
    """The one episode that there is."""
    (found,) = Episode.collection().find()
    return found


def again(episode: Episode) -> Episode:
    """The same as another process reads it."""
    found: Episode = Episode.objects.get(id=episode.id)
    return found


def lines() -> list[dict[str, Any]]:
    """What the audit says, oldest first."""
    return list(AuditLine.collection().find(sort=[("revision", 1)]))


def kept() -> dict[int, dict[str, Any]]:
    """What was put by, by number."""
    return {each["number"]: each["content"] for each in Revision.collection().find()}
