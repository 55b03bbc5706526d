"""Which stored episode an item is."""

from collections.abc import Mapping, Sequence
from typing import Any

from talkpython_site.addresses import without_scheme
from talkpython_site.importing.feeds.parsed import ParsedItem


def recognise(
    items: Sequence[ParsedItem], stored: Sequence[Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """Guid in the file → stored episode, with ``guid`` and ``enclosure``; other items are new.

    Where a guid is missing the address of the enclosure stands for it. So a feed that gains guids,
    or loses them, still means the same episodes.
    """
    by_guid = {episode["guid"]: episode for episode in stored}
    found = {item.guid: by_guid[item.guid] for item in items if item.guid in by_guid}
    free = {guid: episode for guid, episode in by_guid.items() if guid not in found}
    by_address = {address_of(episode.get("enclosure")): guid for guid, episode in free.items()}
    for item in items:
        url = item.enclosure.url if item.enclosure else ""
        candidates = (without_scheme(url), by_address.get(item.guid))
        guid = next((guid for guid in candidates if guid in free), None)
        if guid is not None and item.guid not in found:
            found[item.guid] = free.pop(guid)
    return found


def address_of(enclosure: Mapping[str, Any] | None) -> str:
    return without_scheme((enclosure or {}).get("url") or "")
