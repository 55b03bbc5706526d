"""Which names in a text are those of speakers, who of them asks, and which two are one."""

from collections.abc import Mapping
from typing import NamedTuple

from talkpython_site.importing.interviews.census import LETTERS, Census, Seen
from talkpython_site.importing.interviews.heads import (
    ALONE,
    BOLD,
    DASH,
    LETTER,
    MARKED_ALONE,
    PLAIN,
    TIMED,
    TIMED_ALONE,
    VOICE,
    is_name_like,
)
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, WORDS, Choice, Found
from talkpython_site.importing.interviews.twins import Twins

MOST = 30  # different speakers
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
NOBODY_ASKS = "nobody asks"
NOBODY_ANSWERS = "nobody answers"


def speakers_in(census: Census, known: Known, *, has_questions: bool) -> tuple[list[Found], int]:
    """Those who may speak, the most frequent first, and how many more there are.

    ``has_questions``: there are some that nobody asks by name.
    """
    verdicts = verdicts_in(census, known)
    wanted = [seen for key, seen in census.seen.items() if verdicts[key] != NOBODY]
    wanted.sort(key=lambda seen: (-seen.times, seen.line))
    kept, left = wanted[:MOST], len(wanted[MOST:])
    census.measure({seen.key for seen in kept})
    sure = [seen for seen in kept if verdicts[seen.key] == SURE]
    is_talk = len(sure) > 1 or (bool(sure) and has_questions)  # nobody talks alone
    named = sure if is_talk else [seen for seen in kept if seen.key not in LABELS]
    others = {s.key for s in kept if s not in named and s.share_asked > 1 / 2}
    twins = Twins(kept, known)
    alone = [seen for seen in named if seen.key not in twins.same]
    roles = roles_of(alone, known, twins)
    asking = who_asks(alone, roles, has_questions=has_questions)
    asking = asking._replace(keys=asking.keys | others)
    guesses = {}
    for seen in kept:
        is_named = seen in named or " " in seen.key
        guesses[seen.key] = guess_of(seen, twins, asking, verdicts[seen.key], is_named=is_named)
    words = {key for key, (guess, _why) in guesses.items() if guess.does == WORDS}
    found = []
    for seen in kept:
        guess, why = guesses[seen.key]
        is_words = guess.does == SAME and guess.same in words  # the same as nobody
        guess = Choice(WORDS) if is_words else guess
        found.append(found_of(seen, guess, why, asking, twins))
    return found, left


def verdicts_in(census: Census, known: Known) -> dict[str, str]:
    """Whether each name is a speaker's; who is known needs no more evidence."""
    found = {key: verdict(seen, census) for key, seen in census.seen.items()}
    return {
        key: SURE if what == PERHAPS and key not in LABELS and known.get(key) else what
        for key, what in found.items()
    }


def roles_of(alone: list[Seen], known: Known, twins: Twins) -> dict[str, str]:
    """What is known to be done by those who have these keys."""
    people = {s.key: known.people.get(s.key) or twins.among.get(s.key) for s in alone}
    return {key: person.does for key, person in people.items() if person and person.does}


def verdict(seen: Seen, census: Census) -> str:
    forms = seen.forms
    if seen.key in LABELS:
        return PERHAPS if seen.times >= OFTEN else NOBODY
    if seen.key in LETTERS:
        return of_letter(seen, census)
    is_like = any(map(is_name_like, seen.spellings))
    if forms[VOICE] or (forms[BOLD] and is_like):
        return SURE
    before_colon = forms[PLAIN] or forms[TIMED] or forms[BOLD]
    return of_plain(seen) if before_colon else of_rest(seen)


def of_plain(seen: Seen) -> str:
    """Before a colon, where a word may stand once that is nobody: "Remember: never."."""
    if any(map(is_name_like, seen.spellings)):
        return SURE if seen.times > 1 else PERHAPS
    return NOBODY if seen.times < OFTEN else PERHAPS


def of_letter(seen: Seen, census: Census) -> str:
    """ "A." begins lists as well: it answers where somebody asks with "Q."."""
    is_spoken = bool(set(seen.forms) - {LETTER, ALONE, DASH})
    has_both = {"q", "a"} <= census.seen.keys()
    return SURE if is_spoken or (has_both and seen.forms[LETTER]) else NOBODY


def of_rest(seen: Seen) -> str:
    """Before a dash, or alone in a line."""
    is_like = any(map(is_name_like, seen.spellings))
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
    return Asking(keys or frozenset({sure[0].key}), dict.fromkeys(between, TIE))


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
    if verdict_of_it == SURE:
        return Choice(does), why or asking.doubts.get(seen.key)
    is_speaker = is_named and any(map(is_name_like, seen.spellings))
    once = ONCE if seen.times == 1 else LABEL
    return Choice(does if is_speaker else WORDS), why or once


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
