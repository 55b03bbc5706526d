"""Pictures that nothing names any more: noted once a day, and deleted after 30 days of that."""

import logging
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from talkpython_site.documents import AuditLine, Mail, Revision, SampleLoad, Tries
from talkpython_site.dumping.stored import stored_collections, stored_documents
from talkpython_site.pages import paths
from talkpython_site.pictures import PictureFolder
from talkpython_site.upload_tidying import logged

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
BETWEEN = timedelta(days=1)
LOOKED = "looked"  # a file: its time is that of the last look, of whichever process
LETTERS = 64  # of a hash
RUN = re.compile(rb"[0-9a-f]{%d,}" % LETTERS)
# Many, and none shows a picture.
APART = (AuditLine, Mail, Tries, SampleLoad)


def tidy(pictures: PictureFolder, pages: Path, now: datetime) -> None:
    """Look once a day; ``pages`` is the folder of the owner's pages, which may link to pictures.

    Raises ``PyMongoError``; a picture that fails keeps no other from its turn.
    """
    keys = set(pictures.keys())
    if not keys or not is_due(pictures.root / LOOKED, now):
        return
    note(pictures.root / LOOKED, now)  # first: no other process looks at the same time
    left = unnamed(keys, texts(pages))
    for key in sorted(keys):
        with logged(f"picture {key}"):
            look_at(pictures, key, now, is_named=key not in left)


def look_at(pictures: PictureFolder, key: str, now: datetime, *, is_named: bool) -> None:
    if is_named:
        pictures.wanted(key)
    elif pictures.delete_unused(key, now, now - KEPT):
        log.info("picture %s is deleted: nothing has named it for %d days", key, KEPT.days)


def unnamed(keys: set[str], texts: Iterable[bytes]) -> set[str]:
    """Those that stand in no text; no more is read than it takes to find all of them."""
    left = {key.encode() for key in keys}
    for text in texts:
        for run in RUN.findall(text):
            left.difference_update(hashes_in(run))
        if not left:
            break
    return {key.decode() for key in left}


def hashes_in(run: bytes) -> Iterator[bytes]:
    """Of digits that stand together; others may stand right before those of a hash."""
    return (run[start : start + LETTERS] for start in range(len(run) - LETTERS + 1))


def texts(pages: Path) -> Iterator[bytes]:
    """All that may name a picture, as it is stored: no document is too broken for that.

    Revisions last: they are the most, and what is in use is found before them.
    """
    for path in filter(Path.is_file, paths(pages)):
        yield path.read_bytes()
    last = Revision.collection().name
    apart = {each.collection().name for each in APART}
    for name in sorted(set(stored_collections()) - apart, key=lambda name: name == last):
        yield from stored_documents(name)


def is_due(looked: Path, now: datetime) -> bool:
    return not looked.exists() or looked.stat().st_mtime <= (now - BETWEEN).timestamp()


def note(looked: Path, now: datetime) -> None:
    looked.touch()
    os.utime(looked, (now.timestamp(), now.timestamp()))
