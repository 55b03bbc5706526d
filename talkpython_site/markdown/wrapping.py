"""Plain text that was wrapped at a fixed width: its line breaks say nothing and are taken out."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

NARROWEST, WIDEST = 50, 120  # characters of the longest line of what is wrapped
RAGGED = 0.6  # of that is each line at least that is not the last
ENOUGH = 3  # lines of one paragraph that show that a text is wrapped
PARAGRAPHS = re.compile(r"(\n[^\S\n]*\n\s*)")
TIME = r"\d{1,2}:\d{2}"
# Items, numbers, quotes, time codes and addresses begin a line of their own, and "Host: …".
BEGINS = re.compile(rf"[-*+•·–—>#|@]|\(?\d{{1,3}}[.)]\s|[(\[]?{TIME}|https?:|www\.|\S+@\S+$")
LABEL = re.compile(r"[^\W\d_][^\s:]*(?: [^\s:]+){0,2}:\s")
ENDS = re.compile(rf"(?:[:|]|{TIME}[)\]]?|(?:https?:|www\.)\S+)$")
SENTENCE_ENDS = re.compile(r"[.!?…。][)\"'”’»]*$")


def unwrapped(text: str) -> str:
    """Plain text with each paragraph that was wrapped on one line; others stay as they are.

    One of three lines has to show that there are some, and no line be longer. Where nothing tells
    (no small letters, no width that lines keep to), a line break is one that is meant.
    """
    if any(len(line) > WIDEST and " " in line for line in map(str.strip, text.split("\n"))):
        return text
    parts = PARAGRAPHS.split(text)  # every second one lies between two
    runs = [run for part in parts[::2] for run in runs_of(part)]
    if not any(len(run) >= ENOUGH and is_wrapped(run) for run in runs):
        return text
    parts[::2] = ["\n".join(map(joined, runs_of(part))) for part in parts[::2]]
    return "".join(parts)


def runs_of(paragraph: str) -> Iterator[list[str]]:
    """Its lines, in groups that are begun and ended by lines which are meant."""
    run: list[str] = []
    for line in map(str.strip, paragraph.split("\n")):
        if run and is_meant(run[-1], line):
            yield run
            run = []
        run.append(line)
    yield run


def is_meant(line: str, after: str) -> bool:
    """Whether a break stands between lines that are meant; what is longer is never wrapped."""
    if max(len(line), len(after)) > WIDEST or BEGINS.match(after) or ENDS.search(line):
        return True
    return bool(LABEL.match(after)) and not after[0].islower()


def joined(run: Sequence[str]) -> str:
    return (" " if is_wrapped(run) else "\n").join(run)


def is_wrapped(run: Sequence[str]) -> bool:
    """Whether each line goes on in the next, by a sentence or by the width; one by a sentence."""
    width = max(map(len, run))
    if not NARROWEST <= width <= WIDEST or min(map(len, run[:-1]), default=0) < RAGGED * width:
        return False
    pairs = list(pairwise(run))
    return any(goes_on(*pair) for pair in pairs) and all(
        goes_on(line, after) or len(line) + 1 + len(after.split(" ", 1)[0]) > width
        for line, after in pairs
    )


def goes_on(line: str, after: str) -> bool:
    """Whether a sentence goes on in the next line."""
    return after[:1].islower() and not SENTENCE_ENDS.search(line)
