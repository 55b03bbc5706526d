"""The items of a feed: one for each episode that can be played."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from talkpython_site import listing, media
from talkpython_site.addresses import web_address
from talkpython_site.catalogue.cards import EpisodeCard
from talkpython_site.feeds.chapters import JSON_CHAPTERS, heard_of, readable
from talkpython_site.feeds.elements import add, add_date, add_html, add_known
from talkpython_site.feeds.origin import Origin
from talkpython_site.feeds.shapes import PERSON, WRONG, fitting, note
from talkpython_site.feeds.shows import add_people, yes
from talkpython_site.feeds.words import description
from talkpython_site.markdown.pictures import whole

# What cards do not have: the embedded database takes a fifth longer for all that a feed tells.
FIELDS = (
    "guid", "notes_html", "summary", "enclosure", "is_explicit", "artwork_url", "people",
    "chapters.start_seconds", "chapters_url", "transcripts", "artwork",
)  # fmt: skip
SHAPE = {
    "published_at": datetime, "guid": str, "notes_html": str, "summary": str, "is_explicit": bool,
    "enclosure": {"url": str, "media": str, "type": str, "size_bytes": int}, "artwork_url": str,
    "artwork": str,
    "people": [PERSON], "chapters": readable, "chapters_url": str,
    "transcripts": [{"url": str, "type": str, "language": str, "rel": str}],
}  # fmt: skip

# What RSS and podcast:transcript want to be told and nobody said, by the ending of the address.
TYPES = {f".{ending}": each for ending, each in media.TYPES.items()} | {
    ".m4v": "video/x-m4v",  # as Apple asks for it; browsers do not know it
    ".m3u8": "application/x-mpegURL", ".vtt": "text/vtt", ".srt": "application/x-subrip",
    ".json": "application/json", ".txt": "text/plain",
}  # fmt: skip

Stored = Mapping[str, Any]


class Enclosure(NamedTuple):
    """What plays: its absolute address, its size in bytes (0: nobody knows) and its type."""

    url: str
    size_bytes: int
    type: str


def add_items(
    channel: etree._Element, origin: Origin, episodes: Iterable[tuple[EpisodeCard, Stored]]
) -> None:
    """One item for each card with its document, in this order.

    An episode whose audio is not out yet is no item: apps would show what they cannot play, and
    some never look at an item again. A podcast may give out so many of them.
    """
    most, before = origin.stored.get("feed_items"), len(channel)
    for card, stored in episodes:
        if isinstance(most, int) and 0 < most <= len(channel) - before:
            return
        if not is_written(channel, origin, card, stored):
            is_written(channel, origin, card, fitting(stored, SHAPE))


def is_written(channel: etree._Element, origin: Origin, card: EpisodeCard, stored: Stored) -> bool:
    """Add the item that is due, whole or not at all: then something in it has a wrong type."""
    item = add(channel, "item")
    try:
        enclosure = enclosure_of(origin, card, stored.get("enclosure") or {})
        if enclosure:
            fill(item, origin, card, stored, enclosure)
        else:
            channel.remove(item)
    except WRONG as error:
        channel.remove(item)
        note(error, podcast=origin.card.slug, episode=card.key)
        return False
    return True


def fill(
    item: etree._Element, origin: Origin, card: EpisodeCard, stored: Stored, played: Enclosure
) -> None:
    add(item, "title", card.title)
    add(item, "link", origin.episode(card))
    add(item, "guid", stored["guid"], isPermaLink="false")
    add_date(item, "pubDate", stored.get("published_at"))
    add_words(item, origin, card, stored)
    size = str(played.size_bytes)
    add(item, "enclosure", url=played.url, length=size, type=played.type)
    add_itunes(item, origin, card, stored)
    add_podcast(item, origin, card, stored)
    add_known(item, "dc:language", other_language(origin, card))
    for topic in origin.public.topics_of(card):
        add(item, "category", topic.name)


def add_words(item: etree._Element, origin: Origin, card: EpisodeCard, stored: Stored) -> None:
    """A short text and the notes: apps show the one or the other."""
    notes = stored.get("notes_html")
    notes = whole(notes, origin.site.site_url) if notes else None
    short = (stored.get("summary"), False), (notes, True), (card.teaser, False)
    add_html(item, "description", description(*short))
    add_html(item, "content:encoded", notes)


def other_language(origin: Origin, card: EpisodeCard) -> str | None:
    """That of an episode where it is not the podcast's: RSS itself has one for all items."""
    own = listing.language(card)
    return own if own != listing.language(origin.card) else None


def add_itunes(item: etree._Element, origin: Origin, card: EpisodeCard, stored: Stored) -> None:
    add(item, "itunes:title", card.title)
    add_known(item, "itunes:duration", card.duration_seconds or None)
    add_known(item, "itunes:season", card.season or None)  # Apple counts from 1
    add_known(item, "itunes:episode", card.number or None)
    add(item, "itunes:episodeType", card.form)
    explicit = stored.get("is_explicit")
    explicit = origin.stored.get("is_explicit") if explicit is None else explicit
    add(item, "itunes:explicit", yes(explicit, "true", "false"))
    own, elsewhere = stored.get("artwork"), web_address(stored.get("artwork_url"))
    artwork = origin.picture(own) if own else elsewhere
    if artwork:
        add(item, "itunes:image", href=artwork)


def add_podcast(item: etree._Element, origin: Origin, card: EpisodeCard, stored: Stored) -> None:
    add_known(item, "podcast:season", card.season)
    add_known(item, "podcast:episode", card.number)
    has_own = any(heard_of(stored.get("chapters"), card.duration_seconds))
    chapters = origin.chapters(card) if has_own else web_address(stored.get("chapters_url"))
    if chapters:
        add(item, "podcast:chapters", url=chapters, type=JSON_CHAPTERS)
    add_transcripts(item, stored.get("transcripts") or ())
    add_people(item, origin, stored.get("people") or ())


def add_transcripts(item: etree._Element, transcripts: Sequence[Stored]) -> None:
    for each in transcripts:
        url = web_address(each.get("url"))
        if url:
            given = each.get("type") or type_of(url, "text/html")
            language, rel = each.get("language"), each.get("rel")
            add(item, "podcast:transcript", url=url, type=given, language=language, rel=rel)


def enclosure_of(origin: Origin, card: EpisodeCard, stored: Stored) -> Enclosure | None:
    """What an episode plays, kept here or elsewhere; None where nothing is out yet."""
    is_here = stored.get("media") and card.media
    own = listing.audio_address(origin.public, origin.address, card) if is_here else None
    url = own or web_address(stored.get("url"))
    if url is None:
        return None
    given, size = (stored.get("type") or "").strip(), stored.get("size_bytes")
    size = size if isinstance(size, int) else 0
    return Enclosure(url, size, given or type_of(url, "audio/mpeg"))


def type_of(url: str, otherwise: str) -> str:
    return TYPES.get(PurePosixPath(urlsplit(url).path).suffix.lower(), otherwise)
