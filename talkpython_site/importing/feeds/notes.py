"""The words of a feed: notes, descriptions and summaries."""

from dataclasses import dataclass

from talkpython_site.importing.feeds.context import Context
from talkpython_site.importing.feeds.elements import Fields
from talkpython_site.importing.feeds.parsed import ParsedLink
from talkpython_site.importing.feeds.report import Report
from talkpython_site.markdown import SafeHtml, plain_text, render

NOTES = ("content:encoded", "atom:content", "description", "itunes:summary", "atom:summary")
LONGEST = 1_000_000  # characters; the longest notes of real shows have 100,000
SHORTER = ("itunes:summary", "atom:summary", "description", "itunes:subtitle", "atom:subtitle")


@dataclass(frozen=True, slots=True)
class Notes:
    """Long words as HTML, their source, and short ones in plain text where there are others."""

    html: SafeHtml | None = None
    source: str | None = None
    summary: str | None = None
    links: tuple[ParsedLink, ...] = ()


def read_notes(fields: Fields, context: Context, report: Report) -> Notes:
    """The longest form that a feed offers, made safe; its source is kept."""
    source = next(iter(fields.markups(*NOTES)), "")
    if len(source) > LONGEST:
        context.say(f"its notes are cut to {LONGEST:,} characters")
        source = source[:LONGEST]
    rendered = render(source, context.base)
    report.dropped_images += rendered.dropped_images
    for address in rendered.dropped_addresses:
        context.say(f"a link in its notes is no address of the web and is left out: {address}")
    has_words = bool(rendered.html.strip())
    return Notes(
        html=rendered.html if has_words else None,
        source=source if has_words else None,
        summary=read_summary(fields, source),
        links=tuple(ParsedLink(label, url) for label, url in rendered.links),
    )


def read_summary(fields: Fields, notes: str) -> str | None:
    """The first text that is not a title, the notes or their beginning over again."""
    titles = on_one_line(" ".join(fields.texts("title", "itunes:title", "atom:title")))
    texts = [plain_text(markup[:LONGEST]) for markup in fields.markups(*SHORTER)]
    said = on_one_line(plain_text(notes)) if texts else ""
    for text in texts:
        words = on_one_line(text).rstrip("….").rstrip()
        if words and words not in titles and not said.startswith(words):
            return text
    return None


def on_one_line(text: str) -> str:
    return " ".join(text.split()).casefold()
