"""Names with more behind them that begin sentences: "Paris, France: …", "Well, Teo: …"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.census import Seen
from talkpython_site.importing.interviews.heads import TIMED, VOICE
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.likeness import is_likely, parted
from talkpython_site.importing.interviews.tails import parts

MOST_ALIKE = 6  # names that share a word


class Tailed:
    """Those of a text, beside whoever speaks in it or is one of its people."""

    def __init__(self, speakers: Iterable[Seen], known: Known) -> None:
        self._known = known
        self._by_word: dict[str, dict[str, None]] = defaultdict(dict)
        keys = (base_of(each) for each in speakers if not each.tailed or each.times > 1)
        for key in (*keys, *known.people):
            for word in parted(key)[1]:
                self._by_word[word][key] = None

    def is_words(self, seen: Seen) -> bool:
        """Whether somebody is addressed, or it stands once and nobody is known to have the name."""
        if not seen.tailed or seen.forms[VOICE] or seen.forms[TIMED]:
            return False
        base, tail = parts(seen.tailed)
        is_two = f"{base} /" in seen.tailed or f"{base}/" in seen.tailed
        if not is_two and any(map(self._is_somebody, tail.replace("/", ",").split(","))):
            return True
        is_met = self._known.get(fold(base)) is not None or self._is_somebody(base)
        return seen.times == 1 and not is_met

    def _is_somebody(self, name: str) -> bool:
        key = fold(name)
        words = parted(key)[1] if key else ()
        if any(key in self._by_word.get(word, ()) for word in words[:1]):
            return True
        near = (islice(self._by_word.get(word, ()), MOST_ALIKE) for word in words)
        return any(is_likely(key, other) for keys in near for other in keys)


def base_of(seen: Seen) -> str:
    return fold(parts(seen.tailed)[0]) if seen.tailed else seen.key


def tailed_words(every: Mapping[str, Seen], speakers: Iterable[Seen], known: Known) -> set[str]:
    """The keys of those that are words, as long as nobody says otherwise."""
    if not any(seen.tailed for seen in every.values()):
        return set()
    tailed = Tailed(speakers, known)
    return {key for key, seen in every.items() if tailed.is_words(seen)}
