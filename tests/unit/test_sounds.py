"""Files by what is in them: every kind that is taken, and what only looks like one."""

import io
import random
import struct

import pytest

from talkpython_site import sounds
from talkpython_site.media import TYPES
from talkpython_site.sounds import CutShortError, NotAudioError, Sound, mpeg, read_sound, reading
from talkpython_site.sounds.kinds import MOST_ATOMS
from tests.audio import FRAME, flac, mp3, wav

FRAMES = FRAME * 100
ID3V1 = b"TAG" + bytes(125)


def sound(content: bytes, name: str = "x") -> Sound:
    return read_sound(io.BytesIO(content), name)


def atom(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(*more: bytes) -> bytes:
    """Two seconds, as far as its head says."""
    head = atom(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 2000) + bytes(80))
    return atom(b"ftyp", b"M4A \0\0\0\0") + atom(b"moov", head) + b"".join(more)


def page(content: bytes, granule: int, flags: int, number: int) -> bytes:
    sizes = bytes([255] * (len(content) // 255) + [len(content) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 1, number, 0, len(sizes))
    return head + sizes + content


def opus() -> bytes:
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 1) + b"x" + struct.pack("<I", 0)
    return page(head, 0, 2, 0) + page(tags, 0, 0, 1) + page(bytes(100), 96_000, 4, 2)


def xing(frames: int, promised: int, name: bytes = b"Xing") -> bytes:
    """An MP3 whose first frame says how much there is."""
    told = name + struct.pack(">III", 3, frames, promised)
    return FRAME[:4] + bytes(17) + told + bytes(140 - 17 - len(told)) + FRAME * frames


KNOWN = {
    "mp3": (mp3(2), "mp3", 2), "m4a": (mp4(), "m4a", 2), "ogg": (opus(), "ogg", 2),
    "flac": (flac(), "flac", 2), "wav": (wav(2), "wav", 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", KNOWN)
def test_every_kind_is_known_by_its_bytes(kind: str) -> None:
    content, ending, seconds = KNOWN[kind]
    found = sound(content, "page.html")
    assert (found.ending, found.type) == (ending, TYPES[ending])
    assert found.duration_seconds == seconds
    assert found.bitrate == round(len(content) * 8 / seconds / 1000)


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [(mp4(), "a.M4B", "m4b"), (opus(), "a.opus", "opus"), (mp4(), "a.mp3", "m4a")],
)
def test_a_name_says_which_ending_of_its_kind(content: bytes, name: str, ending: str) -> None:
    assert sound(content, name).ending == ending


@pytest.mark.parametrize("kind", sorted(KNOWN))
def test_what_is_cut_short_is_said_to_be(kind: str) -> None:
    with pytest.raises(CutShortError):
        sound(KNOWN[kind][0][:-20])


# MP3


@pytest.mark.parametrize(
    "content",
    [
        FRAMES, bytes(40) + FRAMES, FRAMES + ID3V1, mp3(0) * 2 + FRAMES,
        FRAMES + b"APETAGEX" + struct.pack("<IIII", 2000, 32, 0, 0) + bytes(8) + ID3V1,
        FRAMES + bytes(100) + b"APETAGEX" + struct.pack("<IIII", 2000, 100, 0, 1 << 31) + bytes(8),
        FRAMES + b"APETAGEX" + struct.pack("<IIII", 2000, 2**31, 0, 0) + bytes(8),
        xing(100, 101 * 144), xing(100, 101 * 144, b"Info"), FRAMES + bytes(10),
        b"ID3\4\0\x10\0\0\0\5" + bytes(15) + FRAMES,
    ],
)  # fmt: skip
def test_tags_around_the_frames_are_no_audio(content: bytes) -> None:
    content = content if content[:3] == b"ID3" or content[:1] == b"\xff" else mp3(0) + content
    assert sound(content).ending == "mp3"


@pytest.mark.parametrize(
    "content",
    [
        FRAMES[:-1], FRAMES[:-143], FRAMES + FRAME[:2], xing(100, 300 * 144), mp3(0),
        FRAMES[:440],
    ],
)  # fmt: skip
def test_an_end_that_is_missing_is_missed(content: bytes) -> None:
    with pytest.raises(CutShortError):
        sound(content)


@pytest.mark.parametrize(
    "head",
    [
        b"\xff\xfb\x18", b"\xfe\xfb\x18\xc0", b"\xff\x1b\x18\xc0", b"\xff\xfd\x18\xc0",
        b"\xff\xeb\x18\xc0", b"\xff\xfb\x08\xc0", b"\xff\xfb\xf8\xc0", b"\xff\xfb\x1c\xc0",
    ],
)  # fmt: skip
def test_not_every_sync_begins_a_frame(head: bytes) -> None:
    assert mpeg.frame_length(head) == 0


def test_a_frame_is_as_long_as_its_head_says() -> None:
    assert mpeg.frame_length(b"\xff\xfb\x90\x00") == 417
    assert mpeg.frame_length(b"\xff\xfb\x92\x00") == 418
    assert mpeg.frame_length(b"\xff\xf3\x80\x00") == 208


def test_noise_is_no_mp3() -> None:
    noise = random.Random(7).randbytes(200_000)  # noqa: S311 - the same each time
    with pytest.raises(NotAudioError):
        sound(b"ID3\4\0\0\0\0\0\0" + noise)
    assert not mpeg.is_cut(reading.Bounded(io.BytesIO(noise)), len(noise))


def test_a_promise_without_bytes_is_none() -> None:
    told = b"Xing" + struct.pack(">II", 1, 100)
    content = FRAME[:4] + bytes(17) + told + bytes(140 - 17 - len(told)) + FRAMES
    assert sound(content).ending == "mp3"
    only_bytes = b"Xing" + struct.pack(">II", 2, 10**6)
    content = FRAME[:4] + bytes(17) + only_bytes + bytes(140 - 17 - len(only_bytes)) + FRAMES
    with pytest.raises(CutShortError):
        sound(content)


# Others


def test_parts_of_an_mp4_end_within_it() -> None:
    assert sound(mp4(atom(b"mdat", bytes(90)))).ending == "m4a"
    assert sound(mp4(struct.pack(">I4s", 0, b"mdat") + bytes(90))).ending == "m4a"
    large = struct.pack(">I4sQ", 1, b"mdat", 16 + 90) + bytes(90)
    assert sound(mp4(large)).ending == "m4a"
    for broken in (struct.pack(">I4s", 4, b"mdat"), struct.pack(">I4s", 99, b"mdat"), bytes(5)):
        with pytest.raises(CutShortError):
            sound(mp4(broken))
    with pytest.raises(CutShortError):
        sound(atom(b"ftyp", b"M4A \0\0\0\0"))
    with pytest.raises(CutShortError):
        sound(mp4(*[atom(b"free")] * (MOST_ATOMS + 1)))


def test_a_stream_says_no_size_of_its_own() -> None:
    content = bytearray(wav(2))
    content[4:8] = b"\xff" * 4
    assert sound(bytes(content)).ending == "wav"


def test_a_page_of_ogg_has_all_its_segments() -> None:
    for broken in (opus()[:-101], b"OggS", b"OggS" + bytes(26)):
        with pytest.raises(CutShortError):
            sound(broken)


def test_what_says_no_length_is_not_heard() -> None:
    silent = atom(b"ftyp", b"M4A \0\0\0\0") + atom(b"moov")
    with pytest.raises(NotAudioError, match="Nothing in it can be heard"):
        sound(silent)
    with pytest.raises(NotAudioError, match="Nothing in it can be heard"):
        sound(b"fLaC\x80\0\0\x22" + bytes(2))


def test_tags_are_short_and_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "LONGEST_TAG", 9)
    assert sound(mp3(1, " Ti\x07des\n\nand more")).tags == {"title": "Ti des an"}


# Bounds


def test_only_so_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000)
    with pytest.raises(NotAudioError, match="Nothing in it can be heard"):
        sound(mp3(60))
    monkeypatch.setattr(reading, "MOST_BYTES", 10**6)
    monkeypatch.setattr(reading, "MOST_READS", 2)
    with pytest.raises(NotAudioError, match="Nothing in it can be heard"):
        sound(mp3(60))
    monkeypatch.setattr(reading, "LARGEST_READ", 100)
    file = reading.Bounded(io.BytesIO(bytes(1_000)))
    assert (file.readable(), file.seekable(), len(file.read(50))) == (True, True, 50)
    with pytest.raises(reading.TooMuchError):
        file.read()
