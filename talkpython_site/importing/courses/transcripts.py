"""Transcripts of lectures: lines that begin with a time code, "MM:SS text"."""

import re
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from talkpython_site.importing.courses.limits import MOST_LINES, UnreadableError
from talkpython_site.importing.courses.parsed import ParsedLine
from talkpython_site.lecture_lengths import said_until

# Also "0:03", "00:12.11", the malformed "00:0.14", "1:02:03" and codes in brackets.
CODE = re.compile(
    r"[\[(]?(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,3}):"
    r"(?P<seconds>[0-9]{1,2}(?:[.,][0-9]{1,3})?)[\])]?(?:(?:\s+|(?=[-–—]))(?P<text>.*))?"
)
INSIDE = re.compile(r"(?<=\s)([0-9]{2}):([0-5][0-9])(?=\s|$)")
LONGEST_SPOKEN = 30  # seconds that a line takes: a time of day is no code inside of one
LIKE_A_CODE = re.compile(r"[\[(]?[0-9]+\s*[:;]\s*[0-9]")


class Transcript(NamedTuple):
    """What is said, how long that takes, and what was odd about it."""

    lines: tuple[ParsedLine, ...]
    duration_seconds: int
    oddities: tuple[str, ...]


def read_transcript(text: str) -> Transcript:
    """Every word of a text; raises ``UnreadableError`` where there are none, or too many lines.

    Lines without a code go on with the line before. No line begins before the one above it. It
    ends with the last time code, or when the last line may have been spoken.
    """
    reading = Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        if number > MOST_LINES:
            raise UnreadableError(f"it has more than {MOST_LINES:,} lines")
        reading.read(number, " ".join(line.split()))  # also U+00A0
    lines = tuple(reading.lines())
    if not lines:
        raise UnreadableError("it has no words")
    end = max(said_until(lines), reading.last)
    return Transcript(lines, ceil(end), tuple(reading.oddities()))


class Reading:
    """One pass over a transcript."""

    def __init__(self) -> None:
        self.last = 0.0  # second of the last time code
        self._parts: list[tuple[float, list[str]]] = []
        self._said: dict[str, list[int]] = {}
        self._has_codes = False

    def read(self, number: int, line: str) -> None:
        match = CODE.fullmatch(line)
        if match:
            self._begin(number, match)
            self._part()
        elif line:
            if LIKE_A_CODE.match(line):
                self._say("what looks like a time code is read as words", number)
            if not self._parts:
                self._parts.append((0.0, []))
            self._parts[-1][1].append(line)

    def lines(self) -> Iterator[ParsedLine]:
        """Those in which something is said."""
        for start, texts in self._parts:
            text = " ".join(texts)
            if any(map(str.isalnum, text)):
                yield ParsedLine(start, text)

    def oddities(self) -> Iterator[str]:
        if not self._has_codes:
            yield "it has no time codes"
        for reason, numbers in self._said.items():
            more = f" and {len(numbers) - 1} more" if len(numbers) > 1 else ""
            yield f"{reason}: line {numbers[0]}{more}"

    def _begin(self, number: int, match: re.Match[str]) -> None:
        self._has_codes = True
        hours, minutes = int(match["hours"] or 0), int(match["minutes"])
        seconds = float(match["seconds"].replace(",", "."))
        if seconds >= 60 or (match["hours"] and minutes >= 60):
            self._say("a time code has more than 60 seconds or minutes", number)
        start = round(hours * 3600 + minutes * 60 + seconds, 3)
        if start < self.last:
            self._say("a time code goes back and is read as the one before", number)
        self.last = max(start, self.last)
        self._parts.append((self.last, [match["text"]] if match["text"] else []))

    def _part(self) -> None:
        """Where several lines were written as one, a code within begins another."""
        start, texts = self._parts.pop()
        text, at = " ".join(texts), 0
        for match in INSIDE.finditer(text):
            seconds = float(int(match[1]) * 60 + int(match[2]))
            if 0 < seconds - start <= LONGEST_SPOKEN:
                self._parts.append((start, [text[at : match.start()].strip()]))
                start, at = seconds, match.end()
        self.last = start
        self._parts.append((start, [text[at:].strip()] if text[at:] else []))

    def _say(self, reason: str, number: int) -> None:
        self._said.setdefault(reason, []).append(number)
