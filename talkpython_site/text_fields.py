"""A document as the texts of its form; and three of those made one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from talkpython_site import episode_lines
from talkpython_site.catalogue.snapshot import Snapshot

Texts = Mapping[str, str]  # by the names of fields
Write = Callable[[Any, Snapshot], str]


class Mixed(NamedTuple):
    """One text of three; whether some of it was changed by two, each in its own way."""

    text: str
    is_conflict: bool


Mix = Callable[[str, str, str], Mixed]  # of what stood there, theirs and mine


class Differing(NamedTuple):
    """A part of a text that two changed, each in its own way; None: it is not in that text."""

    title: str
    address: str  # where it stands in the form
    base: str | None
    theirs: str | None
    yours: str | None
    is_new: bool = False  # both put it in
    is_moved: bool = False  # both moved it, each elsewhere


Compare = Callable[[str, str, str], Sequence[Differing]]  # of the same three


class Merged(NamedTuple):
    """What three make one of, and the fields that two changed, each in its own way."""

    texts: Texts
    conflicts: tuple[str, ...]


class TextFields(NamedTuple):
    """How each field of a kind of document is written as a text."""

    written: Mapping[str, Write]
    lines: Collection[str] = ()  # those of lines that are read one by one
    long: Collection[str] = ()  # those of paragraphs; all others are one line
    together: Collection[frozenset[str]] = ()  # what says nothing without the others
    parts: Mapping[str, Mix] = MappingProxyType({})  # of many parts, each changed by itself
    differing: Mapping[str, Compare] = MappingProxyType({})  # which parts of it two changed

    def of(self, document: Any, snapshot: Snapshot) -> dict[str, str]:
        """All of them, as they would come back from a browser where nobody touched them."""
        found = ((name, write(document, snapshot)) for name, write in self.written.items())
        return {name: self.tidied(name, text) for name, text in found}

    def tidied(self, name: str, text: str) -> str:
        """What was typed into a field, without what browsers change by themselves."""
        if name in self.lines:
            return episode_lines.as_lines(text)
        if name in self.long:
            return episode_lines.cleaned(text).strip("\n").rstrip()
        return episode_lines.on_one_line(text)

    def merge(self, base: Texts | None, theirs: Texts, mine: Texts) -> Merged:
        """What only one changed is taken over; where both did, ``mine`` is kept to be looked at.

        ``base`` is what a form was made from. Without it nobody knows who changed what: all that
        differs is looked at. Fields that stand together are not mixed where two changed them; one
        of many ``parts`` is, part by part.
        """
        texts, conflicts = dict(theirs), []
        for name in theirs:
            names = next((group for group in self.together if name in group), frozenset({name}))
            by_me = any(base is None or mine[each] != base[each] for each in names)
            by_them = any(base is None or theirs[each] != base[each] for each in names)
            if by_me and mine[name] != theirs[name]:
                mixed = Mixed(mine[name], is_conflict=by_them)
                if by_them and base is not None and name in self.parts:
                    mixed = self.parts[name](base[name], theirs[name], mine[name])
                texts[name] = mixed.text
                conflicts += [name] if mixed.is_conflict else []
        return Merged(texts, tuple(conflicts))
