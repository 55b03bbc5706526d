"""What a feed says in HTML: whole, or as much of it as a description may have."""

import re
from html import escape

LONGEST = 4_000  # bytes of a description: Apple's limit and PSP-1's
TAG = re.compile(r"<(?:/([a-z][a-z0-9]*)>|([a-z][a-z0-9]*))")
VOID = frozenset({"br", "hr", "img", "wbr"})


def description(*texts: tuple[str | None, bool]) -> str | None:
    """The first of these that says something, as HTML of at most 4,000 bytes.

    Each is a text with whether it is HTML, well-formed as ``markdown`` makes it; plain text is
    escaped. HTML that is too long ends after one of its blocks, plain text within a word.
    """
    for text, is_html in texts:
        found = beginning(text or "") if is_html else shortened(text or "")
        if found:
            return found
    return None


def beginning(html: str) -> str:
    """HTML up to the last block of the highest level that is whole in what may be said."""
    encoded = html.encode()
    if len(encoded) <= LONGEST:
        return html.strip()
    depth = end = 0
    for match in TAG.finditer(encoded[:LONGEST].decode(errors="ignore")):
        closing, opening = match.groups()
        depth += -1 if closing else opening not in VOID
        if closing and depth == 0:
            end = match.end()
    return html[:end].strip()


def shortened(text: str) -> str:
    """Plain text as HTML, cut where it is too long."""
    escaped = escape(text.strip(), quote=False).encode()
    if len(escaped) <= LONGEST:
        return escaped.decode()
    cut = escaped[: LONGEST - len("…".encode())].decode(errors="ignore")
    # No half of a "&amp;" stays.
    return re.sub(r"&[a-z]{0,3}$", "", cut) + "…"
