"""The wall: years of talk in one picture, with the words that say the same."""

from collections.abc import Sequence
from typing import NamedTuple

from pyramid.request import Request

from talkpython_site import listing, strip
from talkpython_site.catalogue.cards import EpisodeCard

FEWEST = 3  # fewer rows are no picture


class Wall(NamedTuple):
    """Columns of thin strips; ``height`` in px."""

    columns: Sequence[Sequence[strip.WallRow]]
    height: int
    words: str


def wall(request: Request, episodes: Sequence[EpisodeCard]) -> Wall | None:
    """The newest episodes as thin strips on the scale of all lists; None where they are few."""
    lengths = ((listing.id_of(card), card.duration_seconds) for card in episodes)
    columns = strip.wall(lengths, request.catalogue.minute_width)
    rows = sum(map(len, columns))
    if rows < FEWEST:
        return None
    shown = "All of them" if rows == len(episodes) else f"The last {rows}"
    words = f"{shown}, newest first: a bar is an episode, as long as it lasts."
    return Wall(columns, strip.wall_height(columns), words)
