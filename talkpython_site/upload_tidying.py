"""Files that nobody wants any more: uploads left halfway or never used, and what was let go."""

import logging
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Draft, Episode, Lecture, LetGo, Revision, Upload
from talkpython_site.documents.base import Stored
from talkpython_site.documents.let_go import KEPT
from talkpython_site.lecture_lines import DIGEST
from talkpython_site.media import MissingError
from talkpython_site.uploads import Uploads

log = logging.getLogger(__name__)

OF_EPISODE, OF_LECTURE = ("enclosure.media",), ("video.media", "downloads.media")
IN_LINES = ("captions", "downloads")  # fields of a form of which each line names a file
OF_LECTURES = {"thing": {"$gte": "lecture:", "$lt": "lecture;"}}  # drafts
FORGOTTEN_SECONDS = 3600.0  # of a file without its document: one is being begun, or stopped


def tidy(uploads: Uploads, now: datetime) -> None:
    """Raises ``PyMongoError``; a file that fails keeps no other from its turn."""
    expired = list(Upload.objects.expired(now))
    named = named_in_lines() if expired else frozenset()
    for upload in expired:
        with logged(f"upload {upload.id}"):
            if stays_in_a_draft(upload, named):
                Upload.postpone(upload.id, now)
            else:
                forget(uploads, upload, now)
    for let_go in LetGo.objects.outlived(now):
        with logged(let_go.id):
            delete(uploads, let_go.id, now)
    forget_files(uploads)


@contextmanager
def logged(name: str) -> Iterator[None]:
    """What the disk refuses is tried again in the next round."""
    try:
        yield
    except OSError:
        log.exception("%.100s cannot be taken away", name)


def stays_in_a_draft(upload: Upload, named: Set[str]) -> bool:
    """Whether a form that is being written names it; it stays as long as that.

    ``named`` are the digests in lines of forms.
    """
    if not upload.media:
        return False
    return upload.media.partition(".")[0] in named or is_there(
        Draft, {"fields.media": upload.media}
    )


def named_in_lines() -> frozenset[str]:
    """The digests of files that lines of drafts of lectures name."""
    fields = dict.fromkeys((f"fields.{each}" for each in IN_LINES), 1)
    drafts = Draft.collection().find(OF_LECTURES, fields)
    texts = (text for draft in drafts for text in draft.get("fields", {}).values())
    return frozenset(digest for text in texts for digest in DIGEST.findall(text))


def forget(uploads: Uploads, upload: Upload, now: datetime) -> None:
    """The document first: until then a form may name it. Then its bytes, where nothing does.

    What is kept is let go before: it goes after its time where this is killed in between.
    """
    key = upload.media
    with uploads.exclusive():
        stays = key is None or bool(LetGo.objects(id=key))
        if key and not stays:
            LetGo.note(key, now)
        if not Upload.drop(upload.id, now):
            return
        uploads.path(upload.id).unlink(missing_ok=True)
        if key and not stays and not is_in_revision(key, now):
            delete_unnamed(uploads, key)


def delete(uploads: Uploads, key: str, now: datetime) -> None:
    """A file whose 30 days are over, unless something or a younger revision names it."""
    with uploads.exclusive():
        if not is_in_revision(key, now):
            delete_unnamed(uploads, key)


def delete_unnamed(uploads: Uploads, key: str) -> None:
    """The file, unless something names it; what is no key is only forgotten."""
    if not is_named(key):
        with suppress(MissingError):
            uploads.media.delete(key)
    LetGo.forget(key)


def is_in_revision(key: str, now: datetime) -> bool:
    """Whether something that was replaced in the last 30 days names a file."""
    young = {"replaced_at": {"$gt": now - KEPT}}
    fields = (f"content.{name}" for name in OF_EPISODE + OF_LECTURE)
    return any(is_there(Revision, {name: key, **young}) for name in fields)


def is_named(key: str) -> bool:
    """Whether an episode or a lecture in any state, or an upload, names a file."""
    return (
        any(is_there(Episode, {name: key}) for name in OF_EPISODE)
        or any(is_there(Lecture, {name: key}) for name in OF_LECTURE)
        or is_there(Upload, {"media": key})
    )


def is_there(kind: type[Stored], query: dict[str, Any]) -> bool:
    return kind.collection().find_one(query, {"_id": 1}) is not None


def forget_files(uploads: Uploads) -> None:
    """Bytes whose account was erased, or that were written while their upload was stopped."""
    names = [path.name for path in uploads.folder.glob("*") if ObjectId.is_valid(path.name)]
    known = {str(each["_id"]) for each in Upload.collection().find({}, {"_id": 1})} if names else ()
    for path in (uploads.folder / name for name in names if name not in known):
        with logged(path.name), suppress(FileNotFoundError):  # another process was faster
            if path.lstat().st_mtime < time.time() - FORGOTTEN_SECONDS:
                path.unlink()
