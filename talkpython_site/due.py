"""When the next episodes of a podcast are due: by the rhythm that it has, or is seen to have."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from talkpython_site.catalogue.cards import PodcastCard

SHOWN = 4
INTERVALS = 10  # that are looked at, the newest
FEWEST = 4  # that say anything
USUAL = 0.75  # of them, near the one in the middle
NEAR = 0.25  # of its days
RESTING = 6  # missed in a row: a rhythm that nobody told is not one any more
WEEK = 7
LONGEST = 3660  # days; longer ones are none


class Rhythm(NamedTuple):
    """Every so many days; on a day of the week, 0 for Monday, where somebody chose one."""

    days: int
    weekday: int | None = None


class Slot(NamedTuple):
    """A day on which an episode is due, and the day of one that appears around it."""

    day: date
    filled_by: date | None


def rhythm_of(podcast: PodcastCard, days: Iterable[date], today: date) -> Rhythm | None:
    """As its makers say; else as it was lately, on these days, where that was regular.

    None for what is paused or finished, too.
    """
    if podcast.phase:
        return None
    told = podcast.rhythm_days or 0
    if 0 < told <= LONGEST:
        return Rhythm(told, podcast.rhythm_weekday)
    return seen(sorted(set(days))[-INTERVALS - 1 :], today)


def seen(days: Sequence[date], today: date) -> Rhythm | None:
    """What these days in their order have in common; None where they are all over the place."""
    intervals = [(later - day).days for day, later in pairwise(days)]
    if len(intervals) < FEWEST:
        return None
    middle = round(median(intervals))
    usual = [each for each in intervals if abs(each - middle) <= max(1, middle * NEAR)]
    is_resting = today - days[-1] > timedelta(days=RESTING * middle)
    is_regular = len(usual) >= USUAL * len(intervals)
    return Rhythm(middle) if is_regular and not is_resting else None


def slots(rhythm: Rhythm, last: date, planned: Iterable[date], today: date) -> list[Slot]:
    """The next days on which one is due after the last; first the one that was missed last."""
    first, step = first_due(rhythm, last), timedelta(days=rhythm.days)
    begins = first + max(0, (today - first) // step) * step
    due = [begins + number * step for number in range(SHOWN)]
    filled: dict[date, date] = {}
    for day in sorted(planned):
        nearest = min(due, key=lambda each: abs(each - day))
        if abs(nearest - day) <= step / 2:
            filled.setdefault(nearest, day)
    return [Slot(day, filled.get(day)) for day in due]


def first_due(rhythm: Rhythm, last: date) -> date:
    """After so many days; of whole weeks on the nearest day of the week that was chosen."""
    day = last + timedelta(days=rhythm.days)
    if rhythm.weekday is None or rhythm.days % WEEK:
        return day
    half = WEEK // 2
    return day + timedelta(days=(rhythm.weekday - day.weekday() + half) % WEEK - half)


def missed(rhythm: Rhythm, last: date, today: date) -> int:
    """How many were due since the last one before today, and did not come."""
    late = today - first_due(rhythm, last)
    return -(-late // timedelta(days=rhythm.days)) if late > timedelta() else 0
