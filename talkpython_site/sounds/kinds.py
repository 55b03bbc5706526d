"""Kinds of audio files by their first bytes, and whether one is whole."""

import struct
from collections.abc import Callable
from typing import NamedTuple

from talkpython_site.sounds import flac, mpeg
from talkpython_site.sounds.failures import CutShortError, NotAudioError
from talkpython_site.sounds.reading import Bounded

__all__ = ["CutShortError", "Kind", "NotAudioError", "kind_of"]

MOST_ATOMS = 50_000
OGG_PAGE = 65_307  # bytes at most (RFC 3533, 6)
UNKNOWN_SIZE = {0, 0xFFFFFFFF}  # of what was written as a stream
TAKEN = "MP3, M4A, Ogg, Opus, FLAC, WAV and MP4 are taken."
NOT_AUDIO = "no audio"
OTHERS = {
    b"<!doctype html": "a web page", b"<html": "a web page", b"<svg": "a drawing (SVG)",
    b"<?xml": "a text in XML", b"pk\x03\x04": "a ZIP archive", b"mz": "a program",
    b"\x7felf": "a program", b"#!": "a program", b"%pdf": "a PDF", b"\x89png": "a picture",
    b"\xff\xd8\xff": "a picture", b"gif8": "a picture", b"\x1aE\xdf\xa3".lower(): "WebM",
}  # fmt: skip


def check_mp4(file: Bounded) -> None:
    """Every part at the top of it ends within the file (ISO/IEC 14496-12, 4.2)."""
    place, names = 0, set()
    for _ in range(MOST_ATOMS):
        head = file.at(place, 16)
        if len(head) < 8:
            break
        size, name = struct.unpack(">I4s", head[:8])
        if size == 1 and len(head) == 16:
            size = struct.unpack(">Q", head[8:])[0]
        names.add(name)
        if size == 0:  # to the end
            place = file.size
            break
        if size < 8 or place + size > file.size:
            raise CutShortError
        place += size
    if place != file.size or b"moov" not in names:
        raise CutShortError


def check_wav(file: Bounded) -> None:
    size = struct.unpack("<I", file.at(4, 4))[0]
    if size not in UNKNOWN_SIZE and size + 8 > file.size + 1:
        raise CutShortError


def check_ogg(file: Bounded) -> None:
    """Its last page is whole (RFC 3533, 6)."""
    begin = max(0, file.size - OGG_PAGE)
    end = file.at(begin, OGG_PAGE)
    last = end.rfind(b"OggS")
    page = end[last:]
    segments = page[27 : 27 + page[26]] if last >= 0 and len(page) > 27 else b""
    if not segments or 27 + len(segments) + sum(segments) > len(page):
        raise CutShortError


class Kind(NamedTuple):
    """A kind of file: its endings, the usual one first, and what finds out whether it is whole."""

    endings: tuple[str, ...]
    check: Callable[[Bounded], None]


MP3 = Kind(("mp3",), mpeg.check)
MP4 = Kind(("m4a", "m4b", "mp4", "m4v", "mov"), check_mp4)
OGG = Kind(("ogg", "oga", "opus"), check_ogg)
FLAC = Kind(("flac",), flac.check)
WAV = Kind(("wav",), check_wav)


def kind_of(file: Bounded) -> Kind:
    """Raises ``NotAudioError``."""
    head = file.at(0, 512)
    begins = {
        MP3: head.startswith(b"ID3") or mpeg.frame_length(head[:4]) > 0,
        MP4: head[4:8] == b"ftyp",
        OGG: head.startswith(b"OggS"),
        FLAC: head.startswith(b"fLaC"),
        WAV: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
    }
    found = next((kind for kind, is_it in begins.items() if is_it), None)
    if found is None:
        raise NotAudioError(sentence(head))
    return found


def sentence(head: bytes) -> str:
    return f"This is {found_in(head) or NOT_AUDIO}, whatever its name says. {TAKEN}"


def found_in(head: bytes) -> str | None:
    """What else begins like this, in words."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((what for mark, what in OTHERS.items() if begin.startswith(mark)), None)
