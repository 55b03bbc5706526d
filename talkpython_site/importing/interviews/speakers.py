"""Which names in a text are those of speakers, who of them asks, and which two are one."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
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
from talkpython_site.importing.interviews.parsed import ANSWERS, ASKS, SAME, WORDS, Choice, Found
from talkpython_site.name_likeness import CLOSE, likenesses

MOST = 30  # different speakers
# What begins lines and is nobody.
LABELS = {
    "break", "caution", "correction", "disclaimer", "disclosure", "edit", "editor's note",
    "editors note", "example", "fun fact", "hint", "http", "https", "important", "intro",
    "introduction", "link", "links", "note", "notes", "outro", "p.s", "p.s.", "ps", "photo",
    "photo credit", "recorded", "result", "side note", "source", "summary", "tip", "tldr", "todo",
    "transcript", "update", "warning",
}  # fmt: skip
OFTEN = 3
SURE, PERHAPS, NOBODY = "sure", "perhaps", "nobody"
AHEAD = 0.25  # of 1.5: how much of what one says asks, and how short it is

LABEL = "it may be a label rather than a name"
ONCE = "it stands there once"
ALIKE = "it may be {}"
TIE = "who asks and who answers is not evident"
NOBODY_ASKS = "nobody asks"


def speakers_in(census: Census, *, has_questions: bool) -> tuple[list[Found], int]:
    """Those who may speak, the most frequent first, and how many more there are.

    ``has_questions``: there are some that nobody asks by name.
    """
    verdicts = {key: verdict(seen, census) for key, seen in census.seen.items()}
    wanted = [seen for key, seen in census.seen.items() if verdicts[key] != NOBODY]
    wanted.sort(key=lambda seen: (-seen.times, seen.line))
    kept, left = wanted[:MOST], len(wanted[MOST:])
    census.measure({seen.key for seen in kept})
    sure = [seen for seen in kept if verdicts[seen.key] == SURE]
    is_talk = len(sure) > 1 or (bool(sure) and has_questions)  # nobody talks alone
    named = sure if is_talk else [seen for seen in kept if seen.key not in LABELS]
    others = {s.key for s in kept if s not in named and s.share_asked > 1 / 2}
    same = doubles(kept)
    alone = [seen for seen in named if seen.key not in same]
    asking = who_asks(alone, has_questions=has_questions)
    asking = asking._replace(keys=asking.keys | others)
    found = []
    for seen in kept:
        is_named = seen in named or " " in seen.key
        guess, why = guess_of(seen, same, asking, verdicts[seen.key], is_named=is_named)
        found.append(found_of(seen, guess, why))
    return found, left


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


def doubles(kept: Iterable[Seen]) -> dict[str, Seen]:
    """By their keys: those who are probably somebody who has a longer name."""
    found: dict[str, Seen] = {}
    every = [seen for seen in kept if seen.key not in LETTERS]
    for seen in every:
        longer = [
            other
            for other in every
            if other is not seen and other.key not in found and is_like(seen, other)
        ]
        if len(longer) == 1:
            found[seen.key] = longer[0]
    return found


def is_like(seen: Seen, other: Seen) -> bool:
    """Whether one name is probably short for the other, or the other is written wrong."""
    words, others = seen.key.split(), other.key.split()
    if any(map(str.isdigit, seen.key + other.key)):
        return False  # "Speaker 1" and "Speaker 2" are two
    if seen.key.replace(".", "").replace(" ", "") == "".join(word[0] for word in others):
        return True
    if len(words) < len(others) and set(words) <= set(others):
        return True
    is_same = bool(likenesses(seen.key) & likenesses(other.key))
    is_close = is_same or SequenceMatcher(None, seen.key, other.key).ratio() >= CLOSE
    return is_close and comes_after(seen, other)


def comes_after(seen: Seen, other: Seen) -> bool:
    """Of two that are alike the rarer one is the double."""
    return (-seen.times, seen.line) > (-other.times, other.line)


class Asking(NamedTuple):
    """Who asks, by their keys, and of whom that is doubtful."""

    keys: frozenset[str] = frozenset()
    doubts: Mapping[str, str] = {}


def who_asks(sure: list[Seen], *, has_questions: bool) -> Asking:
    """Whose turns mostly end with a question mark, or are shorter."""
    letters = frozenset(seen.key for seen in sure if seen.key in ("q", "question"))
    if letters or has_questions or not sure:
        return Asking(letters)
    if len(sure) == 1:
        return Asking(doubts={sure[0].key: NOBODY_ASKS})
    longest = max(seen.mean_length for seen in sure) or 1
    scores = {s.key: s.share_asked + (1 - s.mean_length / longest) / 2 for s in sure}
    least, most = min(scores.values()), max(scores.values())
    middle = (least + most) / 2
    near = (most - least) if most - least < AHEAD else AHEAD / 3
    between = [key for key, score in scores.items() if abs(score - middle) < near]
    keys = frozenset(key for key, score in scores.items() if score > middle)
    return Asking(keys or frozenset({sure[0].key}), dict.fromkeys(between, TIE))


def guess_of(
    seen: Seen, same: Mapping[str, Seen], asking: Asking, verdict_of_it: str, *, is_named: bool
) -> tuple[Choice, str | None]:
    """With why it is to be asked."""
    does = ASKS if seen.key in asking.keys else ANSWERS
    if seen.key in same:
        other = same[seen.key]
        return Choice(SAME, other.key), ALIKE.format(other.name)
    if verdict_of_it == SURE:
        return Choice(does), asking.doubts.get(seen.key)
    is_speaker = is_named and any(map(is_name_like, seen.spellings))
    return Choice(does if is_speaker else WORDS), ONCE if seen.times == 1 else LABEL


def found_of(seen: Seen, guess: Choice, doubt: str | None) -> Found:
    spellings = tuple(name for name, _times in seen.spellings.most_common())
    return Found(seen.key, seen.name, spellings, seen.times, seen.line, seen.words, guess, doubt)
