"""What is in a dump: which files, how large, with which SHA-256. Written last, read first."""

import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from talkpython_site.media import ending_of
from talkpython_site.pictures import HASH

NAME = "manifest.json"
FORMAT, VERSION = "talkpython-dump", 1
MOST_BYTES = 256_000_000  # a million files
FOLDERS = DOCUMENTS, MEDIA, PICTURES = "documents", "media", "pictures"
LINES = ".jsonl"
# Also a file's: databases let in more, and no dot at either end or beside another.
COLLECTION = re.compile(r"(?=.{1,100}\Z)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
# Of one site and for minutes alone: what changed lately, how often something was tried.
NOT_DUMPED = ("stamps", "tries")

# Begins a step of so many things, by its name; gives what is told how many are done.
Step = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]


class DumpError(Exception):
    """A dump that cannot be made or loaded; says why in one sentence that names the file."""


class Entry(NamedTuple):
    """A file of a dump; ``documents`` is None where it holds none."""

    size_bytes: int
    sha256: str
    documents: int | None = None


class Manifest(NamedTuple):
    """Files by their names in the dump, such as ``documents/episodes.jsonl``."""

    made_at: str
    files: dict[str, Entry]

    @classmethod
    def now(cls, files: dict[str, Entry]) -> Self:
        return cls(datetime.now(UTC).isoformat(timespec="seconds"), files)

    def names(self, folder: str) -> list[str]:
        """The files in one folder of the dump, without it."""
        return [n.partition("/")[2] for n in self.files if n.startswith(folder + "/")]

    def collections(self) -> list[str]:
        return [name.removesuffix(LINES) for name in self.names(DOCUMENTS)]

    def entry(self, folder: str, name: str) -> Entry:
        return self.files[f"{folder}/{name}"]

    def documents(self) -> int:
        return sum(entry.documents or 0 for entry in self.files.values())

    def size_bytes(self) -> int:
        return sum(entry.size_bytes for entry in self.files.values())

    def to_json(self) -> bytes:
        files = {
            name: {key: value for key, value in entry._asdict().items() if value is not None}
            for name, entry in sorted(self.files.items())
        }
        whole = {"format": FORMAT, "version": VERSION, "made_at": self.made_at, "files": files}
        return json.dumps(whole, indent=1).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a dump, every name in it safe; raises ``DumpError``."""
    path = folder / NAME
    if path.is_symlink() or not path.is_file():
        raise DumpError(f"{folder} is no whole dump: it has no {NAME}, which is written last.")
    if path.stat().st_size > MOST_BYTES:
        raise DumpError(f"{NAME} is too large to be one.")
    try:
        found = json.loads(path.read_bytes())
        kind, version = found["format"], found["version"]
        files = {name: entry_of(name, entry) for name, entry in found["files"].items()}
        made_at = str(found["made_at"])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise DumpError(f"{NAME} is broken.") from None
    if (kind, version) != (FORMAT, VERSION):
        raise DumpError(f"{NAME} is of another kind or version than this site reads ({VERSION}).")
    return Manifest(made_at, files)


def entry_of(name: str, given: dict[str, Any]) -> Entry:
    """Raises ``ValueError``, ``TypeError``, ``LookupError`` or ``AttributeError``."""
    entry = Entry(given["size_bytes"], given["sha256"], given.get("documents"))
    numbers = [entry.size_bytes, 0 if entry.documents is None else entry.documents]
    if any(type(number) is not int or number < 0 for number in numbers):
        raise ValueError("no number of bytes or documents")
    if not DIGEST.fullmatch(entry.sha256):
        raise ValueError("no SHA-256")
    if not is_ours(name) or (entry.documents is None) is name.startswith(DOCUMENTS + "/"):
        raise ValueError("no file of a dump")
    return entry


def is_ours(name: str) -> bool:
    """Whether a dump holds files of this name: none leads out of its folder."""
    folder, _, file = name.partition("/")
    if folder == DOCUMENTS:
        return file.endswith(LINES) and is_dumped(file.removesuffix(LINES))
    if folder == MEDIA:
        return ending_of(file) is not None
    return folder == PICTURES and HASH.fullmatch(file) is not None


def is_apart(collection: str) -> bool:
    """Whether it belongs to the server, or to the processes of one site."""
    return collection in NOT_DUMPED or collection.startswith("system.")


def is_dumped(collection: str) -> bool:
    return not is_apart(collection) and COLLECTION.fullmatch(collection) is not None


def in_order(collections: Iterable[str], last: tuple[str, ...]) -> list[str]:
    """Sorted, but for those that come last, in their order."""
    found = set(collections)
    return sorted(found - set(last)) + [name for name in last if name in found]
