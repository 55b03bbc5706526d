"""Geometric drawings that stand in for artwork: the same name gives the same drawing for ever."""

import hashlib
import re

from talkpython_site.artwork.motifs import MOTIFS, SIDE, Choices, Colours

VERSION = 1  # part of every name: drawings are kept for a year
NAME = re.compile(r"([1-9][0-9]?)-(1[0-2]|[1-9])-([0-9a-f]{8})", re.ASCII)

CREAM, INK = "#f4efe3", "#14161b"
# Deep, bright and pale of each own hue; none of them near amber, which means a moment in time.
HUES = (
    ("#7e2754", "#d25d96", "#f7d2e1"),
    ("#742c6b", "#c362b5", "#f1d4eb"),
    ("#66327e", "#af6bcf", "#e9d6f3"),
    ("#543a8b", "#9575e2", "#e0d9fa"),
    ("#3e4292", "#757feb", "#d6dcfd"),
    ("#054c91", "#3c8dea", "#cae0fc"),
    ("#0b6562", "#0ea09d", "#bde8e6"),
    ("#05566b", "#029bbf", "#bfe5f4"),
    ("#035c42", "#05a579", "#c3e8d7"),
    ("#035e23", "#33a550", "#cbe7ce"),
    ("#365901", "#689f23", "#d4e5c6"),
    ("#4c5202", "#7d8a08", "#dce2c1"),
)
HUE_NUMBERS = frozenset(str(number) for number in range(1, len(HUES) + 1))


def name_of(title: str, own_hue: str) -> str:
    """The name under which a drawing is served, such as ``1-7-3fa9c2b1``."""
    folded = " ".join(title.casefold().split())
    seed = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    number = own_hue.removeprefix("hue-")
    return f"{VERSION}-{number if number in HUE_NUMBERS else 1}-{seed}"


def drawing(name: str) -> str:
    """The SVG of a name; raises ``ValueError`` where it is none of ours."""
    match = NAME.fullmatch(name)
    if match is None or int(match[1]) != VERSION:
        raise ValueError("not the name of a drawing")
    choices = Choices(match[3])
    motif = MOTIFS[choices.below(len(MOTIFS))]
    colours = chosen_colours(int(match[2]), choices)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<path fill="{colours.ground}" d="M0 0h{SIDE}v{SIDE}H0z"/>{motif(choices, colours)}</svg>'
    )


def chosen_colours(hue: int, choices: Choices) -> Colours:
    deep, bright, pale = HUES[hue - 1]
    return (
        Colours(deep, CREAM, bright),
        Colours(deep, pale, CREAM),
        Colours(bright, INK, CREAM),
        Colours(pale, deep, bright),
    )[choices.below(4)]
