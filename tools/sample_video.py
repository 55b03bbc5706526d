"""Makes the films of the sample's courses: drawn frames under what is spoken, as MP4.

``make sample`` runs it; it needs flite, espeak-ng and ffmpeg, which the site does not. What is
there already and says what its script says stays; ``--all`` makes everything anew, and
``--pictures`` draws what is there anew under its own sound, for which ffmpeg is enough.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from array import array
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from talkpython_site.sample.films import FilmScript, read_script
from talkpython_site.sample.speech import Heard, Times, read_times, starts, write_times
from talkpython_site.sample.teaching import film_files
from tools.sample_audio import level_of, measured, seconds, silence
from tools.sample_scenes import SCENES
from tools.sample_sheet import HEIGHT, WIDTH, Sheet
from tools.sample_voices import RATE, VOICES, levelled, spoken

FRAMES = 15  # a second
BEFORE, SENTENCE, SCENE, AFTER = 1.2, 0.55, 0.9, 2.2  # seconds of silence
# H.264 and AAC, which every browser plays, Debian's Chromium and its headless shell among them.
PICTURES = ("-c:v", "libx264", "-preset", "veryslow", "-tune", "animation", "-crf", "27",
            "-g", "75", "-pix_fmt", "yuv420p")  # fmt: skip
SOUND = ("-c:a", "aac", "-b:a", "48k", "-ar", "32000", "-ac", "1")
PLAIN = ("-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart")


def main() -> None:
    anew, draws = ("--all" in sys.argv[1:]), ("--pictures" in sys.argv[1:])
    for path in film_files():
        script = read_script(path)
        if is_made(script) and not (anew or draws):
            print(f"{path.stem}: stays as it is")
            continue
        times = redrawn(script) if draws and is_made(script) else made(script)
        print(f"{path.stem}: {times.duration_seconds:.0f} s, {script.video.stat().st_size} bytes")


def is_made(script: FilmScript) -> bool:
    """Whether the film says what the script says."""
    if not (script.video.is_file() and script.times.is_file()):
        return False
    heard = tuple(each.text for each in read_times(script.times).sentences)
    return heard == script.lines("en")


def made(script: FilmScript) -> Times:
    samples, parts = performed(script)
    begins = starts(parts)
    with TemporaryDirectory() as folder:
        sound = Path(folder, "speech.raw")
        sound.write_bytes(samples.tobytes())
        heard = ("-f", "s16le", "-ac", "1", "-ar", str(RATE), "-i", str(sound), *SOUND)
        film(script, heard, [*begins, seconds(len(samples))])
    times = Times(measured(script.video), begins, tuple(chain.from_iterable(parts)))
    write_times(script.times, times)
    return times


def redrawn(script: FilmScript) -> Times:
    """Other pictures under the sound that it has; its times stay true."""
    times = read_times(script.times)
    with TemporaryDirectory() as folder:
        sound = shutil.copy(script.video, folder)
        heard = ("-i", sound, "-map", "0:v", "-map", "1:a", "-c:a", "copy")
        film(script, heard, [*times.chapters, times.duration_seconds])
    return times


def performed(script: FilmScript) -> tuple[array[int], list[list[Heard]]]:
    """All samples, and when each sentence of each scene is heard."""
    level, voice = level_of(script.speaker, script.parts), VOICES[script.speaker]
    samples, parts = silence(BEFORE), list[list[Heard]]()
    for part in script.parts:
        heard: list[Heard] = []
        for said in part:
            start = len(samples)
            samples.extend(levelled(spoken(said.text, voice), level))
            heard.append(Heard(seconds(start), seconds(len(samples)), said.speaker, said.text))
            samples.extend(silence(SENTENCE))
        samples.extend(silence(SCENE - SENTENCE))
        parts.append(heard)
    samples.extend(silence(AFTER))
    return samples, parts


def film(script: FilmScript, heard: tuple[str, ...], marks: list[float]) -> None:
    """Draw and encode it over what ffmpeg is told of its sound.

    ``marks`` are the seconds at which scenes begin, and the end.
    """
    command = ["ffmpeg", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24"]
    command += ["-s", f"{WIDTH}x{HEIGHT}", "-r", str(FRAMES), "-i", "-"]
    command += [*heard, *PICTURES, *PLAIN, str(script.video)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        pipe = encoder.stdin or sys.exit("ffmpeg reads nothing.")
        for frame in frames(script, marks):
            pipe.write(frame)
    if encoder.returncode:
        sys.exit("ffmpeg fails, see above.")


def frames(script: FilmScript, marks: list[float]) -> Iterator[bytes]:
    for number in range(round(marks[-1] * FRAMES)):
        second = number / FRAMES
        place = sum(second >= mark for mark in marks[1:-1])
        sheet = Sheet()
        draw = SCENES[script.scenes[place].draws]
        draw(sheet, second - marks[place], marks[place + 1] - marks[place])
        yield sheet.pixels()


if __name__ == "__main__":
    main()
