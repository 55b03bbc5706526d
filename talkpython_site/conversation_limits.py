"""How much a conversation may have, wherever it comes from."""

from collections.abc import Sequence

from talkpython_site import wording
from talkpython_site.documents.interview import CODE
from talkpython_site.episode_lines import counted
from talkpython_site.interview_text import MOST_BLOCKS, Passage, text_of
from talkpython_site.markdown.texts import check_growth

LARGEST_CONVERSATION = 500_000  # bytes
MOST_LINES = 20_000  # 500 kB of nothing but line ends took 17 s
LARGEST_HTML = 3_000_000  # characters of all that is made of it: it is one document, and one page
MOST_BRACKETS = 5_000  # of "[" in all texts: each is looked at again for each that is open


class LargeHtmlError(ValueError):
    """What was typed would do, were not so much made of it."""


def limited(passages: Sequence[Passage]) -> None:
    """Raises ``ValueError`` for what is too much."""
    if len(passages) > MOST_BLOCKS:
        raise ValueError(f"These are {len(passages):,} blocks; {MOST_BLOCKS:,} is the most.")
    check_size(text_of(passages))
    check_words(passages)


def check_size(text: str) -> None:
    if (size := len(text.encode())) > LARGEST_CONVERSATION:
        most = wording.size(LARGEST_CONVERSATION)
        raise ValueError(f"A conversation of {wording.size(size)}: {most} are the most.")
    counted(text.split("\n"), MOST_LINES, "lines")


def check_words(passages: Sequence[Passage]) -> None:
    """Markdown that is made to be slow."""
    words = [each.text for each in passages if each.kind != CODE]
    if sum(each.count("[") for each in words) > MOST_BRACKETS:
        raise ValueError(f"Texts with more than {MOST_BRACKETS:,} brackets “[” cannot be read.")
    check_growth(*words)


def check_html(length: int) -> None:
    """Raises ``LargeHtmlError``."""
    if length > LARGEST_HTML:
        most = wording.size(LARGEST_HTML)
        raise LargeHtmlError(f"More than {most} of HTML would be made of this conversation.")
