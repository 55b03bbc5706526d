"""The audio or video file of an item."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from talkpython_site.addresses import web_address
from talkpython_site.importing.feeds.context import LONGEST_SAID, Context
from talkpython_site.importing.feeds.elements import Fields, attribute, name_of
from talkpython_site.importing.feeds.parsed import ParsedEnclosure

# What is in an enclosure at times and cannot be played; anything else may be audio in disguise.
UNPLAYABLE_TYPES = re.compile(
    r"(?:image|text|font|model)/|application/(?:pdf|zip|json|xml|x-bittorrent|epub|msword)", re.I
)
UNPLAYABLE_ENDINGS = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".epub", ".zip"}
UNPLAYABLE_ENDINGS |= {".torrent", ".html", ".htm", ".txt", ".srt", ".vtt", ".json"}
SIZE = re.compile(r"\d{1,18}", re.ASCII)


def read_enclosure(fields: Fields, context: Context) -> ParsedEnclosure | None:
    """The first enclosure that can be played; others are named. None where there is none."""
    given = list(enclosures(fields, context))
    playable = [enclosure for enclosure in given if is_playable(enclosure)]
    for other in given:
        if playable and other.url != playable[0].url:
            context.say(f"another enclosure is not kept: {other.url[:LONGEST_SAID]}")
    return playable[0] if playable else None


def why_none(fields: Fields, context: Context) -> str:
    """Why an item has nothing that can be played."""
    elements = fields.all("enclosure")
    if not elements:
        return "it has no enclosure"
    urls = list(filter(None, (attribute(element, "url") for element in elements)))
    if any(web_address(url, context.base) for url in urls):
        return "its enclosure is neither audio nor video"
    given = urls[0][:LONGEST_SAID] if urls else "none given"
    return f"its enclosure has no address of the web: {given}"


def enclosures(fields: Fields, context: Context) -> Iterator[ParsedEnclosure]:
    """RSS and Atom enclosures; only where there are none what Media RSS has."""
    elements = fields.all("enclosure")
    elements += [link for link in fields.all("atom:link") if link.get("rel") == "enclosure"]
    media = fields.all("media:content")
    media += [
        e for group in fields.all("media:group") for e in group if name_of(e) == "media:content"
    ]
    for element in elements or media:
        url = context.address(attribute(element, "url", "href"), "an enclosure")
        if url:
            size = attribute(element, "length", "fileSize")
            yield ParsedEnclosure(url, read_size(size, context), attribute(element, "type"))


def read_size(text: str | None, context: Context) -> int | None:
    """Bytes; 0 and 1 are what publishing tools write where they do not know."""
    if text is None:
        return None
    if not SIZE.fullmatch(text):
        context.say("the size of its enclosure is no number")
        return None
    return int(text) if int(text) > 1 else None


def is_playable(enclosure: ParsedEnclosure) -> bool:
    if enclosure.type:
        return UNPLAYABLE_TYPES.match(enclosure.type) is None
    path = PurePosixPath(urlsplit(enclosure.url).path)
    return path.suffix.lower() not in UNPLAYABLE_ENDINGS
