"""Code between two fences."""

import re
from itertools import accumulate
from typing import NamedTuple

FENCE = re.compile(r" {0,3}(?P<fence>(?P<sign>[`~])(?P=sign){2,})")


class Fence(NamedTuple):
    """``end`` is the place of the line behind it."""

    info: str
    end: int


class Fences:
    """Those in the lines of a text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._longest: dict[str, list[int]] = {}

    def at(self, at: int) -> Fence | None:
        """The code that begins in a line; None where it is never closed."""
        fence = FENCE.match(self._lines[at])
        if fence is None or "`" in (info := self._lines[at][fence.end() :]):
            return None
        sign, length = fence["sign"], len(fence["fence"])
        if self._longest_of(sign)[at + 1] < length:
            return None
        rest = range(at + 1, len(self._lines))
        end = next(each for each in rest if signs_in(self._lines[each], sign) >= length)
        return Fence(info.strip(), end + 1)

    def _longest_of(self, sign: str) -> list[int]:
        """For each line the longest fence that may be the end of code, in it or behind it."""
        if sign not in self._longest:
            lengths = (signs_in(line, sign) for line in reversed(self._lines))
            self._longest[sign] = [*accumulate(lengths, max, initial=0)][::-1]
        return self._longest[sign]


def signs_in(line: str, sign: str) -> int:
    """How many there are in a line that has nothing else."""
    bare = line.strip()
    return len(bare) if bare.startswith(sign) and not bare.strip(sign) else 0
