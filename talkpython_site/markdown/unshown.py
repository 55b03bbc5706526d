"""HTML among the words of a text that its page leaves out."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from talkpython_site.markdown.texts import READER

IMAGE = "img"  # but for pictures that are kept here
LEFT_OUT = re.compile(
    rf"<(audio|embed|iframe|{IMAGE}|input|math|object|script|select|style|svg|template|video)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)


def has_unshown(source: str, shown: str) -> bool:
    """Whether a text in Markdown has HTML that is not in what is shown of it; code is shown."""
    if not LEFT_OUT.search(source):
        return False
    written = "\n".join(html_in(READER.parse(source)))
    names = [match[1].lower() for match in LEFT_OUT.finditer(written)]
    images = names.count(IMAGE)
    return len(names) > images or images > shown.count(f"<{IMAGE} ")


def html_in(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            yield token.content
        yield from html_in(token.children or ())
