"""What says in a line who speaks: "Ines:", "**Ines:**", "[00:12:04] Ines", "Ines — ", "INES"."""

import re
from typing import NamedTuple

from talkpython_site.importing.interviews import tags, tails

# How it is written, surest first.
VOICE, BOLD, TIMED, PLAIN, LETTER, DASH, TIMED_ALONE, MARKED_ALONE, ALONE, LISTED = range(10)
ALONE_FORMS = frozenset({TIMED_ALONE, MARKED_ALONE, ALONE})  # the words follow in the next line
BEFORE_COLON = frozenset({PLAIN, TIMED, BOLD})
WITH_TIME = {PLAIN: TIMED, ALONE: TIMED_ALONE}

LONGEST_NAME = 60
MARKS = "\ufeff\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNMARKED = dict.fromkeys(map(ord, MARKS))
TIME = r"[\[(]?\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
BEFORE = rf"(?P<before>{TIME})?[ \t]*(?(before)(?:[-–—|][ \t]*)?)"
AFTER = rf"(?:[ \t]*+(?P<after>{TIME}))?"
NO_LETTERS = r":：*_<>\[\]{}()|\\/@#=+!?;,\"“”„«»`~…—–"
LETTERS = rf"[^\W\d_][^{NO_LETTERS}]{{0,59}}?(?<![ \t])"
TAIL = rf"(?P<tail>(?:[ \t]*+[,/][ \t]*+[^\W_][^{NO_LETTERS}]{{0,39}}?(?<![ \t])){{1,2}})"
NAME = rf"(?P<name>{LETTERS}(?:[ \t]++\((?!\d{{1,3}}:\d)[^()\n]{{1,40}}\))?)"
COLON = r"[:：](?!//|\d)"
SIGN = rf"(?:[ \t]*+(?P<colon>{COLON})|[ \t]++(?:[—–]|--)(?=[ \t]))"
PLAINLY = re.compile(rf"{BEFORE}{NAME}{AFTER}{SIGN}")
ALONE_THERE = re.compile(rf"{BEFORE}{NAME}{AFTER}[ \t]*+")
BOLDLY = re.compile(
    rf"{BEFORE}(?P<mark>\*\*|__|\*|_){NAME}{AFTER}"
    rf"(?:[ \t]*+[:：][ \t]*+(?P=mark)|(?P=mark)(?:[ \t]*+{TIME})?{SIGN})"
)
# Names with more behind them: "Ines Okafor, NASA:".
TAILED = re.compile(rf"{BEFORE}{NAME}{TAIL}{AFTER}[ \t]*+{COLON}")
TAILED_BOLDLY = re.compile(
    rf"{BEFORE}(?P<mark>\*\*|__|\*|_){NAME}(?:(?P=mark)(?P<end>))?{TAIL}{AFTER}"
    rf"(?:[ \t]*+{COLON}[ \t]*+(?(end)|(?P=mark))|(?(end)(?!)|(?P=mark))[ \t]*+{COLON})"
)
ITEM = re.compile(r"(?:[-+*•‣▪◦]|\d{1,3}[.)])[ \t]++(?=\S)")
WHOLLY_BOLD = re.compile(rf"(?P<mark>\*\*|__){NAME}{COLON}[ \t]")
BOLD_ALONE = re.compile(
    rf"{BEFORE}(?P<mark>\*\*|__){NAME}{AFTER}(?P=mark)(?:[ \t]*+{TIME})?[ \t]*+"
)
VOICED = re.compile(rf"{BEFORE}<v(?:\.[\w.]++)?[ \t]++(?P<name>[^<>\n]{{1,60}})>")
LETTERED = re.compile(r"(?P<name>[QA])\.[ \t]")
SIGNS = re.compile(r"[:：—–]|--")
TAIL_SIGNS = re.compile("[,/]")
BEGINS_TIME = "[(0123456789"
BEGINS_ITEM = "-+*•‣▪◦0123456789"
# Characters in which a name, times and a sign have room: of a line no pattern sees more, so that a
# long one cannot take long.
LOOKED_AT = 130
# They have a small letter in names.
PARTICLES = {
    "al", "and", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn",
    "la", "le", "of", "ten", "ter", "the", "van", "von", "y", "zu",
}  # fmt: skip
MOST_WORDS = 5
ELIDED = re.compile(r"[^\W\d_]{1,2}['’ʼ]([^\W\d_])")


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
        return made(VOICE, VOICED.match(bare, 0, LOOKED_AT), bare)
    if first == "<":
        return wrapped_head(bare)
    if first in {"*", "_"} or (first and first in BEGINS_TIME and "*" in bare[:20]):
        return bold_head(bare)
    return plain_head(bare) if first.isalpha() or (first and first in BEGINS_TIME) else None


def plain_head(line: str) -> Head | None:
    has_sign = SIGNS.search(line, 0, LOOKED_AT)
    match = PLAINLY.match(line, 0, LOOKED_AT) if has_sign else None
    if match:
        return made(PLAIN if match["colon"] else DASH, match, line)
    has_tail = has_sign and TAIL_SIGNS.search(line, 0, LOOKED_AT)
    return (
        made(PLAIN, TAILED.match(line, 0, LOOKED_AT) if has_tail else None, line)
        or made(LETTER, LETTERED.match(line), line)
        or made(ALONE, whole(ALONE_THERE, line), line)
    )


def wrapped_head(line: str) -> Head | None:
    """Of a line in tags, as Markdown has it without."""
    bare = tags.bare_of(line)
    is_more = bare is not None and bare.line.lstrip(MARKS).startswith("<")  # tags without end
    head = head_of(bare.line) if bare and not is_more else None
    marked = {PLAIN: BOLD, ALONE: MARKED_ALONE}
    return (
        head._replace(form=marked.get(head.form, head.form))
        if bare and head and bare.is_bold
        else head
    )


def titled_head(words: str) -> Head | None:
    """Of a heading: all of it may be a name."""
    head = head_of(words)
    is_whole = head is not None and not head.rest and head.form != DASH
    return head._replace(form=MARKED_ALONE) if head and is_whole else None


def bold_head(line: str) -> Head | None:
    match = BOLDLY.match(line, 0, LOOKED_AT)
    if match is None and TAIL_SIGNS.search(line, 0, LOOKED_AT):
        match = TAILED_BOLDLY.match(line, 0, LOOKED_AT)
    head = made(BOLD, match, line) if match else wholly_bold_head(line)
    return head or made(MARKED_ALONE, whole(BOLD_ALONE, line), line)


def wholly_bold_head(line: str) -> Head | None:
    """Of "**Ines: With a boat.**"."""
    match = WHOLLY_BOLD.match(line, 0, LOOKED_AT)
    bare = line.removesuffix(match["mark"]) if match else line
    head = made(BOLD, match, bare) if bare != line else None
    return head if head and head.rest else None


def listed_head(line: str) -> Head | None:
    """Of an item in a list: "- Ines: yes"."""
    item = ITEM.match(line) if line[0] in BEGINS_ITEM else None
    head = head_of(line[item.end() :]) if item else None
    return head._replace(form=LISTED) if head and head.form in BEFORE_COLON else None


def whole(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """A match with all of a line, where it is short."""
    return pattern.fullmatch(line) if len(line) <= LOOKED_AT else None


def made(form: int, match: re.Match[str] | None, line: str) -> Head | None:
    if match is None:
        return None
    found = match.groupdict()
    written = found["name"] + (found.get("tail") or "")
    name = " ".join(written.translate(UNMARKED).split())
    has_time = bool(found.get("before") or found.get("after"))
    rest = line[match.end() :].strip()
    is_sentence = form in {ALONE, MARKED_ALONE} and name.endswith(".")
    timed = WITH_TIME.get(form, form) if has_time else form
    return Head(timed, name, rest, has_time) if name and not is_sentence else None


def is_name_like(name: str) -> bool:
    """Whether its words begin as those of names do; scripts without capitals have none."""
    base, tail = tails.parts(name)
    words = base.split()
    return (
        tails.is_tail_like(tail)
        and len(words) <= MOST_WORDS
        and all(
            is_begun_as_name(word) or (place and word in PARTICLES)
            for place, word in enumerate(words)
        )
    )


def is_begun_as_name(word: str) -> bool:
    letter = word.lstrip("('’")[:1]
    elided = ELIDED.match(word)  # d’Arc, l'Hôpital
    return bool(letter) and not (elided[1] if elided else letter).islower()
