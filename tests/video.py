"""Small videos by their atoms (ISO/IEC 14496-12): real enough to be looked at, not to be seen."""

import struct

PICTURES, SOUND = b"vide", b"soun"


def atom(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, name) + content


def track(handler: bytes) -> bytes:
    return atom(b"trak", atom(b"mdia", atom(b"hdlr", bytes(8), handler, bytes(13))))


def head(seconds: float, *, is_long: bool = False) -> bytes:
    if is_long:
        return atom(b"mvhd", b"\1" + bytes(19), struct.pack(">IQ", 1000, round(seconds * 1000)))
    return atom(b"mvhd", bytes(12), struct.pack(">II", 600, round(seconds * 600)))


def mp4(
    seconds: float = 5,
    *handlers: bytes,
    brand: bytes = b"isom",
    name: str = "tides",
    is_long: bool = False,
) -> bytes:
    """With tracks of these handlers, else with pictures and sound; ``name`` makes it differ."""
    tracks = map(track, handlers or (PICTURES, SOUND))
    moov = atom(b"moov", head(seconds, is_long=is_long), *tracks)
    return atom(b"ftyp", brand, bytes(4)) + moov + atom(b"mdat", name.encode())


VIDEO = mp4()
