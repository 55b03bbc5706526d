"""The time strip and the wall: talk drawn as time, on one scale for the whole site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

WHOLE = 10_000  # a strip's length in the unit of its ends
SHORTEST_PART = 100  # 1 %
MOST_PARTS = 40
MOST_WIDE_GAPS = 12  # parts up to which 3 px lie between two
NARROW = 240  # px under which only wide gaps are drawn

COLUMN = 160  # px that lists give a strip; half of it on phones, where a minute is half as long
SHORTEST = 8  # px
MINUTE_WIDTHS = (8, 4, 2)  # px a minute may have in lists
SLASHES = 12  # px at the end of a strip that is cut

ROW, ROW_GAP = 4, 2  # px of the wall
WALL_ROWS = 17  # in a column
FEWEST_ROWS = 3
WALL_COLUMNS = 6


class Starting(Protocol):
    """What begins at a second: a chapter."""

    @property
    def start_seconds(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Strip:
    """What a template draws, in percent of the width that it is given."""

    width: str
    gaps: tuple[str, ...]  # where parts meet
    gap_kind: str  # "wide" or "thin"
    is_cut: bool  # longer than the column: ends in two slashes


@dataclass(frozen=True, slots=True)
class WallRow:
    """One thin strip of the wall: ``y`` in px, ``width`` in percent of its column."""

    y: int
    width: str
    is_cut: bool


def ends(chapters: Iterable[Starting] | None, duration: float | None) -> list[int]:
    """Where the parts of an episode end, in ten-thousandths of its length, the last one included.

    Empty where it is drawn as one part: without a length, with fewer than two parts or more than
    40. A part under 1 % joins its neighbour.
    """
    if not duration or duration <= 0:
        return []
    seconds = sorted(c.start_seconds for c in chapters or () if 0 <= c.start_seconds < duration)
    found: list[int] = []
    for start in (round(second / duration * WHOLE) for second in seconds):
        if start - (found[-1] if found else 0) >= SHORTEST_PART and start <= WHOLE - SHORTEST_PART:
            found.append(start)
    return [*found, WHOLE] if 0 < len(found) < MOST_PARTS else []


def minute_width(durations: Iterable[int | None]) -> int:
    """The px a minute has in every list: the largest with which nine in ten fit the column."""
    known = sorted(duration for duration in durations if duration)
    if not known:
        return MINUTE_WIDTHS[-1]
    nine_in_ten = known[(len(known) * 9 + 9) // 10 - 1]
    fitting = (width for width in MINUTE_WIDTHS if nine_in_ten / 60 * width <= COLUMN)
    return next(fitting, MINUTE_WIDTHS[-1])


def in_list(duration: int | None, ends_stored: Sequence[int], px_a_minute: int) -> Strip | None:
    """The strip of a row in a list, on the site's scale; None where no length is known."""
    if not duration or duration <= 0:
        return None
    return drawn(max(SHORTEST, duration / 60 * px_a_minute), COLUMN, ends_stored)


def across(duration: int | None, ends_stored: Sequence[int], width: int) -> Strip | None:
    """A strip that takes the full width it is given, at least ``width`` px."""
    return drawn(width, width, ends_stored) if duration and duration > 0 else None


def drawn(width: float, place: float, ends_stored: Sequence[int]) -> Strip:
    """A strip that wants ``width`` of the ``place`` px there are; a longer one is cut."""
    kind = gap_kind(len(ends_stored), width)
    last_gap = place - SLASHES if width > place else place
    positions = [width * end / WHOLE for end in ends_stored[:-1]] if kind else []
    return Strip(
        width=percent(min(width, place) / place),
        gaps=tuple(percent(gap / place) for gap in positions if gap < last_gap),
        gap_kind=kind or "wide",
        is_cut=width > place,
    )


def gap_kind(parts: int, width: float) -> str | None:
    """``wide`` gaps of 3 px, ``thin`` ones of 1 px, or None: gaps never eat half of a strip."""
    if parts < 2 or parts > MOST_PARTS:
        return None
    if parts <= MOST_WIDE_GAPS:
        return "wide" if width >= parts * 6 else None
    return "thin" if width >= NARROW else None


def wall(durations: Sequence[int | None], px_a_minute: int) -> tuple[tuple[WallRow, ...], ...]:
    """Columns of thin strips, the first filled first; what has no known length leaves no row."""
    known = [duration for duration in durations if duration and duration > 0]
    shown = known[: WALL_ROWS * WALL_COLUMNS]
    rows = max(FEWEST_ROWS, -(-len(shown) // WALL_COLUMNS))
    return tuple(
        tuple(
            wall_row(index, duration, px_a_minute)
            for index, duration in enumerate(shown[first : first + rows])
        )
        for first in range(0, len(shown), rows)
    )


def wall_row(index: int, duration: int, px_a_minute: int) -> WallRow:
    wanted = max(SHORTEST, duration / 60 * px_a_minute)
    return WallRow(index * (ROW + ROW_GAP), percent(min(1.0, wanted / COLUMN)), wanted > COLUMN)


def wall_height(columns: Sequence[Sequence[WallRow]]) -> int:
    """In px."""
    rows = len(columns[0]) if columns else 0
    return max(0, rows * (ROW + ROW_GAP) - ROW_GAP)


def percent(share: float) -> str:
    """A share of 1 as SVG writes it, as short as it can be: ``72.5%``."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
