"""What an episode is called."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from talkpython_site.importing.feeds.numbers import CALLED

LONGEST = 80  # of a title that is made from other words


def choose_title(heading: str, own: str | None, show: str) -> str:
    """itunes:title, which has no number by its definition, where it says something; else <title>.

    It says nothing where it is the show's name or "Episode 7".
    """
    if not own or own.casefold() == show.casefold():
        return heading
    words = " ".join(re.sub(r"[\W\d_]+", " ", own).split())
    return own if words.casefold() not in CALLED else heading or own


def made_title(notes: str, enclosure_url: str) -> str:
    """For an item without title: the first line of its notes, else the name of its file."""
    first = notes.partition("\n")[0]
    if first:
        return first if len(first) <= LONGEST else f"{first[: LONGEST - 1].rstrip()}…"
    path = PurePosixPath(unquote(urlsplit(enclosure_url).path))
    return " ".join(re.sub(r"[\s_-]+", " ", path.stem).split()) or urlsplit(enclosure_url).netloc
