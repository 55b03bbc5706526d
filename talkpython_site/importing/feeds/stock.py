"""Notes that many items share: they say nothing about one, as "See episode 7 on our website"."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from talkpython_site.importing.feeds.parsed import ParsedItem
from talkpython_site.markdown import plain_text

NOTES = "notes_html"
STOCK = "the longer notes from before; the file has words there that many items share"
MANY = 4  # items
LONGEST = 600  # characters of HTML; longer notes are taken for what they are
NUMBERS = re.compile(r"\d+")


def stock_notes(items: Iterable[ParsedItem]) -> set[str]:
    """The guids of the items whose short notes, but for their numbers, at least four have."""
    words = {
        item.guid: NUMBERS.sub("7", plain_text(item.notes_html))
        for item in items
        if item.notes_html and len(item.notes_html) <= LONGEST
    }
    counts = Counter(words.values())
    return {guid for guid, text in words.items() if counts[text] >= MANY}


def is_poorer(given: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    """Whether notes have less than half of what they would replace."""
    return len(given.get(NOTES) or "") * 2 < len(stored.get(NOTES) or "")
