"""A feed's show and items in the form in which they are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from bson import ObjectId

from talkpython_site.documents import (
    Chapter,
    Credit,
    Enclosure,
    Episode,
    Link,
    Podcast,
    Stored,
    TranscriptLink,
)
from talkpython_site.documents.folding import fold
from talkpython_site.importing.feeds.merging import is_empty
from talkpython_site.importing.feeds.parsed import ParsedItem, ParsedLink, ParsedPerson, ParsedShow
from talkpython_site.importing.feeds.slugs import slug_of
from talkpython_site.markdown import plain_text
from talkpython_site.strip import parts

TEASER_LENGTH = 240
DERIVED_FROM = {"title", "summary", "notes_html", "chapters", "sponsors", "duration_seconds"}
AS_GIVEN = (
    "title", "season", "number", "kind", "published_at", "published_precision", "notes_html",
    "notes_source", "summary", "duration_seconds", "is_explicit", "artwork_url", "chapters_url",
    "original_url",
)  # fmt: skip
SHOW_AS_GIVEN = (
    "title", "subtitle", "description_html", "description_source", "language", "link", "guid",
    "author", "owner_name", "owner_email", "copyright", "is_explicit", "kind", "artwork_url",
    "is_locked", "medium", "update_frequency",
)  # fmt: skip

Ids = Mapping[str, ObjectId]


def episode_fields(item: ParsedItem, people: Ids, topics: Ids) -> dict[str, Any]:
    """What a feed says of an episode, as MongoDB stores it."""
    episode = Episode(
        **{name: getattr(item, name) for name in AS_GIVEN},
        enclosure=Enclosure(**asdict(item.enclosure)) if item.enclosure else None,
        people=credits_of(item.people, people),
        topics=[topics[fold(topic)] for topic in item.topics if fold(topic) in topics],
        chapters=[Chapter(**asdict(chapter)) for chapter in item.chapters],
        transcripts=[TranscriptLink(**asdict(transcript)) for transcript in item.transcripts],
        funding=links(item.funding),
        links=links(item.links),
    )
    return as_stored(episode)


def derived(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is made of the other fields of an episode, all of them as MongoDB stores them."""
    episode = Episode.from_stored({name: fields.get(name) for name in DERIVED_FROM})
    teaser = shortened(episode.summary or plain_text(episode.notes_html or ""), TEASER_LENGTH)
    drawn = parts(episode.chapters, episode.duration_seconds, episode.sponsors)
    return {
        "slug": slug_of(episode.title, "episode"),
        "teaser": teaser or None,
        "strip": drawn.ends,
        "sponsor_parts": drawn.sponsors,
    }


def podcast_fields(show: ParsedShow, people: Ids) -> dict[str, Any]:
    """What a feed says of a podcast, as MongoDB stores it."""
    podcast = Podcast(
        **{name: getattr(show, name) for name in SHOW_AS_GIVEN},
        feed_urls=list(show.feed_urls),
        categories=[[name for name in pair if name] for pair in show.categories],
        funding=links(show.funding),
        people=credits_of(show.people, people),
    )
    return as_stored(podcast)


def as_stored(document: Stored) -> dict[str, Any]:
    """The fields that say something."""
    stored: dict[str, Any] = document.to_mongo().to_dict()
    return {name: value for name, value in stored.items() if not is_empty(value)}


def credits_of(people: Iterable[ParsedPerson], ids: Ids) -> list[Credit]:
    return [
        Credit(person=ids[fold(person.name)], role=person.role, group=person.group)
        for person in people
        if fold(person.name) in ids
    ]


def links(given: Iterable[ParsedLink]) -> list[Link]:
    return [Link(label=link.label, url=link.url) for link in given]


def shortened(text: str, length: int) -> str:
    """The beginning of a text on one line, cut between words where its script has spaces."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    space = text.rfind(" ", 0, length)
    end = space if space > length // 2 else length - 1
    return text[:end].rstrip(" ,;:-–—") + "…"
