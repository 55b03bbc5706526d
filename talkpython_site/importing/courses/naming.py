"""Names of files and folders: their order, and the titles in them."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from talkpython_site.importing.courses.limits import LONGEST_TITLE
from talkpython_site.importing.courses.spelling import Spellings

NUMBERED = re.compile(
    r"(?:(?:ch|chapter|lecture|lesson|part|section|unit|module|week|day)[ _.-]*)?"
    r"(?P<number>[0-9]+)(?:[ _.-]+(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)
# "1-welcome_transcript_final" is "welcome".
ENDING = re.compile(r"[ _.-]+transcripts?(?:[ _.-]+(?:final|edited|v[0-9]+))*$", re.IGNORECASE)
BETWEEN = re.compile(r"[\s_\-/\\]+")
DIGITS = re.compile(r"([0-9]+)")

Order = tuple[bool, int, tuple[tuple[int, str], ...]]


class Name(NamedTuple):
    """The number that a name begins with, and the rest of it as words."""

    number: int | None
    words: str


def is_plain(name: str) -> bool:
    """Whether a name is text without anything that a terminal or a database would mind."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in name)


def name_of(written: str) -> Name:
    """What a folder's name says, or a file's without its ending."""
    bare = ENDING.sub("", written)
    match = NUMBERED.fullmatch(bare)
    rest = (match["rest"] or "") if match else bare
    # A name may be written as in addresses, "what-you%20will-learn"; nothing else may come of it.
    words = "".join(c for c in BETWEEN.sub(" ", unquote(rest)) if is_plain(c))
    return Name(int(match["number"]) if match else None, " ".join(words.split()))


def title_of(name: Name, spellings: Spellings) -> str:
    """Its words with a capital, names as the README writes them; "" where there are none."""
    if not any(map(str.isalpha, name.words)):
        return ""
    title = spellings.apply(name.words)
    return (title[:1].upper() + title[1:])[:LONGEST_TITLE].rstrip()


def order_of(path: str) -> list[Order]:
    """What a path is sorted by: in each folder by number, then what has none, by name."""
    parts = PurePosixPath(path).parts
    return [part_order(part) for part in (*parts[:-1], PurePosixPath(path).stem)]


def part_order(part: str) -> Order:
    number = name_of(part).number
    pieces = DIGITS.split(part.casefold())
    natural = tuple((int(each), "") if each.isdecimal() else (-1, each) for each in pieces if each)
    return number is None, number or 0, natural
