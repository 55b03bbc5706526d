"""Documents with good defaults; a test names only what it is about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count, islice
from typing import Any

from bson import ObjectId

from talkpython_site.documents import (
    Account,
    Block,
    Certificate,
    Course,
    CourseChapter,
    CourseLecture,
    Credit,
    Enclosure,
    Episode,
    Grant,
    Interview,
    Lecture,
    Person,
    Podcast,
    SignIn,
    Topic,
    TranscriptLine,
    utc_now,
)
from talkpython_site.documents.certificate import new_code
from talkpython_site.documents.email_address import email_key
from talkpython_site.documents.folding import fold
from talkpython_site.documents.grant import reach_of
from talkpython_site.passwords import Passwords
from talkpython_site.sign_ins import hash_of

FIRST_DAY = datetime(1976, 3, 5, 6, 0, tzinfo=UTC)  # far back: one run makes more than 8,000
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


def credit(person: Person | tuple[Person, str], otherwise: str = "guest") -> Credit:
    named, role = person if isinstance(person, tuple) else (person, otherwise)
    return Credit(person=named.id, role=role)


def make_course(title: str = "Tides by Hand", **changes: Any) -> Course:
    """A free course; ``outline`` has the numbers of lectures of its chapters, whose keys follow.

    Its first lecture is open to everybody; ``people`` and ``topics`` take documents. What the
    lectures hold is made with ``make_lecture``.
    """
    n = next(counter)
    outline = changes.pop("outline", (2, 3))
    values: dict[str, Any] = {
        "title": title,
        "slug": f"course-{n}",
        "state": "published",
        "published_at": FIRST_DAY + timedelta(days=n),
        "access": "free",
        "own_hue": f"hue-{n % 12 + 1}",
        "subtitle": "Reading the sea without a table.",
        "description_html": "<p>What the harbour masters knew.</p>",
        **changes,
    }
    values["people"] = [credit(person) for person in values.get("people", ())]
    values["topics"] = [topic.id for topic in values.get("topics", ())]
    course = Course(**values)
    course.outline(*outline_of(outline))
    return course.insert()


def outline_of(sizes: Sequence[int]) -> tuple[list[CourseChapter], list[CourseLecture]]:
    """Chapters with the keys 1, 2 …, then their lectures with those that follow."""
    keys = count(len(sizes) + 1)
    chapters = [CourseChapter(key=n, title=f"Chapter {n}") for n in range(1, len(sizes) + 1)]
    lectures = [
        CourseLecture(
            key=key,
            chapter=chapter,
            title=f"Lecture {key}",
            slug=f"lecture-{key}",
            duration_seconds=200,
        )
        for chapter, size in enumerate(sizes, start=1)
        for key in islice(keys, size)
    ]
    for first in lectures[:1]:
        first.is_preview = True
    return chapters, lectures


def make_grant(course: Course, email: str, **options: Any) -> Grant:
    """Given by nobody who is known."""
    key = email_key(email)
    Grant.give(course.id, {key: email}, ObjectId(), **options)
    made: Grant = Grant.objects.get(id=reach_of(course.id, key))
    return made


def make_lecture(course: Course, key: int | None = None, **changes: Any) -> Lecture:
    """What a lecture of a course holds, the first one unless a key is given."""
    values: dict[str, Any] = {
        "course": course.id,
        "key": course.lectures[0].key if key is None else key,
        "transcript": [
            TranscriptLine(start_seconds=0.0, text="Welcome to the harbour."),
            TranscriptLine(start_seconds=4.5, text="The tide comes in twice a day."),
        ],
        **changes,
    }
    return Lecture(**values).insert()


def make_interview(title: str = "The woman who timed the tide", **changes: Any) -> Interview:
    """``people`` and ``topics`` take documents; who has no role answers."""
    n = next(counter)
    values: dict[str, Any] = {
        "title": title,
        "slug": f"interview-{n}",
        "state": "published",
        "published_at": FIRST_DAY + timedelta(days=n),
        "subtitle": "She has read the gauge every morning for thirty years.",
        "introduction_html": "<p>We met at the quay.</p>",
        "teaser": "We met at the quay.",
        "minutes": 4,
        **changes,
    }
    values["people"] = [credit(each, "interviewee") for each in values.get("people", ())]
    values["topics"] = [topic.id for topic in values.get("topics", ())]
    blocks = values.pop("blocks", (said("question", "How did it begin?"), said("answer", "Wet.")))
    interview = Interview(**values)
    interview.converse(blocks)
    return interview.insert()


def said(kind: str, text: str, **values: Any) -> Block:
    """A block of an interview, with nothing but plain words."""
    return Block(kind=kind, text_source=text, text_html=f"<p>{text}</p>", **values)


def make_certificate(account: Account, **changes: Any) -> Certificate:
    """One of a course of its own, unless another is given."""
    values: dict[str, Any] = {
        "id": new_code(),
        "account": account.id,
        "course": ObjectId(),
        "name": account.name,
        "course_title": "Tides by Hand",
        "language": "en",
        "own_hue": "hue-7",
        "duration_seconds": 34_320,
        "lecture_count": 19,
        "strip": [1900, 4400, 5200, 8100, 10_000],
        "issued_at": datetime(2026, 11, 30, 12, tzinfo=UTC),
        **changes,
    }
    holder = {} if "replaced_at" in values else {"holder": f"{values['course']}:{account.id}"}
    return Certificate(**values, **holder).insert()


def make_person(name: str = "Ines Okafor", **changes: Any) -> Person:
    key = fold(name)
    values = {"name": name, "key": key, "slug": key.replace(" ", "-"), **changes}
    return Person(**values).insert()


def make_topic(name: str = "databases", **changes: Any) -> Topic:
    key = fold(name)
    values = {"name": name, "key": key, "slug": key.replace(" ", "-"), **changes}
    return Topic(**values).insert()


# Of "seven calm herons", by the parameters of the site.
PASSWORD = "seven calm herons"  # noqa: S105 - everybody's, in tests


@cache
def password_hash(password: str = PASSWORD) -> str:
    """Hashed once a run: it takes 40 ms."""
    return Passwords().hash(password)


def make_account(email: str | None = None, **changes: Any) -> Account:
    """An account that is confirmed, with the password ``PASSWORD``."""
    email = email or f"ines-{next(counter)}@example.org"
    password = changes.pop("password", PASSWORD)
    values: dict[str, Any] = {
        "email": email,
        "email_key": email_key(email),
        "password_hash": password_hash(password),
        "confirmed_at": FIRST_DAY,
        **changes,
    }
    account = Account(**values)
    account.call(changes.get("name", "Ines Okafor"))
    account.insert()
    account.rejoin()
    return account


def make_sign_in(account: Account, **changes: Any) -> str:
    """A sign-in of an account; gives what its cookie holds."""
    token, now = f"token-{next(counter)}", utc_now()
    values: dict[str, Any] = {
        "hash": hash_of(token),
        "made_at": now,
        "seen_at": now,
        "expires_at": now + timedelta(days=1),
        "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
        "network": "192.0.2.7",
        **changes,
    }
    assert account.push_sign_in(SignIn(**values))
    return f"{account.id}.{token}"
