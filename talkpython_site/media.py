"""Our own storage of audio and video: files named by what is in them, in a local folder.

All of it is reached by keys, so that storage elsewhere can stand behind the same functions.
"""

import errno
import filecmp
import hashlib
import io
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from pyramid.config import Configurator

from talkpython_site.new_files import AS_USUAL, new_file

# What is kept and how it is sent, by ending: a browser plays nothing else from here.
TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "aac": "audio/aac",
    "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac",
    "wav": "audio/wav", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
    "mov": "video/quicktime",
}  # fmt: skip
FILE = "bin"  # the ending of what is only handed out to be kept, whatever it is
ENDINGS = {*TYPES, FILE}
KEY = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{1,4})", re.ASCII)
BLOCK = 1_048_576
MAKING = "making-"
FORGOTTEN_SECONDS = 86_400.0  # a file still being written after a day was left by a dead process


class MissingError(LookupError):
    """Nothing is kept under a key, or it is none; one sentence that names it."""


class Kept(NamedTuple):
    """A file in our storage."""

    key: str  # "<64 hex digits of its SHA-256>.<ending>"
    size_bytes: int


class MediaFile(io.FileIO):
    """A kept file, open for reading. What it says of itself holds for the open file: what is kept
    under its key by now may be another one.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        status = os.fstat(self.fileno())
        self.size_bytes = status.st_size
        self.modified_at = datetime.fromtimestamp(status.st_mtime_ns // 1000 / 1e6, tz=UTC)

    def read(self, size: int | None = -1) -> bytes:
        """Raises ``OSError`` where the file has been cut short since it was opened.

        (waitress would ask for the missing bytes for ever, with a whole core.)
        """
        found = super().read(-1 if size is None else size) or b""
        if not found and size != 0 and self.tell() < self.size_bytes:
            raise OSError("a media file was cut short while it was read")
        return found


class MediaFolder:
    """Files below ``root``, in a subfolder for the first two digits of each.

    A file is replaced by rename alone: whoever reads the old one reads it to its end.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, source: BinaryIO, ending: str) -> Kept:
        """Keep all that can be read from ``source``; what is here already, and whole, stays.

        Raises ``ValueError`` for an ending that is not in ``ENDINGS``, and ``OSError``.
        """
        if ending not in ENDINGS:
            raise ValueError(f"{ending!r} is not the ending of a media file")
        self.root.mkdir(parents=True, exist_ok=True)
        making = self.root / f"{MAKING}{secrets.token_hex(8)}"
        try:
            digest, size = copy(source, making)
            key = f"{digest}.{ending}"
            self._place(making, self._path(key))
        finally:
            making.unlink(missing_ok=True)
        self._forget_unfinished()
        return Kept(key, size)

    def adopt(self, path: Path, key: str) -> None:
        """Keep a whole file under the key that its bytes were found to have; it leaves where it
        lay. What is kept there already, and as long, stays: nothing takes its place.

        Raises ``FileNotFoundError`` where it lies there no more, ``MissingError`` for what is no
        key, and ``OSError``.
        """
        kept = self._path(key)
        kept.parent.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size
        with suppress(FileNotFoundError):
            if kept.stat().st_size == size:
                path.unlink()
                return
        try:
            path.replace(kept)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with path.open("rb") as file:  # it lies on another disk
                self.keep(file, kept.suffix.removeprefix("."))
            path.unlink()
        for folder in (kept.parent, self.root):
            sync_folder(folder)

    def open(self, key: str) -> MediaFile:
        """Raises ``MissingError``."""
        try:
            return MediaFile(self._path(key))
        except OSError as error:
            raise MissingError(f"{key} cannot be read: {error.strerror}") from error

    def has(self, key: str) -> bool:
        return ending_of(key) is not None and self._path(key).is_file()

    def keys(self) -> Iterator[str]:
        """Every key, in order."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/*")):
            if ending_of(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def delete(self, key: str) -> None:
        """Nothing happens where it is gone already. Raises ``MissingError`` for what is no key."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if ending_of(key) is None:
            raise MissingError(f"{key[:100]!r} is not the key of a media file")
        return self.root / key[:2] / key

    def _place(self, making: Path, path: Path) -> None:
        with suppress(OSError):
            if filecmp.cmp(making, path, shallow=False):
                return
        path.parent.mkdir(exist_ok=True)
        making.replace(path)
        for folder in (path.parent, self.root):
            sync_folder(folder)

    def _forget_unfinished(self) -> None:
        for path in self.root.glob(f"{MAKING}*"):
            with suppress(OSError):  # another process has just finished it
                if path.stat().st_mtime < time.time() - FORGOTTEN_SECONDS:
                    path.unlink()


def ending_of(key: str | None) -> str | None:
    """The ending of a key, without its dot; None for what is not a key of ours."""
    found = KEY.fullmatch(key or "")
    return found[2] if found and found[2] in ENDINGS else None


def type_at(address: str) -> str | None:
    """What a file is by the ending of its address."""
    path = PurePosixPath(urlsplit(address).path)
    return TYPES.get(path.suffix.lower().removeprefix("."))


def copy(source: BinaryIO, path: Path, mode: int = AS_USUAL) -> tuple[str, int]:
    """Write a new file to the disk itself; gives its SHA-256 in hex digits, and bytes."""
    digest, size = hashlib.sha256(), 0
    with new_file(path, mode) as file:
        while block := source.read(BLOCK):
            digest.update(block)
            size += file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename last: until then it is the folder's alone in memory."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def includeme(config: Configurator) -> None:
    config.registry.media = MediaFolder(config.registry.site.var / "media")
