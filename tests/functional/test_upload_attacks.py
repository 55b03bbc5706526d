"""What is kept stays as it is, whatever is sent after an upload, before it or beside it."""

import io
from typing import Any

import pytest

from talkpython_site.documents import Podcast, Upload, utc_now
from talkpython_site.uploads import GoneError, UploadError, Uploads
from tests.audio import keep_audio, mp3
from tests.conftest import Visit
from tests.editors import make_tides
from tests.factories import make_podcast
from tests.uploading import begun, editor_account, lying, sent, told, tus, uploaded
from tests.visitors import signed_in

SOUND = mp3(3, "Kept by somebody else")


def kept_bytes(app: Any, key: str) -> bytes:
    with app.registry.media.open(key) as file:
        return bytes(file.read())


def test_a_piece_after_the_last_one_takes_nothing_away(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    sent(editor, address, 0, SOUND)
    for offset in (0, len(SOUND)):
        sent(editor, address, offset, b"", 409)
        assert not lying(app, address).exists()
        assert tus(editor, "HEAD", address, 200).headers["Upload-Offset"] == str(len(SOUND))
    assert kept_bytes(app, told(editor, address)["media"]) == SOUND


@pytest.mark.parametrize(
    "content", [b"", b"x" * len(SOUND), SOUND[:-1]], ids=["none", "other", "short"]
)
def test_bytes_that_lie_where_it_lay_are_nobodys(app: Any, editor: Visit, content: bytes) -> None:
    address = begun(editor, len(SOUND))
    sent(editor, address, 0, SOUND)
    lying(app, address).write_bytes(content)
    assert told(editor, address)["state"] == "here"
    assert not lying(app, address).exists()
    assert kept_bytes(app, told(editor, address)["media"]) == SOUND


def test_an_editor_of_one_podcast_empties_no_audio_of_another(
    app: Any, visit: Visit, show: Podcast
) -> None:
    kept = keep_audio(app.registry.media, SOUND)
    made = make_tides(show, enclosure=kept)
    stranger = signed_in(visit, editor_account(make_podcast(slug="elsewhere", title="Elsewhere")))
    path = app.registry.media._path(kept.media)
    before = path.stat().st_ino
    address = begun(stranger, len(SOUND))
    sent(stranger, address, 0, SOUND)
    sent(stranger, address, len(SOUND), b"", 409)
    tus(stranger, "HEAD", address, 200)
    assert told(stranger, address)["media"] == kept.media
    tus(stranger, "DELETE", address, 204)
    assert (path.stat().st_ino, kept_bytes(app, str(made.media))) == (before, SOUND)


def test_what_is_kept_and_broken_is_mended(app: Any, editor: Visit) -> None:
    key = uploaded(editor, SOUND)["media"]
    app.registry.media._path(key).write_bytes(b"")
    assert uploaded(editor, SOUND)["media"] == key
    assert kept_bytes(app, key) == SOUND


class Meanwhile(io.BytesIO):
    """A piece that another one comes before."""

    def __init__(self, content: bytes, other: Any) -> None:
        super().__init__(content)
        self._other = other

    def read(self, size: int | None = -1) -> bytes:
        with pytest.raises(UploadError, match="Another window"):
            self._other()
        return super().read(size)


def test_of_two_writers_one_writes(app: Any, editor: Visit) -> None:
    uploads: Uploads = app.registry.uploads
    address = begun(editor, len(SOUND))
    upload_id = Upload.objects.get().id

    def other() -> None:
        uploads.append(upload_id, 0, io.BytesIO(b"x" * 9), 9, utc_now())

    uploads.append(upload_id, 0, Meanwhile(SOUND, other), len(SOUND), utc_now())
    with pytest.raises(UploadError, match="it is whole"):
        other()
    assert not lying(app, address).exists()
    assert kept_bytes(app, told(editor, address)["media"]) == SOUND


def test_who_asked_just_before_it_was_kept_is_told_that_it_is(app: Any, editor: Visit) -> None:
    uploads: Uploads = app.registry.uploads
    address = begun(editor, len(SOUND))
    asked = Upload.objects.get()
    sent(editor, address, 0, SOUND)
    asked.offset = asked.size_bytes
    assert uploads.settled(asked).state == "here"
    assert kept_bytes(app, told(editor, address)["media"]) == SOUND


def test_one_whose_file_is_gone_makes_no_new_one(app: Any, editor: Visit) -> None:
    address = begun(editor, len(SOUND))
    lying(app, address).unlink()
    with pytest.raises(GoneError):
        app.registry.uploads.append(Upload.objects.get().id, 0, io.BytesIO(b"x"), 1, utc_now())
    assert not lying(app, address).exists()
