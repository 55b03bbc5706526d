"""Which names of a text are one person's, and which are somebody's who is known."""

from collections.abc import Iterable, Sequence

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.census import Seen
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.likeness import (
    is_apart,
    is_close,
    is_likely,
    is_same_otherwise,
    is_short_for,
)
from talkpython_site.importing.interviews.parsed import KnownPerson
from talkpython_site.importing.interviews.tails import parts

CROWD = 3  # more names that differ by a few letters are more people
ALIKE = "it may be {}"
AMONG = "it may be {}, who is among the people"
HERE = "it may be {}, who is known here"
NEARLY = "other names are nearly the same"


class Twins:
    """Of the names that are kept."""

    def __init__(self, kept: Iterable[Seen], known: Known) -> None:
        self._every = [seen for seen in kept if not seen.is_nameless]
        self._seen = {seen.key: seen for seen in self._every}
        self._known = known
        self._crowded = crowded(self._every)
        self.same: dict[str, str] = {}  # a key, and that of the name in the text
        self.among: dict[str, KnownPerson] = {}  # who speaks under another name in the text
        self.alike: dict[str, Sequence[KnownPerson]] = {}
        self.why: dict[str, str] = {}  # it is to be asked
        self._within_text()
        for seen in self._every:
            self._look_up(seen.key)
        self._part_here()
        self._to_the_end()

    def is_exact(self, key: str) -> bool:
        return self._known.get(key) is not None

    def name_of(self, seen: Seen) -> str:
        """As it is written where its owner is known."""
        person = self._known.get(seen.key) if seen.key in self._seen else None
        return person.name if person else seen.tailed if self.is_two(seen) else seen.name

    def is_two(self, seen: Seen) -> bool:
        """ "Ada / Ines", where both speak."""
        return bool(seen.tailed) and fold(parts(seen.tailed)[1]) in self._seen

    def _within_text(self) -> None:
        found = {seen.key: list(self._longer(seen)) for seen in self._every}
        for key, longer in found.items():
            keys = {each.key for each in longer}
            ends = [s for s in longer if not keys & {each.key for each in found[s.key]}]
            if len(ends) == 1:
                self.same[key] = ends[0].key
                self.why[key] = ALIKE.format(ends[0].name)
            elif longer:
                self.why[key] = ALIKE.format(" or ".join(each.name for each in longer))
            elif key in self._crowded:
                self.why[key] = NEARLY

        self._part()

    def _part(self) -> None:
        """Mr and Mrs Tallow are not both Fergus Tallow: which of them is, is not guessed."""
        found = list(self.same.items())
        for key, end in found:
            if any(end == to and other != key and is_apart(key, other) for other, to in found):
                del self.same[key]

    def _part_here(self) -> None:
        """Nor are two who are apart both one who is known here."""
        here = [(key, person) for key, person in self.among.items() if not person.is_among]
        for key, person in here:
            if any(person is who and is_apart(key, other) for other, who in here if other != key):
                del self.among[key]

    def _longer(self, seen: Seen) -> Iterable[Seen]:
        return (
            other
            for other in self._every
            if other is not seen
            and not self.is_two(seen)
            and not self.is_two(other)
            and not (self.is_exact(seen.key) and self.is_exact(other.key))
            and not is_apart(seen.key, other.key)
            and self._is_double(seen, other)
        )

    def _is_double(self, seen: Seen, other: Seen) -> bool:
        """Whether one name is probably short for the other, or the other is written wrong."""
        if is_short_for(seen.key, other.key):
            return True
        if is_short_for(other.key, seen.key) or not comes_after(seen, other):
            return False
        is_crowded = seen.key in self._crowded
        return is_same_otherwise(seen.key, other.key) or (
            not is_crowded and is_close(seen.key, other.key)
        )

    def _look_up(self, key: str) -> None:
        """Among those who are known."""
        if key in self._known.people:
            self.same.pop(key, None)
            self.why.pop(key, None)
            return
        people = self._known.among(key)
        if people:
            self._among(key, people)
        elif key not in self.why and not self.is_exact(key):
            self.alike[key] = self._known.elsewhere(key)
            if self.alike[key]:
                names = " or ".join(each.name for each in self.alike[key][:3])
                self.why[key] = HERE.format(names)
                self._here(key)

    def _here(self, key: str) -> None:
        """What is short for one of the site, or the same otherwise, and no other, is that one."""
        likely = [each for each in self.alike[key] if is_likely(key, each.key)]
        if len(likely) != 1 or key in self._crowded:
            return
        if is_short_for(key, likely[0].key) or is_same_otherwise(key, likely[0].key):
            self.among[key] = likely[0]

    def _among(self, key: str, people: Sequence[KnownPerson]) -> None:
        self.alike[key] = people
        keys = [each.key for each in people]
        if self.same.get(key) in keys:
            return
        self.same.pop(key, None)
        self.why[key] = AMONG.format(" or ".join(each.name for each in people[:3]))
        if len(people) > 1 or key in self._crowded:
            return
        if keys[0] in self._seen:
            self.same[key] = keys[0]
            self.why[key] = ALIKE.format(people[0].name)
        else:
            self.among[key] = people[0]

    def _to_the_end(self) -> None:
        """Who is the same as one who is another's double is that one's, too."""
        ends = {key: self._end(key) for key in self.same}
        self.among |= {key: self.among[end] for key, end in ends.items() if end in self.among}
        self.same = {key: end for key, end in ends.items() if end not in {*ends, *self.among}}

    def _end(self, key: str) -> str:
        for _step in self.same:
            key = self.same.get(key, key)
        return key


def comes_after(seen: Seen, other: Seen) -> bool:
    """Of two that are alike the one with more than a name, or the rarer one, is the double."""
    ranks = [(bool(each.tailed), -each.times, each.line) for each in (seen, other)]
    return ranks[0] > ranks[1]


def crowded(every: Sequence[Seen]) -> set[str]:
    """Names that differ by a few letters from one to the next, where these are many."""
    groups: dict[str, set[str]] = {seen.key: {seen.key} for seen in every}
    for place, seen in enumerate(every):
        for other in every[:place]:
            one, two = groups[seen.key], groups[other.key]
            is_new = one is not two and not is_apart(seen.key, other.key)
            if is_new and is_close(seen.key, other.key):
                one |= two
                groups |= dict.fromkeys(two, one)
    return {key for key, group in groups.items() if len(group) > CROWD}
