"""Notes of an episode, written in Markdown: safe HTML, with time codes that play."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from talkpython_site.importing.feeds.durations import read_seconds
from talkpython_site.markdown import SafeHtml, render
from talkpython_site.markdown.pictures import Sizes
from talkpython_site.markdown.texts import READER

HOURS = r"\d{1,2}:[0-5]\d:[0-5]\d"
ANY = rf"{HOURS}|\d{{1,3}}:[0-5]\d"
# Without brackets only what is no time of day: hours and minutes and seconds, or first in a line.
CODE = re.compile(
    rf"\[(?P<square>{ANY})\]|(?<=\()(?P<round>{ANY})(?=\))"
    rf"|(?<![\w:./-])(?P<bare>{HOURS})(?![\w:/-])"
)
FIRST = re.compile(rf"(?P<first>{ANY})(?![\w:/-])")
BREAKS = {"softbreak", "hardbreak"}


def read_notes(
    source: str, here: str, length: float | None = None, sizes: Sizes | None = None
) -> SafeHtml:
    """CommonMark with tables and struck words, HTML in it made safe like all other.

    Time codes, "[12:40]", "1:02:03" or one that begins a line, lead to their second of what stands
    at the address ``here``, but those after ``length``. Relative addresses are resolved against it.
    Pictures that are kept here, as ``sizes`` knows them, are shown.
    """
    found: dict[str, Any] = {}  # the addresses that a text names apart from its links
    tokens = READER.parse(source, found)
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(linked(token.children, here, length))
    html = READER.renderer.render(tokens, READER.options, found)
    return render(html, here, sizes=sizes).html


def linked(tokens: Sequence[Token], here: str, length: float | None) -> Iterator[Token]:
    depth, begins = 0, True
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text" and not depth:
            yield from parted(token.content, here, length, begins=begins)
        else:
            yield token
        is_opening = begins and (token.nesting > 0 or not token.content)
        begins = is_opening or token.type in BREAKS


def parted(text: str, here: str, length: float | None, *, begins: bool) -> Iterator[Token]:
    """A text as texts and links to seconds."""
    first = FIRST.match(text) if begins else None
    at = 0
    for match in ([first] if first else []) + list(
        CODE.finditer(text, first.end() if first else 0)
    ):
        code = next(filter(None, match.groups()))
        seconds = int(read_seconds(code) or 0)
        if length is None or seconds < length:
            yield Token("text", "", 0, content=text[at : match.start()])
            address = f"{here}?t={seconds}#listen"
            yield Token("link_open", "a", 1, attrs={"href": address})
            yield Token("text", "", 0, content=code)
            yield Token("link_close", "a", -1)
            at = match.end()
    yield Token("text", "", 0, content=text[at:])
