"""Texts written in Markdown: the title, and all else as safe HTML."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from talkpython_site.markdown import SafeHtml, plain_text, render

# HTML in a text goes the way of all other HTML.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

LINE_ENDS = re.compile(r"\r\n?|\n")
MOST_CELLS = 20_000  # of the tables of a text that somebody types: 1 s
TOO_WIDE = f"Tables with more than {MOST_CELLS:,} cells cannot be read."
MOST_REPEATED = 1_000_000  # characters of HTML that addresses become which are named only once
REPEATED = "A long address that is named once “[as here]: https://…” cannot be used so often."


class Text(NamedTuple):
    """``title`` and ``opening`` are plain words, "" where there are none."""

    title: str  # the first heading of the first level
    opening: str  # the first paragraph that has words
    html: SafeHtml  # all but the title, headings from ``h2`` on


def read_text(source: str, base: str) -> Text:
    """CommonMark with tables and struck words; relative addresses are resolved against ``base``.

    Of 100,000 characters that are made to be slow: 3 s (``![`` over and over), as prose 0.1 s.
    """
    found: dict[str, Any] = {}  # the addresses that a text names apart from its links
    tokens = READER.parse(source, found)
    headings = (at for at, token in enumerate(tokens) if is_start(token, "h1"))
    at = next(headings, len(tokens))
    html = READER.renderer.render(tokens[:at] + tokens[at + 3 :], READER.options, found)
    return Text(
        title=words(tokens[at + 1 : at + 2], found),
        opening=next(filter(None, paragraphs(tokens, found)), ""),
        html=render(html, base, top=2).html,
    )


def check_growth(*sources: str) -> None:
    """Raises ``ValueError`` for texts of which far more would be made than they have."""
    if has_large_tables("\n\n".join(sources)):
        raise ValueError(TOO_WIDE)
    if sum(map(repeated, sources)) > MOST_REPEATED:
        raise ValueError(REPEATED)


def repeated(source: str) -> int:
    """How many characters at most the addresses become that stand apart from their links.

    21 kB of a long one, used over and over, were 47 MB.
    """
    if "]:" not in source:
        return 0
    found: dict[str, Any] = {}
    text = LINE_ENDS.sub("\n", source).replace("\0", "\ufffd")  # as the whole reader begins
    READER.block.parse(text, READER, found, [])
    named = found.get("references", {}).values()
    longest = max((len(escape(each["href"] + each["title"])) for each in named), default=0)
    return longest * source.count("[")


def has_large_tables(source: str) -> bool:
    """Whether columns times lines are more than ``MOST_CELLS``: short lines are filled up."""
    cells = columns = 0
    for line in LINE_ENDS.split(source):
        if not line.strip():
            columns = 0
        elif "-" in line and not line.strip("-:| \t>"):
            columns = max(columns, line.count("|") + 1)
        cells += columns
    return cells > MOST_CELLS


def is_start(token: Token, tag: str) -> bool:
    """Whether a block starts that stands in no other."""
    return token.tag == tag and token.nesting == 1 and token.level == 0


def paragraphs(tokens: list[Token], found: dict[str, Any]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if is_start(token, "p"):
            yield words(tokens[at + 1 : at + 2], found)


def words(tokens: list[Token], found: dict[str, Any]) -> str:
    """On one line."""
    html = READER.renderer.render(tokens, READER.options, found)
    return " ".join(plain_text(f"<p>{html}</p>").split())
