"""Snapshots without a database: cards made of stored documents, with good defaults."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bson import ObjectId

from talkpython_site.catalogue import Public, Snapshot
from talkpython_site.catalogue.cards import (
    Card,
    CourseCard,
    EpisodeCard,
    PersonCard,
    PodcastCard,
    TopicCard,
)
from talkpython_site.catalogue.interview_card import InterviewCard

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
CARDS: dict[str, type[Card]] = {
    "podcast": PodcastCard,
    "episode": EpisodeCard,
    "course": CourseCard,
    "interview": InterviewCard,
    "person": PersonCard,
    "topic": TopicCard,
}
counter = count(1)


def podcast(title: str = "Deep Harbour", **changes: Any) -> dict[str, Any]:
    n = next(counter)
    return {
        "_id": ObjectId(),
        "card": "podcast",
        "slug": f"show-{n}",
        "title": title,
        "state": "published",
        **changes,
    }


def episode(show: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An episode of a stored podcast, published a day before ``NOW``."""
    n = next(counter)
    return {
        "_id": ObjectId(),
        "card": "episode",
        "podcast": show["_id"],
        "key": str(n),
        "slug": f"tides-{n}",
        "title": f"Tides {n}",
        "state": "published",
        "published_at": NOW - DAY,
        **changes,
    }


def course(title: str = "Tides by Hand", **changes: Any) -> dict[str, Any]:
    """A course that was published a day before ``NOW``."""
    n = next(counter)
    return {
        "_id": ObjectId(),
        "card": "course",
        "slug": f"course-{n}",
        "title": title,
        "state": "published",
        "published_at": NOW - DAY,
        **changes,
    }


def interview(title: str = "Of Salt and Light", **changes: Any) -> dict[str, Any]:
    """An interview that was published a day before ``NOW``."""
    n = next(counter)
    return {
        "_id": ObjectId(),
        "card": "interview",
        "slug": f"interview-{n}",
        "title": title,
        "state": "published",
        "published_at": NOW - DAY,
        **changes,
    }


def person(name: str, **changes: Any) -> dict[str, Any]:
    return {"_id": ObjectId(), "card": "person", "slug": name.lower(), "name": name, **changes}


def topic(name: str, **changes: Any) -> dict[str, Any]:
    return {"_id": ObjectId(), "card": "topic", "slug": name.lower(), "name": name, **changes}


def credit(named: dict[str, Any], role: str | None = None) -> dict[str, Any]:
    return {"person": named["_id"], "role": role}


def snapshot(*stored: dict[str, Any]) -> Snapshot:
    """A snapshot of stored documents, each with the kind of its card."""
    cards: dict[str, dict[ObjectId, Any]] = {kind: {} for kind in CARDS}
    for each in stored:
        cards[each["card"]][each["_id"]] = CARDS[each["card"]].from_stored(each)
    return Snapshot(None, cards)


def public(*stored: dict[str, Any], now: datetime = NOW, zone: ZoneInfo = BERLIN) -> Public:
    return Public(snapshot(*stored), now, zone)
