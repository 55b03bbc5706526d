"""The kinds of things that are published and taken down, as keys of things name them."""

from collections.abc import Mapping
from typing import Any

from talkpython_site.course_moves import COURSE_MOVES
from talkpython_site.episode_moves import EPISODE_MOVES
from talkpython_site.interview_moves import INTERVIEW_MOVES
from talkpython_site.moved_kind import MovedKind

MOVED: Mapping[str, MovedKind] = {
    each.kind: each for each in (EPISODE_MOVES, COURSE_MOVES, INTERVIEW_MOVES)
}


def kind_of(thing: Any) -> MovedKind:
    return MOVED[thing.card_kind]
