"""The pieces of a text: lines, and what stands by itself, such as code and quotes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from talkpython_site.importing.interviews.fences import Fences
from talkpython_site.importing.interviews.heads import (
    ALONE,
    PLAIN,
    Head,
    head_of,
    listed_head,
    titled_head,
)
from talkpython_site.importing.interviews.markup import Numbered

BLANK, LINE, BOLD, ITALIC, HEADING, QUOTE, CODE, PICTURE = range(8)

EMPHASIS = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=mark)", re.DOTALL)
LEANING = re.compile(r"(?P<mark>[*_])(?=[^\s*_])(?P<words>[^*_\n]+)(?<=\S)(?P=mark)")
TAGGED = re.compile(r"<(?P<tag>b|strong|em|i)>(?P<words>[^<>\n]+)</(?P=tag)>", re.IGNORECASE)
IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{1,2000}\)")
QUOTED = re.compile(r" {0,3}>[ \t]?")
MOST_SIGNS = 6  # of a heading
MOST_BOLD_LINES = 20
SPECIAL = frozenset("`~>*_#!<")  # what begins more than a line of words


class Piece(NamedTuple):
    """A line, or several; ``line`` is the number of its first."""

    kind: int
    line: int
    text: str  # as it stands in the text, of code and quotes without their signs
    head: Head | None = None  # it may begin with a name
    words: str = ""  # of a heading and of what is bold, without their signs
    label: str = ""  # of code its language


def title_in(line: str) -> str | None:
    """The words of a heading, "" of one without; None where a line is none.

    Signs at its end belong to the words where no space stands before them, as in "C#".
    """
    after = line.lstrip("#")
    if not 0 < len(line) - len(after) <= MOST_SIGNS or after[:1] not in {" ", "\t"}:
        return None
    words = after.strip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in {"", " ", "\t"} else words


class Pieces:
    """One pass over the lines of a text."""

    def __init__(self, lines: list[Numbered]) -> None:
        self._lines = [line for _number, line in lines]
        self._numbers = [number for number, _line in lines]
        self._names: dict[str, Head] = {}  # what stands before a colon -> the name that it is
        self._fences = Fences(self._lines)
        self._not_bold = 0  # up to here no paragraph is bold

    def __iter__(self) -> Iterator[Piece]:
        at = 0
        while at < len(self._lines):
            piece, at = self._next(at)
            yield piece

    def _next(self, at: int) -> tuple[Piece, int]:
        line = self._lines[at]
        stripped = line.strip()
        if not stripped:
            return Piece(BLANK, self._numbers[at], ""), at + 1
        found = self._special(at, line, stripped) if stripped[0] in SPECIAL else None
        if found:
            return found
        head = self._head(at, stripped)
        if head:
            return Piece(LINE, self._numbers[at], line, head), at + 1
        end = self._end_of_lines(at + 1)
        return Piece(LINE, self._numbers[at], "\n".join(self._lines[at:end])), end

    def _end_of_lines(self, at: int) -> int:
        """Where something else begins than a line that says nothing of who speaks."""
        while at < len(self._lines):
            stripped = self._lines[at].strip()
            is_next = self._numbers[at] == self._numbers[at - 1] + 1
            if not is_next or not stripped or stripped[0] in SPECIAL or self._head(at, stripped):
                break
            at += 1
        return at

    def _head(self, at: int, line: str) -> Head | None:
        """Names that were met already are known by what stands before their colon."""
        before, sign, rest = line.partition(":")
        known = self._names.get(before) if sign and not rest[:1].isdigit() else None
        if known and not rest:
            return known
        if known and not rest.startswith("//"):
            return Head(PLAIN, known.name, rest.strip())
        head = listed_head(line) or head_of(line)
        if head and head.form == PLAIN and not head.has_time and line[0] != "<":
            self._names[before] = head._replace(rest="")
        is_within = head is not None and head.form == ALONE and at and self._lines[at - 1].strip()
        return None if is_within else head  # a wrapped line may be a name and nothing else

    def _special(self, at: int, line: str, stripped: str) -> tuple[Piece, int] | None:
        found: tuple[Piece, int] | None = None
        if stripped[0] in "`~":
            found = self._code(at)
        elif QUOTED.match(line):
            found = self._quote(at)
        elif (title := title_in(stripped)) is not None:
            words = title.strip("*_ ")
            found = Piece(HEADING, self._numbers[at], stripped, titled_head(title), words), at + 1
        elif IMAGE.fullmatch(stripped):
            found = Piece(PICTURE, self._numbers[at], stripped), at + 1
        elif stripped[:2] in {"**", "__"}:
            found = self._bold(at, stripped)
        elif stripped[0] in "*_" or (stripped[0] == "<" and stripped[-1] == ">"):
            found = self._marked(at, stripped)
        return found

    def _code(self, at: int) -> tuple[Piece, int] | None:
        """None where it is never closed."""
        fence = self._fences.at(at)
        if fence is None:
            return None
        code = "\n".join(self._lines[at + 1 : fence.end - 1])
        return Piece(CODE, self._numbers[at], code, label=fence.info), fence.end

    def _quote(self, at: int) -> tuple[Piece, int]:
        end = at
        while end < len(self._lines) and QUOTED.match(self._lines[end]):
            end += 1
        lines = (QUOTED.sub("", line, count=1) for line in self._lines[at:end])
        return Piece(QUOTE, self._numbers[at], "\n".join(lines).strip("\n")), end

    def _marked(self, at: int, stripped: str) -> tuple[Piece, int] | None:
        """A paragraph that leans as a whole, or is bold as HTML."""
        around = self._lines[max(at - 1, 0) : at] + self._lines[at + 1 : at + 2]
        match = (TAGGED if stripped[0] == "<" else LEANING).fullmatch(stripped)
        if match is None or head_of(stripped) or any(map(str.strip, around)):
            return None
        is_bold = stripped[1:2].lower() in {"b", "s"} and stripped[0] == "<"
        kind = BOLD if is_bold else ITALIC
        return Piece(kind, self._numbers[at], stripped, words=match["words"]), at + 1

    def _bold(self, at: int, stripped: str) -> tuple[Piece, int] | None:
        """A paragraph, or a line of it, that is bold as a whole."""
        mark, end = stripped[:2], at + 1
        if mark not in stripped[2:] and at >= self._not_bold:
            end = self._end_of_bold(at, mark)
        whole = "\n".join(each.strip() for each in self._lines[at:end])
        match = EMPHASIS.fullmatch(whole)
        if match is None or mark in match["words"]:
            return None
        words = match["words"].replace("\n", " ") if end > at + 1 else match["words"]
        return Piece(
            BOLD, self._numbers[at], whole, head_of(whole) if end == at + 1 else None, words
        ), end

    def _end_of_bold(self, at: int, mark: str) -> int:
        """Behind the line that ends what begins here; the next line where none does."""
        for end in range(at + 1, min(at + MOST_BOLD_LINES, len(self._lines))):
            line = self._lines[end].strip()
            if not line or mark in line:
                if line.endswith(mark) and line.count(mark) == 1:
                    return end + 1
                break
        self._not_bold = end if at + 1 < len(self._lines) else at + 1
        return at + 1
