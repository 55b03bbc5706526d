"""Whether two folded names are likely to be one person's."""

from difflib import SequenceMatcher
from functools import lru_cache

from talkpython_site.name_likeness import CLOSE, likenesses

HIS = frozenset({"mr", "mister", "herr", "sir", "monsieur", "m", "señor", "senor", "don"})
HERS = frozenset({"mrs", "ms", "miss", "frau", "madame", "mme", "señora", "senora", "lady"})
TITLES = HIS | HERS | {"dr", "doctor", "prof", "professor", "rev", "st", "dame", "lord", "mx"}
KEPT = 2**12


@lru_cache(KEPT)
def parted(key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The titles before a name, and the words behind them."""
    base = key.partition(", ")[0].partition(" / ")[0]  # of "ines okafor, nasa"
    words = base.split() or key.split()
    count = 0
    while count < len(words) - 1 and words[count].rstrip(".") in TITLES:
        count += 1
    titles = frozenset(word.rstrip(".") for word in words[:count])
    return titles, tuple(words[count:])


def is_apart(key: str, other: str) -> bool:
    """ "Speaker 1" and "Speaker 2" are two, and so are Mr and Mrs Tallow, A. and O. Brask."""
    if any(map(str.isdigit, key + other)):
        return True
    (titles, words), (other_titles, others) = parted(key), parted(other)
    if (titles & HIS and other_titles & HERS) or (titles & HERS and other_titles & HIS):
        return True
    are_family = len(words) > 1 < len(others) and words[-1] == others[-1]
    initials = [each[0].partition(".")[0] for each in (words, others)]
    return are_family and words[0][0] != others[0][0] and 1 in map(len, initials)


def is_short_for(key: str, other: str) -> bool:
    """ "IO", "Ines", "I. Okafor" and "Ms Okafor" for Ines Okafor."""
    words, others = parted(key)[1], parted(other)[1]
    if key.replace(".", "").replace(" ", "") == "".join(word[0] for word in other.split()):
        return True
    if len(words) < len(others) and set(words) <= set(others):
        return True
    return abbreviates(words, others)


def abbreviates(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """The first or the last word is an initial of the other's, and the rest of these the same."""
    if len(words) < 2 or len(others) < 2:
        return False
    ends = ((words[0], others[0]), (words[-1], others[-1]))
    short = sum(is_initial(word, whole) for word, whole in ends)
    return short == 1 and all(word == whole or is_initial(word, whole) for word, whole in ends)


def is_initial(word: str, whole: str) -> bool:
    """ "o." and "o.k." of "ottoline"."""
    letter = word.partition(".")[0]
    return len(letter) == 1 and len(whole.rstrip(".")) > 1 and whole.startswith(letter)


def is_same_otherwise(key: str, other: str) -> bool:
    """The same words in another order, with other signs, or with a title."""
    return parted(key)[1] == parted(other)[1] or bool(likenesses(key) & likenesses(other))


def is_close(key: str, other: str) -> bool:
    """A few letters differ."""
    matcher = SequenceMatcher(None, key, other)
    return matcher.real_quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def is_likely(key: str, other: str) -> bool:
    """Short one for the other, or the same otherwise."""
    return not is_apart(key, other) and (
        is_short_for(key, other) or is_short_for(other, key) or is_same_otherwise(key, other)
    )
