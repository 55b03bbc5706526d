"""What was typed, written into an episode; new people and topics are made on the spot."""

from collections.abc import Callable, Mapping
from typing import Any

from bson import ObjectId

from talkpython_site import episode_lines, episode_names, episode_sponsors
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Enclosure, Episode
from talkpython_site.episode_checks import look_at
from talkpython_site.episode_others import free_slug
from talkpython_site.episode_texts import MARKDOWN, is_html, own_topics
from talkpython_site.importing.feeds.stored import derived
from talkpython_site.markdown import render
from talkpython_site.markdown.notes import read_notes
from talkpython_site.markdown.pictures import Sizes
from talkpython_site.media import type_at
from talkpython_site.writing import put

Values = Mapping[str, Any]
Address = Callable[[Episode], str]  # of its page, whole
AS_READ = (
    "season",
    "number",
    "kind",
    "title",
    "summary",
    "links",
    "is_explicit",
    "language",
    "artwork",
)
MADE_FROM = {"notes", "duration", "slug"}  # time codes in notes lead to a second at an address
NAMES = {"people", "topics"}  # new ones are made when they are written
AUDIO = {"media": "media", "audio": "url", "audio_type": "type", "audio_bytes": "size_bytes"}


def write(
    episode: Episode, values: Values, snapshot: Snapshot, address: Address, sizes: Sizes
) -> None:
    """Put the values of those fields into an episode that were changed; all else stays as it is.

    ``address`` is asked for once number and slug stand; ``sizes`` knows the pictures kept here.
    """
    for name, (field, made) in MADE.items():
        if name in values:
            put(episode, field, made(episode, values[name], snapshot))
    if AUDIO.keys() & values.keys():
        put(episode, "enclosure", enclosure(episode.enclosure, values))
    write_notes(episode, values, address, sizes)
    write_derived(episode, values)
    look_at(episode, snapshot)


def as_read(_episode: Episode, value: Any, _snapshot: Snapshot) -> Any:
    return value


def slug(episode: Episode, value: str, snapshot: Snapshot) -> str:
    return value or free_slug(episode.title or "", episode.podcast, snapshot, episode.id)


def topics(episode: Episode, names: list[str], snapshot: Snapshot) -> list[ObjectId]:
    return episode_names.topics_of(names, own_topics(episode, snapshot))


# From a field of the form to one of the document; the title before what is made of it.
MADE: Mapping[str, tuple[str, Callable[[Episode, Any, Snapshot], Any]]] = {
    **{name: (name, as_read) for name in AS_READ},
    "duration": ("duration_seconds", as_read),
    "slug": ("slug", slug),
    "people": ("people", lambda _e, lines, _all: episode_names.credits_of(lines)),
    "topics": ("topics", topics),
    "chapters": ("chapters", lambda _e, lines, _all: episode_lines.chapters(lines)),
    "sponsors": ("sponsors", lambda _e, lines, _all: episode_sponsors.sponsors(lines)),
}


def enclosure(before: Enclosure | None, values: Values) -> Enclosure | None:
    """The file. Type and size of one that is kept here are what they are, whatever is typed.

    A new address stands in its place, with a size that nobody knows before it is typed.
    """
    kept = values.get("media")
    if kept:
        its = {"media": kept.media, "type": kept.type, "size_bytes": kept.size_bytes}
        return episode_lines.changed(Enclosure, before, url=None, **its)
    changes = {field: values[name] for name, field in AUDIO.items() if name in values}
    if before and before.media and changes.get("url"):
        guessed = type_at(changes["url"]) or before.type
        changes = {"media": None, "size_bytes": None, "type": guessed, **changes}
    elif before and before.media and "media" not in changes:
        return before
    made = episode_lines.changed(Enclosure, before, **changes)
    return made if made.url or made.media or made.type or made.size_bytes else None


def write_notes(episode: Episode, values: Values, address: Address, sizes: Sizes) -> None:
    """Notes in HTML stay HTML until there are none; time codes follow length and address."""
    stays_html = is_html(episode)
    if "notes" in values:
        put(episode, "notes_source", values["notes"])
        put(episode, "notes_format", MARKDOWN if values["notes"] and not stays_html else None)
    source = episode.notes_source or ""
    if "notes" in values and stays_html:
        put(episode, "notes_html", str(render(source, address(episode), sizes=sizes).html))
    elif "notes" in values or (source and not stays_html and MADE_FROM & values.keys()):
        html = read_notes(source, address(episode), episode.duration_seconds, sizes)
        put(episode, "notes_html", str(html))


def write_derived(episode: Episode, values: Values) -> None:
    """What is made of other fields, where one of these was changed."""
    made = derived(episode.to_mongo())
    if {"summary", "notes"} & values.keys():
        put(episode, "teaser", made["teaser"])
    if {"chapters", "sponsors", "duration"} & values.keys():
        put(episode, "strip", made["strip"])
        put(episode, "sponsor_parts", made["sponsor_parts"])
