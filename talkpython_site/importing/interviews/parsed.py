"""A text as it is read: what is sure of it, what is to be asked, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from talkpython_site.interview_text import Passage

ASKS, ANSWERS, SAME, WORDS = "asks", "answers", "same", "words"


class WhoError(ValueError):
    """A name that was said to be another's, who does not speak."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be the same as somebody who neither asks nor answers.")


class CircleError(WhoError):
    """A name that was said to be another's, which is said to be the first's."""

    def __init__(self, name: str) -> None:
        ValueError.__init__(
            self, f"“{name}” cannot be the same as itself, by way of others either."
            " Say of one of these names what it does.",
        )  # fmt: skip


class Choice(NamedTuple):
    """What a name in the text is: somebody who asks or answers, the same as another, or words."""

    does: str
    same: str = ""  # the key of the other one
    name: str | None = None  # to be shown; None: as it is written, "" of whoever has none


class KnownPerson(NamedTuple):
    """Somebody who has a name already."""

    key: str  # the folded name
    name: str
    does: str = ""  # where that is known
    is_among: bool = False  # the people of the form


class Taken(NamedTuple):
    """A name of the text, and whose it was said to be."""

    written: str
    name: str


class Doubt(NamedTuple):
    """What somebody should look at; ``line`` is counted from 1."""

    line: int
    words: str


class Found(NamedTuple):
    """A name that may be a speaker's."""

    key: str  # its folded form
    name: str  # the best of its spellings; "" of "Q:" and "A:"
    spellings: tuple[str, ...]  # the most frequent first
    times: int
    line: int  # the first
    words: str  # the first that follow it
    guess: Choice
    doubt: str | None = None  # why it is to be asked
    does: str = ANSWERS  # by what is said, or known
    alike: tuple[KnownPerson, ...] = ()  # who are known already

    @property
    def written(self) -> str:
        """As the text has it."""
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What came of a text."""

    passages: tuple[Passage, ...]
    people: tuple[tuple[str, bool], ...]  # each name once, and whether its owner asks
    times: int = 0  # those before names, which are left out
    doubts: tuple[Doubt, ...] = ()
    same: tuple[Taken, ...] = ()
    first: int = 0  # the line where somebody speaks first
    comments: int = 0  # of HTML, which are left out
    tails: tuple[str, ...] = ()  # what follows names and is left out, each time

    @property
    def counts(self) -> Counter[str]:
        """How many passages there are of each kind."""
        return Counter(each.kind for each in self.passages)
