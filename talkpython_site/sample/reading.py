"""Reads the files of the sample: shows, courses, interviews, people, and what is spoken."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from talkpython_site.sample.asking import Asked, read_interviews
from talkpython_site.sample.files import ROOT, digest, told_in
from talkpython_site.sample.speech import Said, Times, read_times, said_in
from talkpython_site.sample.teaching import Taught, read_courses


class Recorded(NamedTuple):
    """An episode as its file tells it, with its recording."""

    name: str  # "nine-fathom-desk/s2e7": unique in the sample, and its guid's
    told: dict[str, Any]
    audio: Path
    times: Times

    @property
    def media(self) -> str:
        """The key that the recording has in our own storage."""
        return f"{digest(self.audio)}.mp3"


class Show(NamedTuple):
    """A show as its file tells it, with its episodes, the oldest first."""

    name: str
    told: dict[str, Any]
    artwork: Path
    episodes: tuple[Recorded, ...]


class Sample(NamedTuple):
    """All of it. Nothing is written before all of it could be read."""

    shows: tuple[Show, ...]
    people: dict[str, dict[str, Any]]  # by the word that stands for a person in the files
    courses: tuple[Taught, ...] = ()
    interviews: tuple[Asked, ...] = ()

    @property
    def episodes(self) -> tuple[Recorded, ...]:
        return tuple(chain.from_iterable(show.episodes for show in self.shows))

    @property
    def artworks(self) -> tuple[Path, ...]:
        """Of shows, then of courses."""
        return tuple(each.artwork for each in chain[Show | Taught](self.shows, self.courses))

    @property
    def pictures(self) -> tuple[Path, ...]:
        """All that is drawn."""
        drawn = ((each.portrait, *each.drawings) for each in self.interviews)
        return (*self.artworks, *chain.from_iterable(drawn))

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic in its spelling, in the order of the files."""
        of = chain[Recorded | Taught | Asked](self.episodes, self.courses, self.interviews)
        named = chain.from_iterable(each.told.get("topics", ()) for each in of)
        return tuple(dict.fromkeys(named))


class Script(NamedTuple):
    """What is spoken in an episode, in parts, and where its recording lies."""

    show: str
    name: str
    title: str
    author: str
    parts: tuple[tuple[Said, ...], ...]
    audio: Path
    times: Path


def read_sample() -> Sample:
    people = told_in(ROOT / "people.toml")
    return Sample(tuple(map(read_show, shows())), people, read_courses(), read_interviews())


def read_show(path: Path) -> Show:
    episodes = map(read_episode, episode_files(path.stem))
    ordered = sorted(episodes, key=lambda each: each.told["days_ago"], reverse=True)
    artwork = ROOT / "artwork" / f"{path.stem}.png"
    return Show(path.stem, told_in(path), artwork, tuple(ordered))


def read_episode(path: Path) -> Recorded:
    times = read_times(beside(path, "json"))
    return Recorded(name_of(path), told_in(path), beside(path, "mp3"), times)


def read_scripts() -> Iterator[Script]:
    """What the recordings are made from, also where there are none yet."""
    for show in shows():
        author = told_in(show)["title"]
        for path in episode_files(show.stem):
            told = told_in(path)
            parts = tuple(tuple(said_in(part["said"])) for part in told["chapters"])
            audio, times = beside(path, "mp3"), beside(path, "json")
            yield Script(show.stem, name_of(path), told["title"], author, parts, audio, times)


def shows() -> list[Path]:
    return sorted((ROOT / "shows").glob("*.toml"))


def episode_files(show: str) -> list[Path]:
    return sorted((ROOT / "episodes" / show).glob("*.toml"))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def beside(path: Path, ending: str) -> Path:
    """Where the recording of an episode's file lies, or its times."""
    return ROOT / "audio" / f"{name_of(path)}.{ending}"
