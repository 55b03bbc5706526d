"""The time strip and the wall: talk drawn as time, on one scale for the whole site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple, Protocol

WHOLE = 10_000  # a strip's length in the unit of its ends
SHORTEST_PART = 100  # 1 %
SHORTEST_SPONSOR = 150  # a sponsor's part is seen, however short it is
MOST_PARTS = 40
MOST_WIDE_GAPS = 12  # parts up to which 3 px lie between two
NARROW = 240  # px under which only wide gaps are drawn
GAPPED_SPONSOR = 12  # px; a narrower part is told by its stripes alone

COLUMN = 160  # px that lists give a strip; half of it on phones, where a minute is half as long
SHORTEST = 8  # px
MINUTE_WIDTHS = (8, 4, 2)  # px a minute may have in lists
SLASHES = 12  # px at the end of a strip that is cut

ROW, ROW_GAP = 4, 2  # px of the wall
WALL_ROWS = 17  # in a column
FEWEST_ROWS = 3
WALL_COLUMNS = 6


class Starting(Protocol):
    """What begins at a second and may be a sponsor's: a chapter."""

    @property
    def start_seconds(self) -> float: ...
    @property
    def sponsor(self) -> str | None: ...


class Sponsored(Protocol):
    """What may be said of a sponsor: whose it is, and from when to when."""

    @property
    def name(self) -> str: ...
    @property
    def start_seconds(self) -> float | None: ...
    @property
    def end_seconds(self) -> float | None: ...


class Beginning(NamedTuple):
    """Where something begins, and whose part it is where it is a sponsor's."""

    start_seconds: float
    sponsor: str | None = None


class Part(NamedTuple):
    """What lies between two gaps: its start in ten-thousandths of the whole."""

    start: int
    is_sponsor: bool


class Parts(NamedTuple):
    """Where each part of an episode ends, the last one too; which are sponsors', from 0."""

    ends: list[int]
    sponsors: list[int]


@dataclass(frozen=True, slots=True)
class Strip:
    """What a template draws, in percent of the width that it is given."""

    width: str
    scale: str  # where the whole would end, a number: over 100 where the strip is cut
    gaps: tuple[str, ...] = ()  # where parts meet
    sponsors: tuple[tuple[str, str], ...] = ()  # from where to where
    gap_kind: str = "wide"  # or "thin"
    is_cut: bool = False  # longer than the column: ends in two slashes
    # What is ink from the start, as x and width; what only a browser knows is painted by a script.
    heard: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WallRow:
    """One thin strip of the wall: ``y`` in px, ``width`` in percent of its column."""

    id: str  # of its episode, as scripts call it
    y: int
    width: str
    scale: str | None  # as a strip's, where it is cut; else it is as long as it is wide


def parts(
    chapters: Iterable[Starting] | None,
    duration: float | None,
    sponsors: Iterable[Sponsored] = (),
) -> Parts:
    """The parts of an episode by its chapters and sponsors, in ten-thousandths of its length.

    Empty where it is drawn as one part: without a length, with fewer than two parts or more than
    40. A part under 1 % joins its neighbour, but a sponsor's: that one is widened to 1.5 %.
    """
    if not duration or duration <= 0:
        return Parts([], [])
    begun = [
        Beginning(c.start_seconds, (c.sponsor or "").strip() or None)
        for c in chapters or ()
        if 0 <= c.start_seconds < duration
    ]
    begun.sort(key=lambda each: each.start_seconds)
    for sponsor in sponsors:
        begun = interrupted(begun, sponsor, duration)
    found = joined(
        Part(round(each.start_seconds / duration * WHOLE), bool(each.sponsor)) for each in begun
    )
    if not 1 < len(found) <= MOST_PARTS:
        return Parts([], [])
    striped = [index for index, part in enumerate(found) if part.is_sponsor]
    return Parts(widened(found), striped)


def interrupted(begun: Sequence[Beginning], sponsor: Sponsored, duration: float) -> list[Beginning]:
    """What begins with a sponsor between; what goes on after it begins again there."""
    start, end = sponsor.start_seconds, sponsor.end_seconds
    if start is None or end is None or not 0 <= start < min(end, duration):
        return list(begun)
    own = Beginning(start, sponsor.name or "sponsor")
    before = [each for each in begun if each.start_seconds < start]
    after = [each for each in begun if each.start_seconds >= end]
    running = [each for each in begun if each.start_seconds < end][-1:]
    whose = running[0].sponsor if running and running[0].sponsor != own.sponsor else None
    goes_on = end < duration and not (after and after[0].start_seconds == end)
    return [*before, own, *([Beginning(end, whose)] if goes_on else []), *after]


def joined(given: Iterable[Part]) -> list[Part]:
    """Parts in the order of their starts, none but sponsors' under 1 %.

    A short one goes with what follows it, before a sponsor with what it follows.
    """
    found = [Part(0, is_sponsor=False)]
    for part in (*given, Part(WHOLE, is_sponsor=True)):
        if found[-1].is_sponsor or part.start - found[-1].start >= SHORTEST_PART:
            found.append(part)
        elif part.is_sponsor:
            found[-1:] = [part] if found[1:] else [part._replace(start=0)]
    return found[:-1]


def widened(found: Sequence[Part]) -> list[int]:
    """Where parts end once each has the least that it may have, moved as little as possible."""
    least = [SHORTEST_SPONSOR if part.is_sponsor else SHORTEST_PART for part in found]
    ends = [after.start for _part, after in pairwise(found)] + [WHOLE]
    for index in range(len(ends) - 1):
        ends[index] = max(ends[index], (ends[index - 1] if index else 0) + least[index])
    for index in range(len(ends) - 2, -1, -1):
        ends[index] = min(ends[index], ends[index + 1] - least[index + 1])
    return ends


def minute_width(durations: Iterable[int | None]) -> int:
    """The px a minute has in every list: the largest with which nine in ten fit the column."""
    known = sorted(duration for duration in durations if duration)
    if not known:
        return MINUTE_WIDTHS[-1]
    nine_in_ten = known[(len(known) * 9 + 9) // 10 - 1]
    fitting = (width for width in MINUTE_WIDTHS if nine_in_ten / 60 * width <= COLUMN)
    return next(fitting, MINUTE_WIDTHS[-1])


def in_list(
    duration: int | None, ends: Sequence[int], px_a_minute: int, sponsors: Sequence[int] = ()
) -> Strip | None:
    """The strip of a row in a list, on the site's scale; None where no length is known."""
    if not duration or duration <= 0:
        return None
    return drawn(max(SHORTEST, duration / 60 * px_a_minute), COLUMN, ends, sponsors)


def across(
    duration: int | None, ends: Sequence[int], width: int, sponsors: Sequence[int] = ()
) -> Strip | None:
    """A strip that takes the full width it is given, at least ``width`` px."""
    return drawn(width, width, ends, sponsors) if duration and duration > 0 else None


def drawn(width: float, place: float, ends: Sequence[int], sponsors: Sequence[int] = ()) -> Strip:
    """A strip that wants ``width`` of the ``place`` px there are; a longer one is cut."""
    kind = gap_kind(len(ends), width)
    last = place - SLASHES if width > place else place
    positions = [width * end / WHOLE for end in (0, *ends)]
    striped = [positions[n : n + 2] for n in sponsors if n < len(ends) and positions[n] < last]
    ungapped = {at for a, b in striped if b - a < GAPPED_SPONSOR for at in (a, b)}
    return Strip(
        width=percent(min(width, place) / place),
        scale=number(width / place),
        gaps=tuple(
            percent(at / place)
            for at in positions[1:-1]
            if kind and at < last and at not in ungapped
        ),
        sponsors=tuple((percent(a / place), percent(min(b, last) / place)) for a, b in striped),
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


def wall(
    episodes: Iterable[tuple[str, int | None]], px_a_minute: int
) -> tuple[tuple[WallRow, ...], ...]:
    """Columns of thin strips of episodes, each given with its length, the first column filled
    first; what has no known length leaves no row.
    """
    known = ((name, duration) for name, duration in episodes if duration and duration > 0)
    shown = list(islice(known, WALL_ROWS * WALL_COLUMNS))
    rows = max(FEWEST_ROWS, -(-len(shown) // WALL_COLUMNS))
    return tuple(
        tuple(
            wall_row(name, index, duration, px_a_minute)
            for index, (name, duration) in enumerate(shown[first : first + rows])
        )
        for first in range(0, len(shown), rows)
    )


def wall_row(name: str, index: int, duration: int, px_a_minute: int) -> WallRow:
    wanted = max(SHORTEST, duration / 60 * px_a_minute) / COLUMN
    scale = number(wanted) if wanted > 1 else None
    return WallRow(name, index * (ROW + ROW_GAP), percent(min(1.0, wanted)), scale)


def wall_height(columns: Sequence[Sequence[WallRow]]) -> int:
    """In px."""
    rows = len(columns[0]) if columns else 0
    return max(0, rows * (ROW + ROW_GAP) - ROW_GAP)


def percent(share: float) -> str:
    """A share of 1 as SVG writes it, as short as it can be: ``72.5%``."""
    return number(share) + "%"


def number(share: float) -> str:
    """A share of 1 as percent without the sign: ``72.5``."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".")
