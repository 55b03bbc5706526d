"""Who is known before a text is read: the people of its form or file, and those of the site."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER
from talkpython_site.importing.interviews.likeness import is_apart, is_close, is_likely, parted
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, KnownPerson

MOST_ALIKE = 6  # people of the site for one name
MOST_LOOKED_AT = 500  # who share a word with it


class Known:
    """All of them, by their folded names."""

    def __init__(
        self, people: Iterable[tuple[str, str | None]] = (), site: Iterable[str] = ()
    ) -> None:
        """``people`` have their roles: who has none answers where somebody else asks."""
        roles = {fold(name): (name, role) for name, role in people}
        does = {INTERVIEWER: ASKS}
        if any(role == INTERVIEWER for _name, role in roles.values()):
            does |= {INTERVIEWEE: ANSWERS}
        self.people: Mapping[str, KnownPerson] = {
            key: KnownPerson(key, name, does.get(role or INTERVIEWEE, ""), is_among=True)
            for key, (name, role) in roles.items()
            if key
        }
        self._names = site

    @cached_property
    def site(self) -> dict[str, KnownPerson]:
        return {key: KnownPerson(key, name) for name in self._names if (key := fold(name))}

    @cached_property
    def _by_word(self) -> dict[str, list[KnownPerson]]:
        found: dict[str, list[KnownPerson]] = defaultdict(list)
        for key, person in self.site.items():
            for word in {*parted(key)[1]}:
                found[word].append(person)
        return found

    def get(self, key: str) -> KnownPerson | None:
        return self.people.get(key) or self.site.get(key)

    def among(self, key: str) -> list[KnownPerson]:
        """Those of the form whose names are like another one."""
        likely = [each for each in self.people.values() if is_likely(key, each.key)]
        return likely or [
            each
            for each in self.people.values()
            if not is_apart(key, each.key) and is_close(key, each.key)
        ]

    def elsewhere(self, key: str) -> list[KnownPerson]:
        """Those of the site, the likeliest first."""
        words = parted(key)[1]
        share = [self._by_word.get(word, [])[:MOST_LOOKED_AT] for word in words]
        near = {each.key: each for each in itertools.chain(*share)}
        likely = [each for each in near.values() if is_likely(key, each.key)]
        close = [
            each
            for each in near.values()
            if len(likely) < MOST_ALIKE
            and not is_likely(key, each.key)
            and not is_apart(key, each.key)
            and is_close(key, each.key)
        ]
        return [*likely, *close][:MOST_ALIKE]
