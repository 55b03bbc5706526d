"""Chapters as podcast apps read them: JSON Chapters 1.2 of the podcast namespace."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

from talkpython_site.addresses import web_address
from talkpython_site.chapters import title_of
from talkpython_site.feeds.shapes import fitting

JSON_CHAPTERS = "application/json+chapters"
VERSION = "1.2.0"

Stored = Sequence[Mapping[str, Any]]

START = (int, float)
CHAPTERS = [{"start_seconds": START, "title": str, "url": str, "picture_url": str}]


def json_chapters(stored: Stored | None, duration: int | None) -> list[dict[str, Any]]:
    """Chapters in the order of their starts, in seconds; without those that start past the end.

    Raises ``WRONG`` for what is not ``readable``.
    """
    heard = sorted(heard_of(stored, duration), key=lambda pair: pair[0])
    return [chapter(number, *pair) for number, pair in enumerate(heard, 1)]


def heard_of(
    stored: Stored | None, duration: int | None
) -> Iterator[tuple[float, Mapping[str, Any]]]:
    """Each chapter that starts before the end, after its start; raises ``WRONG``."""
    end = inf if duration is None else duration
    for each in stored or ():
        start = max(0.0, each.get("start_seconds") or 0.0)
        if start < end:
            yield start, each


def readable(stored: Any) -> list[dict[str, Any]]:
    """What are chapters of a stored value; one whose start is no number is none."""
    parts = [each for each in fitting(stored, [Mapping]) if has_start(each)]
    found: list[dict[str, Any]] = fitting(parts, CHAPTERS)
    return found


def has_start(stored: Mapping[str, Any]) -> bool:
    return isinstance(stored.get("start_seconds") or 0.0, START)


def chapter(number: int, start: float, stored: Mapping[str, Any]) -> dict[str, Any]:
    picture = web_address(stored.get("picture_url")) or ""
    found = {
        "startTime": int(start) if start == int(start) else round(start, 3),
        "title": title_of(stored) or f"Part {number}",
        "url": web_address(stored.get("url")),
        "img": picture if picture.startswith("https:") else None,
    }
    return {name: value for name, value in found.items() if value is not None}
