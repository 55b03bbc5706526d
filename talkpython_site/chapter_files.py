"""Chapters of a JSON file, as podcast apps and this site write them: JSON Chapters 1.2."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from talkpython_site import episode_lines, wording
from talkpython_site.addresses import web_address
from talkpython_site.documents import Chapter
from talkpython_site.episode_lines import (
    LIKE_CHAPTERS,
    LONGEST_WORDS,
    MOST_CHAPTERS,
    SPONSOR,
    Line,
    clock,
    on_one_line,
    taken_up,
    typed_seconds,
)
from talkpython_site.importing.feeds.durations import LONGEST_SECONDS

FIRST = "{"
BYTE_ORDER_MARK = "\ufeff"


class Filed(NamedTuple):
    """A chapter as a file says it."""

    start_seconds: float
    title: str | None
    sponsor: str | None
    url: str | None
    picture_url: str | None


def is_file(text: str) -> bool:
    """Whether a text is such a file, not lines."""
    return text.lstrip(BYTE_ORDER_MARK + " \n").startswith(FIRST)


def read_file(text: str, end: int | None) -> list[Filed]:
    """In the order of their times; raises ``ValueError``, which names the chapter.

    What a file keeps out of lists of chapters is left out.
    """
    shown = [
        (number, each)
        for number, each in enumerate(entries(text), 1)
        if not (isinstance(each, Mapping) and each.get("toc") is False)
    ]
    if not shown:
        raise ValueError("This file has no chapters.")
    if len(shown) > MOST_CHAPTERS:
        raise ValueError(f"These are {len(shown):,} chapters; {MOST_CHAPTERS:,} is the most.")
    return sorted((filed(*each, end) for each in shown), key=lambda each: each.start_seconds)


def entries(text: str) -> list[Any]:
    try:
        found = json.loads(text.lstrip(BYTE_ORDER_MARK))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ValueError(
            f"This begins as a chapters file does, and is no JSON: {place}."
        ) from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 100,000 brackets
        raise ValueError("This begins as a chapters file does, and cannot be read.") from error
    chapters = found.get("chapters")
    return chapters if isinstance(chapters, list) else []


def filed(number: int, entry: Any, end: int | None) -> Filed:
    """Raises ``ValueError``, which names the chapter."""
    given: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {}
    title = text_of(given, "title")
    start = start_of(given.get("startTime"))
    name = f"Chapter {number}, “{wording.excerpt(title, 60)}”,"
    if start is None:
        raise ValueError(f"{name} has no time: “startTime” counts seconds, as 90 does.")
    if not title:
        raise ValueError(f"Chapter {number}, at {clock(start)}, has no title.")
    sponsor = SPONSOR.fullmatch(title)
    words = sponsor["name"].strip() if sponsor else title
    if not words:
        raise ValueError(f"{name} names no sponsor.")
    if len(words) > LONGEST_WORDS:
        raise ValueError(f"{name} has more than {LONGEST_WORDS:,} characters.")
    if end is not None and start >= end:
        raise ValueError(f"{name} begins after the end, {clock(end)}.")
    said = (None, words) if sponsor else (words, None)
    return Filed(start, *said, *(web_address(text_of(given, each)) for each in ("url", "img")))


def start_of(value: Any) -> float | None:
    """A number, or a time as some write it: "00:01:30"."""
    if isinstance(value, str):
        return typed_seconds(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(float(value), 3) if 0 <= value <= LONGEST_SECONDS else None


def text_of(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return on_one_line(value) if isinstance(value, str) else ""


def read_chapters(text: str, known: Sequence[Chapter], end: int | None) -> list[Line[Chapter]]:
    """Chapters as a file or as lines say them; raises ``ValueError``."""
    if not is_file(text):
        return episode_lines.read_chapters(text, known, end)
    lines: list[Line[Chapter]] = [Line(each) for each in read_file(text, end)]
    return taken_up(lines, known, LIKE_CHAPTERS)
