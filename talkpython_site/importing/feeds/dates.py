"""Dates as feeds write them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import parsedate_tz

DAY = "day"


def read_date(text: str) -> datetime | None:
    """An RFC 822 date, also with whole months or without weekday, or one of ISO 8601.

    In its own offset; one without offset is UTC. None for anything else.
    """
    try:
        return from_rfc_822(text) or from_iso_8601(text)
    except (ValueError, OverflowError, IndexError):  # IndexError: parsedate_tz of odd input
        return None


def from_rfc_822(text: str) -> datetime | None:
    """Raises ``ValueError`` where a number is out of range."""
    parts = parsedate_tz(text)
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts[:6]
    offset = timezone(timedelta(seconds=parts[9] or 0))
    return checked(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=offset))


def from_iso_8601(text: str) -> datetime:
    """Raises ``ValueError`` for what is none."""
    moment = datetime.fromisoformat(text.strip())
    return checked(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def checked(moment: datetime) -> datetime:
    """The same; raises ``OverflowError`` for one that has no UTC within the years 1 to 9999."""
    moment.astimezone(UTC)
    return moment


def are_days(moments: Iterable[datetime | None]) -> bool:
    """Whether all dates of a show stand at 00:00 in their own offset: days, not times."""
    dated = [moment for moment in moments if moment]
    return bool(dated) and all(moment.time() == time.min for moment in dated)


def stored(moment: datetime | None, *, is_day: bool) -> datetime | None:
    """In UTC to the millisecond, as databases keep it; of a day its midnight in UTC."""
    if moment is None:
        return None
    if is_day:
        return moment.replace(tzinfo=UTC)
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
