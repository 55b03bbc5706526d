"""Reads a text in which people ask and answer: who may speak in it, then what they say."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import ANSWER, NOTE, QUESTION
from talkpython_site.importing.interviews import pieces as of
from talkpython_site.importing.interviews.census import Census, is_question
from talkpython_site.importing.interviews.conversing import HIDDEN, Conversing, Who
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.markup import read_lines
from talkpython_site.importing.interviews.parsed import (
    ANSWERS,
    ASKS,
    SAME,
    Choice,
    CircleError,
    Conversation,
    Doubt,
    Found,
    Taken,
    WhoError,
)
from talkpython_site.importing.interviews.speakers import MOST, speakers_in
from talkpython_site.importing.interviews.tags import worded
from talkpython_site.importing.interviews.tails import parts
from talkpython_site.interview_text import Passage

KIND = {ASKS: QUESTION, ANSWERS: ANSWER}
TOO_MANY = "more than {} names: what {} others say is taken as notes"
ONLY_QUESTIONS = "there are questions and no answers"
NO_SPEAKERS = "nobody speaks in it: all of it is a note"


class Reading:
    """A text, cleaned as ``episode_lines.cleaned`` does, and the names that were found in it."""

    def __init__(self, text: str, known: Known | None = None) -> None:
        """``known``: those who are people of it, or of the site, already."""
        self.known = known or Known()
        self._text = text
        self._marked = read_lines(text)
        self._pieces = [*of.Pieces(self._marked.lines)]
        self._census = Census(self._pieces)
        self._unnamed = frozenset(unnamed(self._pieces, self._census))
        has_questions = bool(self._unnamed)
        speakers = speakers_in(self._census, self.known, has_questions=has_questions)
        self.found, self._left = speakers
        self.left = len(self._left)

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether somebody should be asked who is who."""
        return bool(self.left) or any(each.doubt for each in self.found)

    @property
    def guesses(self) -> dict[str, Choice]:
        return {each.key: each.guess for each in self.found}

    def doubts(self, settled: Collection[str] = ()) -> Iterator[Doubt]:
        """But for names whose keys are ``settled`` already."""
        for each in self.found:
            if each.doubt and each.key not in settled:
                yield Doubt(each.line, f"“{each.written}”: {each.doubt}")
        if self.left:
            yield Doubt(self.found[0].line, TOO_MANY.format(MOST, self.left))

    def conversation(self, choices: Mapping[str, Choice]) -> Conversation:
        """What is said, by the choices for each key. Raises ``WhoError``."""
        people = {each.key: self._person(each, choices) for each in self.found}
        who = {key: Passage(KIND[does], "", who=name) for key, (does, name) in people.items()
               if does in KIND}  # fmt: skip
        asks = any(each.kind == QUESTION for each in who.values())
        conversing = Conversing(
            self._pieces,
            self._census,
            Who(who, self._left, frozenset(people)),
            frozenset() if asks else self._unnamed,
        )
        passages, comments = conversing.passages(), self._marked.comments
        if not passages:
            passages, comments = self._unsaid(), 0
        hidden = (Doubt(n, HIDDEN.format(f"<{tag}>")) for n, tag in self._marked.hidden)
        doubts = (*sorted({*conversing.doubts, *hidden}), *shape(passages))
        same, tails = tuple(self._same(people, choices)), tuple(conversing.tails)
        return Conversation(
            passages,
            speaking(passages),
            conversing.times,
            doubts,
            same,
            conversing.first,
            comments,
            tails,
        )

    def _person(self, found: Found, choices: Mapping[str, Choice]) -> tuple[str, str]:
        """What a name does, and how it is shown. Raises ``WhoError``."""
        every = {each.key: each for each in self.found}
        last, choice = found, choices.get(found.key, found.guess)
        met = {found.key}
        while choice.does == SAME:
            if choice.same in met:
                raise CircleError(found.written)
            if choice.same not in every:
                return self._known_person(found, choice.same, last.does)
            met.add(choice.same)
            last = every[choice.same]
            choice = choices.get(last.key, last.guess)
        if last is not found and choice.does not in KIND:
            raise WhoError(found.written)
        return choice.does, last.name if choice.name is None else choice.name

    def _known_person(self, found: Found, key: str, does: str) -> tuple[str, str]:
        person = self.known.get(key)
        if person is None:
            raise WhoError(found.written)
        return person.does or does, person.name

    def _same(
        self, people: Mapping[str, tuple[str, str]], choices: Mapping[str, Choice]
    ) -> Iterator[Taken]:
        """The names that were taken as somebody else's."""
        for each in self.found:
            does, name = people[each.key]
            is_same = choices.get(each.key, each.guess).does == SAME and each.written != name
            if is_same or (does in KIND and is_shortened(each.written, name)):
                yield Taken(each.written, name)

    def _unsaid(self) -> tuple[Passage, ...]:
        """Names, or HTML, and nothing that anybody says, are words."""
        text = "\n".join(piece.text for piece in self._pieces).strip("\n")
        text = text if text.strip() else worded(self._text).text.strip("\n")
        return (Passage(NOTE, text),) if text.strip() else ()


def is_shortened(written: str, name: str) -> bool:
    """Whether more than a name was written, and that is not shown."""
    tail = parts(written)[1]
    return bool(tail and name) and tail not in name


def unnamed(pieces: Iterable[of.Piece], census: Census) -> Iterator[int]:
    """The kinds of pieces with which somebody asks who is not named."""
    every: Counter[int] = Counter()
    asked: Counter[int] = Counter()
    for piece in pieces:
        every[piece.kind] += 1
        asked[piece.kind] += bool(piece.words) and is_question(piece.words)
    if asked[of.HEADING]:
        yield of.HEADING
    if asked[of.BOLD] and 2 * asked[of.BOLD] >= every[of.BOLD]:
        yield of.BOLD
    leans = asked[of.ITALIC] > 1 and 2 * asked[of.ITALIC] >= every[of.ITALIC]
    often = [each for each in census.seen.values() if each.times > 1]
    if leans and len(often) < 2:  # where two are named, they ask
        yield of.ITALIC


def speaking(passages: Iterable[Passage]) -> tuple[tuple[str, bool], ...]:
    """Each name once, by first turns; among those who answer, whoever answers most stands first."""
    people: dict[str, tuple[str, bool]] = {}
    times: Counter[str] = Counter()
    for each in passages:
        if each.who:
            people.setdefault(fold(each.who), (each.who, each.kind == QUESTION))
            times[fold(each.who)] += each.kind == ANSWER
    answering = [key for key, (_name, asks) in people.items() if not asks]
    ranked = iter(sorted(answering, key=lambda key: -times[key]))
    return tuple(person if person[1] else people[next(ranked)] for person in people.values())


def shape(passages: tuple[Passage, ...]) -> Iterator[Doubt]:
    kinds = {each.kind for each in passages}
    if QUESTION in kinds and ANSWER not in kinds:
        yield Doubt(1, ONLY_QUESTIONS)
    if passages and not kinds & {QUESTION, ANSWER}:
        yield Doubt(1, NO_SPEAKERS)
