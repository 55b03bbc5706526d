"""MP3: frames that follow one another from the tag at the beginning to the end (ISO 11172-3)."""

import struct

from talkpython_site.sounds.failures import CutShortError, NotAudioError
from talkpython_site.sounds.reading import Bounded

NO_FRAMES = "This is no MP3, whatever its name says. Export it again."
SEARCHED = 65_536  # bytes in which the first frames, and the last, are found
IN_A_ROW = 3  # frames that are no accident
# kbit/s of layer III, by the four bits of a header.
RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
MPEG_1, LAYER_3 = 3, 1
ID3_HEAD, ID3_OLD = 10, 128
APE_HEAD = 32
HAS_FRAMES, HAS_BYTES = 1, 2


def frame_length(head: bytes) -> int:
    """The bytes of the frame that begins with these four; 0 where they begin none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, hertz = head[2] >> 4, head[2] >> 2 & 3
    if layer != LAYER_3 or version not in HERTZ or rate in {0, 15} or hertz == 3:
        return 0
    samples, rates = (144, RATES_1) if version == MPEG_1 else (72, RATES_2)
    return samples * rates[rate] * 1000 // HERTZ[version][hertz] + (head[2] >> 1 & 1)


def check(file: Bounded) -> None:
    """Raises ``NotAudioError``, also as ``CutShortError``."""
    begin, end = after_tag(file), before_tags(file)
    first = first_frame(file, begin, end)
    if first is None:
        # A tag may promise more than there is.
        raise CutShortError if begin >= file.size else NotAudioError(NO_FRAMES)
    if first + promised_bytes(file, first) > end + ID3_OLD or is_cut(file, end):
        raise CutShortError


def after_tag(file: Bounded) -> int:
    """Where the audio may begin: after one ID3v2 tag, or several (ID3v2.4.0, 3.1)."""
    place = 0
    for _ in range(8):
        head = file.at(place, ID3_HEAD)
        if len(head) < ID3_HEAD or not head.startswith(b"ID3") or max(head[6:10]) > 0x7F:
            break
        size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        place += ID3_HEAD + size + (ID3_HEAD if head[5] & 0x10 else 0)
    return place


def before_tags(file: Bounded) -> int:
    """Where the audio may end: before a tag of ID3v1 and one of APE."""
    end = file.size
    if file.size > ID3_OLD and file.at(end - ID3_OLD, 3) == b"TAG":
        end -= ID3_OLD
    foot = file.at(end - APE_HEAD, APE_HEAD) if end > APE_HEAD else b""
    if foot.startswith(b"APETAGEX"):
        size, flags = struct.unpack("<I4xI", foot[12:24])
        size += APE_HEAD if flags >> 31 else 0
        end -= size if size <= end else 0
    return end


def first_frame(file: Bounded, begin: int, end: int) -> int | None:
    """Where frames begin that follow one another."""
    held = file.at(begin, min(SEARCHED, max(0, end - begin)))
    place = held.find(b"\xff")
    while place >= 0:
        if len(row(held, place)) >= IN_A_ROW:
            return begin + place
        place = held.find(b"\xff", place + 1)
    return None


def row(held: bytes, place: int) -> list[int]:
    """Where the frames end that follow one another from a place on; the last may lie beyond."""
    ends: list[int] = []
    alike = held[place + 1 : place + 2]
    while place + 4 <= len(held) and len(ends) < SEARCHED:
        length = frame_length(held[place : place + 4])
        if not length or held[place + 1] & 0xFE != alike[0] & 0xFE:
            break
        place += length
        ends.append(place)
    return ends


def promised_bytes(file: Bounded, first: int) -> int:
    """How many bytes of audio the first frame speaks of, as Xing and LAME write it; 0 for none."""
    head = file.at(first, 64)
    place = max(head.find(b"Xing"), head.find(b"Info"))
    if place < 0 or len(head) < place + 16:
        return 0
    flags = struct.unpack(">I", head[place + 4 : place + 8])[0]
    place += 12 if flags & HAS_FRAMES else 8
    return int(struct.unpack(">I", head[place : place + 4])[0]) if flags & HAS_BYTES else 0


def is_cut(file: Bounded, end: int) -> bool:
    """Whether the last frame lacks its end."""
    begin = max(0, end - SEARCHED)
    held = file.at(begin, end - begin)
    place = held.find(b"\xff")
    while place >= 0:
        ends = row(held, place)
        if len(ends) >= IN_A_ROW:
            return ends[-1] > len(held) or len(held) - ends[-1] in {1, 2, 3}
        place = held.find(b"\xff", place + 1)
    return False
