"""An interview's conversation as one text, a heading line before each block:

    :: question Ines Okafor [7]
    How did it begin?

The number in brackets is the block's key and stays with it; a block without one is new. Of code
the heading names the language, of a quote who said it, of a picture its hash and what is seen in
it. A line of words that looks like a heading has a backslash before it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from talkpython_site import pictures
from talkpython_site.documents import Block, Interview
from talkpython_site.documents.interview import KINDS, NOTE, PICTURE, SAID
from talkpython_site.episode_lines import on_one_line
from talkpython_site.episode_names import name_of

MARK = "::"
MOST_BLOCKS = 1_000
MOST_CHARACTERS = 500_000
HEADING = re.compile(rf"{MARK}[ \t]*(?P<kind>{'|'.join(KINDS)})\b(?P<said>.*)", re.IGNORECASE)
KEYED = re.compile(r"\[(?P<key>[0-9]{0,9})\]\Z")
MARKED = re.compile(rf"\\*{MARK}")
# As pictures are kept, and nothing shorter: words may begin like a number, too.
HASH = re.compile(rf"(?P<hash>{pictures.HASH.pattern})(?:[ \t]+(?P<seen>.*))?")


class Passage(NamedTuple):
    """A block as it is written."""

    kind: str
    text: str
    key: int | None = None  # None: a new one
    who: str = ""  # the name of who says it; "": the one who asks, or answers
    label: str = ""
    picture: str = ""

    @property
    def heading(self) -> str:
        said = self.who or " ".join(filter(None, [self.picture, self.label]))
        ending = f"[{self.key}]" if self.key is not None else "[]" if said.endswith("]") else ""
        return " ".join(filter(None, [MARK, self.kind, said, ending]))

    @property
    def written(self) -> str:
        lines = (f"\\{each}" if MARKED.match(each) else each for each in self.text.split("\n"))
        return "\n".join(filter(None, [self.heading, "\n".join(lines)]))


def read_passages(text: str) -> list[Passage]:
    """Whatever was typed; whether it will do is asked in ``forms/interview_reading.py``.

    Words before the first heading are a note; a line that only looks like one stays words.
    """
    found: list[Passage] = []
    lines: list[str] = []
    head: Passage | None = None  # before the first
    for line in text.split("\n"):
        heading = HEADING.fullmatch(line)
        if heading is None:
            lines.append(line[1:] if line.startswith("\\") and MARKED.match(line) else line)
            continue
        found += closed(head, lines)
        head, lines = begun(heading), []
    return found + closed(head, lines)


def begun(heading: re.Match[str]) -> Passage:
    kind, said = heading["kind"].lower(), on_one_line(heading["said"])
    keyed = KEYED.search(said)
    key = int(keyed["key"]) if keyed and keyed["key"] else None
    said = said[: keyed.start()].rstrip() if keyed else said
    if kind in SAID:
        return Passage(kind, "", key, who=said)
    shown = HASH.fullmatch(said) if kind == PICTURE else None
    if shown:
        return Passage(kind, "", key, label=shown["seen"] or "", picture=shown["hash"])
    return Passage(kind, "", key, label=said)


def closed(head: Passage | None, lines: Iterable[str]) -> list[Passage]:
    """With its words; what stands before the first heading is nothing without some."""
    text = "\n".join(lines).strip("\n").rstrip()
    if head is None and not text:
        return []
    return [(head or Passage(NOTE, ""))._replace(text=text)]


def text_of(passages: Iterable[Passage]) -> str:
    return "\n\n".join(each.written for each in passages)


def passages_of(interview: Interview, names: Mapping[Any, str]) -> Iterator[Passage]:
    """The conversation as it stands; ``names`` are those of everybody, by id."""
    return (passage_of(each, names) for each in interview.blocks)


def passage_of(block: Block, names: Mapping[Any, str]) -> Passage:
    kind = block.kind if block.kind in KINDS else NOTE
    return Passage(
        kind,
        block.text_source or "",
        block.key,
        who=on_one_line(name_of(names, block.person)) if block.person and kind in SAID else "",
        label=on_one_line(block.label or "") if kind not in SAID else "",
        picture=(block.picture or "") if kind == PICTURE else "",
    )


def conversation_text(interview: Interview, names: Mapping[Any, str]) -> str:
    return text_of(passages_of(interview, names))


class Size(NamedTuple):
    """How much there is of a conversation, counted before any of it is read."""

    blocks: int
    characters: int

    @property
    def is_too_large(self) -> bool:
        """For rows: it is shown as text alone."""
        return self.blocks > MOST_BLOCKS or self.characters > MOST_CHARACTERS


def size_of(text: str) -> Size:
    return Size(sum(line.startswith(MARK) for line in text.split("\n")), len(text))
