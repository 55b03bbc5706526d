"""Rendered texts where an interview has them: a question as a heading, code without its frame."""

import re
from functools import lru_cache

from talkpython_site.markdown import SafeHtml
from talkpython_site.markdown.code import lexer_of

FIRST_PARAGRAPH = re.compile(r"\s*<p(?: [^<>]*)?>(.*?)</p>\s*", re.DOTALL)
FRAME = re.compile(r"\s*<pre(?: [^<>]*)?>\s?<code(?: [^<>]*)?>(.*?)</code></pre>\s*", re.DOTALL)
LONGEST_NAME = 40  # characters of a language


def heading_of(html: str) -> tuple[SafeHtml, SafeHtml]:
    """The words of the first paragraph, which may stand in a heading, and all after it.

    A text that begins with something else, as a list, has nothing that could be a heading.
    """
    found = FIRST_PARAGRAPH.match(html)
    if found is None:
        return SafeHtml(""), SafeHtml(html)
    return SafeHtml(found[1]), SafeHtml(html[found.end() :])


def code_of(html: str) -> SafeHtml:
    """What stands in a ``pre``, whether it was kept with one or without."""
    found = FRAME.fullmatch(html)
    return SafeHtml(found[1] if found else html)


@lru_cache(maxsize=256)
def code_name(language: str) -> str:
    """A language as people write it, "Python" for "py"; as it is given where nobody knows it."""
    lexer = lexer_of(language)
    return lexer.name if lexer else " ".join(language.split())[:LONGEST_NAME]
