"""Videos: what is one, by its atoms."""

import io
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkpython_site.sounds import NotVideoError, WrongFileError, read_video
from tests.audio import mp3, wav
from tests.video import PICTURES, SOUND, VIDEO, atom, head, mp4, track

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
WEBM = b"\x1aE\xdf\xa3" + bytes(60)


def read(content: bytes) -> tuple[str, str, int | None]:
    return read_video(io.BytesIO(content))[:3]


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (VIDEO, 5),
        (mp4(0.2, PICTURES), 1),
        (mp4(3723, SOUND, PICTURES), 3723),
        (mp4(90, is_long=True), 90),
        (mp4(0), None),
        (mp4(10**6, is_long=True), None),
        (VIDEO.replace(struct.pack(">I", 600), bytes(4)), None),
    ],
    ids=["usual", "silent", "long", "64 bits", "of no length", "too long", "no scale"],
)
def test_length(content: bytes, seconds: int | None) -> None:
    assert read(content) == ("mp4", "video/mp4", seconds)


def test_its_rate_is_that_of_the_whole_file() -> None:
    assert read_video(io.BytesIO(VIDEO + atom(b"free", bytes(10_000)))).bitrate == 16


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This is no video, whatever its name says. A video is sent as MP4."),
        (HTML, "This is a web page, whatever its name says. A video is sent as MP4."),
        (WEBM, "This is WebM, whatever its name says. A video is sent as MP4."),
        (mp3(1), "This is no video,"),
        (wav(1), "This is no video,"),
        (mp4(5, SOUND), "There are no pictures in it, only sound."),
        (mp4(5, PICTURES, brand=b"qt  "), "This is a QuickTime film (MOV)."),
        (atom(b"moov", head(5), track(PICTURES)), "This is a QuickTime film (MOV)."),
        (VIDEO[:-1], "The file ends too early"),
        (VIDEO[:40], "The file ends too early"),
        (VIDEO.replace(b"moov", b"free"), "The file ends too early"),
        (atom(b"ftyp", b"isom") + atom(b"moov", b"\0\0\0"), "There are no pictures in it"),
        (VIDEO.replace(b"\0\0\0\x29mdia", b"\0\0\xff\x29mdia"), "There are no pictures in it"),
    ],
)
def test_what_is_none_is_told_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(WrongFileError) as caught:
        read(content)
    assert str(caught.value).startswith(sentence)


def test_atoms_of_64_bits_and_to_the_end_of_the_file() -> None:
    inside = head(7) + track(PICTURES)
    large = struct.pack(">I4sQ", 1, b"moov", len(inside) + 16) + inside
    rest = struct.pack(">I4s", 0, b"mdat") + b"frames"
    assert read(atom(b"ftyp", b"isom") + large + rest)[2] == 7


@given(st.integers(0, len(VIDEO) - 1), st.binary(min_size=1, max_size=8))
def test_whatever_is_damaged_is_read_or_refused(place: int, noise: bytes) -> None:
    damaged = VIDEO[:place] + noise + VIDEO[place + len(noise) :]
    with suppress(WrongFileError):
        assert read(damaged)[0] == "mp4"


def test_sound_in_mp4_is_no_video() -> None:
    with pytest.raises(NotVideoError):
        read(mp4(5, SOUND, brand=b"M4A "))
