"""The words of a heading, as titles have them: without signs of Markdown, and no HTML."""

from talkpython_site.importing.interviews.standing import Standing
from talkpython_site.importing.interviews.tags import worded
from talkpython_site.markdown import plain_text
from talkpython_site.markdown.notes import read_notes

NOWHERE = "https://title.invalid/"  # the page of a title has no links
SIGNS = frozenset("*_`[]<>\\&~!:")  # without one of them there is nothing to take away


def shown_words(text: str) -> str:
    """With a backslash before what would vanish as HTML."""
    return worded(Standing().worded(text)[0]).text


def bare_title(words: str) -> str:
    if SIGNS.isdisjoint(words):
        return words
    return " ".join(plain_text(read_notes(f"## {shown_words(words)}", NOWHERE)).split())
