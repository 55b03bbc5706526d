"""What a file shows: whether it is an MP4 with pictures in it, whole, and how long."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from talkpython_site.media import TYPES
from talkpython_site.sounds.failures import NotVideoError
from talkpython_site.sounds.kinds import check_mp4, found_in
from talkpython_site.sounds.reading import Bounded
from talkpython_site.sounds.sound import LONGEST_SECONDS, Sound

ENDING = "mp4"
HEAD, LONG_HEAD = 8, 16  # bytes before what an atom holds
OLD_MOV = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
QUICKTIME = "This is a QuickTime film (MOV). Export it as MP4: not every browser plays it."
SOUND_ALONE = "There are no pictures in it, only sound. Export the video again, as MP4."
NOT_VIDEO = "This is {}, whatever its name says. A video is sent as MP4."
UNKNOWN = "no video"


def read_video(file: BinaryIO) -> Sound:
    """Look at a file by its atoms (ISO/IEC 14496-12); it may be without sound.

    Raises ``NotVideoError`` or ``CutShortError``, each with a sentence for people.
    """
    bounded = Bounded(file)
    demand_mp4(bounded.at(0, 512))
    check_mp4(bounded)
    moov = next(atoms(bounded, 0, bounded.size, b"moov"))
    if not has_pictures(bounded, moov):
        raise NotVideoError(SOUND_ALONE)
    seconds = length(bounded, moov)
    rate = round(bounded.size * 8 / seconds / 1000) if seconds else None
    return Sound(ENDING, TYPES[ENDING], max(1, round(seconds)) if seconds else None, rate, {})


def demand_mp4(head: bytes) -> None:
    """Raises ``NotVideoError``."""
    if head[4:8] in OLD_MOV or (head[4:8] == b"ftyp" and head[8:12] == b"qt  "):
        raise NotVideoError(QUICKTIME)
    if head[4:8] != b"ftyp":
        raise NotVideoError(NOT_VIDEO.format(found_in(head) or UNKNOWN))


def has_pictures(file: Bounded, moov: tuple[int, int]) -> bool:
    """Whether the handler of one of its tracks is that of video (8.4.3)."""
    handlers = (
        file.at(handler[0] + 8, 4)
        for track in atoms(file, *moov, b"trak")
        for media in atoms(file, *track, b"mdia")
        for handler in atoms(file, *media, b"hdlr")
    )
    return b"vide" in handlers


def length(file: Bounded, moov: tuple[int, int]) -> float:
    """Seconds, as its head has it (8.2.2); 0 where that says nothing that can be."""
    for begin, _end in atoms(file, *moov, b"mvhd"):
        head = file.at(begin, 32)
        is_long = head[:1] == b"\1"
        size, where, form = (32, 20, ">IQ") if is_long else (20, 12, ">II")
        if len(head) < size:
            return 0
        scale, units = struct.unpack(form, head[where:size])
        seconds = units / scale if scale else 0
        return seconds if seconds <= LONGEST_SECONDS else 0
    return 0


def atoms(file: Bounded, begin: int, end: int, name: bytes) -> Iterator[tuple[int, int]]:
    """Where each atom of a name begins and ends, without its head, among those in a stretch."""
    while begin + HEAD <= end:
        head = file.at(begin, LONG_HEAD)
        size, found = struct.unpack(">I4s", head[:HEAD]) if len(head) >= HEAD else (0, b"")
        inside = HEAD
        if size == 1 and len(head) == LONG_HEAD:
            size, inside = struct.unpack(">Q", head[HEAD:])[0], LONG_HEAD
        size = size or end - begin
        if size < inside or begin + size > end:
            return
        if found == name:
            yield begin + inside, begin + size
        begin += size
