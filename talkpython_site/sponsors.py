"""Sponsors as a page lists them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from talkpython_site import links, wording


class Sponsor(NamedTuple):
    """Who paid for a part of an episode; ``seconds`` is None where nothing plays there."""

    name: str
    link: links.Link | None
    text: str
    position: str  # when it is heard, "" where that is not known
    seconds: int | None


def sponsors(stored: Sequence[Mapping[str, Any]] | None, duration: int | None) -> list[Sponsor]:
    """Those that have a name, in their own order."""
    return [sponsor(each, duration) for each in stored or () if (each.get("name") or "").strip()]


def sponsor(stored: Mapping[str, Any], duration: int | None) -> Sponsor:
    begins, ends = stored.get("start_seconds"), stored.get("end_seconds")
    is_timed = begins is not None and ends is not None
    longest = max(duration or 0, ends or 0)
    return Sponsor(
        name=stored["name"].strip(),
        link=links.link(stored.get("url")),
        text=(stored.get("text") or "").strip(),
        position=wording.position(begins, longest) if is_timed and begins is not None else "",
        seconds=int(begins)
        if begins is not None and is_timed and begins < (duration or longest)
        else None,
    )
