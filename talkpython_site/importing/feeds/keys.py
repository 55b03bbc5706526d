"""The key of an episode in its address: its own in its podcast, and the same for ever."""

from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Protocol

from talkpython_site.importing.feeds.ages import BEFORE_ALL
from talkpython_site.importing.feeds.parsed import ParsedItem

DIGITS = 6


class Numbered(Protocol):
    """What a key is made of: an item of a feed, or an episode."""

    @property
    def guid(self) -> str: ...

    @property
    def number(self) -> int | None: ...

    @property
    def season(self) -> int | None: ...


def assign_keys(
    items: Sequence[ParsedItem], taken: set[str], existing: Mapping[str, str]
) -> dict[str, str]:
    """Guid → key: what ``existing`` has for a guid, else the first free one, oldest item first.

    ``taken`` holds the keys of the podcast, also of episodes that are not among the items.
    Equal dates go by the order in the file.
    """
    taken = taken | set(existing.values())
    keys = {item.guid: existing[item.guid] for item in items if item.guid in existing}
    for item in sorted(items, key=lambda item: item.published_at or BEFORE_ALL):
        if item.guid not in keys:
            keys[item.guid] = next(key for key in candidates(item) if key not in taken)
            taken.add(keys[item.guid])
    return keys


def candidates(item: Numbered) -> Iterator[str]:
    """The published number, "s8e20", then "x" and ever more base-32 digits of the guid's hash."""
    if item.number is not None:
        yield str(item.number)
        if item.season is not None:
            yield f"s{item.season}e{item.number}"
    digits = b32encode(sha256(item.guid.encode()).digest()).decode().lower().rstrip("=")
    yield from (f"x{digits[:length]}" for length in range(DIGITS, len(digits) + 1))
