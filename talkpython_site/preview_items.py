"""An episode as podcast apps will get it: its item in the feed, also in words."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree
from pyramid.request import Request

from talkpython_site import feeds, wording
from talkpython_site.documents import Podcast
from talkpython_site.feeds import shows
from talkpython_site.feeds.elements import NAMESPACES
from talkpython_site.markdown import plain_text
from talkpython_site.previews import Preview

# What an app shows, in its own words; what is said twice there is told once.
LABELS = {
    "title": "Title",
    "itunes:season": "Season",
    "itunes:episode": "Number",
    "itunes:episodeType": "Kind",
    "pubDate": "Date",
    "itunes:duration": "Length",
    "itunes:explicit": "Explicit",
    "enclosure": "Audio",
    "description": "Short text",
    "content:encoded": "Notes",
    "itunes:image": "Artwork",
    "podcast:chapters": "Chapters",
    "podcast:transcript": "Transcript",
    "podcast:person": "People",
    "category": "Topics",
    "link": "Page",
    "guid": "Guid",
}
PREFIXES = {address: prefix for prefix, address in NAMESPACES.items()}
NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')  # the feed says it once, for all items
MOST_TOLD = 400  # characters of a text
MOST_SHOWN = 40_000  # characters of an item

Given = Mapping[str, str]  # the attributes of an element


class Fact(NamedTuple):
    """What an item says in one of its elements, or in all of a kind."""

    label: str
    told: str


class Item(NamedTuple):
    """An item in words, and as it is written."""

    facts: tuple[Fact, ...]
    xml: str


def feed_of(request: Request, preview: Preview) -> bytes:
    """The feed of a podcast with this episode alone, as it will stand there."""
    fields = dict.fromkeys(shows.FIELDS, 1)
    stored = Podcast.collection().find_one({"_id": preview.podcast.id}, fields) or {}
    origin = feeds.Origin(preview.public, preview.podcast, stored, request.site, request.site_url)
    return feeds.feed(origin, [(preview.card, preview.stored)])


def item_of(feed: bytes) -> Item | None:
    """The item of a feed that has one; None where there is nothing to play yet."""
    parser = etree.XMLParser(strip_cdata=False, resolve_entities=False, no_network=True)
    item = etree.fromstring(feed, parser).find("channel/item")
    if item is None:
        return None
    told: dict[str, list[str]] = {}
    for element in item.iterchildren(tag=etree.Element):
        told.setdefault(prefixed(element), []).append(words_of(element))
    facts = (Fact(LABELS[name], ", ".join(told[name])) for name in LABELS if name in told)
    return Item(tuple(facts), written(item))


def prefixed(element: etree._Element) -> str:
    """The name of an element as people write it."""
    name = etree.QName(element)
    return f"{PREFIXES[name.namespace]}:{name.localname}" if name.namespace else name.localname


def words_of(element: etree._Element) -> str:
    """What an element says, or leads to."""
    name, text = prefixed(element), str(element.text or "")
    given = {str(key): str(value) for key, value in element.attrib.items()}
    if name in SPELLING:
        return SPELLING[name](text, given)
    return text or given.get("url") or given.get("href") or ""


def spell_html(text: str, _given: Given) -> str:
    return wording.excerpt(plain_text(text), MOST_TOLD)


def spell_enclosure(_text: str, given: Given) -> str:
    size = int(given["length"])
    told = wording.size(size) if size > 1000 else "size unknown"
    return f"{given['type']}, {told}, {given['url']}"


def spell_length(text: str, _given: Given) -> str:
    return wording.length(int(text))


def spell_explicit(text: str, _given: Given) -> str:
    return "yes" if text == "true" else "no"


def spell_person(text: str, given: Given) -> str:
    return f"{text} ({given['role']})"


SPELLING: Mapping[str, Callable[[str, Given], str]] = {
    "description": spell_html,
    "content:encoded": spell_html,
    "enclosure": spell_enclosure,
    "itunes:duration": spell_length,
    "itunes:explicit": spell_explicit,
    "podcast:person": spell_person,
}


def written(item: etree._Element) -> str:
    """An item as it stands in the feed, set for reading."""
    etree.indent(item)
    item.tail = None
    whole = NAMESPACE.sub("", etree.tostring(item, encoding="unicode"), count=len(NAMESPACES))
    return whole if len(whole) <= MOST_SHOWN else f"{whole[:MOST_SHOWN]} …"
