"""What follows a name before its colon: "Ines Okafor, NASA", "Martin King, Jr."."""

import re

FIRST = re.compile(r"[ \t]*+[,/][ \t]*+")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})  # part of the name
GENERATION = re.compile(rf",[ \t]*+(?=(?:{'|'.join(sorted(GENERATIONS))})\b)", re.IGNORECASE)


def parts(name: str) -> tuple[str, str]:
    """A name, and what follows it: "" where nothing does."""
    whole = GENERATION.sub(" ", name)
    sign = FIRST.search(whole)
    return (whole[: sign.start()], whole[sign.end() :]) if sign else (whole, "")


def is_tail_like(tail: str) -> bool:
    """Whether it begins as houses and titles do: not as the words of a sentence."""
    return not tail[:1].islower()
