"""The show of a feed: what its page and a feed of our own need."""

from functools import partial

from talkpython_site.importing.feeds.choices import read_email, read_kind, read_language, read_yes
from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.dates import read_date, stored
from talkpython_site.importing.feeds.elements import Fields, attribute, line_of, name_of
from talkpython_site.importing.feeds.notes import read_notes
from talkpython_site.importing.feeds.parsed import ParsedShow
from talkpython_site.importing.feeds.people import read_people
from talkpython_site.importing.feeds.pointers import (
    image_part,
    read_artwork,
    read_funding,
    read_link,
)
from talkpython_site.importing.feeds.report import SHOW, Report

KINDS = ("episodic", "serial")
UNTITLED = "Untitled podcast"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_show(fields: Fields, report: Report, base: str | None) -> ParsedShow:
    """Everything of a show; one without title is called after what else names it."""
    context = Context(report.about(SHOW), base)
    text, value = fields.text, context.value
    description = read_notes(fields, context, report)
    owner = owner_of(fields)
    link = read_link(fields, context, "its link")
    language = text("language", "dc:language") or fields.element.get(LANGUAGE)
    built = value(text("lastBuildDate", "atom:updated"), read_date, "its lastBuildDate")
    show = ParsedShow(
        title=read_title(fields, context),
        subtitle=text("itunes:subtitle", "atom:subtitle"),
        description_html=description.html,
        description_source=description.source,
        language=value(language, read_language, "its language"),
        link=link,
        feed_urls=read_feed_urls(fields, context, link),
        guid=context.guid(text("podcast:guid")),
        author=text("itunes:author") or author_of(fields),
        owner_name=owner.get("itunes:name"),
        owner_email=value(owner.get("itunes:email"), read_email, "its owner's e-mail address"),
        copyright=text("copyright", "atom:rights", "dc:rights", "media:copyright"),
        is_explicit=value(text("itunes:explicit"), read_yes, "its explicit mark"),
        kind=value(text("itunes:type"), partial(read_kind, kinds=KINDS), "its type"),
        categories=read_categories(fields),
        artwork_url=read_artwork(fields, context),
        funding=read_funding(fields, context),
        is_locked=value(text("podcast:locked"), read_yes, "its lock"),
        medium=text("podcast:medium"),
        people=read_people(fields, context),
        update_frequency=text("podcast:updateFrequency"),
        last_build_at=stored(built, is_day=False),
    )
    report.unknown_elements.update(fields.not_kept())
    return context.limited(show)


def read_title(fields: Fields, context: Context) -> str:
    given = fields.text("title", "atom:title", "itunes:title")
    if given:
        return given
    pictures = (image_part(element, "title") for element in fields.all("image"))
    title = next(filter(None, pictures), None) or fields.text("itunes:author") or UNTITLED
    context.say(f"it has no title and is called “{title}”")
    return title


def owner_of(fields: Fields) -> dict[str, str]:
    return {name_of(e): line_of(e) for group in fields.all("itunes:owner") for e in group}


def author_of(fields: Fields) -> str | None:
    """The first author of an Atom feed."""
    parts = (e for group in fields.all("atom:author") for e in group)
    return next((line_of(e) for e in parts if name_of(e) == "atom:name"), None)


def read_feed_urls(fields: Fields, context: Context, link: str | None) -> tuple[str, ...]:
    """Where the feed lives: the address it has moved to, and the one it says is its own.

    Some say the show's page there, which may be that of other shows too.
    """
    given = fields.texts("itunes:new-feed-url")
    given += [e.get("href", "") for e in fields.all("atom:link") if e.get("rel") == "self"]
    urls = (context.address(url, "its feed's address") for url in given)
    page = (link or "").rstrip("/")
    return tuple(dict.fromkeys(url for url in urls if url and url.rstrip("/") != page))


def read_categories(fields: Fields) -> tuple[tuple[str, str | None], ...]:
    """(category, subcategory or None); Apple's where there are some, else those of RSS or Atom."""
    pairs: list[tuple[str | None, str | None]] = []
    for element in fields.all("itunes:category"):
        category = attribute(element, "text")
        below = [attribute(e, "text") for e in element if name_of(e) == "itunes:category"]
        pairs += [(category, sub) if category else (sub, None) for sub in below or [None]]
    plain = fields.texts("category")
    plain += filter(None, (attribute(e, "label", "term") for e in fields.all("atom:category")))
    pairs = pairs or [(category, None) for category in plain]
    return tuple(dict.fromkeys((category, sub) for category, sub in pairs if category))
