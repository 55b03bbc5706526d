"""Pieces on the disk: by one at a time, over every death, and gone when nobody wants them."""

import errno
import fcntl
import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bson import ObjectId

from talkpython_site.documents import Account, LetGo, Upload, utc_now
from talkpython_site.documents.upload import ARRIVING, HERE
from talkpython_site.media import MediaFolder, MissingError
from talkpython_site.upload_tidying import forget, tidy
from talkpython_site.uploads import GoneError, NoSpaceError, TooLargeError, UploadError, Uploads
from tests.audio import mp3
from tests.killing import every_death

pytestmark = pytest.mark.usefixtures("clean")

SOUND = mp3(3)
HALF = len(SOUND) // 2
WHOSE = ObjectId("65f0c1d2e3f4a5b6c7d8e9f0")


def uploads_in(var: Path) -> Uploads:
    return Uploads(var / "uploads", MediaFolder(var / "media"), 10**6)


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return uploads_in(tmp_path)


def begin(uploads: Uploads, size: int = len(SOUND)) -> Upload:
    return uploads.begin(WHOSE, "tides.mp3", size, utc_now())


def append(uploads: Uploads, upload: Upload, offset: int, piece: bytes) -> Upload:
    return uploads.append(upload.id, offset, io.BytesIO(piece), len(piece), utc_now())


def test_two_pieces_at_once_are_one(uploads: Uploads) -> None:
    upload = begin(uploads)
    append(uploads, upload, 0, SOUND[:10])
    with uploads.path(upload.id).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(UploadError, match="Another window or program"):
            append(uploads, upload, 10, SOUND[10:])
    assert append(uploads, upload, 10, SOUND[10:]).state == HERE


class Slow(io.BytesIO):
    """A piece while which something else is written."""

    def __init__(self, content: bytes, meanwhile: Any) -> None:
        super().__init__(content)
        self._meanwhile = meanwhile

    def read(self, size: int | None = -1) -> bytes:
        self._meanwhile()
        return super().read(size)


def test_who_writes_meanwhile_elsewhere_was_first(uploads: Uploads) -> None:
    upload = begin(uploads)
    other = Upload.objects.get(id=upload.id)
    piece = Slow(SOUND, lambda: other.advance(5, utc_now()))
    with pytest.raises(UploadError, match="Another window or program"):
        uploads.append(upload.id, 0, piece, len(SOUND), utc_now())
    assert Upload.objects.get(id=upload.id).offset == 5


def test_fewer_bytes_than_announced_change_nothing(uploads: Uploads) -> None:
    upload = begin(uploads)
    with pytest.raises(UploadError, match="Fewer bytes"):
        uploads.append(upload.id, 0, io.BytesIO(b"abc"), 5, utc_now())
    assert append(uploads, upload, 0, SOUND).state == HERE


def test_a_disk_that_is_too_small_takes_nothing(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads", MediaFolder(tmp_path / "media"), 10**18)
    with pytest.raises(NoSpaceError, match="no room"):
        begin(uploads, 10**17)
    with pytest.raises(TooLargeError):
        begin(uploads, 10**18 + 1)
    assert Upload.objects.count() == 0


def test_a_failure_of_the_disk_is_no_word_of_ours(uploads: Uploads) -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "broken")

    with pytest.raises(OSError, match="broken"):
        uploads.append(begin(uploads).id, 0, Broken(), 5, utc_now())


def test_what_was_stopped_meanwhile_is_not_gone_on_with(uploads: Uploads) -> None:
    upload = begin(uploads)
    Upload.collection().delete_one({"_id": upload.id})
    with pytest.raises(UploadError, match="no such upload"):
        append(uploads, upload, 0, SOUND)


def test_what_is_here_is_not_written_again(uploads: Uploads) -> None:
    upload = append(uploads, begin(uploads), 0, SOUND)
    with pytest.raises(UploadError):
        append(uploads, upload, len(SOUND), b"")
    assert uploads.settled(upload).state == HERE


def test_the_media_may_lie_on_another_disk(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, tries = Path.replace, []

    def across(path: Path, target: Path) -> Path:
        tries.append(path)
        if len(tries) == 1:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", across)
    upload = append(uploads, begin(uploads), 0, SOUND)
    with uploads.media.open(upload.media or "") as file:
        assert file.read() == SOUND
    assert not uploads.path(upload.id).exists()


def test_only_a_key_is_kept_under(uploads: Uploads, tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        uploads.media.adopt(tmp_path / "x", "../x")
    with pytest.raises(FileNotFoundError):
        uploads.media.adopt(tmp_path / "x", f"{'3f' * 32}.mp3")


# Deaths


def send(var: str) -> None:
    """What a browser does: begin, go on from where it is, and ask what became of it."""
    uploads = uploads_in(Path(var))
    upload = Upload.objects.of(WHOSE).first() or begin(uploads)
    for end in (HALF, len(SOUND)):
        upload = Upload.objects.get(id=upload.id)
        if upload.offset < end:
            append(uploads, upload, upload.offset, SOUND[upload.offset : end])
    uploads.settled(Upload.objects.get(id=upload.id))


def test_every_death_leaves_an_upload_that_goes_on(database_uri: str, tmp_path: Path) -> None:
    writes = []
    for each in every_death(database_uri, send, str(tmp_path)):
        writes.append(each)
        send(str(tmp_path))
        (upload,) = Upload.objects
        uploads = uploads_in(tmp_path)
        assert (upload.state, upload.offset) == (HERE, len(SOUND))
        with uploads.media.open(upload.media) as file:
            assert file.read() == SOUND
        assert not uploads.path(upload.id).exists()
        Upload.collection().delete_many({})
        uploads.media.delete(upload.media)
    assert writes == [1, 2, 3, 4, 4]


def forget_it(var: str) -> None:
    upload = Upload.objects.of(WHOSE).first()
    if upload:
        forget(uploads_in(Path(var)), upload, upload.expires_at)


def test_every_death_leaves_no_file_for_ever(database_uri: str, uploads: Uploads) -> None:
    var = str(uploads.folder.parent)
    upload = append(uploads, begin(uploads), 0, SOUND)
    for _writes in every_death(database_uri, forget_it, var):
        assert LetGo.objects(id=upload.media) or upload.media not in set(uploads.media.keys())
        tidy(uploads, utc_now() + timedelta(days=32))
        assert set(uploads.media.keys()) == set()
        assert Upload.objects.count() == LetGo.objects.count() == 0
        upload = append(uploads, begin(uploads), 0, SOUND)


def test_what_was_left_whole_is_looked_at_later(uploads: Uploads) -> None:
    upload = begin(uploads)
    append(uploads, upload, 0, SOUND[:HALF])
    with uploads.path(upload.id).open("ab") as file:
        file.write(SOUND[HALF:])
    Upload.objects.get(id=upload.id).advance(len(SOUND), utc_now())
    found = Upload.objects.get(id=upload.id)
    with uploads.path(upload.id).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert uploads.settled(found).state == ARRIVING
    assert uploads.settled(found).state == HERE
    assert uploads.settled(found).state == HERE  # as who asked meanwhile has it


def test_what_is_erased_with_its_account_goes_after_its_time(uploads: Uploads) -> None:
    begin(uploads)
    whole = append(uploads, begin(uploads), 0, SOUND)
    account = Account(id=WHOSE)
    assert {each["state"] for each in Upload.exported(account.id)} == {ARRIVING, HERE}
    Upload.erase(account.id)
    assert Upload.objects.count() == 0
    assert [each.id for each in LetGo.objects] == [whole.media]


def test_a_day_is_enough(uploads: Uploads) -> None:
    upload = begin(uploads)
    assert uploads.found(WHOSE, str(upload.id), utc_now()).id == upload.id
    with pytest.raises(GoneError):
        uploads.found(WHOSE, str(upload.id), utc_now() + timedelta(days=1))


def test_a_disk_that_fills_up_meanwhile_takes_no_more(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = begin(uploads)
    append(uploads, upload, 0, SOUND[:HALF])
    monkeypatch.setattr("talkpython_site.uploads.SPARE_BYTES", 10**18)
    with pytest.raises(NoSpaceError, match="no room"):
        append(uploads, upload, HALF, SOUND[HALF:])
    monkeypatch.undo()
    assert append(uploads, upload, HALF, SOUND[HALF:]).state == HERE
