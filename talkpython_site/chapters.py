"""Chapters as a page lists them, and the second at which it starts."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from talkpython_site import links, wording

MOST_DIGITS = 9


class Chapter(NamedTuple):
    """A part of an episode that starts at a second."""

    position: str
    seconds: int
    title: str
    link: links.Link | None
    is_current: bool
    is_sponsor: bool
    is_within: bool  # what begins past the end cannot be played


def start_of(given: str | None, duration: int | None) -> int | None:
    """The second that ``?t=`` asks for; None where it cannot be read or nothing plays there."""
    if not given or not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        return None
    seconds = int(given)
    return seconds if 0 < seconds < (duration or 10**MOST_DIGITS) else None


def chapters(
    stored: Sequence[Mapping[str, Any]] | None, duration: int | None, start: int | None
) -> list[Chapter]:
    """Chapters in the order of their times; the one that holds ``start`` is the current one."""
    timed = [(max(0.0, each.get("start_seconds") or 0.0), each) for each in stored or ()]
    timed.sort(key=lambda pair: pair[0])
    begun = [begin for begin, _each in timed if start is not None and int(begin) <= start]
    longest = max([duration or 0, *(begin for begin, _each in timed)])
    return [
        Chapter(
            position=wording.position(begin, longest),
            seconds=int(begin),
            title=title_of(each) or f"Part {number}",
            link=links.link(each.get("url")),
            is_current=number == len(begun),
            is_sponsor=bool(sponsor_of(each)),
            is_within=not duration or begin < duration,
        )
        for number, (begin, each) in enumerate(timed, 1)
    ]


def title_of(stored: Mapping[str, Any]) -> str:
    """What a part is called; a sponsor's says whose it is, whatever its title."""
    sponsor = sponsor_of(stored)
    return f"Sponsor: {sponsor}" if sponsor else (stored.get("title") or "").strip()


def sponsor_of(stored: Mapping[str, Any]) -> str:
    return (stored.get("sponsor") or "").strip()
