"""The states of content, and the one table of moves between them."""

from datetime import datetime
from enum import StrEnum

from talkpython_site.documents.visibility import BINNED, DRAFT, PUBLISHED

UNPUBLISHED = "unpublished"


class Status(StrEnum):
    """What people call it; stored are states alone, and "scheduled" is published with a date."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    BINNED = "binned"
    OTHER = "other"  # of a version that this one does not know, or not whole yet


class Move(StrEnum):
    """What somebody can do to a thing as a whole."""

    PUBLISH = "publish"
    SCHEDULE = "schedule"
    CALL_OFF = "call off"
    UNPUBLISH = "unpublish"
    BIN = "bin"
    RESTORE = "restore"


# From where each may be done: everything else is refused, whatever two people click at once.
MOVES: dict[Status, frozenset[Move]] = {
    Status.DRAFT: frozenset({Move.PUBLISH, Move.SCHEDULE, Move.BIN}),
    Status.SCHEDULED: frozenset({Move.PUBLISH, Move.SCHEDULE, Move.CALL_OFF, Move.BIN}),
    Status.PUBLISHED: frozenset({Move.UNPUBLISH, Move.BIN}),
    Status.UNPUBLISHED: frozenset({Move.PUBLISH, Move.SCHEDULE, Move.BIN}),
    Status.BINNED: frozenset({Move.RESTORE}),
    Status.OTHER: frozenset(),
}


class MoveError(Exception):
    """What cannot be done to a thing in its state; says so to people."""

    def __init__(self, move: Move, status: Status) -> None:
        super().__init__(f"It is {status} now: there is nothing to {move}.")


def status_of(state: str | None, published_at: datetime | None, now: datetime) -> Status:
    """The one rule that ``visibility.is_public`` is a part of."""
    if state == PUBLISHED:
        is_later = published_at is not None and published_at > now
        return Status.SCHEDULED if is_later else Status.PUBLISHED
    known = {DRAFT: Status.DRAFT, UNPUBLISHED: Status.UNPUBLISHED, BINNED: Status.BINNED}
    return known.get(state or "", Status.OTHER)


def says_why(
    state: str | None, published_at: datetime | None, reason: str | None, now: datetime
) -> bool:
    """Whether an address says why its thing was taken down, also while that waits to be out again.

    What is scheduled and never was out has no reason.
    """
    status = status_of(state, published_at, now)
    return status is Status.UNPUBLISHED or (status is Status.SCHEDULED and reason is not None)
