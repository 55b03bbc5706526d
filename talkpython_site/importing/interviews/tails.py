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


def lost_of(written: str, name: str) -> str:
    """What follows a name, as it is written, and is not in the one that is shown; or ""."""
    base, tail = parts(written)
    aside = base.partition(" (")[2].removesuffix(")")
    return ", ".join(each for each in (aside, tail) if each and each not in name)


def is_tail_like(tail: str) -> bool:
    """Whether it begins as houses and titles do: not as the words of a sentence."""
    return not tail[:1].islower()
