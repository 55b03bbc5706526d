"""Times as clocks show them: where clocks jump, one is missing or comes twice (PEP 495)."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SECOND = timedelta(seconds=1)


class Jump(NamedTuple):
    """What clocks show at the moment at which they are put forward or back, before and after."""

    before: datetime
    after: datetime


def moments_of(shown: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments at which the clocks of a zone show this: one, in a gap none, else two.

    In order, in UTC.
    """
    moments = {moment for moment in read_both(shown, zone) if as_shown(moment, zone) == shown}
    return sorted(moments)


def around_gap(shown: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What clocks show as long before a gap, and after it, as what is missing lies in it."""
    late, early = read_both(shown, zone)
    return as_shown(early, zone), as_shown(late, zone)


def jump_at(shown: datetime, zone: ZoneInfo) -> Jump:
    """The jump of the clocks that a missing time, or one that comes twice, belongs to."""
    low, high = sorted(read_both(shown, zone))
    offset_before, offset_after = offset(low, zone), offset(high, zone)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if offset(middle, zone) == offset_before else (low, middle)
    moment = high.replace(microsecond=0, tzinfo=None)
    return Jump(moment + offset_before, moment + offset_after)


def read_both(shown: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A time read with the clocks as they go before a jump, and as they go after it."""
    first, second = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def as_shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def zone_called(name: str | None, otherwise: ZoneInfo) -> ZoneInfo:
    """The zone of a podcast by its name, another where it has none, or one that nobody knows."""
    try:
        return ZoneInfo(name) if name else otherwise
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise
