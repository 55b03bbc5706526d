"""FLAC: its last frame ends with the last sample that its head speaks of (RFC 9639)."""

import re
import struct
from itertools import islice

from talkpython_site.sounds import mpeg
from talkpython_site.sounds.failures import CutShortError
from talkpython_site.sounds.reading import Bounded

INFO, INFO_BYTES = 8, 34  # of STREAMINFO, the first block (8.2)
LONGEST_FRAME = 2_228_224  # bytes: 65,535 samples of 8 channels and 32 bits, and a little
LONGEST_HEAD = 16
# Of a head read backwards: reserved codes of block size and channels are none.
SYNC = re.compile(rb"(?<=[\x00-\xaf][\x10-\xff])[\xf8\xf9]\xff")
MOST_HEADS = 1_000  # looked at from the end: noise holds a sync every 32 kB
MOST_TRIED = 4  # frames: each is summed up whole
EXTRA_OF_BLOCK, EXTRA_OF_RATE = {6: 1, 7: 2}, {12: 1, 13: 2, 14: 2}  # bytes, by their codes
CRC_8, CRC_16 = (8, 2, 1, 0), (16, 15, 2, 0)  # the exponents of their polynomials


def check(file: Bounded) -> None:
    """Raises ``CutShortError``; nothing can be told where the head does not know the length."""
    info = file.at(INFO, INFO_BYTES)
    samples = struct.unpack(">Q", info[10:18])[0] % (1 << 36) if len(info) == INFO_BYTES else 0
    if not samples:
        return
    end, block = mpeg.before_tags(file), int.from_bytes(info[2:4])
    begin = max(INFO + INFO_BYTES, end - LONGEST_FRAME)
    held = file.at(begin, max(0, end - begin))
    places = (len(held) - found.end() for found in SYNC.finditer(held[::-1]))
    last = (
        at
        for at in islice(places, MOST_HEADS)
        if frame_end(held[at : at + LONGEST_HEAD], block) >= samples
    )
    if all(left_of(held[at:], CRC_16) for at in islice(last, MOST_TRIED)):
        raise CutShortError


def frame_end(head: bytes, block: int) -> int:
    """Before which sample the frame ends that begins with these bytes (9.1); 0 where they begin
    none. ``block``: how many samples a frame has where all but the last one have as many.
    """
    if len(head) < 6 or head[3] & 1 or head[4] in {0xFE, 0xFF}:
        return 0
    is_of_samples, coded, rate = head[1] & 1, head[2] >> 4, head[2] & 15
    ones = 8 - (head[4] ^ 0xFF).bit_length()
    number = 4 + max(1, ones)
    size = number + EXTRA_OF_BLOCK.get(coded, 0)
    whole = head[: size + EXTRA_OF_RATE.get(rate, 0) + 1]
    if not coded or left_of(whole, CRC_8):
        return 0
    begin = head[4] & 0x7F >> ones
    for byte in head[5:number]:
        begin = begin << 6 | byte & 0x3F
    return begin * (1 if is_of_samples else block) + size_of(coded, head[number:size])


def size_of(coded: int, extra: bytes) -> int:
    if extra:
        return int.from_bytes(extra) + 1
    return 192 if coded == 1 else 576 << coded - 2 if coded < 6 else 256 << coded - 8


def left_of(content: bytes, exponents: tuple[int, ...]) -> int:
    """0 for what ends with its checksum; zeros after that change nothing.

    The square of a polynomial has the same terms with exponents twice as high, and leaves what the
    polynomial leaves: long numbers are taken down in a few steps.
    """
    degree = exponents[0]
    rest = int.from_bytes(content) << degree
    power = 1 << (rest.bit_length() // degree).bit_length()
    while power:
        while over := rest >> degree * power:
            for exponent in exponents:
                rest ^= over << exponent * power
        power //= 2
    return rest
