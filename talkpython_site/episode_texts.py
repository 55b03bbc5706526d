"""An episode as the texts of its form."""

from collections.abc import Mapping

from bson import ObjectId

from talkpython_site import episode_lines, episode_names, wording
from talkpython_site.catalogue.joining import followed_credits
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Course, Credit, Episode, Interview
from talkpython_site.documents.folding import fold
from talkpython_site.documents.visibility import DRAFT
from talkpython_site.episode_others import free_slug
from talkpython_site.episode_sponsors import sponsor_line
from talkpython_site.text_fields import TextFields, Write

MARKDOWN = "markdown"
HTML = "html"
FULL = "full"
EXPLICIT = {None: "", True: "yes", False: "no"}


def number(value: int | None) -> str:
    return "" if value is None else str(value)


def slug_text(episode: Episode, snapshot: Snapshot) -> str:
    """Nothing for as long as it follows the title."""
    if episode.state != DRAFT:
        return episode.slug or ""
    made = free_slug(episode.title or "", episode.podcast, snapshot, episode.id)
    return "" if episode.slug == made else episode.slug or ""


def is_html(episode: Episode) -> bool:
    """Whether its notes are HTML, or plain text, as feeds give them."""
    has_notes = bool(episode.notes_source or episode.notes_html)
    return has_notes and episode.notes_format != MARKDOWN


def credits_now(thing: Episode | Course | Interview, snapshot: Snapshot) -> list[Credit]:
    """Its people, each who was merged as who stands for them."""
    given = [(credit.person, index) for index, credit in enumerate(thing.people)]
    kept = followed_credits(given, snapshot.joined.merged["person"])
    return [followed_credit(thing.people[index], person) for person, index in kept]


def followed_credit(credit: Credit, person: ObjectId) -> Credit:
    is_same = credit.person == person
    return credit if is_same else episode_lines.changed(Credit, credit, person=person)


def people_text(episode: Episode, snapshot: Snapshot) -> str:
    names = snapshot.names_of_people
    found = credits_now(episode, snapshot)
    return "\n".join(episode_names.credit_line(names, credit) for credit in found)


def topic_names(thing: Episode | Course | Interview, snapshot: Snapshot) -> list[str]:
    names = snapshot.names_of_topics
    topics = snapshot.followed_topics(thing.topics)
    return [episode_names.name_of(names, topic) for topic in topics]


def own_topics(thing: Episode | Course | Interview, snapshot: Snapshot) -> dict[str, ObjectId]:
    """The topics that it has, by their folded names."""
    there = snapshot.followed_topics(thing.topics)
    return dict(zip(map(fold, topic_names(thing, snapshot)), there, strict=True))


def enclosure_text(episode: Episode, name: str) -> str:
    value = getattr(episode.enclosure, name) if episode.enclosure else None
    return "" if value is None else str(value)


WRITTEN: Mapping[str, Write] = {
    "title": lambda episode, _all: episode.title or "",
    "kind": lambda episode, _all: episode.kind or FULL,
    "is_explicit": lambda episode, _all: EXPLICIT[episode.is_explicit],
    "number": lambda episode, _all: number(episode.number),
    "season": lambda episode, _all: number(episode.season),
    "slug": slug_text,
    "language": lambda episode, _all: episode.language or "",
    "media": lambda episode, _all: enclosure_text(episode, "media"),
    "audio": lambda episode, _all: enclosure_text(episode, "url"),
    "audio_type": lambda episode, _all: enclosure_text(episode, "type"),
    "audio_bytes": lambda episode, _all: enclosure_text(episode, "size_bytes"),
    "duration": lambda episode, _all: (
        "" if episode.duration_seconds is None else wording.position(episode.duration_seconds)
    ),
    "summary": lambda episode, _all: episode.summary or "",
    "notes": lambda episode, _all: episode.notes_source or episode.notes_html or "",
    "links": lambda episode, _all: "\n".join(map(episode_lines.link_line, episode.links)),
    "chapters": lambda episode, _all: "\n".join(map(episode_lines.chapter_line, episode.chapters)),
    "sponsors": lambda episode, _all: "\n".join(map(sponsor_line, episode.sponsors)),
    "artwork": lambda episode, _all: episode.artwork or "",
    "people": people_text,
    "topics": lambda episode, every: episode_names.topics_text(topic_names(episode, every)),
}
TEXTS = TextFields(
    WRITTEN,
    lines=frozenset({"people", "links", "chapters", "sponsors"}),
    long=frozenset({"summary", "notes"}),
    together=(frozenset({"media", "audio", "audio_type", "audio_bytes"}),),
)
