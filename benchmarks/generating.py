"""Podcasts, people, topics and episodes by the thousand, invented, the same in every run."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId
from mongoengine import get_db

from talkpython_site.documents import Episode, Person, Podcast, Topic

AT_ONCE = 500
NEWEST = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
TEXT = (
    "harbour tide ledger lantern compiler query index cache kettle bicycle orchard signal "
    "archive border garden pattern thread window copper ladder river engine"
)
WORDS = TEXT.split()
NAMES = ("Ada", "Bo", "Cleo", "Dara", "Emre", "Fenna", "Goran", "Hana", "Ilse", "Jun")
SURNAMES = ("Moss", "Quist", "Rao", "Stolt", "Tran", "Ueda", "Voss", "Weld", "Yilmaz", "Zeman")


def generate(episodes: int) -> None:
    """Fill the connected, empty database: 4 podcasts, 100 people, 60 topics, the episodes."""
    chance = random.Random(7)
    people = [named(f"{first} {last}") for first in NAMES for last in SURNAMES]
    topics = [named(f"{chance.choice(WORDS)} {n}") for n in range(60)]
    podcasts = [podcast(n) for n in range(4)]
    for document, rows in ((Person, people), (Topic, topics), (Podcast, podcasts)):
        document.collection().insert_many(rows)
    batch: list[dict[str, Any]] = []
    for row in episode_rows(episodes, chance, podcasts, people, topics):
        batch.append(row)
        if len(batch) == AT_ONCE:
            Episode.collection().insert_many(batch)
            batch = []
    if batch:
        Episode.collection().insert_many(batch)


def clear() -> None:
    """Empty the collections, keeping their indexes."""
    for name in get_db().list_collection_names():
        get_db()[name].delete_many({})


def named(name: str) -> dict[str, Any]:
    return {
        "_id": ObjectId(),
        "name": name,
        "key": name.lower(),
        "slug": name.lower().replace(" ", "-"),
    }


def podcast(n: int) -> dict[str, Any]:
    title = f"{WORDS[n]} and {WORDS[n + 5]}".capitalize()
    return {
        "_id": ObjectId(),
        "title": title,
        "slug": f"show-{n}",
        "state": "published",
        "own_hue": f"hue-{n * 3 + 1}",
        "description_html": f"<p>{sentence(random.Random(n), 30)}</p>",
    }


def episode_rows(
    count: int,
    chance: random.Random,
    podcasts: list[dict[str, Any]],
    people: list[dict[str, Any]],
    topics: list[dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Oldest first, four a week."""
    for n in range(count):
        number = n // len(podcasts) + 1
        ends = sorted(chance.sample(range(400, 9_600), chance.randint(4, 11)))
        summary = sentence(chance, 24)
        yield {
            "_id": ObjectId(),
            "podcast": podcasts[n % len(podcasts)]["_id"],
            "key": str(number),
            "number": number,
            "guid": f"generated-{n}",
            "title": sentence(chance, chance.randint(3, 9)),
            "slug": f"generated-{n}",
            "state": "published",
            "published_at": NEWEST - timedelta(hours=42 * (count - n)),
            "duration_seconds": chance.randint(20 * 60, 95 * 60),
            "summary": summary,
            "teaser": summary,
            "notes_html": "".join(f"<p>{sentence(chance, 60)}</p>" for _ in range(8)),
            "enclosure": enclosure(f"https://media.example/{n}.mp3"),
            "people": [{"person": p["_id"], "role": "guest"} for p in chance.sample(people, 2)],
            "topics": [topic["_id"] for topic in chance.sample(topics, 3)],
            "chapters": [
                {"start_seconds": end / 3.0, "title": sentence(chance, 4)} for end in ends
            ],
            "links": [
                {"label": sentence(chance, 3), "url": f"https://example.org/{i}"} for i in range(12)
            ],
            "strip": [*ends, 10_000],
        }


def enclosure(url: str) -> dict[str, Any]:
    return {"url": url, "type": "audio/mpeg", "size_bytes": 40_000_000}


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()
