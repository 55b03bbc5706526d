"""Chapters inside a feed (Podlove Simple Chapters 1.2)."""

from lxml import etree

from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.durations import read_seconds
from talkpython_site.importing.feeds.elements import Fields, attribute, name_of
from talkpython_site.importing.feeds.parsed import ParsedChapter


def read_chapters(fields: Fields, context: Context) -> tuple[ParsedChapter, ...]:
    """In the order of their starts; one without start is left out, and that is said."""
    elements = [
        e for group in fields.all("psc:chapters") for e in group if name_of(e) == "psc:chapter"
    ]
    chapters = [chapter for e in elements if (chapter := read_chapter(e, context))]
    return tuple(sorted(chapters, key=lambda chapter: chapter.start_seconds))


def read_chapter(element: etree._Element, context: Context) -> ParsedChapter | None:
    start = read_seconds(element.get("start", ""))
    if start is None:
        context.say(f"a chapter has no start that can be read: {element.get('start', '')[:50]!r}")
        return None
    return ParsedChapter(
        start_seconds=start,
        title=attribute(element, "title"),
        url=context.address(attribute(element, "href"), "a chapter's link"),
        picture_url=context.address(attribute(element, "image"), "a chapter's picture"),
    )
