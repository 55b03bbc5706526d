"""Which tags of HTML are markup, by where they stand, and which are words about HTML."""

import re
from collections import Counter
from collections.abc import Iterator

from talkpython_site.importing.interviews.heads import BEFORE_COLON, LOOKED_AT, head_of

TAG = re.compile(
    r"`[^`\n]*+`|\\.|<(?P<end>/?)(?P<tag>p|div|li|ul|ol|h[1-6]|blockquote|br|pre|table"
    r"|section|article|main|figure|header|footer)"
    r"(?:[ \t][^<>\n]{0,200}+)?/?>",
    re.IGNORECASE,
)
INLINE_END = re.compile(r"</(?:b|strong|i|em|span|a|u|small|q|cite)>[ \t]*\Z", re.IGNORECASE)
ANY_TAG = re.compile(r"[ \t]*+</?[A-Za-z]")
LONGEST_END = 20
NEVER_BEFORE = frozenset(" \t\"'“”„‘«»([{/,=")  # what stands before a tag that is words
ONCE_OPEN = frozenset({"p"})  # another one begins where it is not ended


class Standing:
    """Of the lines of a text, one after another."""

    def __init__(self) -> None:
        self._opened: Counter[str] = Counter()

    def tags_in(self, line: str) -> Iterator[tuple[re.Match[str], bool]]:
        """The tags of a line, and whether each is markup."""
        first, last = len(line) - len(line.lstrip()), len(line.rstrip())
        begins, behind = False, -1  # where the markup before it ended
        for match in TAG.finditer(line) if "<" in line else ():
            if not match["tag"]:
                continue
            start = match.start()
            begins = begins or start == first
            follows = (behind >= 0 and not line[behind:start].strip()) or bool(
                INLINE_END.search(line, max(start - LONGEST_END, 0), start)
            )
            is_markup = begins or self._is_markup(line, match, last, follows=follows)
            if is_markup:
                behind = match.end()
                self._note(match["tag"].lower(), is_end=bool(match["end"]))
            yield match, is_markup

    def _is_markup(self, line: str, match: re.Match[str], last: int, *, follows: bool) -> bool:
        """Of a tag in a line that begins with words; ``last``: where these end."""
        tag, end = match["tag"].lower(), match.end()
        is_tight = line[match.start() - 1] not in NEVER_BEFORE
        if match["end"] and not self._opened[tag]:
            return False
        is_tag_next = (tag != "br" or is_tight) and bool(ANY_TAG.match(line, end))
        leads = is_tag_next or is_before_name(line, end)
        if tag != "br" and not match["end"]:
            return follows or (is_tight and leads)
        return follows or leads or end == last or (tag == "br" and is_tight)

    def _note(self, tag: str, *, is_end: bool) -> None:
        if is_end:
            self._opened[tag] = max(self._opened[tag] - 1, 0)
        else:
            self._opened[tag] = 1 if tag in ONCE_OPEN else self._opened[tag] + 1

    def worded(self, line: str) -> tuple[str, str]:
        """A line whose tags that are words have a backslash, and the first of these."""
        words, start, hidden = [], 0, ""
        for match, is_markup in self.tags_in(line):
            if not is_markup:
                words += [line[start : match.start()], "\\"]
                start, hidden = match.start(), hidden or match["tag"].lower()
        return "".join([*words, line[start:]]), hidden


def is_before_name(line: str, at: int) -> bool:
    head = head_of(line[at : at + LOOKED_AT].strip())
    return head is not None and head.form in BEFORE_COLON
