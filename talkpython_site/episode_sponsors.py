"""Sponsors of an episode as lines: ``00:12:40-00:13:30 Name | https://… | What is said``."""

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from talkpython_site.addresses import typed_address
from talkpython_site.documents import Sponsor
from talkpython_site.episode_lines import (
    Line,
    changed,
    clock,
    counted,
    lines_of,
    on_one_line,
    quoted,
    read_lines,
    short_enough,
    typed_seconds,
)

MOST_SPONSORS = 20
LONGEST_NAME = 200
LONGEST_TEXT = 1_000
BAR = "|"
DASH = re.compile("[-–—]")
# Two times, one of them with minutes ("24-7 Fitness" is a name), or whatever stands in brackets.
CLOCK = r"\d+(?::\d+)+(?:[.,]\d+)?"
TIME = r"\d+(?::\d+)*(?:[.,]\d+)?"
TO = r" ?[-–—] ?"
BARE = rf"{CLOCK}(?:{TO}(?:{TIME})?)?|(?:{TIME})?{TO}{CLOCK}"
TIMES = re.compile(rf"(?:\[(?P<bracketed>[^\]]*)\]|(?P<bare>{BARE}))(?:\s+(?P<rest>.*))?")


class Said(NamedTuple):
    """A sponsor as a line says them."""

    name: str
    url: str | None
    text: str | None
    start_seconds: float | None
    end_seconds: float | None


def sponsor_line(sponsor: Sponsor) -> str:
    """Times where both are known; what is not known at the end is left out."""
    times = ""
    if sponsor.start_seconds is not None and sponsor.end_seconds is not None:
        times = f"{clock(sponsor.start_seconds)}-{clock(sponsor.end_seconds)} "
    words = [sponsor.name or "", (sponsor.url or "").replace(BAR, "%7C"), sponsor.text or ""]
    while words and not words[-1]:
        words.pop()
    return on_one_line(times + f" {BAR} ".join(words))


def read_sponsor(number: int, line: str) -> Said:
    """Raises ``ValueError``, which names the line."""
    found = TIMES.fullmatch(line)
    start, end = read_times(number, line, found) if found else (None, None)
    words = (found["rest"] or "") if found else line
    name, address, text = (each.strip() for each in [*words.split(BAR, 2), "", ""][:3])
    if not name:
        raise ValueError(f"{quoted(number, line)} has no name.")
    if address and not typed_address(address):
        raise ValueError(
            f"{quoted(number, line)} has no address between its bars, as https://… would be."
        )
    short_enough(number, line, name, LONGEST_NAME)
    short_enough(number, line, text, LONGEST_TEXT)
    return Said(name, typed_address(address), text or None, start, end)


def read_times(number: int, line: str, found: re.Match[str]) -> tuple[float, float]:
    """Raises ``ValueError`` for times that are none, or that lie the wrong way round."""
    given = DASH.split(found["bare"] or found["bracketed"] or "")
    start, end = (typed_seconds(each) for each in (*given, "")[:2])
    if start is None or end is None or len(given) != 2:
        raise ValueError(f"{quoted(number, line)} needs two times, as 00:12:40-00:13:30 has.")
    if end <= start:
        raise ValueError(f"{quoted(number, line)} ends before it begins.")
    return start, end


def read_sponsors(text: str, known: Sequence[Sponsor], end: int | None) -> list[Line[Sponsor]]:
    """Raises ``ValueError`` for a part that goes on after the end."""
    written = lines_of(text)
    counted(written, MOST_SPONSORS, "sponsors")
    lines = read_lines(
        text, known, sponsor_line, read_sponsor, [(attrgetter("name"), attrgetter("name"))]
    )
    for number, line in enumerate(lines, 1):
        ends = line.part.end_seconds if line.part and line.is_same else line.said.end_seconds
        if end is not None and (ends or 0) > end:
            raise ValueError(
                f"{quoted(number, written[number - 1])} goes on after the end, {clock(end)}."
            )
    return lines


def sponsors(lines: Sequence[Line[Sponsor]]) -> list[Sponsor]:
    return [
        line.part
        if line.part is not None and line.is_same
        else changed(Sponsor, line.part, **line.said._asdict())
        for line in lines
    ]
