"""Documents with good defaults; a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from talkpython_site.documents import Credit, Enclosure, Episode, Person, Podcast, Topic
from talkpython_site.documents.folding import fold

FIRST_DAY = datetime(2004, 3, 5, 6, 0, tzinfo=UTC)  # far back: one run makes thousands
SUMMARY = "A harbour master explains a spreadsheet."
counter = count(1)


def make_podcast(title: str = "Deep Harbour", **changes: Any) -> Podcast:
    n = next(counter)
    values: dict[str, Any] = {
        "title": title,
        "slug": f"show-{n}",
        "state": "published",
        "own_hue": f"hue-{n % 12 + 1}",
        "description_html": "<p>Conversations about software that lasts.</p>",
        **changes,
    }
    podcast = Podcast(**values)
    return podcast.insert()


def make_episode(podcast: Podcast | None = None, **changes: Any) -> Episode:
    """An episode a day after the one before; ``people`` and ``topics`` take documents."""
    n = next(counter)
    podcast = podcast or make_podcast()
    number = changes.pop("number", n)
    values: dict[str, Any] = {
        "podcast": podcast.id,
        "number": number,
        "key": str(number or f"x{n:06d}"),
        "guid": f"guid-{n}",
        "title": f"How the tide tables were typed, part {n}",
        "slug": f"tide-tables-{n}",
        "kind": "full",
        "state": "published",
        "published_at": FIRST_DAY + timedelta(days=n),
        "duration_seconds": 3492,
        "summary": SUMMARY,
        "teaser": SUMMARY,
        "notes_html": f"<p>{SUMMARY}</p>",
        "enclosure": elsewhere(f"{n}.mp3"),
        **changes,
    }
    values["people"] = [credit(person) for person in values.get("people", ())]
    values["topics"] = [topic.id for topic in values.get("topics", ())]
    return Episode(**values).insert()


def elsewhere(name: str) -> Enclosure:
    url = f"https://media.example/{name}"
    return Enclosure(url=url, size_bytes=41_000_000, type="audio/mpeg")


def credit(person: Person | tuple[Person, str]) -> Credit:
    named, role = person if isinstance(person, tuple) else (person, "guest")
    return Credit(person=named.id, role=role)


def make_person(name: str = "Ines Okafor", **changes: Any) -> Person:
    key = fold(name)
    values = {"name": name, "key": key, "slug": key.replace(" ", "-"), **changes}
    return Person(**values).insert()


def make_topic(name: str = "databases", **changes: Any) -> Topic:
    key = fold(name)
    values = {"name": name, "key": key, "slug": key.replace(" ", "-"), **changes}
    return Topic(**values).insert()
