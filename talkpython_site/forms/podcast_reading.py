"""What was typed into the form of a podcast, read as values."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from talkpython_site import apple_categories, episode_lines, podcast_hosts, wording
from talkpython_site.addresses import web_address
from talkpython_site.documents import Podcast
from talkpython_site.documents.email_address import clean_email
from talkpython_site.documents.visibility import DRAFT, PUBLISHED
from talkpython_site.forms.reading import (
    HUES,
    LONGEST_SENTENCE,
    line,
    read_address,
    read_artwork,
    read_choice,
    read_description,
    read_language,
    read_slug,
    read_title,
)
from talkpython_site.rhythms import FINISHED, PAUSED, WEEK

if TYPE_CHECKING:
    from talkpython_site.forms.podcasts import PodcastForm

LONGEST_FREQUENCY = 128  # as podcast:updateFrequency has it
MOST_DAYS = 366
MOST_ITEMS = 10_000
MOST_FEEDS = 20
KINDS = {"episodic": "Episodic", "serial": "Serial"}
MEDIA = {
    "podcast": "Podcast", "music": "Music", "video": "Video", "film": "Film",
    "audiobook": "Audiobook", "newsletter": "Newsletter", "blog": "Blog", "course": "Course",
}  # fmt: skip
STATES = {PUBLISHED: "Everybody", DRAFT: "Only its editors"}
PHASES = {"": "It goes on", PAUSED: "Paused", FINISHED: "Finished"}
READ_YES = {"yes": True, "no": False}


def read_category(form: "PodcastForm", name: str) -> list[str] | None:
    chosen = form.wanted[name]
    known = [*apple_categories.ways(), *form.thing.categories]
    found = next((way for way in known if apple_categories.spelled(way) == chosen), None)
    if chosen and found is None:
        raise ValueError("Choose one of these categories.")
    return found


def read_category_2(form: "PodcastForm") -> list[str] | None:
    if form.wanted["category_2"] and not form.wanted["category"]:
        raise ValueError("Choose the first category before a second.")
    if form.wanted["category_2"] == form.wanted["category"] != "":
        raise ValueError("Choose two that differ.")
    return read_category(form, "category_2")


def read_yes(form: "PodcastForm", name: str) -> bool:
    return READ_YES[read_choice(form, name, READ_YES) or "no"]


def read_people(form: "PodcastForm") -> list[Any]:
    names = form.snapshot.names_of_people
    return podcast_hosts.read_hosts(form.wanted["people"], form.thing.people, names)


def read_email(form: "PodcastForm") -> str | None:
    return clean_email(form.wanted["owner_email"]) if form.wanted["owner_email"] else None


def read_feed_urls(form: "PodcastForm") -> list[str]:
    """Raises ``ValueError`` also where another podcast came from there."""
    lines = episode_lines.lines_of(form.wanted["feed_urls"])
    episode_lines.counted(lines, MOST_FEEDS, "addresses")
    found = []
    for number, written in enumerate(lines, 1):
        address, said = web_address(written), episode_lines.quoted(number, written)
        if address is None:
            raise ValueError(f"{said} is no whole address, as https://… would be.")
        other = Podcast.objects.by_feed_url(address).first()
        if other is not None and other.id != form.thing.id:
            raise ValueError(f"{said} is a feed of “{wording.excerpt(other.title, 80)}”.")
        found.append(address)
    return list(dict.fromkeys(found))


def read_whole(form: "PodcastForm", name: str, most: int) -> int | None:
    text = form.wanted[name]
    is_number = text.isascii() and text.isdigit() and len(text) < 9
    if text and not (is_number and 1 <= int(text) <= most):
        raise ValueError(f"Type a whole number from 1 to {most:,}, or nothing.")
    return int(text) if text else None


def read_weekday(form: "PodcastForm") -> int | None:
    chosen = form.wanted["rhythm_weekday"]
    if chosen and chosen not in set(map(str, range(WEEK))):
        raise ValueError("Choose one of these.")
    days = form.wanted["rhythm_days"]
    if chosen and not (days.isdigit() and days.isascii() and int(days[:9]) % WEEK == 0):
        raise ValueError("A weekday needs whole weeks: 7 days, 14 or more.")
    return int(chosen) if chosen else None


def read_zone(form: "PodcastForm") -> str | None:
    return read_choice(form, "time_zone", {"", *available_timezones()})


def read_phase_note(form: "PodcastForm") -> str | None:
    """Nothing where it goes on, and the sentence is still that of before."""
    note = line(form, "phase_note", LONGEST_SENTENCE)
    if note and not form.wanted["phase"]:
        if note == form.theirs["phase_note"]:
            return None
        raise ValueError("Say also that it is paused or finished, or take this away.")
    return note


def lines(form: "PodcastForm", name: str) -> list[Any]:
    return episode_lines.read_links(form.wanted[name], form.thing[name])


ALWAYS = {"title"}
FOLLOWING = {"slug": "title"}  # made of the other while left empty
# What may be wrong by a change of another.
BOUND = {
    "category_2": ("category",),
    "rhythm_weekday": ("rhythm_days",),
}
READ: Mapping[str, Callable[["PodcastForm"], Any]] = {
    "title": read_title,
    "slug": read_slug,
    "subtitle": lambda form: line(form, "subtitle", LONGEST_SENTENCE),
    "description": read_description,
    "language": read_language,
    "category": lambda form: read_category(form, "category"),
    "category_2": read_category_2,
    "is_explicit": lambda form: read_yes(form, "is_explicit"),
    "kind": lambda form: read_choice(form, "kind", KINDS),
    "artwork": read_artwork,
    "own_hue": lambda form: read_choice(form, "own_hue", HUES),
    "people": read_people,
    "author": lambda form: line(form, "author"),
    "owner_name": lambda form: line(form, "owner_name"),
    "owner_email": read_email,
    "copyright": lambda form: line(form, "copyright"),
    "state": lambda form: read_choice(form, "state", STATES),
    "phase": lambda form: read_choice(form, "phase", PHASES),
    "phase_note": read_phase_note,
    "rhythm_days": lambda form: read_whole(form, "rhythm_days", MOST_DAYS),
    "rhythm_weekday": read_weekday,
    "update_frequency": lambda form: line(form, "update_frequency", LONGEST_FREQUENCY),
    "time_zone": read_zone,
    "link": lambda form: read_address(form, "link"),
    "elsewhere": lambda form: lines(form, "elsewhere"),
    "funding": lambda form: lines(form, "funding"),
    "feed_items": lambda form: read_whole(form, "feed_items", MOST_ITEMS),
    "is_locked": lambda form: read_yes(form, "is_locked"),
    "medium": lambda form: read_choice(form, "medium", MEDIA),
    "feed_urls": read_feed_urls,
    "new_feed_url": lambda form: read_address(form, "new_feed_url"),
}
