"""Names that may well be the same person or topic, written otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from bson import ObjectId

from talkpython_site.documents.folding import fold

CLOSE = 0.84  # of 1: "Ines Okafor" and "Ines Okafr" are at 0.95
TELLING = "+#"  # "C", "C++" and "C#" are three
KEPT = 2**15  # names
MOST_ALIKE = 6  # of one name: each of 2,000 with all others would be four million


@lru_cache(KEPT)
def likenesses(name: str) -> frozenset[str]:
    """What names that are alike have in common: their letters, or their words in some order.

    Signs, initials and a plural's "s" count for nothing.
    """
    parted = "".join(
        sign if sign.isalnum() or sign in TELLING else " " for sign in fold(name)
    ).split()
    words = [word.removesuffix("s") if len(word) > 3 else word for word in parted]
    longer = [word for word in words if len(word) > 1] or words
    return frozenset({"".join(words), " ".join(sorted(longer))} - {""})


def alike(names: Mapping[ObjectId, str]) -> dict[ObjectId, list[ObjectId]]:
    """For each name that has some: the first of those that are alike, in the order given."""
    groups: dict[str, list[ObjectId]] = defaultdict(list)
    for key, name in names.items():
        for likeness in likenesses(name):
            groups[likeness].append(key)
    found: dict[ObjectId, dict[ObjectId, None]] = defaultdict(dict)
    for group in groups.values():
        for key in group:
            found[key] |= dict.fromkeys(group[: MOST_ALIKE + 1])
    alone = {key: [other for other in others if other != key] for key, others in found.items()}
    return {key: others[:MOST_ALIKE] for key, others in alone.items() if others}


def close_to(name: str, names: Iterable[tuple[ObjectId, str]], most: int) -> list[ObjectId]:
    """Those whose names differ from one by a few letters, the closest first."""
    ids: dict[str, list[ObjectId]] = defaultdict(list)
    for key, other in names:
        ids[fold(other)].append(key)
    close = get_close_matches(fold(name), ids, most, CLOSE)
    return [key for folded in close for key in ids[folded]][:most]
