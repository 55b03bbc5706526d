"""Small sounds, real enough for every browser, and their place in our own storage."""

import io
import math
import struct
import wave
from array import array
from pathlib import Path
from typing import Any, NamedTuple

from talkpython_site.documents import Enclosure
from talkpython_site.media import TYPES, MediaFolder
from tests.factories import make_episode, make_podcast

FRAME_SECONDS = 0.036
# MPEG-1 layer III, 32 kbit/s, 32 kHz, one channel: 144 bytes a frame, all zeros is silence.
FRAME = b"\xff\xfb\x18\xc0" + bytes(140)


def mp3(seconds: float = 1.0, title: str = "Tides", artist: str = "") -> bytes:
    """Silence; its title makes it differ from others."""
    tag = frame(b"TIT2", title) + (frame(b"TPE1", artist) if artist else b"")
    length = len(tag)
    sizes = bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))  # ID3v2, 6.2
    return b"ID3\x04\0\0" + sizes + tag + FRAME * math.ceil(seconds / FRAME_SECONDS)


def frame(name: bytes, text: str) -> bytes:
    """One of what an MP3 says of itself."""
    words = b"\x03" + text.encode()
    return name + len(words).to_bytes(4, "big") + b"\0\0" + words


SOUND = mp3(3)


def wav(seconds: float = 1.0, hertz: float = 440.0, rate: int = 8_000) -> bytes:
    """A tone, 16 bits a sample, one channel."""
    turn = 2 * math.pi * hertz / rate
    samples = array("h", (round(8_000 * math.sin(turn * n)) for n in range(int(seconds * rate))))
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def flac(frames: int = 2, told: int | None = None) -> bytes:
    """Seconds of 44,100 samples, a frame each; ``told``: how many samples its head speaks of."""
    samples = 44_100 * frames if told is None else told
    packed = 44_100 << 44 | 15 << 36 | samples
    info = struct.pack(">HH6xQ16x", 44_100, 44_100, packed)
    return b"fLaC\x80\0\0\x22" + info + b"".join(map(flac_frame, range(frames)))


def flac_frame(number: int, size: int = 44_100, *, by_samples: bool = False) -> bytes:
    """A frame (RFC 9639, 9), all of whose samples are 0."""
    told = bytes([number]) if number < 128 else chr(number).encode()
    head = b"\xff\xf9" if by_samples else b"\xff\xf8"
    head += b"\x79\x08" + told + struct.pack(">H", size - 1)
    whole = head + checksum(head, 0x107, 1) + bytes(3)
    return whole + checksum(whole, 0x18005, 2)


def checksum(content: bytes, polynomial: int, size: int) -> bytes:
    """The remainder of a long division."""
    rest = int.from_bytes(content) << 8 * size
    for bit in range(rest.bit_length() - 1, 8 * size - 1, -1):
        rest ^= (rest >> bit & 1) * polynomial << bit - 8 * size
    return rest.to_bytes(size)


def keep_audio(media: MediaFolder, content: bytes | None = None, ending: str = "mp3") -> Enclosure:
    """The enclosure of what is kept in ``app.registry.media``; a second of silence unless given."""
    kept = media.keep(io.BytesIO(mp3() if content is None else content), ending)
    return Enclosure(media=kept.key, size_bytes=kept.size_bytes, type=TYPES[ending])


class Heard(NamedTuple):
    """An episode whose file is kept here."""

    address: str
    page: str
    key: str
    path: Path
    id: Any


def make_heard(media: MediaFolder, content: bytes, **changes: Any) -> Heard:
    """The audio and the page of episode 7 of ``deep``."""
    enclosure = keep_audio(media, content)
    made = make_episode(
        make_podcast(slug="deep"), number=7, slug="tides", enclosure=enclosure, **changes
    )
    page, key = "/episodes/deep/7/tides", str(enclosure.media)
    return Heard(f"{page}.mp3", page, key, media.root / key[:2] / key, made.id)


def asked(visit: Any, heard: Heard, status: int = 200, /, **headers: str) -> Any:
    """The answer to who asks for its audio; ``If_Range`` is the header If-Range."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return visit.get(heard.address, headers=named, status=status)
