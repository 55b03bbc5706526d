"""Guids that are one item's alone in its podcast."""

from collections.abc import Iterator

from talkpython_site.addresses import without_scheme


def candidates(guid: str | None, enclosure_url: str | None, link: str | None) -> Iterator[str]:
    """What an item can be recognised by, best first: its guid, its enclosure, its page."""
    yield from filter(None, (guid, without_scheme(enclosure_url or ""), link))


def first_free(wanted: Iterator[str], taken: set[str]) -> str | None:
    """The first that no other item has, which is taken then; None where all are."""
    guid = next((guid for guid in wanted if guid not in taken), None)
    taken.update(filter(None, [guid]))
    return guid
