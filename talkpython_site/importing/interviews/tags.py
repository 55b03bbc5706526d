"""HTML in a text: what it wraps a turn in is set aside, what nobody would see is kept as words."""

import re
from typing import NamedTuple

from talkpython_site.markdown.rewriting import TAGS

LOOKED_AT = 130  # characters in which tags and a name have room
ATTRIBUTES = r"(?:[ \t][^<>\n]{0,100})?"
WRAPPER = re.compile(
    rf"<(?P<tag>p|div|li|span|br|b|strong|i|em){ATTRIBUTES}/?>[ \t]*+", re.IGNORECASE
)
CLOSING = {
    tag: re.compile(rf"</{tag}>{r'[ ]*$' if tag in {'p', 'div', 'li'} else ''}", re.IGNORECASE)
    for tag in ("p", "div", "li", "span", "br", "b", "strong", "i", "em")
}
BREAK = re.compile(r"<br[ \t]{0,9}/?>\Z", re.IGNORECASE)
LAST_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}[ \t]?/?>\Z")
LONGEST_TAG = 20
MOST_WRAPPERS = 8
BOLD = frozenset({"b", "strong"})
# Code of one line, what is escaped already, and what begins a tag, a comment, or the like.
TAG = re.compile(r"`[^`\n]*+`|\\.|<(?=[!?]|/?(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?:[\s/>]|\Z))")


def without_tags(text: str) -> str:
    """But for those at its end."""
    return text[: end_of(text, LAST_TAG)]


def without_breaks(text: str) -> str:
    """But for line breaks at its end, which nobody sees."""
    return text[: end_of(text, BREAK)] if text.endswith(">") else text


def end_of(text: str, tag: re.Pattern[str]) -> int:
    """Where a text ends before tags and spaces at its end."""
    end = len(text)
    while end:
        found = tag.search(text, max(end - LONGEST_TAG, 0), end) if text[end - 1] == ">" else None
        if found is None and not text[end - 1].isspace():
            break
        end = found.start() if found else end - 1
    return end


class Bare(NamedTuple):
    """A line without the tags around it."""

    line: str
    is_bold: bool


def bare_of(line: str) -> Bare | None:
    """None of a line that begins with none of the tags that are wrapped around turns."""
    tags: list[str] = []
    at = 0
    while len(tags) < MOST_WRAPPERS and (match := WRAPPER.match(line, at, LOOKED_AT)):
        tags.append(match["tag"].lower())
        at = match.end()
    if not tags or at == len(line):
        return None
    bare = line[at:]
    for tag in tags:
        bare = CLOSING[tag].sub("", bare, count=1)
    bare = bare.rstrip()
    end = BREAK.search(bare, max(len(bare) - LOOKED_AT, 0))  # in the whole: squares
    return Bare((bare[: end.start()] if end else bare).strip(), bool(BOLD & {*tags}))


class Worded(NamedTuple):
    """A text in which nothing is hidden from its readers."""

    text: str
    hidden: str = ""  # the first of its tags that are not shown as such
    line: int = 0  # how many lines before it


def worded(text: str) -> Worded:
    """With a backslash before what would vanish as HTML."""
    first: list[re.Match[str]] = []

    def escaped(match: re.Match[str]) -> str:
        if match[0] != "<" or (match["tag"] or "").lower() in TAGS:
            return match[0]
        first.append(match)
        return "\\<"

    changed = TAG.sub(escaped, text) if "<" in text else text
    if not first:
        return Worded(changed)
    before = text.count("\n", 0, first[0].start())
    return Worded(changed, f"<{first[0]['tag'] or '!'}>", before)
