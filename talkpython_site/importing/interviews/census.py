"""All that may be names in a text: how often, how they are written, what follows them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from talkpython_site.documents.folding import fold
from talkpython_site.importing.interviews.heads import ALONE_FORMS, TIME, Head
from talkpython_site.importing.interviews.pieces import BLANK, BOLD, HEADING, ITALIC, Piece
from talkpython_site.importing.interviews.placeholders import is_placeholder
from talkpython_site.importing.interviews.tags import without_tags
from talkpython_site.importing.interviews.tails import GENERATION, parts

LETTERS = frozenset({"q", "question", "a", "answer"})
FIRST_WORDS = 200
MARKED = frozenset({BOLD, HEADING, ITALIC})
BEGINS_WITH_TIME = re.compile(TIME)
AFTER_QUESTIONS = "\"'”’»)]*_ "
QUESTION_MARKS = ("?", "？", "؟", "՞", "⸮", "\u037e")


@dataclass(slots=True)
class Seen:
    """A name as it was met, all its spellings together."""

    key: str
    line: int
    spellings: Counter[str] = field(default_factory=Counter)
    forms: Counter[int] = field(default_factory=Counter)
    words: str = ""  # the first that follow
    turns: int = 0
    asked: int = 0  # turns that end with a question mark
    length: int = 0  # of all turns, in characters
    between: int = 0  # turns between two of one other speaker

    @property
    def times(self) -> int:
        return self.spellings.total()

    @property
    def name(self) -> str:
        """The best of its spellings: as names are written, then the most frequent."""
        ranked = sorted(self.spellings.items(), key=lambda pair: (pair[0].isupper(), -pair[1]))
        return "" if self.is_nameless else parts(ranked[0][0])[0]

    @property
    def is_nameless(self) -> bool:
        """Whether it says what somebody does, and not who that is."""
        return self.key in LETTERS or is_placeholder(self.key)

    @property
    def tailed(self) -> str:
        """A spelling with more than a name in it, or ""."""
        return next((spelling for spelling in self.spellings if parts(spelling)[1]), "")

    @property
    def alternates(self) -> bool:
        """Whether it comes and goes as those do with whom somebody speaks."""
        return self.between > 1 and 2 * self.between > self.turns

    @property
    def share_asked(self) -> float:
        return self.asked / self.turns if self.turns else 0.0

    @property
    def mean_length(self) -> float:
        return self.length / self.turns if self.turns else 0.0


class Census:
    """Of one text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._keys: dict[str, str] = {}  # spelling -> folded
        self._pieces = pieces
        self.seen: dict[str, Seen] = {}
        self._count()

    def key_of(self, name: str) -> str:
        """What all spellings of a name share; "Q1" and "Q2" are one."""
        key = self._keys.get(name)
        if key is None:
            whole = fold(GENERATION.sub(" ", name.partition(" (")[0]))
            letter = whole.rstrip("0123456789 .")
            key = self._keys[name] = letter if letter in LETTERS else whole
        return key

    def _count(self) -> None:
        waiting: tuple[Piece, Head] | None = None  # a name alone, until its words come
        for piece in self._pieces:
            head = piece.head
            if piece.kind == BLANK:
                continue
            if waiting is not None:
                self._meet_alone(*waiting, piece)
                waiting = None
            if head is not None:
                if head.form not in ALONE_FORMS:
                    self._meet(piece.line, head, head.rest)
                else:
                    waiting = piece, head

    def _meet_alone(self, piece: Piece, head: Head, following: Piece) -> None:
        """A name, where what follows it may be its words: no line with a time of its own."""
        is_heading = following.kind == HEADING
        if not is_heading and not BEGINS_WITH_TIME.match(following.text.lstrip()):
            self._meet(piece.line, head, following.text)

    def _meet(self, line: int, head: Head, words: str) -> None:
        key = self.key_of(head.name)
        seen = self.seen.get(key)
        if seen is None:
            seen = self.seen[key] = Seen(key, line)
        seen.spellings[head.name] += 1
        seen.forms[head.form] += 1
        if not seen.words:
            seen.words = words[:FIRST_WORDS]

    def measure(self, keys: Collection[str]) -> None:
        """Count what is said by those who have these keys."""
        who: Seen | None = None
        order: list[Seen] = []  # whose turn it was, each once in a row
        length, last = 0, ""
        for piece in self._pieces:
            key = self.key_of(piece.head.name) if piece.head else None
            if key in keys:
                end_turn(who, length, last)
                who, length, last = self.seen[key or ""], 0, ""
                order += [who] if order[-1:] != [who] else []
            text = piece.head.rest if piece.head and key in keys else piece.text
            is_marked = piece.kind in MARKED and not piece.head  # a title, or asked by nobody
            if text and not is_marked:
                length, last = length + len(text), text
        end_turn(who, length, last)
        around = zip([None, *order], order, [*order[1:], None], strict=False)
        for before, seen, after in around if len(order) > 1 else ():
            seen.between += before is None or after is None or before is after


def end_turn(who: Seen | None, length: int, last: str) -> None:
    if who is not None:
        who.turns += 1
        who.asked += is_question(last)
        who.length += length


def is_question(text: str) -> bool:
    return without_tags(text.rstrip()).rstrip(AFTER_QUESTIONS).endswith(QUESTION_MARKS)
