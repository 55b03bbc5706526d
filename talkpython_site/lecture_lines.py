"""What editors type of a lecture as lines: what is said in it, its captions, its downloads."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from talkpython_site import languages, wording
from talkpython_site.captions import cues_of
from talkpython_site.documents import Captions, Download, TranscriptLine
from talkpython_site.episode_lines import (
    changed,
    counted,
    lines_of,
    on_one_line,
    quoted,
    read_lines,
    short_enough,
)
from talkpython_site.forms.reading import LANGUAGE
from talkpython_site.importing.feeds.durations import read_seconds

MOST_LINES = 20_000  # of a transcript
LONGEST_LINE = 2_000
MOST_LANGUAGES = 30
MOST_FILES = 50
LONGEST_NAME = 120
IN_NAME = re.compile(rf"[._-]({LANGUAGE.pattern})\.(?:vtt|srt)", re.IGNORECASE)
# A name that is nothing but a language: de.vtt, pt-BR.srt.
ALONE = re.compile(r"[A-Za-z]{2,3}(-([A-Za-z]{2}|[A-Za-z]{4}|\d{3}))?")
CAPTIONS_ENDINGS = ("vtt", "srt")
TYPE_A_LANGUAGE = "no language: type its code, as en for English."
DIGEST = re.compile(r"[0-9a-f]{64}")
FILE_KEY = re.compile(rf"{DIGEST.pattern}\.bin")
# Folders, what the lines keep apart, and what cannot be seen or turns names around.
APART = re.compile(r"[\\/]")
NEVER = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff|<>:\"*?]"
)
UNNAMED = "file"


class Said(NamedTuple):
    """A line of a transcript."""

    start_seconds: float
    text: str


class Named(NamedTuple):
    """A line that names what is kept: the words before it, and its key."""

    words: str
    key: str


# What is said


def said_line(line: TranscriptLine) -> str:
    return on_one_line(f"{wording.position(int(line.start_seconds or 0))} {line.text or ''}")


def read_said(number: int, line: str) -> Said:
    """Raises ``ValueError``, which names the line."""
    time, _, words = line.partition(" ")
    seconds = read_seconds(time) if ":" in time else None
    if seconds is None:
        raise ValueError(f"{quoted(number, line)} begins with no time, as 12:40 would be.")
    short_enough(number, line, words, LONGEST_LINE)
    return Said(seconds, words.strip())


def read_transcript(text: str, known: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """Raises ``ValueError``, which names the line."""
    counted(lines_of(text), MOST_LINES, "lines")
    likenesses = [
        (attrgetter("start_seconds"), attrgetter("start_seconds")),
        (attrgetter("text"), attrgetter("text")),
    ]
    found = read_lines(text, known, said_line, read_said, likenesses)
    lines = [
        line.part
        if line.part is not None and line.is_same
        else changed(TranscriptLine, line.part, **line.said._asdict())
        for line in found
    ]
    for number, (before, after) in enumerate(pairwise(lines), 2):
        if (after.start_seconds or 0) < (before.start_seconds or 0):
            raise ValueError(f"{quoted(number, said_line(after))} begins before the line above it.")
    return lines


# Captions


def digest(vtt: str) -> str:
    """What a line calls them by; their upload is kept under it too."""
    return hashlib.sha256(vtt.encode()).hexdigest()


def captions_of(language: str, vtt: str, before: Captions | None = None) -> Captions:
    """Captions as they are kept, with what is told of them."""
    cues = cues_of(vtt)
    counted = {"cue_count": len(cues), "end_seconds": cues[-1].end_seconds if cues else None}
    return changed(Captions, before, language=language, vtt=vtt, **counted)


def captions_line(captions: Captions) -> str:
    return f"{captions.language} {digest(captions.vtt or '')}"


def named_captions(text: str) -> list[Named]:
    """A language and a digest each. Raises ``ValueError``, which names the lines."""
    lines = lines_of(text)
    counted(lines, MOST_LANGUAGES, "captions")
    found = []
    for number, line in enumerate(lines, 1):
        given, _, key = line.rpartition(" ")
        if not DIGEST.fullmatch(key):
            raise ValueError(f"{quoted(number, line)} names no captions: send their file.")
        found.append(Named(languages.tag_of(given.strip()), key))
    demand_languages([each.words for each in found])
    return found


def demand_languages(tags: Sequence[str]) -> None:
    """Raises ``ValueError``, which names all lines without one, or one that has another's."""
    without = [n for n, tag in enumerate(tags, 1) if not LANGUAGE.fullmatch(tag)]
    if len(without) == 1:
        raise ValueError(f"{quoted(without[0], tags[without[0] - 1])} has {TYPE_A_LANGUAGE}")
    if without:
        numbers = "".join(map("".join, wording.listed([str(number) for number in without])))
        raise ValueError(f"Lines {numbers} have {TYPE_A_LANGUAGE}")
    known = set[str]()
    for number, tag in enumerate(tags, 1):
        if tag.lower() in known:
            raise ValueError(f"{quoted(number, tag)} has the language of a line above it.")
        known.add(tag.lower())


def language_in(filename: str) -> str:
    """The language that the name of a file of captions says; "" where it says none."""
    stem, _, ending = filename.rpartition(".")
    tag = languages.tag_of(stem)
    if ending.lower() in CAPTIONS_ENDINGS and ALONE.fullmatch(tag) and languages.is_known(tag):
        return tag
    found = list(IN_NAME.finditer(filename))
    return found[-1][1] if found else ""


# Downloads


def download_line(download: Download) -> str:
    return f"{download.name} | {download.media}"


def named_files(text: str) -> Iterator[Named]:
    """A name and a key each. Raises ``ValueError``, which names the line."""
    lines = lines_of(text)
    counted(lines, MOST_FILES, "files")
    known = set[str]()
    for number, line in enumerate(lines, 1):
        given, _, key = line.rpartition("|")
        if not FILE_KEY.fullmatch(key.strip()):
            raise ValueError(f"{quoted(number, line)} names no file that is here: send it.")
        name = saved_as(given)
        if name.casefold() in known:
            raise ValueError(f"{quoted(number, name)} has the name of a line above it.")
        known.add(name.casefold())
        yield Named(name, key.strip())


def saved_as(given: str) -> str:
    """A name under which any system saves a file: no folders, nothing that cannot be seen."""
    last = APART.split(given.strip())[-1]
    name = " ".join(NEVER.sub("", last).split()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not stem:
        return name[:LONGEST_NAME].strip(" .") or UNNAMED
    ending = ending[: LONGEST_NAME // 4]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}{dot}{ending}"


def free_name(given: str, text: str) -> str:
    """The same, with a number where a line has it already."""
    taken = {saved_as(line.rpartition("|")[0]).casefold() for line in lines_of(text)}
    name = saved_as(given)
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f"{dot}{ending}") if stem else (name, "")
    tries = (name, *(f"{stem[: LONGEST_NAME - 10]} {number}{ending}" for number in range(2, 99)))
    return next((each for each in tries if each.casefold() not in taken), name)
