"""Cards: what lists need of each document, frozen and kept in process."""

from dataclasses import dataclass
from datetime import date, datetime
from sys import intern
from typing import Any, ClassVar, Self

from bson import ObjectId

from talkpython_site.catalogue.credits import HOST, Term, credits_of, terms_of
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.course import FREE, shown_of
from talkpython_site.documents.visibility import is_public

CONTRIBUTOR = "contributor"  # of an episode
AUTHOR = "author"  # of a course
HOSTS = frozenset({HOST, "co-host", "cohost"})  # roles of those who are always there


@dataclass(frozen=True, slots=True)
class PodcastCard:
    """A podcast in lists."""

    kind: ClassVar[str] = "podcast"
    fields: ClassVar[tuple[str, ...]] = (
        "slug", "title", "subtitle", "language", "own_hue", "state", "people", "is_explicit",
        "artwork", "slugs", "rhythm_days", "rhythm_weekday", "time_zone", "phase",
    )  # fmt: skip

    id: ObjectId
    slug: str
    title: str
    subtitle: str | None
    language: str | None
    own_hue: str
    state: str
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    is_explicit: bool
    artwork: str | None  # a picture kept here, by its hash
    slugs: tuple[str, ...] = ()  # all that it has or had
    rhythm_days: int | None = None  # a new episode every so many days
    rhythm_weekday: int | None = None  # 0 is Monday
    time_zone: str | None = None  # IANA; None: that of the site
    phase: str | None = None  # "paused" or "finished"; None: it goes on
    terms: tuple[tuple[ObjectId, str, Term], ...] = ()  # of those people who have one

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(
            id=stored["_id"],
            slug=stored["slug"],
            title=stored["title"],
            subtitle=stored.get("subtitle"),
            language=stored.get("language"),
            own_hue=stored.get("own_hue") or "hue-1",
            state=stored.get("state", ""),
            people=credits_of(stored, HOST),
            is_explicit=bool(stored.get("is_explicit")),
            artwork=stored.get("artwork"),
            slugs=tuple(stored.get("slugs") or ()),
            rhythm_days=stored.get("rhythm_days"),
            rhythm_weekday=stored.get("rhythm_weekday"),
            time_zone=stored.get("time_zone"),
            phase=stored.get("phase"),
            terms=terms_of(stored),
        )

    def people_at(self, day: date | None) -> tuple[tuple[ObjectId, str], ...]:
        """Who makes it on a day, with their roles; who ever did where the day is not known."""
        if day is None or not self.terms:
            return self.people
        limited = {(person, role) for person, role, _term in self.terms}
        now = {(person, role) for person, role, term in self.terms if term.holds(day)}
        return tuple(credit for credit in self.people if credit in now or credit not in limited)

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, None, now)


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """An episode in lists."""

    kind: ClassVar[str] = "episode"
    fields: ClassVar[tuple[str, ...]] = (
        "podcast", "key", "slug", "title", "state", "kind", "season", "number", "published_at",
        "published_precision", "duration_seconds", "teaser", "people", "topics", "strip",
        "is_explicit", "enclosure.type", "enclosure.url", "enclosure.media", "sponsor_parts",
        "artwork", "language", "checks",
    )  # fmt: skip

    id: ObjectId
    podcast: ObjectId
    key: str
    slug: str
    title: str
    state: str
    form: str  # full, trailer or bonus
    season: int | None
    number: int | None
    published_at: datetime | None
    published_precision: str | None
    duration_seconds: int | None
    teaser: str | None
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    topics: tuple[ObjectId, ...]
    strip: tuple[int, ...]  # ends of its parts, in ten-thousandths of its length
    is_explicit: bool
    media_type: str | None  # as the enclosure gives it; None: not out yet
    media: str | None  # the key of the file, where it is kept here
    sponsor_parts: tuple[int, ...]  # which parts of the strip are sponsors', from 0
    artwork: str | None  # its own picture, by its hash; None: that of its podcast
    language: str | None  # None: that of its podcast
    checks: tuple[str, ...]  # what blocks or warns, as of its last change

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        enclosure = stored.get("enclosure") or {}
        return cls(
            id=stored["_id"],
            podcast=stored["podcast"],
            key=stored["key"],
            slug=stored["slug"],
            title=stored["title"],
            state=stored.get("state", ""),
            form=stored.get("kind") or "full",
            season=stored.get("season"),
            number=stored.get("number"),
            published_at=stored.get("published_at"),
            published_precision=stored.get("published_precision"),
            duration_seconds=stored.get("duration_seconds"),
            teaser=stored.get("teaser"),
            people=credits_of(stored, CONTRIBUTOR),
            topics=tuple(dict.fromkeys(stored.get("topics") or ())),
            strip=tuple(stored.get("strip") or ()),
            is_explicit=bool(stored.get("is_explicit")),
            media_type=str(enclosure.get("type") or "") if is_out(enclosure) else None,
            media=enclosure.get("media"),
            sponsor_parts=tuple(stored.get("sponsor_parts") or ()),
            artwork=stored.get("artwork"),
            language=str(stored.get("language") or "") or None,
            checks=tuple(map(intern, map(str, stored.get("checks") or ()))),
        )

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, self.published_at, now)


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course in lists."""

    kind: ClassVar[str] = "course"
    fields: ClassVar[tuple[str, ...]] = (
        "slug", "slugs", "title", "subtitle", "language", "own_hue", "state", "published_at",
        "level", "access", "artwork", "people", "topics", "duration_seconds", "strip",
        "chapter_count", "lecture_count", "lectures.key", "lectures.slug", "lectures.is_preview",
        "lectures.is_titled", "lectures.content", "chapters.is_titled",
    )  # fmt: skip

    id: ObjectId
    slug: str
    slugs: tuple[str, ...]  # all that it has or had
    title: str
    subtitle: str | None
    language: str | None
    own_hue: str
    state: str
    published_at: datetime | None
    level: str | None
    is_free: bool  # else by grant
    artwork: str | None  # a picture kept here, by its hash
    people: tuple[tuple[ObjectId, str], ...]  # person, role
    topics: tuple[ObjectId, ...]
    duration_seconds: int
    strip: tuple[int, ...]  # ends of its chapters, in ten-thousandths of its length
    chapter_count: int
    lecture_count: int
    previews: tuple[tuple[int, str], ...]  # key and slug of the lectures open to everybody
    made_up_titles: int  # of chapters and lectures, for an editor to see to

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(
            id=stored["_id"],
            slug=stored["slug"],
            slugs=tuple(stored.get("slugs") or ()),
            title=stored["title"],
            subtitle=stored.get("subtitle"),
            language=stored.get("language"),
            own_hue=stored.get("own_hue") or "hue-1",
            state=stored.get("state", ""),
            published_at=stored.get("published_at"),
            level=stored.get("level"),
            is_free=stored.get("access") == FREE,
            artwork=stored.get("artwork"),
            people=credits_of(stored, AUTHOR),
            topics=tuple(dict.fromkeys(stored.get("topics") or ())),
            duration_seconds=stored.get("duration_seconds") or 0,
            strip=tuple(stored.get("strip") or ()),
            chapter_count=stored.get("chapter_count") or 0,
            lecture_count=stored.get("lecture_count") or 0,
            previews=tuple(
                (each["key"], each["slug"]) for each in shown_of(stored) if each.get("is_preview")
            ),
            made_up_titles=sum(
                each.get("is_titled") is False
                for part in ("chapters", "lectures")
                for each in stored.get(part) or ()
            ),
        )

    def is_public(self, now: datetime) -> bool:
        return is_public(self.state, self.published_at, now)


@dataclass(frozen=True, slots=True)
class NameCard:
    """What people's and topics' cards share: a name with an address."""

    fields: ClassVar[tuple[str, ...]] = ("slug", "name", "slugs", "merged_into")

    id: ObjectId
    slug: str
    name: str
    slugs: tuple[str, ...] = ()  # all that it has or had; () where it always had this one
    merged_into: ObjectId | None = None

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        return cls(
            id=stored["_id"],
            slug=stored["slug"],
            name=stored["name"],
            slugs=tuple(stored.get("slugs") or ()),
            merged_into=stored.get("merged_into"),
        )


@dataclass(frozen=True, slots=True)
class PersonCard(NameCard):
    """A person in lists."""

    kind: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True)
class TopicCard(NameCard):
    """A topic in lists."""

    kind: ClassVar[str] = "topic"


Card = PodcastCard | EpisodeCard | CourseCard | InterviewCard | PersonCard | TopicCard


def is_out(enclosure: dict[str, Any]) -> bool:
    """Whether there is a file, wherever it lies."""
    return bool(enclosure.get("url") or enclosure.get("media"))
