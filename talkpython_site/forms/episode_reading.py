"""What was typed into the form of an episode, read as values."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bson import ObjectId
from slugify import slugify

from talkpython_site import (
    chapter_files,
    episode_lines,
    episode_names,
    episode_sponsors,
    wording,
)
from talkpython_site.episode_texts import credits_now
from talkpython_site.forms import episode_audio
from talkpython_site.forms.reading import LANGUAGE, read_artwork, read_topics
from talkpython_site.importing.feeds.slugs import LONGEST as LONGEST_SLUG
from talkpython_site.markdown.texts import check_growth

if TYPE_CHECKING:
    from talkpython_site.forms.episodes import EpisodeForm

LONGEST_TITLE = 300
LONGEST_SUMMARY = 4_000
LARGEST_NOTES = 200_000  # bytes
MOST_BRACKETS = 5_000  # of "[" in notes: each is looked at again for each that is open
LARGEST_NUMBER = 99_999
KINDS = {"full": "Full episode", "trailer": "Trailer", "bonus": "Bonus"}
READ_EXPLICIT = {"": None, "yes": True, "no": False}


def wanted_text(form: "EpisodeForm", name: str, most: int, label: str) -> str:
    text = form.wanted[name]
    if len(text) > most:
        raise ValueError(f"{label} of {len(text):,} characters: {most:,} are the most.")
    return text


def read_podcast(form: "EpisodeForm") -> ObjectId:
    given = form.podcast.data or ""
    chosen = ObjectId(given) if ObjectId.is_valid(given) else None
    if chosen is None or chosen not in form.own:
        raise ValueError("Choose a podcast." if not given else "Choose a podcast of yours.")
    return chosen


def read_count(form: "EpisodeForm", name: str) -> int | None:
    text = form.wanted[name]
    is_number = text.isascii() and text.isdigit() and int(text[:9]) <= LARGEST_NUMBER
    if text and not (is_number and len(text) < 9):
        raise ValueError(f"Type a whole number from 0 to {LARGEST_NUMBER:,}, or nothing.")
    return int(text) if text else None


def read_number(form: "EpisodeForm") -> int | None:
    """Raises ``ValueError`` where another episode of the podcast, season and kind has it."""
    number, season = read_count(form, "number"), None
    try:
        season = read_count(form, "season")
    except ValueError:  # said at that field
        return number
    podcast = form.values.get("podcast") or form.thing.podcast
    wanted = (podcast, season, number, form.wanted["kind"])
    for card in form.snapshot.episodes.values():
        its = (card.podcast, card.season, card.number, card.form)
        if number is not None and its == wanted and card.id != form.thing.id:
            title = wording.excerpt(card.title, 80)
            raise ValueError(f"“{title}” has the number {number} already.")
    return number


def read_kind(form: "EpisodeForm") -> str:
    if form.wanted["kind"] not in KINDS:
        raise ValueError("Choose one of these kinds.")
    return form.wanted["kind"]


def read_title(form: "EpisodeForm") -> str:
    title = wanted_text(form, "title", LONGEST_TITLE, "A title")
    if not title:
        raise ValueError("Type a title.")
    return title


def read_slug(form: "EpisodeForm") -> str:
    """Nothing where it is made of the title."""
    given = form.wanted["slug"]
    slug = slugify(given)
    if given and not slug:
        raise ValueError("Letters or digits are missing. Left empty, it is made of the title.")
    if len(slug) > LONGEST_SLUG:
        raise ValueError(f"It has {len(slug)} characters: {LONGEST_SLUG} are the most.")
    return str(slug)


def read_notes(form: "EpisodeForm") -> str:
    notes = form.wanted["notes"]
    if (size := len(notes.encode())) > LARGEST_NOTES:
        raise ValueError(f"Notes of {wording.size(size)}: {wording.size(LARGEST_NOTES)} at most.")
    if notes.count("[") > MOST_BRACKETS:
        raise ValueError(f"Notes with more than {MOST_BRACKETS:,} brackets “[” cannot be read.")
    check_growth(notes)
    return notes


def read_people(form: "EpisodeForm") -> list[Any]:
    known, names = credits_now(form.thing, form.snapshot), form.snapshot.names_of_people
    return episode_names.read_people(form.wanted["people"], known, names)


def read_chapters(form: "EpisodeForm") -> list[Any]:
    return chapter_files.read_chapters(
        form.wanted["chapters"], form.thing.chapters, wanted_end(form)
    )


def read_sponsors(form: "EpisodeForm") -> list[Any]:
    return episode_sponsors.read_sponsors(
        form.wanted["sponsors"], form.thing.sponsors, wanted_end(form)
    )


def wanted_end(form: "EpisodeForm") -> int | None:
    """The length in seconds, where there is one."""
    if "duration" in form.values:
        return form.values["duration"]  # of a file that was uploaded, where none was typed
    with suppress(ValueError):  # said at that field
        return episode_lines.read_length(form.wanted["duration"])
    return None


def read_language(form: "EpisodeForm") -> str | None:
    given = form.wanted["language"].replace("_", "-")
    if given and not LANGUAGE.fullmatch(given):
        raise ValueError("Type a language as en or pt-BR, or nothing for that of the show.")
    return given or None


def read_explicit(form: "EpisodeForm") -> bool | None:
    if form.wanted["is_explicit"] not in READ_EXPLICIT:
        raise ValueError("Choose one of these.")
    return READ_EXPLICIT[form.wanted["is_explicit"]]


ALWAYS = {"podcast", "title"}
FOLLOWING = {
    "slug": "title",
    "audio_type": "audio",
    "duration": "media",
}  # made of the other while left empty
# What may be wrong by a change of another.
BOUND = {
    "number": ("season", "kind"),
    "audio": ("audio_type", "audio_bytes"),
    "chapters": ("duration",),
    "sponsors": ("duration",),
}
# In the order in which they need one another.
READ: Mapping[str, Callable[["EpisodeForm"], Any]] = {
    "podcast": read_podcast,
    "season": lambda form: read_count(form, "season"),
    "number": read_number,
    "kind": read_kind,
    "title": read_title,
    "slug": read_slug,
    "summary": lambda form: wanted_text(form, "summary", LONGEST_SUMMARY, "A summary") or None,
    "notes": read_notes,
    "people": read_people,
    "topics": read_topics,
    "links": lambda form: episode_lines.read_links(form.wanted["links"], form.thing.links),
    "language": read_language,
    "media": episode_audio.read_media,
    "artwork": read_artwork,
    "audio": episode_audio.read_audio,
    "audio_type": episode_audio.read_audio_type,
    "audio_bytes": episode_audio.read_audio_bytes,
    "duration": episode_audio.read_duration,
    "chapters": read_chapters,
    "sponsors": read_sponsors,
    "is_explicit": read_explicit,
}
