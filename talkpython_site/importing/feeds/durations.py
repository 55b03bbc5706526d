"""Durations and start times as feeds write them."""

import re

CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,7})(?:[.,](\d{1,9})\d*)?", re.ASCII)
LONGEST_SECONDS = 1000 * 3600 - 1  # longer is no duration but milliseconds or a mistake


def read_seconds(text: str) -> float | None:
    """H:MM:SS, HH:MM:SS, MM:SS or seconds, each with a fraction or without; None for others.

    Minutes and seconds may be 60 and more: "00:04:60" are five minutes.
    """
    match = CLOCK.fullmatch("".join(text.split()))
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups(default="0")
    total = int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction}")
    return total if total <= LONGEST_SECONDS else None
