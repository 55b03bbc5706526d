"""Which part of a file a request asks for (RFC 9110, 13.1.5 and 14)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple

# One range alone: several would make an answer of many parts, which no player asks for, and a
# thousand of them an attack (RFC 9110, 17.15). The whole file is always a right answer (14.2).
ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
DIGITS = 20  # the first 20 digits of a longer number are still more bytes than any file has
SECOND = timedelta(seconds=1)


class UnsatisfiableError(ValueError):
    """A range that begins after the end, or is empty; answered by 416."""


class Part(NamedTuple):
    """Bytes of a file, from ``first`` on, counted from 0."""

    first: int
    length: int

    def content_range(self, size: int) -> str:
        return f"bytes {self.first}-{self.first + self.length - 1}/{size}"


def part_of(header: str | None, size: int) -> Part | None:
    """The part of ``size`` bytes that a ``Range`` header asks for; None for the whole file: nothing
    is asked for, or several parts, or what makes no sense. A part longer than the file is cut.

    An empty file is always sent whole: it has no range that could be named.
    Raises ``UnsatisfiableError``.
    """
    asked = ONE_RANGE.fullmatch(header or "")
    if asked is None or not size or asked[1] == asked[2] == "":
        return None
    if not asked[1]:
        length = min(number(asked[2]), size)
        return satisfiable(Part(size - length, length))
    first, last = number(asked[1]), number(asked[2]) if asked[2] else size - 1
    if asked[2] and last < first:
        return None
    return satisfiable(Part(first, min(last, size - 1) - first + 1))


def number(digits: str) -> int:
    return int(digits.lstrip("0")[:DIGITS] or "0")


def satisfiable(part: Part) -> Part:
    if part.length < 1:
        raise UnsatisfiableError
    return part


def is_current(if_range: str | None, etag: str, modified: datetime, now: datetime) -> bool:
    """Whether a part may be joined to what a client has: its ``If-Range`` header is the very
    validator that the file has now.

    A weak ETag never is, nor a date while the second has not passed in which the file was changed.
    """
    if if_range is None or if_range == f'"{etag}"':
        return True
    return if_range == http_date(modified) and now - modified.replace(microsecond=0) > SECOND


def http_date(moment: datetime) -> str:
    """RFC 9110, 5.6.7; the second that has begun."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
