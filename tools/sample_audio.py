"""Speaks the scripts of the sample: an MP3 for each episode, and beside it each sentence's times.

``make sample`` runs it; it needs flite, espeak-ng, ffmpeg and lame, which the site does not.
What is there already and says what its script says stays; ``--all`` makes everything anew.
"""

from __future__ import annotations

import math
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from talkpython_site.sample.reading import Script, read_scripts
from talkpython_site.sample.speech import Heard, Said, Times, read_times, starts, write_times
from tools.sample_voices import RATE, VOICES, levelled, loudness, made, spoken

KBITS = 24  # a second; half of it carries what these voices have
BEFORE, AFTER = 0.35, 0.9  # seconds around all that is said
SENTENCE, TURN, CHAPTER = 0.4, 0.6, 0.6  # seconds between
# Notes in Hz, each after 0.17 s: what each show begins with, and what parts two chapters.
STINGS = {"nine-fathom-desk": (196.0, 293.66, 261.63), "half-a-minute-of-moss": (659.26, 493.88)}
BETWEEN = (146.83,)


def main() -> None:
    anew = "--all" in sys.argv[1:]
    for script in read_scripts():
        if not anew and is_made(script):
            print(f"{script.name}: stays as it is")
            continue
        times = record(script)
        print(f"{script.name}: {times.duration_seconds:.0f} s, {script.audio.stat().st_size} bytes")


def is_made(script: Script) -> bool:
    """Whether the recording says what the script says."""
    if not (script.audio.is_file() and script.times.is_file()):
        return False
    heard = [(each.speaker, each.text) for each in read_times(script.times).sentences]
    return heard == [(each.speaker, each.text) for each in chain.from_iterable(script.parts)]


def record(script: Script) -> Times:
    samples, parts = performed(script)
    script.audio.parent.mkdir(parents=True, exist_ok=True)
    encode(samples, script)
    times = Times(measured(script.audio), starts(parts), tuple(chain.from_iterable(parts)))
    write_times(script.times, times)
    return times


def performed(script: Script) -> tuple[array[int], list[list[Heard]]]:
    """All samples, and when each sentence of each part is heard."""
    voices = {each.speaker for part in script.parts for each in part}
    levels = {name: level_of(name, script.parts) for name in voices}
    samples = silence(BEFORE)
    samples.extend(sting(STINGS[script.show]))
    parts: list[list[Heard]] = []
    for part in script.parts:
        if parts:
            samples.extend(chain(silence(CHAPTER), sting(BETWEEN)))
        parts.append(list(said(part, samples, levels)))
    samples.extend(silence(AFTER))
    return samples, parts


def said(part: Sequence[Said], samples: array[int], levels: dict[str, float]) -> Iterator[Heard]:
    """Add each sentence to the samples; gives when it is heard."""
    for number, (speaker, text, is_turn) in enumerate(part):
        if number:
            samples.extend(silence(TURN if is_turn else SENTENCE))
        start = len(samples)
        samples.extend(levelled(spoken(text, VOICES[speaker]), levels[speaker]))
        yield Heard(seconds(start), seconds(len(samples)), speaker, text)


def level_of(speaker: str, parts: Sequence[Sequence[Said]]) -> float:
    """How loud a voice is by nature, by its longest sentence."""
    own = [each.text for each in chain.from_iterable(parts) if each.speaker == speaker]
    return loudness(spoken(max(own, key=len), VOICES[speaker]))


def silence(length: float) -> array[int]:
    return array("h", bytes(2 * round(length * RATE)))


def sting(notes: Sequence[float]) -> array[int]:
    """Soft notes one after another, each ringing on through the next."""
    step, ring = 0.17, 0.9
    mixed = [0.0] * round((step * len(notes) + ring) * RATE)
    for number, pitch in enumerate(notes):
        first = round(number * step * RATE)
        for index in range(round(ring * RATE)):
            time = index / RATE
            swell = min(1.0, time / 0.012) * math.exp(-4.2 * time)
            tone = math.sin(math.tau * pitch * time) + 0.3 * math.sin(
                math.tau * 2.01 * pitch * time
            )
            mixed[first + index] += 3_400 * swell * tone
    return array("h", (round(each) for each in mixed))


def seconds(samples: int) -> float:
    return round(samples / RATE, 2)


def encode(samples: array[int], script: Script) -> None:
    with TemporaryDirectory() as folder:
        raw = Path(folder, "speech.raw")
        raw.write_bytes(samples.tobytes())
        command = ["lame", "--silent", "-r", "-s", str(RATE / 1000), "-m", "m", "--bitwidth", "16"]
        command += ["--cbr", "-b", str(KBITS), "-q", "2", "--add-id3v2", "--tt", script.title]
        made([*command, "--ta", script.author, str(raw), str(script.audio)])


def measured(audio: Path) -> float:
    """The seconds that the file itself plays."""
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    found = subprocess.run([*command, str(audio)], capture_output=True, check=True, text=True)
    return round(float(found.stdout), 2)


if __name__ == "__main__":
    main()
