"""Chapters as podcast apps read them: JSON Chapters 1.2 of the podcast namespace."""

from collections.abc import Mapping, Sequence
from typing import Any

from talkpython_site.addresses import web_address

JSON_CHAPTERS = "application/json+chapters"
VERSION = "1.2.0"


def json_chapters(
    stored: Sequence[Mapping[str, Any]] | None, duration: int | None
) -> list[dict[str, Any]]:
    """Chapters in the order of their starts, in seconds; without those that start past the end."""
    timed = [(max(0.0, each.get("start_seconds") or 0.0), each) for each in stored or ()]
    heard = [pair for pair in timed if duration is None or pair[0] < duration]
    heard.sort(key=lambda pair: pair[0])
    return [chapter(number, *pair) for number, pair in enumerate(heard, 1)]


def chapter(number: int, start: float, stored: Mapping[str, Any]) -> dict[str, Any]:
    picture = web_address(stored.get("picture_url")) or ""
    found = {
        "startTime": int(start) if start == int(start) else round(start, 3),
        "title": (stored.get("title") or "").strip() or f"Part {number}",
        "url": web_address(stored.get("url")),
        "img": picture if picture.startswith("https:") else None,
    }
    return {name: value for name, value in found.items() if value is not None}
