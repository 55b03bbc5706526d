"""Captions: what comes as WebVTT or SRT is read, checked, and written anew as plain WebVTT."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape, unescape
from itertools import pairwise
from typing import NamedTuple

LARGEST_BYTES = 2_000_000
MOST_CUES = 20_000
LONGEST_TEXT = 2_000  # characters of one cue
VTT, SRT = "vtt", "srt"
ARROW = "-->"
TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
TIMES = re.compile(rf"\s*({TIME})\s*{ARROW}\s*({TIME})(?:\s|$)", re.ASCII)
BEGIN = re.compile(rf"\d+[ \t]*\n[^\n]*{ARROW}", re.ASCII)  # of SRT
SET = re.compile(r"\{\\[^{}\n]*\}")  # how SRT is set, as SubStation writes it: "{\an8}" is above
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]+")
# Written by us: times, then lines of text up to an empty one.
OWN = re.compile(rf"^({TIME}) {ARROW} ({TIME})\n((?:[^\n]+\n)+)", re.ASCII | re.MULTILINE)

TOO_LARGE = "More than 2 MB: these are no captions of one video."
NO_TEXT = "This is no text. Captions are WebVTT (.vtt) or SRT (.srt), in UTF-8."
NEITHER = "These are no captions. WebVTT begins with WEBVTT, SRT with 1 and the times of the first."
NO_CUES = "There are no captions in this file."
NO_CUE = {VTT: "belongs to no captions", SRT: "has no number of its own in the line above"}
TOO_MANY = f"More than {MOST_CUES:,} captions."


class Cue(NamedTuple):
    """What is shown from one second to another; ``text`` is plain, of one line or several."""

    start_seconds: float
    end_seconds: float
    text: str


class Times(NamedTuple):
    """A line of times; ``is_alone`` where no text follows it."""

    number: int
    start_seconds: float
    end_seconds: float
    is_alone: bool


class CaptionsError(ValueError):
    """Why captions are not taken, in a sentence that names the line or the caption."""


def read_captions(content: bytes) -> list[Cue]:
    """WebVTT or SRT without its markup, in order. Raises ``CaptionsError``."""
    text = decoded(content)
    form = SRT if BEGIN.match(text) else VTT
    if form is VTT and not text.startswith("WEBVTT"):
        raise CaptionsError(NEITHER)
    text, times = timed(text)
    if len(times) > MOST_CUES:
        raise CaptionsError(TOO_MANY)
    cues = [cue for cue in parsed(text, form, times) if cue.text]
    if not cues:
        raise CaptionsError(NO_CUES)
    check(cues)
    return cues


def decoded(content: bytes) -> str:
    """Raises ``CaptionsError``."""
    if len(content) > LARGEST_BYTES:
        raise CaptionsError(TOO_LARGE)
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionsError(NO_TEXT) from error
    if "\0" in text:
        raise CaptionsError(NO_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip()


def timed(text: str) -> tuple[str, list[Times]]:
    """The text with its times all written alike, and these. Raises ``CaptionsError``."""
    lines, found = [line.rstrip() for line in text.split("\n")], []
    for index, (line, after) in enumerate(pairwise([*lines, ""])):
        if ARROW in line:
            match = TIMES.match(line)
            if match is None:
                raise CaptionsError(f"Line {index + 1}, “{line[:60]}”, has no two times.")
            found.append(Times(index + 1, *read_times(match), is_alone=not after))
            lines[index] = between(*read_times(match))
    return "\n".join(lines), found


def read_times(found: re.Match[str]) -> tuple[float, float]:
    """Seconds."""
    return seconds(*found.group(2, 3, 4, 5)), seconds(*found.group(7, 8, 9, 10))


def seconds(hours: str | None, minutes: str, whole: str, parts: str) -> float:
    in_all = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole)
    return (in_all * 1000 + int(parts.ljust(3, "0"))) / 1000


def parsed(text: str, form: str, times: Iterable[Times]) -> Iterator[Cue]:
    """What the library reads, which leaves out what it does not understand.

    Raises ``CaptionsError`` for the first of these.
    """
    from webvtt import WebVTT  # noqa: PLC0415 - wanted for files of captions alone

    plain = unescape if form is VTT else partial(SET.sub, "")
    # The library wants three lines of SRT at least.
    found = iter(WebVTT.from_buffer(io.StringIO(f"{text}\n\n"), format=form))
    caption = next(found, None)
    for line in times:
        if caption and caption.start_time.to_tuple() == parts(line.start_seconds):
            yield Cue(line.start_seconds, line.end_seconds, tidied(plain(caption.text)))
            caption = next(found, None)
        elif not line.is_alone:
            raise CaptionsError(f"Line {line.number}, {clock(line.start_seconds)}, {NO_CUE[form]}.")


def parts(value: float) -> tuple[int, int, int, int]:
    """Hours, minutes, seconds and thousandths."""
    whole, thousandths = divmod(round(value * 1000), 1000)
    return whole // 3600, whole // 60 % 60, whole % 60, thousandths


def tidied(text: str) -> str:
    """Its lines, none of them empty, without what cannot be seen."""
    lines = (" ".join(UNSEEN.sub("", line).split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def check(cues: Sequence[Cue]) -> None:
    """Raises ``CaptionsError`` for the first that cannot be shown."""
    before = 0.0
    for number, cue in enumerate(cues, 1):
        name = f"Caption {number}, at {clock(cue.start_seconds)},"
        if cue.end_seconds <= cue.start_seconds:
            raise CaptionsError(f"{name} ends before anybody can read it.")
        if cue.start_seconds < before:
            raise CaptionsError(f"{name} begins before the one in front of it.")
        if len(cue.text) > LONGEST_TEXT:
            raise CaptionsError(f"{name} has more than {LONGEST_TEXT:,} characters.")
        before = cue.start_seconds


def write_vtt(cues: Iterable[Cue]) -> str:
    """WebVTT with nothing but times and plain text in it."""
    return "\n".join(["WEBVTT\n", *map(written, cues)])


def written(cue: Cue) -> str:
    return f"{between(*cue[:2])}\n{escape(cue.text, quote=False)}\n"


def between(start_seconds: float, end_seconds: float) -> str:
    return f"{clock(start_seconds)} {ARROW} {clock(end_seconds)}"


def clock(value: float) -> str:
    hours, minutes, whole, thousandths = parts(value)
    return f"{hours:02}:{minutes:02}:{whole:02}.{thousandths:03}"


def cues_of(vtt: str) -> list[Cue]:
    """Those of WebVTT that was written here."""
    return [
        Cue(*read_times(found), unescape(found[11]).rstrip("\n")) for found in OWN.finditer(vtt)
    ]
