"""Moments: aware, in UTC, cut to the milliseconds that BSON keeps."""

from datetime import UTC, datetime
from typing import Any

from mongoengine import DateTimeField

EVER = datetime(1970, 1, 1, tzinfo=UTC)  # a sparse index answers a range, and nothing else


def utc_now() -> datetime:
    return to_moment(datetime.now(UTC))


def to_moment(aware: datetime) -> datetime:
    """The same moment as it will be read back from the database."""
    return aware.astimezone(UTC).replace(microsecond=aware.microsecond // 1000 * 1000)


class MomentField(DateTimeField):
    """A moment; a time without zone is refused, since nobody knows when it was."""

    def __set__(self, instance: Any, value: Any) -> None:
        is_aware = isinstance(value, datetime) and value.tzinfo is not None
        super().__set__(instance, to_moment(value) if is_aware else value)

    def validate(self, value: Any) -> None:
        if not isinstance(value, datetime) or value.tzinfo is None:
            self.error("is not a time with its zone")
