"""What is said in an episode, by whom and when: its script, and the times of each sentence."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TURN = re.compile(r"([a-z]+): ", re.ASCII)
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[”’]? (?=[“‘A-ZÄÖÜ0-9])")


class Said(NamedTuple):
    """A sentence of a script; ``is_turn`` where another one begins to speak."""

    speaker: str  # a key of people.toml
    text: str
    is_turn: bool


class Heard(NamedTuple):
    """A sentence of a recording, with its times in seconds."""

    start: float
    end: float
    speaker: str
    text: str


class Times(NamedTuple):
    """What is known of a recording: written beside it by tools/sample_audio.py."""

    duration_seconds: float
    chapters: tuple[float, ...]  # the start of each part of the script
    sentences: tuple[Heard, ...]


def said_in(script: str) -> Iterator[Said]:
    """The sentences of a script, whose paragraphs begin with ``speaker: ``."""
    for paragraph in script.strip().split("\n\n"):
        words = " ".join(paragraph.split())
        turn = TURN.match(words)
        if turn is None:
            raise ValueError(f"nobody says {words[:60]!r}")
        for number, sentence in enumerate(BETWEEN_SENTENCES.split(words[turn.end() :])):
            yield Said(turn[1], sentence, number == 0)


def read_times(path: Path) -> Times:
    stored = json.loads(path.read_text(encoding="utf-8"))
    heard = tuple(Heard(*each) for each in stored["sentences"])
    return Times(stored["duration_seconds"], tuple(stored["chapters"]), heard)


def write_times(path: Path, times: Times) -> None:
    """A sentence a line, so that changes can be read."""
    lines = ",\n".join(
        f"  {json.dumps(list(each), ensure_ascii=False)}" for each in times.sentences
    )
    path.write_text(
        f'{{"duration_seconds": {times.duration_seconds}, "chapters": {list(times.chapters)},\n'
        f'"sentences": [\n{lines}\n]}}\n',
        encoding="utf-8",
    )


def starts(parts: Sequence[Sequence[Heard]]) -> tuple[float, ...]:
    """When each part begins: the first with the recording, the others with their first word."""
    return (0.0, *(part[0].start for part in parts[1:]))
