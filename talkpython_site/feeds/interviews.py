"""The feed of all interviews: Atom (RFC 4287), each with its whole text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from lxml import etree

from talkpython_site.documents.interview import CODE, NOTE, PICTURE, QUOTE
from talkpython_site.feeds.elements import (
    LANGUAGE,
    add,
    add_html,
    add_known,
    add_moment,
    atom,
    document,
)
from talkpython_site.interview_reading import Conversation, Pair, Part, Question, Shown
from talkpython_site.markdown.pictures import whole

LARGEST = 2_000_000  # bytes of all texts: programs read a feed as one
LEAST = 10_000  # bytes: where there is less room no text is looked for that would fit
KIND = "application/atom+xml"
# Tags that stand around words; between two of them the others are whole.
AROUND = re.compile(
    r"(</?(?:p|ul|ol|li|dl|dt|dd|h[1-6]|pre|blockquote|hr|div|table|thead|tbody|tr|th|td)\b[^<>]*>)"
)

Person = tuple[str, str]  # a name, and the absolute address of the page that it has here


class Entry(NamedTuple):
    """An interview as the feed tells it; all addresses are absolute."""

    id: str
    title: str
    address: str
    language: str | None
    published: datetime | None
    updated: datetime
    asked: Sequence[Person]
    answered: Sequence[Person]
    topics: Sequence[str]
    summary: str | None
    portrait: tuple[Shown, str] | None  # with what is to be seen
    introduction: str  # HTML, as the next one
    talk: Callable[[], Conversation]  # made where there is room for it


class Channel(NamedTuple):
    """The feed as a whole."""

    title: str
    site: str  # its address, before all paths
    page: str
    address: str
    language: str
    author: str  # of what names nobody
    updated: datetime


class Room:
    """What is left for texts: one that does not fit takes none, a smaller one after it may."""

    def __init__(self, left: int = LARGEST) -> None:
        self.left = left

    @property
    def is_full(self) -> bool:
        return self.left < LEAST

    def holds(self, html: str) -> bool:
        """Whether it fits; then its room is taken."""
        size = len(html.encode("utf-8", "replace"))
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


def feed(channel: Channel, entries: Iterable[Entry], room: Room) -> bytes:
    """As UTF-8. Each text may be hostile: nothing in it becomes markup of the feed. Without room
    for its text an entry has its first words alone.
    """
    root = atom(channel.language)
    add(root, "atom:id", channel.address)
    add(root, "atom:title", channel.title)
    add(root, "atom:link", rel="self", type=KIND, href=channel.address)
    add(root, "atom:link", rel="alternate", type="text/html", href=channel.page)
    add_moment(root, "atom:updated", channel.updated)
    add(add(root, "atom:author"), "atom:name", channel.author)
    for entry in entries:
        html = "" if room.is_full else whole("".join(told(entry)), channel.site)
        add_entry(root, entry, html if room.holds(html) else None)
    return document(root)


def add_entry(root: etree._Element, entry: Entry, html: str | None) -> None:
    found = add(root, "atom:entry")
    if entry.language:
        found.set(LANGUAGE, entry.language)
    add(found, "atom:id", uuid5(NAMESPACE_OID, entry.id).urn)
    add(found, "atom:title", entry.title)
    add(found, "atom:link", rel="alternate", type="text/html", href=entry.address)
    if entry.published:
        add_moment(found, "atom:published", entry.published)
    add_moment(found, "atom:updated", entry.updated)
    add_people(found, "atom:author", entry.asked)
    add_people(found, "atom:contributor", entry.answered)
    for topic in entry.topics:
        add(found, "atom:category", term=topic)
    add_known(found, "atom:summary", entry.summary)
    add_html(found, "atom:content", html, type="html")


def add_people(entry: etree._Element, name: str, people: Iterable[Person]) -> None:
    for called, address in people:
        person = add(entry, name)
        add(person, "atom:name", called)
        add(person, "atom:uri", address)


def told(entry: Entry) -> Iterator[str]:
    """The whole text as HTML."""
    if entry.portrait:
        yield f"<p>{picture(*entry.portrait)}</p>"
    yield entry.introduction
    for pair in entry.talk().pairs:
        yield from told_pair(pair)


def told_pair(pair: Pair) -> Iterator[str]:
    if pair.question:
        yield from asked(pair.question)
    for part in pair.parts:
        yield speaker(part.who)
        yield PARTS.get(part.kind, plain)(part)


def asked(question: Question) -> Iterator[str]:
    yield speaker(question.who)
    yield f"<h2>{question.heading}</h2>" if question.heading else ""
    # Nothing else tells where a question of several paragraphs ends and its answer begins.
    yield set_apart(question.rest, "b")


def speaker(who: str) -> str:
    return f"<p><b>{escape(who)}</b></p>" if who else ""


def plain(part: Part) -> str:
    return part.html


def note(part: Part) -> str:
    """Neither asked nor answered: programs that know no aside show it in italics still."""
    return f"<aside>{set_apart(part.html, 'em')}</aside>"


def set_apart(html: str, tag: str) -> str:
    """All its words in an element of their own, wherever they stand."""
    return "".join(
        f"<{tag}>{words}</{tag}>" if place % 2 == 0 and words.strip() else words
        for place, words in enumerate(AROUND.split(html))
    )


def quote(part: Part) -> str:
    by = f"<figcaption>{escape(part.label)}</figcaption>" if part.label else ""
    return f"<figure><blockquote>{part.html}</blockquote>{by}</figure>"


def code(part: Part) -> str:
    return f"<pre><code>{part.html}</code></pre>"


def figure(part: Part) -> str:
    shown = picture(part.picture, part.label) if part.picture else ""
    caption = f"<figcaption>{part.html}</figcaption>" if part.html else ""
    return f"<figure>{shown}{caption}</figure>" if shown or caption else ""


def picture(shown: Shown, words: str) -> str:
    size = f'width="{shown.width}" height="{shown.height}"'
    return f'<img src="{shown.src}" {size} alt="{escape(words)}">'


PARTS = {NOTE: note, QUOTE: quote, CODE: code, PICTURE: figure}
