"""Makes documents of what the sample's files tell."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId

from talkpython_site.documents import Chapter, Credit, Enclosure, Episode, Link, Podcast
from talkpython_site.documents.folding import fold
from talkpython_site.documents.visibility import IMPORTING, PUBLISHED
from talkpython_site.importing.feeds.stored import as_stored, derived
from talkpython_site.markdown import render
from talkpython_site.sample.reading import Recorded, Sample, Show

HOUR = timedelta(hours=6)  # of the day at which episodes come out, UTC
SHOW_AS_TOLD = (
    "title", "subtitle", "language", "author", "owner_name", "owner_email", "copyright", "kind",
    "medium", "update_frequency", "categories",
)  # fmt: skip

Ids = Mapping[str, ObjectId]


def id_of(kind: str, name: str) -> ObjectId:
    """The id that a document of the sample has wherever it is loaded: a write meets itself."""
    return ObjectId(hashlib.sha256(f"sample {kind} {name}".encode()).digest()[:12])


def ids_in(sample: Sample) -> list[str]:
    """The card keys of everything in the sample, "episode:<id>" and so on."""
    named = {
        "podcast": [show.name for show in sample.shows],
        "episode": [each.name for each in sample.episodes],
        "course": [course.name for course in sample.courses],
        "interview": [interview.name for interview in sample.interviews],
        "person": list(sample.people),
        "topic": [fold(name) for name in sample.topics],
    }
    return [f"{kind}:{id_of(kind, name)}" for kind, names in named.items() for name in names]


def podcast_of(show: Show, people: Ids, artwork: str) -> Podcast:
    """A hidden podcast, without address and hue; ``people`` are ids by the words in the files."""
    told = show.told
    description = render(told["description"])
    return Podcast(
        **{name: told[name] for name in SHOW_AS_TOLD},
        description_html=description.html,
        description_source=told["description"],
        is_explicit=told["explicit"],
        artwork=artwork,
        funding=links(told["funding"]),
        elsewhere=links(told["elsewhere"]),
        people=credits_of(told, people),
        state=IMPORTING,
    )


def episode_of(recorded: Recorded, day: datetime, people: Ids, topics: Ids) -> Episode:
    """An episode without podcast and key, dated back from a day.

    ``people`` are ids by the words in the files, ``topics`` ids by folded names.
    """
    told = recorded.told
    notes = render(told["notes"])
    episode = Episode(
        title=told["title"],
        guid=guid_of(recorded),
        season=told.get("season"),
        number=told.get("number"),
        kind=told.get("kind", "full"),
        published_at=day - timedelta(days=told["days_ago"]) + HOUR,
        notes_html=notes.html,
        notes_source=told["notes"],
        summary=told["summary"],
        enclosure=enclosure_of(recorded),
        duration_seconds=round(recorded.times.duration_seconds),
        is_explicit=told.get("explicit"),
        people=credits_of(told, people),
        topics=[topics[fold(name)] for name in told.get("topics", ())],
        chapters=chapters_of(recorded),
        links=links((label, url) for label, url in notes.links),
        funding=links(told.get("funding", ())),
        state=PUBLISHED,
    )
    fields = as_stored(episode)
    return Episode.from_stored({**fields, **derived(fields)}, is_new=True)


def guid_of(recorded: Recorded) -> str:
    """The same in every site that loads the sample, on whatever day."""
    return f"tag:longwave.example,2026:sample/{recorded.name}"


def enclosure_of(recorded: Recorded) -> Enclosure:
    size = recorded.audio.stat().st_size
    return Enclosure(media=recorded.media, size_bytes=size, type="audio/mpeg")


def chapters_of(recorded: Recorded) -> list[Chapter]:
    """What has one part has no chapters."""
    parts = recorded.told["chapters"]
    if len(parts) < 2:
        return []
    return [
        Chapter(
            start_seconds=start,
            title=part["title"],
            url=part.get("url"),
            sponsor=part.get("sponsor"),
        )
        for start, part in zip(recorded.times.chapters, parts, strict=True)
    ]


def credits_of(told: Mapping[str, Any], people: Ids) -> list[Credit]:
    return [Credit(person=people[word], role=role) for word, role in told["people"].items()]


def links(pairs: Iterable[tuple[str, str]]) -> list[Link]:
    return [Link(label=label, url=url) for label, url in pairs]
