"""Files on their way here: pieces lie in a folder until they are whole, and looked at."""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bson import ObjectId
from pyramid.config import Configurator

from talkpython_site import wording
from talkpython_site.documents import SaveConditionError, Upload
from talkpython_site.documents.upload import ARRIVING, HERE
from talkpython_site.media import BLOCK, MediaFolder, digest_of
from talkpython_site.new_files import AS_USUAL
from talkpython_site.sounds import WrongFileError
from talkpython_site.upload_purposes import AUDIO, Purpose, purpose_of

SPARE_BYTES = 67_108_864  # of the disk, for all else that is written
LONGEST_NAME = 200
MOST_UNFINISHED = 5  # of one account
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_UPLOAD = "There is no such upload here."
NO_BYTES = "What was here of this upload is gone. Begin it anew."
ELSEWHERE = "Another window or program is sending this file. It goes on there."


class UploadError(Exception):
    """Why an upload does not go on, in a sentence; ``status`` is what tus gives it."""

    status = 409


class MissingError(UploadError):
    status = 404


class GoneError(UploadError):
    status = 410


class TooLargeError(UploadError):
    status = 413


class TooManyError(UploadError):
    status = 429


class NoSpaceError(UploadError):
    status = 507


class Uploads:
    """The folder of what is on its way, beside that of what is kept."""

    def __init__(self, folder: Path, media: MediaFolder, largest_bytes: int) -> None:
        self.folder = folder
        self.media = media
        self.largest_bytes = largest_bytes

    def begin(
        self,
        account_id: ObjectId,
        name: str,
        size_bytes: int,
        now: datetime,
        purpose: Purpose = AUDIO,
    ) -> Upload:
        """Expect a file. Raises ``TooLargeError``, ``TooManyError`` and ``NoSpaceError``.

        Its file is made here and nowhere else, before anybody can know of it.
        """
        most = min(self.largest_bytes, purpose.largest_bytes or self.largest_bytes)
        if size_bytes > most:
            raise TooLargeError(too_large(size_bytes, most))
        unfinished = Upload.objects.of(account_id).unfinished(now).only("id")
        if len(unfinished.limit(MOST_UNFINISHED)) == MOST_UNFINISHED:
            raise TooManyError(too_many())
        self._demand_space(size_bytes)
        upload_id = ObjectId()
        self.path(upload_id).touch(mode=AS_USUAL, exist_ok=False)
        known = {"name": name[:LONGEST_NAME], "size_bytes": size_bytes, "purpose": purpose.name}
        return Upload.begin(upload_id, account_id, now, **known)

    def found(self, account_id: ObjectId, upload_id: str, now: datetime) -> Upload:
        """An upload of this account. Raises ``MissingError`` and ``GoneError``."""
        own = Upload.objects.of(account_id)
        upload: Upload | None = (
            own.filter(id=ObjectId(upload_id)).first() if ObjectId.is_valid(upload_id) else None
        )
        if upload is None:
            raise MissingError(NO_UPLOAD)
        if upload.has_expired(now):
            raise GoneError("This upload was not gone on with for a day. Begin it anew.")
        return upload

    def append(
        self, upload_id: ObjectId, offset: int, piece: BinaryIO, size_bytes: int, now: datetime
    ) -> Upload:
        """Add the next bytes; what is whole is looked at and kept at once.

        Raises ``UploadError`` where these are not the next ones, somebody else writes at this
        moment, or there is no room.
        """
        with self._alone(upload_id) as file:
            upload = anew(upload_id)
            if upload.state != ARRIVING or upload.offset != offset:
                raise UploadError(f"{upload.offset:,} bytes are here: go on from there.")
            if offset + size_bytes > upload.size_bytes:
                raise TooLargeError("These are more bytes than the upload was to have.")
            self._demand_space(size_bytes)
            write(file, offset, piece, size_bytes)
            try:
                upload.advance(offset + size_bytes, now)
            except SaveConditionError as error:
                raise UploadError(ELSEWHERE) from error
            if upload.is_whole:
                self._finish(upload)
        return upload

    def settled(self, upload: Upload) -> Upload:
        """The upload with all done that a process left undone when it was killed."""
        if upload.state == ARRIVING and upload.is_whole:
            with suppress(UploadError), self._alone(upload.id):  # else somebody does it now
                upload = anew(upload.id)
                if upload.state == ARRIVING:
                    self._finish(upload)
            upload = anew(upload.id)
        if upload.state == HERE and self.path(upload.id).exists():
            with self.exclusive():
                self._move(upload)
        return upload

    def take(self, upload: Upload, file: BinaryIO, now: datetime) -> Upload:
        """Its file in one piece."""
        return self.append(upload.id, 0, file, upload.size_bytes, now)

    def claim(
        self, account_id: ObjectId, key: str, now: datetime, purpose: Purpose = AUDIO
    ) -> Upload | None:
        """The upload of an account that is kept under a key, and stays while a form is saved."""
        upload = Upload.claim(account_id, key, now, purpose.name)
        return self.settled(upload) if upload else None

    def path(self, upload_id: ObjectId) -> Path:
        return self.folder / str(upload_id)

    def _demand_space(self, size_bytes: int) -> None:
        """Raises ``NoSpaceError``."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if size_bytes + SPARE_BYTES > shutil.disk_usage(self.folder).free:
            raise NoSpaceError(no_space())

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nothing is kept by another process meanwhile, and nothing deleted."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _alone(self, upload_id: ObjectId) -> Iterator[BinaryIO]:
        """Its file, which nobody else writes meanwhile. It is never made here: it may lie where it
        is kept already.
        """
        try:
            file = self.path(upload_id).open("r+b", buffering=0)
        except FileNotFoundError as error:
            raise without_bytes(anew(upload_id)) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UploadError(ELSEWHERE) from error
            yield file

    def _finish(self, upload: Upload) -> None:
        """Keep it where it is given out from, or say why not."""
        path = self.path(upload.id)
        try:
            demand_bytes(path)
            ending, known = purpose_of(upload.purpose).look(path, upload.name or "")
        except WrongFileError as error:
            upload.refuse(str(error))
            path.unlink(missing_ok=True)
            return
        key = f"{digest_of(path)}.{ending}"
        with self.exclusive():
            upload.keep(key, **known)
            self.media.adopt(path, key)

    def _move(self, upload: Upload) -> None:
        """What was left undone; bytes that are not those that it had are nobody's."""
        path, key = self.path(upload.id), upload.media or ""
        with suppress(FileNotFoundError):  # it lies there already
            if digest_of(path) == key.partition(".")[0]:
                self.media.adopt(path, key)
            path.unlink(missing_ok=True)


def anew(upload_id: ObjectId) -> Upload:
    """As it is stored now. Raises ``MissingError`` where it was stopped."""
    found: Upload | None = Upload.objects(id=upload_id).first()
    if found is None:
        raise MissingError(NO_UPLOAD)
    return found


def without_bytes(upload: Upload) -> UploadError:
    """Why nothing can be added to an upload that has no file on its way."""
    if upload.state == ARRIVING:
        return GoneError(NO_BYTES)
    return UploadError(f"{upload.offset:,} bytes are here: it is whole.")


def write(file: BinaryIO, offset: int, piece: BinaryIO, size_bytes: int) -> None:
    """Put bytes at their place, on the disk itself. Raises ``UploadError``."""
    if file.seek(0, os.SEEK_END) < offset:
        raise GoneError(NO_BYTES)
    file.seek(offset)
    left = size_bytes
    try:
        while left:
            block = piece.read(min(BLOCK, left))
            if not block:
                raise UploadError("Fewer bytes came than were announced.")
            left -= len(block)
            rest = memoryview(block)
            while rest:
                rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno in FULL:
            raise NoSpaceError(no_space()) from error
        raise


def demand_bytes(path: Path) -> None:
    """Raises ``WrongFileError``."""
    if not path.stat().st_size:
        raise WrongFileError("This file is empty.")


def too_large(size_bytes: int, most: int) -> str:
    return f"A file of {wording.size(size_bytes)}: {wording.size(most)} are the most."


def too_many() -> str:
    return (
        f"{MOST_UNFINISHED} uploads of yours are not finished. Go on with one, or stop one;"
        " what is not gone on with goes after a day."
    )


def no_space() -> str:
    return (
        "There is no room for it on the disk of this site. Tell whoever runs it; it goes on then."
    )


def includeme(config: Configurator) -> None:
    site = config.registry.site
    config.registry.uploads = Uploads(
        site.var / "uploads", config.registry.media, site.uploads_largest_bytes
    )
