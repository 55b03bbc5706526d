"""Our own storage: files named by what is in them, replaced by rename alone, never half there."""

import hashlib
import io
import os
import time
from pathlib import Path

import pytest

from talkpython_site.media import MediaFolder, MissingError, ending_of
from tests.audio import keep_audio, mp3, wav

SOUND = mp3(2)
KEY = f"{hashlib.sha256(SOUND).hexdigest()}.mp3"


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path / "var" / "media")


def files(media: MediaFolder) -> list[str]:
    return sorted(str(p.relative_to(media.root)) for p in media.root.rglob("*") if p.is_file())


def test_a_file_is_kept_under_what_is_in_it(media: MediaFolder) -> None:
    kept = media.keep(io.BytesIO(SOUND), "mp3")

    assert kept == (KEY, len(SOUND))
    assert files(media) == [f"{KEY[:2]}/{KEY}"]
    with media.open(KEY) as file:
        assert file.size_bytes == len(SOUND)
        assert abs(file.modified_at.timestamp() - time.time()) < 60
        assert file.read() == SOUND
        assert file.read(10) == file.read() == b""


def test_kept_twice_it_is_once(media: MediaFolder) -> None:
    keep_audio(media, SOUND)
    before = (media.root / KEY[:2] / KEY).stat().st_mtime_ns
    keep_audio(media, SOUND)

    assert list(media.keys()) == [KEY]
    assert (media.root / KEY[:2] / KEY).stat().st_mtime_ns == before


@pytest.mark.parametrize("damaged", [SOUND[:100], SOUND[::-1], b""])
def test_a_damaged_file_is_mended_for_who_comes_then(media: MediaFolder, damaged: bytes) -> None:
    keep_audio(media, SOUND)
    (media.root / KEY[:2] / KEY).write_bytes(damaged)
    before = media.open(KEY)

    keep_audio(media, SOUND)

    with before, media.open(KEY) as whole:
        assert before.read() == damaged
        assert whole.read() == SOUND


def test_a_file_cut_while_it_is_read_is_an_error(media: MediaFolder) -> None:
    keep_audio(media, SOUND)
    with media.open(KEY) as file:
        file.read(100)
        os.truncate(media.root / KEY[:2] / KEY, 50)
        with pytest.raises(OSError, match="cut short"):
            file.read(100)


class Breaking(io.BytesIO):
    """Breaks off after its first block."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(size)


def test_of_what_breaks_off_nothing_is_kept(media: MediaFolder) -> None:
    with pytest.raises(ConnectionResetError):
        media.keep(Breaking(b"x" * 2_000_000), "mp3")

    assert files(media) == []


def test_what_a_dead_process_left_goes_after_a_day(media: MediaFolder) -> None:
    media.root.mkdir(parents=True)
    for name, age in (("making-old", 100_000), ("making-new", 10)):
        (media.root / name).write_bytes(b"x")
        os.utime(media.root / name, (time.time() - age,) * 2)

    keep_audio(media, SOUND)

    assert files(media) == [f"{KEY[:2]}/{KEY}", "making-new"]


@pytest.mark.parametrize(
    "key",
    ["", "..", "../../etc/passwd", f"../{KEY}", f"{KEY}\n", f"{KEY}\0", KEY.upper(), KEY[1:],
     f"{KEY[:64]}.exe", f"{KEY[:64]}.mp3.mp3", f"{KEY[:64]}", "٣" * 64 + ".mp3", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_key_is_refused(media: MediaFolder, key: str) -> None:
    keep_audio(media, SOUND)

    assert ending_of(key) is None
    with pytest.raises(MissingError, match="is not the key of a media file"):
        media.open(key)
    with pytest.raises(MissingError):
        media.delete(key)
    assert not media.has(key)


@pytest.mark.parametrize("ending", ["", ".mp3", "exe", "html", "MP3", "../mp3"])
def test_only_media_are_kept(media: MediaFolder, ending: str) -> None:
    with pytest.raises(ValueError, match="is not the ending of a media file"):
        media.keep(io.BytesIO(SOUND), ending)


def test_what_is_not_here_is_missing(media: MediaFolder) -> None:
    assert list(media.keys()) == []
    with pytest.raises(MissingError, match=f"{KEY} cannot be read: No such file"):
        media.open(KEY)
    (media.root / KEY[:2] / KEY).mkdir(parents=True)
    with pytest.raises(MissingError, match="Is a directory"):
        media.open(KEY)


def test_what_lies_in_the_way_of_a_file_is_said(media: MediaFolder, tmp_path: Path) -> None:
    arrived = tmp_path / "arrived"
    arrived.write_bytes(b"tides")
    key = f"{'3f' * 32}.mp3"
    (media.root / key[:2] / key / "in the way").mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        media.adopt(arrived, key)

    assert arrived.read_bytes() == b"tides"


def test_a_deleted_file_is_gone_twice(media: MediaFolder) -> None:
    keep_audio(media, SOUND)
    assert media.has(KEY)
    media.delete(KEY)
    media.delete(KEY)

    assert files(media) == []
    assert not media.has(KEY)


def test_keys_are_those_of_kept_files_alone(media: MediaFolder) -> None:
    keys = [keep_audio(media, wav(seconds), "wav").media for seconds in (0.1, 0.2, 0.3)]
    for stray in (f"{KEY[:2]}/notes.txt", f"zz/{KEY}", "00/making-1", f"ff/00{KEY[2:]}"):
        (media.root / stray).parent.mkdir(exist_ok=True)
        (media.root / stray).write_bytes(b"x")

    assert list(media.keys()) == sorted(map(str, keys))
