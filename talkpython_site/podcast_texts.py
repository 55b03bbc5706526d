"""A podcast as the texts of its form."""

from collections.abc import Mapping

from talkpython_site import apple_categories, episode_lines, podcast_hosts
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Podcast
from talkpython_site.documents.visibility import DRAFT
from talkpython_site.text_fields import TextFields, Write

MARKDOWN = "markdown"
EPISODIC = "episodic"
PODCAST = "podcast"  # its medium
YES, NO = "yes", "no"


def is_html(podcast: Podcast) -> bool:
    """Whether its description is HTML, or plain text, as feeds give them."""
    has_one = bool(podcast.description_source or podcast.description_html)
    return has_one and podcast.description_format != MARKDOWN


def people_text(podcast: Podcast, snapshot: Snapshot) -> str:
    names = snapshot.names_of_people
    return podcast_hosts.hosts_text(podcast.people, names)


def category(podcast: Podcast, place: int) -> str:
    ways = podcast.categories
    return apple_categories.spelled(ways[place]) if len(ways) > place else ""


def yes(value: bool | None) -> str:  # noqa: FBT001 - a value of a document
    return YES if value else NO


def number(value: int | None) -> str:
    return "" if value is None else str(value)


WRITTEN: Mapping[str, Write] = {
    "title": lambda podcast, _all: podcast.title or "",
    "slug": lambda podcast, _all: podcast.slug or "",
    "subtitle": lambda podcast, _all: podcast.subtitle or "",
    "description": lambda podcast, _all: (
        podcast.description_source or podcast.description_html or ""
    ),
    "language": lambda podcast, _all: podcast.language or "",
    "category": lambda podcast, _all: category(podcast, 0),
    "category_2": lambda podcast, _all: category(podcast, 1),
    "is_explicit": lambda podcast, _all: yes(podcast.is_explicit),
    "kind": lambda podcast, _all: podcast.kind or EPISODIC,
    "artwork": lambda podcast, _all: podcast.artwork or "",
    "own_hue": lambda podcast, _all: podcast.own_hue or "",
    "people": people_text,
    "author": lambda podcast, _all: podcast.author or "",
    "owner_name": lambda podcast, _all: podcast.owner_name or "",
    "owner_email": lambda podcast, _all: podcast.owner_email or "",
    "copyright": lambda podcast, _all: podcast.copyright or "",
    "state": lambda podcast, _all: podcast.state or DRAFT,
    "phase": lambda podcast, _all: podcast.phase or "",
    "phase_note": lambda podcast, _all: podcast.phase_note or "",
    "rhythm_days": lambda podcast, _all: number(podcast.rhythm_days),
    "rhythm_weekday": lambda podcast, _all: number(podcast.rhythm_weekday),
    "update_frequency": lambda podcast, _all: podcast.update_frequency or "",
    "time_zone": lambda podcast, _all: podcast.time_zone or "",
    "link": lambda podcast, _all: podcast.link or "",
    "elsewhere": lambda podcast, _all: "\n".join(map(episode_lines.link_line, podcast.elsewhere)),
    "funding": lambda podcast, _all: "\n".join(map(episode_lines.link_line, podcast.funding)),
    "feed_items": lambda podcast, _all: number(podcast.feed_items),
    "is_locked": lambda podcast, _all: yes(podcast.is_locked),
    "medium": lambda podcast, _all: podcast.medium or PODCAST,
    "feed_urls": lambda podcast, _all: "\n".join(podcast.feed_urls),
    "new_feed_url": lambda podcast, _all: podcast.new_feed_url or "",
}
TEXTS = TextFields(
    WRITTEN,
    lines=frozenset({"people", "elsewhere", "funding", "feed_urls"}),
    long=frozenset({"description"}),
)
