"""What a feed points to: transcripts, chapters, funding, artwork, pages."""

from lxml import etree

from talkpython_site.importing.feeds.choices import read_language
from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.elements import Fields, attribute, line_of, name_of
from talkpython_site.importing.feeds.parsed import ParsedLink, ParsedTranscript


def read_transcripts(fields: Fields, context: Context) -> tuple[ParsedTranscript, ...]:
    transcripts = [
        ParsedTranscript(
            url=url,
            type=attribute(element, "type"),
            language=read_language(attribute(element, "language") or ""),
            rel=attribute(element, "rel"),
        )
        for element in fields.all("podcast:transcript")
        if (url := context.address(attribute(element, "url"), "a transcript"))
    ]
    return tuple(dict.fromkeys(transcripts))


def read_chapters_url(fields: Fields, context: Context) -> str | None:
    return context.address(fields.attribute("podcast:chapters", "url"), "its chapters' address")


def read_funding(fields: Fields, context: Context) -> tuple[ParsedLink, ...]:
    """podcast:funding, and Atom links to pay by, as Flattr asked for them."""
    given = [(line_of(e), attribute(e, "url")) for e in fields.all("podcast:funding")]
    given += [
        (attribute(e, "title") or "", attribute(e, "href"))
        for e in fields.all("atom:link")
        if e.get("rel") == "payment"
    ]
    links = ((label, context.address(url, "a funding link")) for label, url in given)
    return tuple(dict.fromkeys(ParsedLink(label or None, url) for label, url in links if url))


def read_artwork(fields: Fields, context: Context) -> str | None:
    """The square cover where there is one, else any picture that stands for the whole."""
    groups = fields.all("media:group")
    thumbnails = fields.all("media:thumbnail")
    thumbnails += [e for group in groups for e in group if name_of(e) == "media:thumbnail"]
    given = [attribute(e, "href") or line_of(e) for e in fields.all("itunes:image")]
    given += [image_part(e, "url") or (e.text or "").strip() for e in fields.all("image")]
    given += [attribute(e, "url") or "" for e in thumbnails]
    given += fields.texts("atom:logo", "atom:icon")
    first = next(filter(None, given), None)
    return context.address(first, "its artwork")


def image_part(element: etree._Element, name: str) -> str | None:
    """What the <image> of RSS says in one of its elements."""
    return next((line_of(e) for e in element if name_of(e) == name), None)


def read_link(fields: Fields, context: Context, what: str) -> str | None:
    """The page of a show or an item: where FeedBurner stands between, the one behind it."""
    given = fields.texts("feedburner:origLink", "link")
    given += filter(None, (attribute(e, "href") for e in fields.all("link")))
    given += filter(
        None,
        (
            attribute(e, "href")
            for e in fields.all("atom:link")
            if e.get("rel", "alternate") == "alternate" and "+xml" not in e.get("type", "")
        ),
    )
    return context.address(next(iter(given), None), what)
