"""The films of the sample's lectures: what is said in each, in two languages, and when."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from talkpython_site.captions import Cue, write_vtt
from talkpython_site.sample.files import told_in
from talkpython_site.sample.speech import Said, Times, read_times

ENGLISH, GERMAN = "en", "de"
LINE = 44  # characters of a caption's line


class FilmScene(NamedTuple):
    """One drawing that moves, and its sentences, line by line in both languages."""

    draws: str  # a name in tools/sample_scenes.py
    english: tuple[str, ...]
    german: tuple[str, ...]


class FilmScript(NamedTuple):
    """What a film is made from, and where it lies."""

    speaker: str  # a key of people.toml
    scenes: tuple[FilmScene, ...]
    video: Path
    times: Path

    @property
    def parts(self) -> tuple[tuple[Said, ...], ...]:
        """Its sentences by scene, as they are spoken."""
        return tuple(
            tuple(Said(self.speaker, words, is_turn=False) for words in scene.english)
            for scene in self.scenes
        )

    def lines(self, language: str) -> tuple[str, ...]:
        of = [each.english if language == ENGLISH else each.german for each in self.scenes]
        return tuple(words for lines in of for words in lines)


class Film(NamedTuple):
    """A film that was made."""

    script: FilmScript
    times: Times

    def captions(self, language: str) -> str:
        """WebVTT in one of the two languages; a sentence stays until the next one begins."""
        return write_vtt(self.cues(language))

    def cues(self, language: str) -> Iterator[Cue]:
        heard = self.times.sentences
        ends = [*(each.start for each in heard[1:]), self.times.duration_seconds]
        for each, end, words in zip(heard, ends, self.script.lines(language), strict=True):
            yield Cue(each.start, end, fill(words, LINE))


def read_script(path: Path) -> FilmScript:
    told = told_in(path)
    scenes = tuple(
        FilmScene(each["draw"], lines(each[ENGLISH]), lines(each[GERMAN]))
        for each in told["scenes"]
    )
    return FilmScript(told["speaker"], scenes, path.with_suffix(".mp4"), path.with_suffix(".json"))


def lines(given: str) -> tuple[str, ...]:
    return tuple(given.strip().split("\n"))


def read_film(path: Path) -> Film:
    script = read_script(path)
    return Film(script, read_times(script.times))
