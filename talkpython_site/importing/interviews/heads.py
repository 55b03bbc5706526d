"""What says in a line who speaks: "Ines:", "**Ines:**", "[00:12:04] Ines", "Ines — ", "INES"."""

import re
from typing import NamedTuple

# How it is written, surest first.
VOICE, BOLD, TIMED, PLAIN, LETTER, DASH, TIMED_ALONE, MARKED_ALONE, ALONE = range(9)
ALONE_FORMS = frozenset({TIMED_ALONE, MARKED_ALONE, ALONE})  # the words follow in the next line
WITH_TIME = {PLAIN: TIMED, ALONE: TIMED_ALONE}

LONGEST_NAME = 60
MARKS = "\ufeff\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNMARKED = dict.fromkeys(map(ord, MARKS))
TIME = r"[\[(]?\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
BEFORE = rf"(?P<before>{TIME})?[ \t]*(?(before)(?:[-–—|][ \t]*)?)"
AFTER = rf"(?:[ \t]*(?P<after>{TIME}))?"
LETTERS = r"[^\W\d_][^:：*_<>\[\]{}()|\\/@#=+!?;,\"“”„«»`~…—–]{0,59}?"
NAME = rf"(?P<name>{LETTERS}(?:[ \t]\((?!\d{{1,3}}:\d)[^()\n]{{1,40}}\))?)"
COLON = r"[:：](?!//|\d)"
SIGN = rf"(?:(?P<colon>{COLON})|[ \t](?:[—–]|--)(?=[ \t]))"
REST = r"(?P<rest>.*)"
PLAINLY = re.compile(rf"{BEFORE}{NAME}{AFTER}[ \t]*{SIGN}{REST}", re.DOTALL)
ALONE_THERE = re.compile(rf"{BEFORE}{NAME}{AFTER}[ \t]*")
BOLDLY = re.compile(
    rf"{BEFORE}(?P<mark>\*\*|__|\*|_){NAME}{AFTER}"
    rf"(?:[ \t]*[:：][ \t]*(?P=mark)|(?P=mark)(?:[ \t]*{TIME})?[ \t]*{SIGN}){REST}",
    re.DOTALL,
)
WHOLLY_BOLD = re.compile(rf"(?P<mark>\*\*|__){NAME}{COLON}[ \t]+(?P<rest>.+?)[ \t]*(?P=mark)")
BOLD_ALONE = re.compile(rf"{BEFORE}(?P<mark>\*\*|__){NAME}{AFTER}(?P=mark)(?:[ \t]*{TIME})?[ \t]*")
VOICED = re.compile(rf"{BEFORE}<v(?:\.[\w.]+)?[ \t]+(?P<name>[^<>\n]{{1,60}})>{REST}", re.DOTALL)
LETTERED = re.compile(rf"(?P<name>[QA])\.[ \t]+{REST}", re.DOTALL)
SIGNS = re.compile(r"[:：—–]|--")
BEGINS_TIME = "[(0123456789"
LOOKED_AT = 130  # characters in which a name, times and a sign have room
# They have a small letter in names.
PARTICLES = {
    "al", "and", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn",
    "la", "le", "of", "ten", "ter", "the", "van", "von", "y", "zu",
}  # fmt: skip
MOST_WORDS = 5


class Head(NamedTuple):
    """Who speaks, as it is written, and the words of the same line."""

    form: int
    name: str
    rest: str
    has_time: bool = False


def head_of(line: str) -> Head | None:
    """What a line, without spaces around it, begins with; whether that is a name is not asked."""
    bare = line.lstrip(MARKS)
    first = bare[:1]
    if "<v" in bare[:20]:
        return made(VOICE, VOICED.match(bare))
    if first in "*_" or (first in BEGINS_TIME and "*" in bare[:20]):
        return bold_head(bare) if first else None
    return plain_head(bare) if first.isalpha() or first in BEGINS_TIME else None


def plain_head(line: str) -> Head | None:
    match = PLAINLY.match(line) if SIGNS.search(line, 0, LOOKED_AT) else None
    if match:
        return made(PLAIN if match["colon"] else DASH, match)
    lettered = made(LETTER, LETTERED.match(line))
    is_short = len(line) <= LOOKED_AT
    return lettered or (made(ALONE, ALONE_THERE.fullmatch(line)) if is_short else None)


def titled_head(words: str) -> Head | None:
    """Of a heading: all of it may be a name."""
    head = head_of(words)
    is_whole = head is not None and not head.rest and head.form != DASH
    return head._replace(form=MARKED_ALONE) if head and is_whole else None


def bold_head(line: str) -> Head | None:
    match = BOLDLY.match(line) or WHOLLY_BOLD.fullmatch(line)
    return made(BOLD, match) or made(MARKED_ALONE, BOLD_ALONE.fullmatch(line))


def made(form: int, match: re.Match[str] | None) -> Head | None:
    if match is None:
        return None
    found = match.groupdict()
    name = " ".join(found["name"].translate(UNMARKED).split())
    has_time = bool(found.get("before") or found.get("after"))
    rest = (found.get("rest") or "").strip()
    is_sentence = form in {ALONE, MARKED_ALONE} and name.endswith(".")
    timed = WITH_TIME.get(form, form) if has_time else form
    return Head(timed, name, rest, has_time) if name and not is_sentence else None


def is_name_like(name: str) -> bool:
    """Whether its words begin as those of names do; scripts without capitals have none."""
    words = name.split()
    return len(words) <= MOST_WORDS and all(
        is_begun_as_name(word) or (place and word in PARTICLES) for place, word in enumerate(words)
    )


def is_begun_as_name(word: str) -> bool:
    letter = word.lstrip("('’")[:1]
    return bool(letter) and not letter.islower()
