"""How long it takes to read a lecture that has no video, or to hear what is said in it."""

from collections.abc import Sequence
from math import ceil
from typing import Protocol

WORDS_A_MINUTE = 200  # that are read
WORDS_A_SECOND = 2.5  # that are spoken: how long the last line takes, whose end nobody wrote down


class Line(Protocol):
    """A ``TranscriptLine``, or what was read of one."""

    @property
    def start_seconds(self) -> float | None: ...
    @property
    def text(self) -> str | None: ...


def seconds_of(text: str, transcript: Sequence[Line] = ()) -> int:
    """Those that a transcript with times lasts; else whole minutes, for all words are read."""
    if any(each.start_seconds for each in transcript):
        return ceil(said_until(transcript))
    words = sum(len((each or "").split()) for each in (text, *(line.text for line in transcript)))
    return ceil(words / WORDS_A_MINUTE) * 60


def said_until(transcript: Sequence[Line]) -> float:
    """When its last line may have been spoken."""
    last = transcript[-1]
    return (last.start_seconds or 0) + len((last.text or "").split()) / WORDS_A_SECOND
