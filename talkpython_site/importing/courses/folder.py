"""Looks through a folder: its README, its transcripts, and why all else is neither."""

import os
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from talkpython_site.importing.courses.limits import (
    DEEPEST,
    MOST_FILES,
    MOST_LECTURES,
    CourseError,
)
from talkpython_site.importing.courses.naming import is_plain
from talkpython_site.importing.feeds.parsed import Oddity

READMES = ("readme.md", "readme.markdown", "readme.txt", "readme")
LICENCES = ("license", "licence", "copying", "unlicense")
MARK = "transcript"  # in the name of the folder that holds them
ENDING = ".txt"


@dataclass(slots=True)
class Found:
    """Paths within a folder, with "/" between their parts."""

    readme: str | None = None
    transcripts: list[str] = field(default_factory=list)
    set_aside: list[Oddity] = field(default_factory=list)


def look(folder: Path) -> Found:
    """Everything in a folder; no link is followed. Raises ``CourseError``."""
    walk = Walk(folder)
    walk.enter(folder, "", 1)
    found = Found(set_aside=walk.set_aside)
    readmes = [path for path in walk.files if path.casefold() in READMES]
    found.readme = min(readmes, key=lambda path: READMES.index(path.casefold()), default=None)
    for path in walk.files:
        if is_transcript(path):
            found.transcripts.append(path)
        elif path != found.readme:
            found.set_aside.append(Oddity(path, why_none(path)))
    if found.readme is None and not found.transcripts:
        raise CourseError(f"“{folder}” is no course: it has no README.md and no transcripts.")
    if len(found.transcripts) > MOST_LECTURES:
        raise CourseError(
            f"“{folder}” has {len(found.transcripts):,} transcripts;"
            f" a course may have up to {MOST_LECTURES:,} lectures."
        )
    return found


def is_transcript(path: str) -> bool:
    """Whether it is a text below a folder that is called after transcripts."""
    above = PurePosixPath(path).parent.as_posix().casefold()
    return path.casefold().endswith(ENDING) and MARK in above


def why_none(name: str) -> str:
    """Why a file is no part of the course."""
    if PurePosixPath(name).stem.casefold() in LICENCES:
        return "it is a licence"
    if MARK in name.casefold():
        return f"it does not end with {ENDING}"
    return f"it is neither the README nor below a folder called {MARK}s"


class Walk:
    """One way through a folder and what lies in it."""

    def __init__(self, root: Path) -> None:
        self.files: list[str] = []
        self.set_aside: list[Oddity] = []
        self._root = root
        self._seen = 0

    def enter(self, folder: Path, within: str, depth: int) -> None:
        for entry in self._entries(folder, within):
            path = within + entry.name
            reason = why_not(entry, depth)
            if reason:
                name = path.encode("utf-8", "replace").decode()
                self.set_aside.append(Oddity(name, reason))
            elif entry.is_dir(follow_symlinks=False):
                self.enter(folder / entry.name, f"{path}/", depth + 1)
            else:
                self.files.append(path)

    def _entries(self, folder: Path, within: str) -> list[os.DirEntry[str]]:
        """By name, and never more than there may be; raises ``CourseError`` at the top."""
        try:
            with os.scandir(folder) as found:
                entries = list(islice(found, MOST_FILES + 1))
        except OSError as error:
            if not within:
                raise CourseError(f"“{folder}” cannot be read: {error.strerror}.") from error
            self.set_aside.append(Oddity(within, f"it cannot be read: {error.strerror}"))
            return []
        self._seen += len(entries)
        if self._seen > MOST_FILES:
            raise CourseError(
                f"“{self._root}” has more than {MOST_FILES:,} files: it is no course."
            )
        return sorted(entries, key=lambda entry: entry.name)


def why_not(entry: os.DirEntry[str], depth: int) -> str | None:
    """Why something is not looked at."""
    is_folder = entry.is_dir(follow_symlinks=False)
    reasons = {
        "its name is no plain text": not is_plain(entry.name),
        "it is a link": entry.is_symlink(),
        "it is hidden": entry.name.startswith("."),
        f"it lies more than {DEEPEST} folders deep": is_folder and depth >= DEEPEST,
        "it is no file": not is_folder and not entry.is_file(follow_symlinks=False),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
