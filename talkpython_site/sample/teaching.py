"""Reads the courses of the sample: what their pages tell, and what their lectures hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from talkpython_site.lecture_lengths import seconds_of
from talkpython_site.sample.files import ROOT, digest, told_in
from talkpython_site.sample.films import ENGLISH, GERMAN, Film, read_film

COURSES = ROOT / "courses"
VIDEO, DOWNLOAD = "mp4", "bin"  # endings under which files are kept


class TaughtLecture(NamedTuple):
    """A lecture as its files tell it."""

    name: str  # unique in its course
    told: dict[str, Any]
    chapter: int  # from 1
    text: str  # Markdown
    film: Film | None
    downloads: tuple[Path, ...]

    @property
    def seconds(self) -> int:
        """How long its film lasts, else how long it takes to read."""
        if self.film:
            return round(self.film.times.duration_seconds)
        return seconds_of(self.text)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of its captions."""
        return (ENGLISH, GERMAN) if self.film else ()

    @property
    def files(self) -> Iterator[tuple[Path, str]]:
        """Each with the ending under which it is kept."""
        if self.film:
            yield self.film.script.video, VIDEO
        yield from ((path, DOWNLOAD) for path in self.downloads)


class Taught(NamedTuple):
    """A course as its files tell it."""

    name: str  # unique in the sample
    told: dict[str, Any]
    artwork: Path
    lectures: tuple[TaughtLecture, ...]

    @property
    def files(self) -> Iterator[tuple[Path, str]]:
        for lecture in self.lectures:
            yield from lecture.files


def read_courses() -> tuple[Taught, ...]:
    return tuple(read_course(path) for path in sorted(COURSES.glob("*.toml")))


def read_course(path: Path) -> Taught:
    told = told_in(path)
    lectures = (
        read_lecture(COURSES / path.stem, number, each)
        for number, chapter in enumerate(told["chapters"], 1)
        for each in chapter["lectures"]
    )
    return Taught(path.stem, told, ROOT / "artwork" / f"{path.stem}.png", tuple(lectures))


def read_lecture(folder: Path, chapter: int, told: dict[str, Any]) -> TaughtLecture:
    name, script = told["name"], folder / f"{told['name']}.toml"
    text = (folder / f"{name}.md").read_text(encoding="utf-8")
    film = read_film(script) if script.is_file() else None
    downloads = tuple(folder / each for each in told.get("downloads", ()))
    return TaughtLecture(name, told, chapter, text, film, downloads)


def film_files() -> list[Path]:
    """The scripts of films, also where there is none yet."""
    return sorted(COURSES.glob("*/*.toml"))


def key_of(path: Path, ending: str) -> str:
    """The key that a file has in our own storage."""
    return f"{digest(path)}.{ending}"
