"""Feeds: what every app that subscribes to a podcast reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.feeds.elements import add, document, rss
from talkpython_site.feeds.items import add_items
from talkpython_site.feeds.origin import Origin
from talkpython_site.feeds.shapes import WRONG, fitting, note
from talkpython_site.feeds.shows import SHAPE, add_show

__all__ = ["Origin", "feed"]


def feed(origin: Origin, episodes: Iterable[tuple[EpisodeCard, Mapping[str, Any]]]) -> bytes:
    """A podcast's feed as UTF-8: RSS 2.0 with the elements of Apple and the podcast namespace.

    ``episodes`` are cards, in the order of the feed, with their documents' ``items.FIELDS``. Each
    text may be hostile: nothing in it becomes markup of the feed, or of the page that an app makes.
    """
    root = rss()
    channel = add(root, "channel")
    try:
        add_show(channel, origin)
    except WRONG as error:
        note(error, podcast=origin.card.slug)
        channel.clear()
        origin.stored = fitting(origin.stored, SHAPE)
        add_show(channel, origin)
    add_items(channel, origin, episodes)
    return document(root)
