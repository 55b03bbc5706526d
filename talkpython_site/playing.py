"""What the player's script is told of an episode, and the second at which its page starts."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from talkpython_site import strip, wording
from talkpython_site.chapters import Chapter
from talkpython_site.enclosures import AUDIO, Medium
from talkpython_site.headline import Headline
from talkpython_site.listing import Row

MOST_SHOWN = 20  # characters of a second that is none


class Start(NamedTuple):
    """The second at which a page starts: what it is called, its place on the strip."""

    seconds: int
    position: str
    place: str  # nothing where no length is known
    chapter: str


class Times(NamedTuple):
    """What is known of an episode's time: where its page starts, its chapters, its length in s."""

    start: Start | None
    chapters: Sequence[Chapter]
    duration: int | None


def start(seconds: int | None, duration: int | None, chapters: Sequence[Chapter]) -> Start | None:
    if seconds is None:
        return None
    return Start(
        seconds=seconds,
        position=wording.position(seconds, duration),
        place=strip.percent(seconds / duration) if duration else "",
        chapter=next((chapter.title for chapter in chapters if chapter.is_current), ""),
    )


def refused(given: str | None, start: int | None, duration: int | None) -> str | None:
    """A sentence about a ``?t=`` that leads nowhere; None where it does, or asks for the start."""
    wanted = given.strip() if given else ""
    is_number = wanted.isascii() and wanted.isdigit()
    if start is not None or not wanted or (is_number and int(wanted[:MOST_SHOWN]) == 0):
        return None
    shown = wanted if len(wanted) <= MOST_SHOWN else wanted[:MOST_SHOWN] + "…"
    if not is_number:
        return f"“{shown}” is not a number of seconds: this starts at the beginning."
    lasts = f", which lasts {wording.length(duration)}" if duration else ""
    return f"There is no second {shown} in this episode{lasts}: it starts at the beginning."


def described(
    shown: Headline, medium: Medium | None, times: Times, later: Row | None, picture: str
) -> dict[str, Any]:
    """The attributes of the box that plays an episode, as ``player.js`` reads them; none where
    there is no sound.
    """
    if medium is None or medium.kind != AUDIO:
        return {}
    marks = [(each.seconds, each.title) for each in times.chapters if each.is_within]
    return {
        "data-player": "",
        "data-episode": shown.id,
        "data-title": shown.title,
        "data-language": shown.language,
        "data-show": shown.podcast,
        "data-own": shown.own,
        "data-address": shown.address,
        "data-source": medium.source,
        "data-file": medium.address,
        "data-duration": times.duration,
        "data-start": times.start.seconds if times.start else None,
        "data-chapters": json.dumps(marks, ensure_ascii=False, separators=(",", ":")),
        "data-next-title": later.title if later else None,
        "data-next-address": later.address if later else None,
        "data-artwork": picture,
    }
