"""The text of a lecture, written in Markdown: safe HTML, with code in its colours."""

import re
import secrets
from collections.abc import Callable
from html import escape
from time import thread_time
from typing import Any

from markdown_it.token import Token

from talkpython_site.markdown import SafeHtml, render
from talkpython_site.markdown.code import SECONDS, painted
from talkpython_site.markdown.pictures import Sizes
from talkpython_site.markdown.texts import READER


def read_lecture(
    source: str, here: str, sizes: Sizes | None = None, until: float | None = None
) -> SafeHtml:
    """CommonMark with tables and struck words, HTML in it made safe like all other.

    Relative addresses are resolved against ``here``. Pictures that are kept here, as ``sizes``
    knows them, are shown. Colours end at ``until`` on the clock of this thread's work: several
    texts may share their time.
    """
    found: dict[str, Any] = {}  # the addresses that a text names apart from its links
    tokens = READER.parse(source, found)
    put_back = taken_out(tokens, thread_time() + SECONDS if until is None else until)
    html = READER.renderer.render(tokens, READER.options, found)
    return SafeHtml(put_back(render(html, here, sizes=sizes).html))


def read_code(code: str, language: str, until: float) -> SafeHtml:
    """Nothing but code, in its colours as far as ``until`` on the same clock."""
    return SafeHtml(f"<pre><code>{painted(code, language, until)}</code></pre>")


def taken_out(tokens: list[Token], until: float) -> Callable[[str], str]:
    """Leave a mark for each piece of code whose language is named; what is given puts them back.

    No class that somebody wrote passes the sanitiser: those of colours come after it, in the place
    of marks that nobody can guess.
    """
    mark, pieces = secrets.token_hex(16), list[tuple[str, str]]()
    for token in tokens:
        if token.type == "fence" and token.info.strip():
            pieces.append((token.content, painted(token.content, token.info, until)))
            token.content, token.info = f"{mark}-{len(pieces) - 1}-", ""
    whole = re.compile(rf"(?<=<pre><code>){mark}-(\d+)-(?=</code></pre>)")
    # Elsewhere, as so deep in a text that its element was left out, it is plain.
    rest = re.compile(rf"{mark}-(\d+)-")

    def put_back(html: str) -> str:
        html = whole.sub(lambda found: pieces[int(found[1])][1], html)
        return rest.sub(lambda found: escape(pieces[int(found[1])][0]), html)

    return put_back
