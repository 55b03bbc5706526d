"""FLAC: whole where its last frame is, and ends where its head says."""

import io
from time import process_time

import pytest

from talkpython_site.sounds import CutShortError, read_sound
from talkpython_site.sounds.flac import CRC_8, CRC_16, frame_end, left_of
from tests.audio import checksum, flac, flac_frame

SECOND = 44_100
FRAME = len(flac_frame(0))
ID3V1 = b"TAG" + bytes(125)


def is_whole(content: bytes) -> bool:
    try:
        return read_sound(io.BytesIO(content), "x").ending == "flac"
    except CutShortError:
        return False


@pytest.mark.parametrize(
    "content",
    [
        flac(),
        flac(1),
        flac(200),  # whose number takes two bytes
        flac() + ID3V1,
        flac() + bytes(500),
        flac(2, told=2 * SECOND - 9),
        flac(0, told=5_000) + flac_frame(4_000, 1_000, by_samples=True),
    ],
)
def test_one_that_is_whole_is_taken(content: bytes) -> None:
    assert is_whole(content)


@pytest.mark.parametrize("cut", [1, 2, 3, 5, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME])
def test_one_that_is_cut_is_not(cut: int) -> None:
    assert not is_whole(flac()[:-cut])
    assert not is_whole(flac()[:-cut] + ID3V1)


def test_a_later_frame_that_is_none_is_no_end() -> None:
    """By its first bytes alone it ends where the head says."""
    assert not is_whole(flac(1, told=2 * SECOND) + flac_frame(1)[:-1] + b"\x01")


def test_a_tail_full_of_heads_is_no_work() -> None:
    """Those long before the end are not looked at: all of these would take a minute."""
    tail = head(b"\xc0", b"\xe1\x80\x80") * 4_000_000
    begun = process_time()
    assert not is_whole(flac(1, told=2 * SECOND) + tail)
    assert process_time() - begun < 20


def test_of_a_stream_nobody_knows_how_long_it_is_to_be() -> None:
    """Nor is it known how long it is, so that it is refused for that, not as one that is cut."""
    with pytest.raises(Exception, match="Nothing in it can be heard"):
        read_sound(io.BytesIO(flac(2, told=0)), "x")


def head(second: bytes, told: bytes = b"\x03", extra: bytes = b"") -> bytes:
    begun = b"\xff\xf8" + second + b"\x08" + told + extra
    return begun + checksum(begun, 0x107, 1)


@pytest.mark.parametrize(
    ("first", "end"),
    [
        (head(b"\x10"), 3 * 4096 + 192),
        (head(b"\x30"), 3 * 4096 + 1152),
        (head(b"\xc0"), 3 * 4096 + 4096),
        (head(b"\x60", extra=b"\x09"), 3 * 4096 + 10),
        (head(b"\x7c", extra=b"\x01\x00\x2c"), 3 * 4096 + 257),  # and a rate of one byte
        (head(b"\xcd", extra=b"\xac\x44"), 3 * 4096 + 4096),
        (head(b"\xc0", b"\xe1\x80\x80"), 0x1000 * 4096 + 4096),
        (head(b"\x00"), 0),
        (b"\xff\xf8\xc0\x09" + b"\x03" + checksum(b"\xff\xf8\xc0\x09\x03", 0x107, 1), 0),
        (head(b"\xc0", b"\xff"), 0),
        (head(b"\xc0")[:-1] + b"\x00", 0),
        (head(b"\xc0")[:5], 0),
    ],
)
def test_where_a_frame_ends(first: bytes, end: int) -> None:
    assert frame_end(first + b"\x55" * (16 - len(first)) if end else first, 4096) == end


def test_checksums_are_those_of_the_specification() -> None:
    """Of the catalogue of CRCs: CRC-8/SMBUS and CRC-16/UMTS of "123456789"."""
    assert left_of(b"123456789", CRC_8) == 0xF4
    assert left_of(b"123456789", CRC_16) == 0xFEE8
