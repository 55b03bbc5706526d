"""One item of a feed, as far as it can be read without the others."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from lxml import etree

from talkpython_site.addresses import web_address
from talkpython_site.importing.feeds.chapters import read_chapters
from talkpython_site.importing.feeds.choices import read_kind, read_whole, read_yes
from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.dates import read_date
from talkpython_site.importing.feeds.durations import read_seconds
from talkpython_site.importing.feeds.elements import Fields, line_of
from talkpython_site.importing.feeds.enclosures import read_enclosure, why_none
from talkpython_site.importing.feeds.notes import Notes, read_notes
from talkpython_site.importing.feeds.parsed import Oddity, ParsedEnclosure, ParsedItem
from talkpython_site.importing.feeds.people import read_people
from talkpython_site.importing.feeds.pointers import (
    read_artwork,
    read_chapters_url,
    read_funding,
    read_link,
    read_transcripts,
)
from talkpython_site.importing.feeds.report import Report
from talkpython_site.importing.feeds.titles import made_title
from talkpython_site.importing.feeds.topics import read_labels
from talkpython_site.markdown import plain_text

KINDS = ("full", "trailer", "bonus")
DATES = ("pubDate", "atom:published", "dc:date", "atom:updated")


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that still lacks what only all items together tell.

    Its title is the one without number that it may have, its guid the one given, "" for none.
    """

    name: str  # in the report
    heading: str  # <title>, in which a number may stand
    moment: datetime | None  # in its own offset
    labels: tuple[str, ...]
    item: ParsedItem


def read_item(
    element: etree._Element, position: int, report: Report, base: str | None
) -> Draft | None:
    """An item that has something to play; another is set aside, with its name and the reason."""
    fields = Fields(element)
    heading = fields.text("title", "atom:title") or ""
    own_title = fields.text("itunes:title") or ""
    guid = fields.text("guid", "atom:id")
    name = heading or own_title or guid or f"Item {position}"
    context = Context(report.about(name), element.base or base)
    enclosure = read_enclosure(fields, context)
    if enclosure is None:
        report.set_aside.append(Oddity(name, why_none(fields, context)))
        report.unknown_elements.update(never_kept(fields, context.base))
        return None
    date = fields.text(*DATES)
    if date is None:
        context.say("it has no date")
    notes = read_notes(fields, context, report)
    if not heading and not own_title:
        heading = made_title(plain_text(notes.source or ""), enclosure.url)
        context.say(f"it has no title and is called “{heading}”")
    draft = Draft(
        name=name,
        heading=context.line(heading, "title"),
        moment=context.value(date, read_date, "its date"),
        labels=read_labels(fields, context),
        item=context.limited(parsed(fields, context, notes, enclosure)),
    )
    report.unknown_elements.update(fields.not_kept())
    return draft


def never_kept(fields: Fields, base: str | None) -> Counter[str]:
    """What would not be kept of an item that is set aside either; nothing else is said of it."""
    unsaid = Report()
    context = Context(unsaid.about(""), base)
    fields.all(*DATES)
    read_labels(fields, context)
    parsed(fields, context, read_notes(fields, context, unsaid), ParsedEnclosure(""))
    return fields.not_kept()


def parsed(
    fields: Fields, context: Context, notes: Notes, enclosure: ParsedEnclosure
) -> ParsedItem:
    text, value = fields.text, context.value
    season = text("itunes:season", "podcast:season")
    number = text("itunes:episode", "podcast:episode")
    kind = text("itunes:episodeType")
    seconds = value(text("itunes:duration"), read_seconds, "its duration")
    return ParsedItem(
        title=text("itunes:title") or "",
        guid=context.guid(text("guid", "atom:id")) or "",
        season=value(season, read_whole, "its season"),
        number=value(number, read_whole, "its number"),
        kind=value(kind, partial(read_kind, kinds=KINDS), "its type"),
        notes_html=notes.html,
        notes_source=notes.source,
        summary=notes.summary,
        enclosure=enclosure,
        duration_seconds=int(seconds or 0) or None,  # zero says nothing
        is_explicit=value(text("itunes:explicit"), read_yes, "its explicit mark"),
        artwork_url=read_artwork(fields, context),
        people=read_people(fields, context),
        chapters=read_chapters(fields, context),
        chapters_url=read_chapters_url(fields, context),
        transcripts=read_transcripts(fields, context),
        funding=read_funding(fields, context),
        links=notes.links,
        original_url=read_link(fields, context, "its link") or permalink(fields),
    )


def permalink(fields: Fields) -> str | None:
    """A guid that is the item's page, as it is unless it says otherwise (RSS 2.0)."""
    guids = [e for e in fields.all("guid") if e.get("isPermaLink", "true").lower() != "false"]
    return web_address(line_of(guids[0])) if guids else None
