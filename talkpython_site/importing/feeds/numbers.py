"""Episode numbers that stand in titles, and titles without them."""

import re
from collections import Counter
from collections.abc import Sequence

SHARE = 0.8  # of a show's titles have to carry a number in the same place
FEW = 5  # titles
LOOKED_AT = 100  # characters from either end
WORDS = r"(?P<words>(?:[^\W\d_]++[\s.,_-]*+){0,3}+)"
# A number alone: no part of a date, a decimal, a percentage or a word.
START = re.compile(
    rf"[\W_]*?{WORDS}(?P<sign>#?)(?P<number>\d{{1,5}})"
    r"(?P<after>[:.–—|)\]\-]*(?:\s+[:–—|\-]+)?)(?=\s|$)"
)
END = re.compile(
    rf"(?P<after>(?<!\d)[|–—(\[\-]\s*+|\s(?=#?\d)){WORDS}(?P<sign>#?)(?P<number>\d{{1,5}})[)\]]?$"
)
# What numbers are called; capitals alone are a show's initials, as in "CRE207".
CALLED = {"", "episode", "ep", "e", "no", "nr", "épisode", "episodio", "episódio", "folge"}
CALLED |= {"aflevering", "avsnitt", "afsnit", "odcinek", "выпуск", "эпизод"}


def numbers_in(titles: Sequence[str]) -> list[int | None]:
    """The number in each title, where at least 80 % carry one in one place that no other has there.

    The places are the beginning, after up to three words, and the end. A few titles prove
    nothing: of fewer than five each number has to be clearly one of an episode.
    """
    read = clear_number_at if len(titles) < FEW else number_at
    for place in (START, END):
        found = [read(place, title) for title in titles]
        counts = Counter(found)
        own = [number if counts[number] == 1 else None for number in found]
        if titles and len(titles) - own.count(None) >= SHARE * len(titles):
            return own
    return [None] * len(titles)


def number_at(place: re.Pattern[str], title: str) -> int | None:
    match = find(place, title)
    return int(match["number"]) if match else None


def clear_number_at(place: re.Pattern[str], title: str) -> int | None:
    match = find(place, title)
    return int(match["number"]) if match and is_clear(match) else None


def find(place: re.Pattern[str], title: str) -> re.Match[str] | None:
    """A number at the beginning or the end, looking no further than may matter."""
    if place is START:
        return START.match(title[:LOOKED_AT])
    return END.search(title, max(0, len(title) - LOOKED_AT))


def without_number(title: str, number: int | None, *, is_recognised: bool) -> str:
    """A title without the number it carries at the beginning or the end.

    Where the show's numbers were not recognised in its titles, only what is clearly one goes:
    "#7: …", "Episode 7 …", "… | LUP 7", but not "7 tips". A title of nothing else stays whole.
    """
    for place in (START, END):
        match = find(place, title)
        if match is None or int(match["number"]) != number:
            continue
        is_apart = not match["words"] or bool(match["after"].strip())
        if is_clear(match) or (is_recognised and is_apart):
            rest = title[match.end() :] if place is START else title[: match.start()]
            title = rest.strip() if rest.strip().strip(" .").casefold() not in CALLED else title
    return title


def is_clear(match: re.Match[str]) -> bool:
    """Whether something beside a number says that it counts episodes."""
    words = match["words"].strip(" ._-")
    is_called = words.casefold() in CALLED or (words.isupper() and words.isalpha())
    return is_called and bool(words or match["sign"] or match["after"].strip())
