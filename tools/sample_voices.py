"""The voices of the sample: one for each person, made by speech synthesis of Debian's."""

from __future__ import annotations

import subprocess
import sys
from array import array
from typing import NamedTuple

RATE = 16_000  # samples a second, as many as the better synthesiser makes
QUIET = 260  # of 32,767: below this nothing is heard
LOUDNESS = 3_800  # the root mean square that each voice is brought to
# Rumble away, a little presence, no hiss.
TONE = "highpass=f=75,equalizer=f=260:t=q:w=1:g=-2,equalizer=f=3000:t=q:w=1:g=2,lowpass=f=7500"


class Voice(NamedTuple):
    """A voice of flite's or of espeak-ng's; ``pitch`` changes throat and tone, not the pace."""

    name: str
    pitch: float = 1.0
    stretch: float = 1.12  # 1.0 is a hurried 190 words a minute


VOICES = {
    "odile": Voice("slt", 0.97, 1.22),
    "teodor": Voice("rms", 1.03, 1.1),
    "wrenna": Voice("slt", 1.09, 1.16),
    "jorun": Voice("awb", 0.98, 1.15),
    "mattis": Voice("awb", 0.93, 1.18),
    "pernille": Voice("slt", 0.91, 1.22),
    "cosmo": Voice("rms", 0.94, 1.08),
    "ruta": Voice("slt", 1.03, 1.2),
    "ignace": Voice("awb", 1.06, 1.14),
    "bettine": Voice("de+f2", 0.97, 140),
    "halloran": Voice("rms", 0.89, 1.1),
    "ysolde": Voice("slt", 1.14, 1.18),
}


def spoken(words: str, voice: Voice) -> array[int]:
    """The samples of a sentence, without silence around it."""
    raw = toned(
        flite(words, voice) if voice.name in {"slt", "rms", "awb"} else espeak(words, voice)
    )
    samples = array("h")
    samples.frombytes(raw)
    return trimmed(samples, voice)


def flite(words: str, voice: Voice) -> tuple[bytes, int, float]:
    command = ["flite", "-voice", voice.name, "--setf", f"duration_stretch={voice.stretch}"]
    return made([*command, "-t", f" {readable(words)}", "-o", "/dev/stdout"]), 16_000, voice.pitch


def espeak(words: str, voice: Voice) -> tuple[bytes, int, float]:
    command = ["espeak-ng", "-v", voice.name, "-s", f"{voice.stretch:.0f}", "--stdout"]
    return made([*command, readable(words)]), 22_050, voice.pitch


def readable(words: str) -> str:
    """What synthesisers stumble over, as they say it right."""
    for written, said in (("’", "'"), ("“", ""), ("”", ""), (" – ", ", "), ("…", "."), ("—", ", ")):
        words = words.replace(written, said)
    return words


def toned(wave: tuple[bytes, int, float]) -> bytes:
    """Raw samples at our rate; pitch and formants move together, which makes another person."""
    content, rate, pitch = wave
    filters = f"asetrate={rate * pitch:.0f},aresample={RATE},atempo={1 / pitch:.4f},{TONE}"
    command = ["ffmpeg", "-loglevel", "error", "-i", "-", "-af", filters]
    return made([*command, "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"], content)


def made(command: list[str], given: bytes = b"") -> bytes:
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except FileNotFoundError:
        sys.exit(f"{command[0]} is missing: apt install flite espeak-ng ffmpeg lame")
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{command[0]} fails: {failure.stderr.decode(errors='replace').strip()}")


def trimmed(samples: array[int], voice: Voice) -> array[int]:
    loud = [index for index in range(0, len(samples), 64) if abs(samples[index]) > QUIET]
    if not loud:
        raise ValueError(f"{voice.name} says nothing")
    margin = RATE // 40
    return samples[max(0, loud[0] - margin) : loud[-1] + margin * 2]


def levelled(samples: array[int], loudness: float) -> array[int]:
    """The same at the loudness of all voices, as far as no sample is cut."""
    gain = LOUDNESS / loudness
    return array("h", (max(-32_000, min(32_000, round(each * gain))) for each in samples))


def loudness(samples: array[int]) -> float:
    """The root mean square of what is heard."""
    heard = [each for each in samples[::8] if abs(each) > QUIET]
    return float((sum(each * each for each in heard) / max(1, len(heard))) ** 0.5) or 1.0
