"""Check a dump, all of it, before anything is written anywhere."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from talkpython_site.dumping.lines import Uniques, identity, read_lines
from talkpython_site.dumping.manifest import (
    DOCUMENTS,
    FOLDERS,
    LINES,
    NAME,
    PICTURES,
    DumpError,
    Manifest,
    Step,
    read_manifest,
)
from talkpython_site.imaging import MOST_BYTES, read_picture
from talkpython_site.pictures import PictureError


class Checked(NamedTuple):
    """A dump that can be loaded; of each collection its documents by ``_id``, with digests."""

    folder: Path
    manifest: Manifest
    documents: dict[str, dict[bytes, bytes]]


def check(folder: Path, step: Step) -> Checked:
    """Read everything in a dump; raises ``DumpError`` or ``OSError``."""
    if not folder.is_dir():
        is_there = folder.exists()
        raise DumpError(f"{folder} is no folder." if is_there else f"There is no folder {folder}.")
    manifest = read_manifest(folder)
    refuse_strangers(folder, manifest)
    documents: dict[str, dict[bytes, bytes]] = {}
    with step("Checking", len(manifest.files)) as tell:
        for done, name in enumerate(sorted(manifest.files), 1):
            check_file(folder, name, manifest)
            if name.startswith(DOCUMENTS + "/"):
                collection = name.partition("/")[2].removesuffix(LINES)
                documents[collection] = check_documents(folder, name, manifest)
            tell(done)
    return Checked(folder, manifest, documents)


def refuse_strangers(folder: Path, manifest: Manifest) -> None:
    """Every file that is there is in the manifest, and is a plain file in a plain folder."""
    known = {NAME, *manifest.files}
    for place, folders, files in os.walk(folder):
        inside = Path(place).relative_to(folder)
        for name in folders:
            path = inside / name
            if path.as_posix() not in FOLDERS or (folder / path).is_symlink():
                raise DumpError(f"{path} does not belong in a dump.")
        for name in files:
            path = inside / name
            is_plain = (folder / path).is_file() and not (folder / path).is_symlink()
            if path.as_posix() not in known or not is_plain:
                raise DumpError(f"{path} does not belong in a dump.")


def check_file(folder: Path, name: str, manifest: Manifest) -> None:
    """Its size, its SHA-256, what its name promises."""
    path, entry = folder / name, manifest.files[name]
    if not path.is_file():
        raise DumpError(f"{name} is missing.")
    if path.stat().st_size != entry.size_bytes:
        raise DumpError(f"{name} has {path.stat().st_size} bytes instead of {entry.size_bytes}.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    kind, _, key = name.partition("/")
    if digest != entry.sha256 or (kind != DOCUMENTS and not key.startswith(digest)):
        raise DumpError(f"{name} is not what was dumped.")
    if kind == PICTURES:
        explained(name, lambda: check_picture(path))


def check_picture(path: Path) -> None:
    with path.open("rb") as file:
        read_picture(file.read(MOST_BYTES + 1))


def check_documents(folder: Path, name: str, manifest: Manifest) -> dict[bytes, bytes]:
    """The documents of a collection by ``_id``, with digests."""
    uniques = Uniques(name.partition("/")[2].removesuffix(LINES))
    found: dict[bytes, bytes] = {}

    def read() -> None:
        for raw in read_lines(folder / name):
            uniques.add(raw)
            key, digest = identity(raw)
            found[key] = digest

    explained(name, read)
    promised = manifest.files[name].documents
    if len(found) != promised:
        raise DumpError(f"{name} has {len(found)} documents instead of {promised}.")
    return found


def explained(name: str, work: Callable[[], object]) -> None:
    """Do some work; what is wrong with it is said with the file's name."""
    try:
        work()
    except (DumpError, PictureError) as error:
        raise DumpError(f"{name}: {error}") from error
