"""Write a dump: a folder that appears whole, by a rename, or not at all."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mongoengine.connection import get_db

from talkpython_site.dumping.lines import Uniques, line_of
from talkpython_site.dumping.manifest import (
    DOCUMENTS,
    FOLDERS,
    LINES,
    MEDIA,
    NAME,
    PICTURES,
    DumpError,
    Entry,
    Manifest,
    Step,
    in_order,
    is_dumped,
)
from talkpython_site.dumping.stored import stored_collections, stored_documents
from talkpython_site.media import MediaFolder, MissingError, copy, sync_folder
from talkpython_site.new_files import OWNER_ALONE, new_file
from talkpython_site.pictures import PictureFolder

# What refers to others is read before them: all that a document names is in the dump.
REFERRED_TO = (
    "certificates", "courses", "lectures", "interviews", "episodes", "podcasts", "import_runs",
    "people", "topics",
)  # fmt: skip


class Dumped(NamedTuple):
    """What a dump holds, and in words the files that could not be kept in it."""

    manifest: Manifest
    left_out: list[str]


def dump(folder: Path, media: MediaFolder, pictures: PictureFolder, step: Step) -> Dumped:
    """Write all documents, media and pictures to a new folder.

    Documents are read while the site may write: each is whole, all that was written before the
    beginning is in, and what a document names is in too. Raises ``DumpError``, ``PyMongoError`` or
    ``OSError``; then nothing is left.
    """
    folder = folder.absolute()
    if folder.is_dir() and folder.samefile(Path.cwd()):
        raise DumpError(f"{folder} is the folder that you are in: name a new one.")
    if folder.is_symlink() or (folder.exists() and not is_empty(folder)):
        raise DumpError(f"{folder} exists already: name a new folder.")
    new = folder.with_name(f"{folder.name}.unfinished-{secrets.token_hex(4)}")
    with above(folder):
        try:
            make(new, folder)
            dumped = Writing(new, step).everything(media, pictures)
            new.rename(folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    sync_folder(folder.parent)
    return dumped


def missing_above(folder: Path) -> list[Path]:
    """The folders that are to be made for this one, the one right above it first."""
    return [each for each in folder.absolute().parents if not each.exists()]


@contextmanager
def above(folder: Path) -> Iterator[None]:
    """Take the folders that were made for this one away again where something fails."""
    missing = missing_above(folder)
    try:
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):  # somebody else may have put something there
                each.rmdir()
        raise


def make(new: Path, folder: Path) -> None:
    """Raises ``DumpError`` where nobody may, or nothing can, be written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir(mode=0o700)
    except (FileExistsError, NotADirectoryError) as error:
        raise DumpError(f"{folder} cannot be made: it would lie in a file.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DumpError(f"{folder} cannot be made ({reason}).") from error


def is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


class Writing:
    """A dump that is being written."""

    def __init__(self, folder: Path, step: Step) -> None:
        self._folder = folder
        self._step = step
        self._files: dict[str, Entry] = {}
        self._left_out: list[str] = []
        self._done = 0

    def everything(self, media: MediaFolder, pictures: PictureFolder) -> Dumped:
        """Documents before the files that they name; the manifest when all of it is on disk."""
        for name in FOLDERS:
            (self._folder / name).mkdir(mode=0o700)
        self._documents()
        self._copies(MEDIA, list(media.keys()), media.open)
        self._copies(PICTURES, list(pictures.keys()), lambda key: original(pictures, key))
        manifest = Manifest.now(self._files)
        copy(BytesIO(manifest.to_json()), self._folder / NAME, OWNER_ALONE)
        for name in (*FOLDERS, "."):
            sync_folder(self._folder / name)
        return Dumped(manifest, self._left_out)

    def _documents(self) -> None:
        names = in_order(stored_collections(), REFERRED_TO)
        total = sum(get_db()[name].estimated_document_count() for name in names)
        with self._step("Documents", total) as tell:
            for name in names:
                if not is_dumped(name):
                    raise DumpError(f"The name of the collection {name!r} cannot be a file's.")
                self._lines(name, tell)

    def _lines(self, collection: str, tell: Callable[[int], None]) -> None:
        name = f"{DOCUMENTS}/{collection}{LINES}"
        uniques, digest, size, count = Uniques(collection), hashlib.sha256(), 0, 0
        with new_file(self._folder / name) as file:
            for count, raw in enumerate(stored_documents(collection), 1):
                try:
                    uniques.add(raw)
                    line = line_of(raw)
                except DumpError as error:
                    raise DumpError(f"Document {count} of {collection}: {error}") from error
                digest.update(line)
                size += file.write(line)
                tell(self._done + count)
            file.flush()
            os.fsync(file.fileno())
        self._done += count
        self._files[name] = Entry(size, digest.hexdigest(), count)

    def _copies(self, folder: str, keys: list[str], opened: Callable[[str], BinaryIO]) -> None:
        """Files that are named by their SHA-256; what is not what it was is left out."""
        with self._step(folder.capitalize(), len(keys)) as tell:
            for done, key in enumerate(keys, 1):
                name = f"{folder}/{key}"
                try:
                    with opened(key) as source:
                        digest, size = copy(source, self._folder / name, OWNER_ALONE)
                except MissingError as error:
                    self._left_out.append(f"{name}: {error}")
                    continue
                if key.startswith(digest):
                    self._files[name] = Entry(size, digest)
                else:
                    (self._folder / name).unlink()
                    self._left_out.append(f"{name}: it has changed since it was kept")
                tell(done)


def original(pictures: PictureFolder, key: str) -> BinaryIO:
    content = pictures.original(key)
    if content is None:
        raise MissingError("its original is missing")
    return BytesIO(content)
