"""Every move in words, and how a thing stands."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.documents.publishable import KEPT_IN_BIN
from talkpython_site.documents.states import Move, Status
from talkpython_site.move_kinds import kind_of


class Words(NamedTuple):
    """A move in words; ``opens`` is None where a button alone is enough.

    What stands in braces is what its kind says of it.
    """

    does: str
    told: str
    opens: str | None = None
    is_grave: bool = False


WORDS: Mapping[Move, Words] = {
    Move.PUBLISH: Words("Publish now", "{shown}"),
    Move.SCHEDULE: Words("Schedule it", "Nobody sees it before.", "Publish later …"),
    Move.CALL_OFF: Words("Call it off", "It is a draft again, and appears at no time."),
    Move.UNPUBLISH: Words("Take it down", "{taken_down}", "Take it down …", is_grave=True),
    Move.BIN: Words("Put it into the bin", "{binned}", "Put it into the bin …", is_grave=True),
    Move.RESTORE: Words(
        "Take it out of the bin", "What was published waits to be published again."
    ),
}
# Where a state makes other words of it.
OTHER_WORDS: Mapping[tuple[Status, Move], Words] = {
    (Status.SCHEDULED, Move.PUBLISH): Words("Publish now", "Do not wait. {shown}"),
    (Status.SCHEDULED, Move.SCHEDULE): Words(
        "Schedule it", "Nobody sees it before.", "Another time …"
    ),
    (Status.UNPUBLISHED, Move.PUBLISH): Words(
        "Publish again", "{shown} It keeps its address and its date."
    ),
    (Status.UNPUBLISHED, Move.SCHEDULE): Words(
        "Schedule it", "Until then its address says why it is gone.", "Publish again later …"
    ),
}


def words_of(request: Request, thing: Any, move: Move) -> Words:
    kind, words = kind_of(thing), OTHER_WORDS.get((thing.status(request.now), move), WORDS[move])
    shown = kind.shown_at_once if kind.is_shown(request, thing) else kind.shown_later
    told = words.told.format(shown=shown, taken_down=kind.taken_down, binned=kind.binned)
    return words._replace(told=told)


def told(request: Request, thing: Any, status: Status) -> str:
    """How it stands, in a sentence."""
    tell = TELLING.get(status)
    return tell(request, thing) if tell else kind_of(thing).hidden


def tell_scheduled(request: Request, thing: Any) -> str:
    kind = kind_of(thing)
    zone, at = kind.zone(request, thing), thing.published_at or request.now
    when = f"{day_of(zone, at)}, {wording.clock(at, zone)}"
    if not kind.is_shown(request, thing):
        return f"It is published on {when}, by the clocks of {zone.key}. {kind.shown_later}"
    return f"Everybody sees it from {when} on, by the clocks of {zone.key}."


def tell_published(request: Request, thing: Any) -> str:
    kind, at = kind_of(thing), thing.published_at
    since = f", since {day_of(kind.zone(request, thing), at)}" if at else ""
    if not kind.is_shown(request, thing):
        return f"It is published{since}. {kind.shown_later}"
    return f"Everybody sees it{since}."


def tell_unpublished(_request: Request, thing: Any) -> str:
    unseen, reason = kind_of(thing).unseen, thing.unpublished_reason
    return f"{unseen} Its address says: “{reason}”" if reason else unseen


def tell_binned(request: Request, thing: Any) -> str:
    binned_at, zone = thing.binned_at or request.now, kind_of(thing).zone(request, thing)
    return f"It lies in the bin, until {day_of(zone, binned_at + KEPT_IN_BIN)}."


TELLING: Mapping[Status, Callable[[Request, Any], str]] = {
    Status.SCHEDULED: tell_scheduled,
    Status.PUBLISHED: tell_published,
    Status.UNPUBLISHED: tell_unpublished,
    Status.BINNED: tell_binned,
}


def day_of(zone: ZoneInfo, moment: datetime) -> str:
    return wording.full_date(moment.astimezone(zone).date())
