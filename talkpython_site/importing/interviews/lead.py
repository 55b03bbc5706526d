"""What stands before anybody speaks in a text: its title, as a heading, and an introduction."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import NOTE, SAID
from talkpython_site.forms.reading import check_long_text
from talkpython_site.importing.interviews.bare_titles import bare_title, shown_words
from talkpython_site.importing.interviews.conversing import OF_ITS_OWN
from talkpython_site.importing.interviews.front import first_heading
from talkpython_site.importing.interviews.parsed import Conversation, Doubt
from talkpython_site.interview_editing import words_in
from talkpython_site.interview_text import Passage

Passages = tuple[Passage, ...]


class Titled(NamedTuple):
    """A heading that is said before all else, and the passages without it."""

    title: str
    rest: Passages

    def is_said(self, title: str) -> bool:
        """Whether a title is the same."""
        return fold(self.title) in {fold(title), fold(bare_title(title))}


class Led(NamedTuple):
    """What stands before the first question or answer, in Markdown; "" where that is nothing, or
    no introduction; and what follows.
    """

    words: str
    rest: Passages


def titled(passages: Passages) -> Titled | None:
    """None where no heading begins it, or nothing follows that."""
    first = next(iter(passages), None)
    if first is None or first.kind != NOTE:
        return None
    lines = first.text.split("\n")
    title, start = first_heading(lines)
    words = "\n".join(lines[start:]).strip("\n")
    rest = (*([first._replace(text=words)] if words else []), *passages[1:])
    return Titled(title, rest) if title and rest else None


def headed(line: str, passages: Passages) -> Passages:
    """With a heading that was read apart before them."""
    if not line:
        return passages
    first, words = next(iter(passages), None), shown_words(line)
    if first is None or first.kind != NOTE:
        return (Passage(NOTE, words), *passages)
    return (first._replace(text=f"{words}\n\n{first.text}"), *passages[1:])


def led(passages: Passages) -> Led:
    places = (place for place, each in enumerate(passages) if each.kind in SAID)
    start = next(places, 0)
    words = introduction_of(passages[:start])
    return Led(words, passages[start:] if words else passages)


def doubts_behind(found: Conversation) -> tuple[Doubt, ...]:
    """Without those that say of words of an introduction that they are notes."""
    return tuple(
        each
        for each in found.doubts
        if each.line >= found.first or not each.words.endswith(OF_ITS_OWN)
    )


def introduction_of(passages: Sequence[Passage]) -> str:
    words = "\n\n".join(filter(None, map(words_in, passages)))
    with suppress(ValueError):  # what is too much for one stays notes
        check_long_text(words, "An introduction")
        return words
    return ""
