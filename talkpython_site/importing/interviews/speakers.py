"""Which names in a text are those of speakers, who of them asks, and which two are one."""

from collections.abc import Mapping
from typing import NamedTuple

from talkpython_site.importing.interviews.census import LETTERS, Census, Seen
from talkpython_site.importing.interviews.heads import (
    ALONE,
    BEFORE_COLON,
    BOLD,
    DASH,
    LETTER,
    LISTED,
    MARKED_ALONE,
    TIMED_ALONE,
    VOICE,
    is_name_like,
)
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, WORDS, Choice, Found
from talkpython_site.importing.interviews.placeholders import does_of, is_evident, is_placeholder
from talkpython_site.importing.interviews.tailed import tailed_words
from talkpython_site.importing.interviews.twins import Twins

MOST = 30  # different speakers
MANY = 10  # who do not speak in an interview unless something tells who of them asks
# What begins lines and is nobody: of whoever speaks, or of whoever wrote it down.
SPOKEN_LABELS = {
    "example", "fun fact", "hint", "http", "https", "link", "links", "p.s", "p.s.", "ps", "result",
    "summary", "tip", "tldr", "todo",
}  # fmt: skip
NOTE_LABELS = {
    "anmerkung", "bild", "break", "caption", "caution", "correction", "credit", "credits",
    "disclaimer", "disclosure", "edit", "editor's note", "editors note", "figure", "foto",
    "hinweis", "illustration", "image", "important", "intro", "introduction", "note", "notes",
    "outro", "photo", "photo by", "photo credit", "photos", "picture", "pictures", "quelle",
    "recorded", "side note", "source", "sources", "transcript", "update", "warning",
}  # fmt: skip
LABELS = SPOKEN_LABELS | NOTE_LABELS
OFTEN = 3
SURE, PERHAPS, NOBODY = "sure", "perhaps", "nobody"
AHEAD = 0.25  # of 1.5: how much of what one says asks, and how short it is

LABEL = "it may be a label rather than a name"
ONCE = "it stands there once"
TIE = "who asks and who answers is not evident"
NOTHING_TELLS = "nothing tells who asks and who answers"
NAMELESS = "it stands for somebody whose name is not given"
TAILED = "in “{}” what follows the name is not taken as part of it"
TWO = "“{}” may be two who speak together"
NOBODY_ASKS = "nobody asks"
NOBODY_ANSWERS = "nobody answers"


Guess = tuple[Choice, str | None]  # with why it is to be asked


class Speakers(NamedTuple):
    """Those who may speak, the most frequent first; the keys of the rest are ``left``."""

    found: list[Found]
    left: frozenset[str]


def speakers_in(census: Census, known: Known, *, has_questions: bool) -> Speakers:
    """``has_questions``: there are some that nobody asks by name."""
    verdicts = verdicts_in(census, known)
    wanted = [seen for key, seen in census.seen.items() if verdicts[key] != NOBODY]
    wanted.sort(key=lambda seen: (-seen.times, seen.line))
    words = tailed_words(census.seen, wanted, known)
    wanted.sort(key=lambda seen: seen.key in words)
    kept, left = wanted[:MOST], frozenset(seen.key for seen in wanted[MOST:]) - words
    tailed, kept = [s for s in kept if s.key in words], [s for s in kept if s.key not in words]
    census.measure({seen.key for seen in kept})
    named = named_in(kept, verdicts, has_questions=has_questions)
    has_questions = has_questions and not is_asked_by_name(named)
    others = {s.key for s in kept if s not in named and s.share_asked > 1 / 2}
    twins = Twins(kept, known)
    alone = [seen for seen in named if seen.key not in twins.same]
    roles = roles_of(alone, known, twins)
    asking = who_asks(alone, roles, has_questions=has_questions)
    asking = asking._replace(keys=(asking.keys | others | asking_in(kept)) - answering_in(kept))
    crowd = set() if has_questions else crowd_in(alone, roles)
    guesses = {}
    for seen in kept:
        is_named = seen in named or " " in seen.key or is_placeholder(seen.key)
        guess, why = guess_of(seen, twins, asking, verdicts[seen.key], is_named=is_named)
        is_lost = guess.does in {ASKS, ANSWERS} and seen.key in crowd
        guesses[seen.key] = (Choice(WORDS), why or NOTHING_TELLS) if is_lost else (guess, why)
    guesses = settled(guesses) | {seen.key: (Choice(WORDS), once_or_label(seen)) for seen in tailed}
    every = [*kept, *tailed]
    return Speakers([found_of(seen, *guesses[seen.key], asking, twins) for seen in every], left)


def settled(guesses: dict[str, Guess]) -> dict[str, Guess]:
    """Who is the same as nobody is words."""
    nobody = {key for key, (guess, _why) in guesses.items() if guess.does == WORDS}
    return {
        key: (Choice(WORDS) if guess.does == SAME and guess.same in nobody else guess, why)
        for key, (guess, why) in guesses.items()
    }


def once_or_label(seen: Seen) -> str:
    return ONCE if seen.times == 1 else LABEL


def named_in(kept: list[Seen], verdicts: Mapping[str, str], *, has_questions: bool) -> list[Seen]:
    """Those by whose turns it is told who asks."""
    sure = {seen.key for seen in kept if verdicts[seen.key] == SURE}
    steady = {seen.key for seen in kept if is_steady(seen)}
    is_talk = len(sure | steady) > 1 or (bool(sure) and has_questions)  # nobody talks alone
    keys = sure | steady if is_talk else {seen.key for seen in kept} - LABELS
    return [seen for seen in kept if seen.key in keys]


def is_asked_by_name(named: list[Seen]) -> bool:
    """Whether one of several who are named asks: what else is asked are titles."""
    return len(named) > 1 and any(seen.turns > 1 and seen.share_asked > 1 / 2 for seen in named)


def is_steady(seen: Seen) -> bool:
    """However it is written: it comes again and again, in turns with somebody else."""
    return seen.key not in LABELS and seen.alternates


def crowd_in(alone: list[Seen], roles: Mapping[str, str]) -> set[str]:
    """Many of whom nothing tells who asks, but for ``roles``."""
    if len(alone) < MANY or ASKS in roles.values():
        return set()
    shares = [seen.share_asked for seen in alone]
    is_even = max(shares) - min(shares) < AHEAD
    is_rare = all(seen.times < OFTEN for seen in alone)
    return {seen.key for seen in alone if seen.key not in roles} if is_even or is_rare else set()


def asking_in(kept: list[Seen]) -> set[str]:
    return {seen.key for seen in kept if does_of(seen.key) == ASKS}


def answering_in(kept: list[Seen]) -> set[str]:
    return {seen.key for seen in kept if does_of(seen.key) == ANSWERS}


def verdicts_in(census: Census, known: Known) -> dict[str, str]:
    """Whether each name is a speaker's; who is known needs no more evidence."""
    found = {key: verdict(seen, census) for key, seen in census.seen.items()}
    return {
        key: SURE if is_met(what, census.seen[key]) and known.get(key) else what
        for key, what in found.items()
    }


def is_met(what: str, seen: Seen) -> bool:
    """Whether that its owner is known decides it."""
    if seen.key in LABELS or seen.is_nameless:
        return False
    return what == PERHAPS or (what == NOBODY and not BEFORE_COLON.isdisjoint(seen.forms))


def roles_of(alone: list[Seen], known: Known, twins: Twins) -> dict[str, str]:
    """What is known to be done by those who have these keys."""
    people = {s.key: known.people.get(s.key) or twins.among.get(s.key) for s in alone}
    does = {key: person.does if person else does_of(key) for key, person in people.items()}
    return {key: each for key, each in does.items() if each}


def verdict(seen: Seen, census: Census) -> str:
    forms = seen.forms
    if seen.key in LABELS:
        return PERHAPS if seen.times >= OFTEN else NOBODY
    if seen.key in LETTERS:
        return of_letter(seen, census)
    is_like = any(map(is_name_like, seen.spellings))
    before_colon = not BEFORE_COLON.isdisjoint(forms)
    is_part = is_placeholder(seen.key) and seen.times > 1 and before_colon
    if forms[VOICE] or (forms[BOLD] and is_like) or is_part:
        return SURE
    return of_plain(seen) if before_colon else of_rest(seen)


def of_plain(seen: Seen) -> str:
    """Before a colon, where a word may stand once that is nobody: "and so: never."."""
    if any(map(is_name_like, seen.spellings)):
        return SURE if seen.times > 1 else PERHAPS
    return NOBODY if seen.times == 1 else PERHAPS


def of_letter(seen: Seen, census: Census) -> str:
    """ "A." begins lists as well: it answers where somebody asks with "Q."."""
    is_spoken = bool(set(seen.forms) - {LETTER, ALONE, DASH})
    has_both = {"q", "a"} <= census.seen.keys()
    return SURE if is_spoken or (has_both and seen.forms[LETTER]) else NOBODY


def of_rest(seen: Seen) -> str:
    """Before a dash, alone in a line, or in a list."""
    is_like = any(map(is_name_like, seen.spellings))
    if seen.forms[LISTED] > 1:
        return SURE if is_like else PERHAPS
    is_marked = seen.forms[DASH] or seen.forms[TIMED_ALONE] or seen.forms[MARKED_ALONE]
    is_loud = all(map(str.isupper, seen.spellings)) and len(seen.key) > 1
    least = 2 if is_marked or is_loud else OFTEN
    return SURE if is_like and seen.times >= least else NOBODY


class Asking(NamedTuple):
    """Who asks, by their keys, and of whom that is doubtful."""

    keys: frozenset[str] = frozenset()
    doubts: Mapping[str, str] = {}


def who_asks(sure: list[Seen], roles: Mapping[str, str], *, has_questions: bool) -> Asking:
    """Whose turns mostly end with a question mark, or are shorter; ``roles`` are known before."""
    letters = frozenset(seen.key for seen in sure if seen.key in ("q", "question"))
    if letters or has_questions or not sure:
        return Asking(letters)
    if ASKS in roles.values() or all(seen.key in roles for seen in sure):
        new = {s.key for s in sure if s.key not in roles and s.share_asked > 1 / 2}
        return Asking(frozenset({*new, *(key for key, does in roles.items() if does == ASKS)}))
    if len(sure) == 1:
        return of_one(sure[0])
    longest = max(seen.mean_length for seen in sure) or 1
    scores = {s.key: s.share_asked + (1 - s.mean_length / longest) / 2 for s in sure}
    least, most = min(scores.values()), max(scores.values())
    middle = (least + most) / 2
    near = (most - least) if most - least < AHEAD else AHEAD / 3
    between = [key for key, score in scores.items() if abs(score - middle) < near]
    keys = frozenset(key for key, score in scores.items() if score > middle)
    keys = keys or frozenset({sure[0].key})
    rest = [key for key in scores if roles.get(key) != ANSWERS]
    keys = keys & {*rest} or frozenset({max(rest, key=scores.__getitem__)})
    return Asking(keys, {} if len(rest) == 1 else dict.fromkeys(between, TIE))


def of_one(seen: Seen) -> Asking:
    """Who speaks alone asks where most of it is asked."""
    if seen.share_asked > 1 / 2:
        return Asking(frozenset({seen.key}), {seen.key: NOBODY_ANSWERS})
    return Asking(doubts={seen.key: NOBODY_ASKS})


def guess_of(
    seen: Seen, twins: Twins, asking: Asking, verdict_of_it: str, *, is_named: bool
) -> tuple[Choice, str | None]:
    """With why it is to be asked."""
    does = ASKS if seen.key in asking.keys else ANSWERS
    why = twins.why.get(seen.key)
    if seen.key in twins.same:
        return Choice(SAME, twins.same[seen.key]), why
    if seen.key in twins.among:
        return Choice(SAME, twins.among[seen.key].key), why
    why = why or doubt_of(seen, twins)
    if verdict_of_it == SURE:
        return Choice(does), why or asking.doubts.get(seen.key)
    is_like = any(map(is_name_like, seen.spellings)) or is_steady(seen)
    is_speaker = is_named and is_like
    return Choice(does if is_speaker else WORDS), why or once_or_label(seen)


def doubt_of(seen: Seen, twins: Twins) -> str | None:
    """What is doubtful of how it is written, whoever speaks."""
    if is_placeholder(seen.key):
        return None if is_evident(seen.key) else NAMELESS
    if seen.tailed:
        return (TWO if twins.is_two(seen) else TAILED).format(seen.tailed)
    return None


def found_of(seen: Seen, guess: Choice, doubt: str | None, asking: Asking, twins: Twins) -> Found:
    spellings = tuple(name for name, _times in seen.spellings.most_common())
    return Found(
        seen.key,
        twins.name_of(seen),
        spellings,
        seen.times,
        seen.line,
        seen.words,
        guess,
        doubt,
        ASKS if seen.key in asking.keys else ANSWERS,
        tuple(twins.alike.get(seen.key, ())),
    )
