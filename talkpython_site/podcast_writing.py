"""What was typed, written into a podcast; new people are made on the spot."""

from collections.abc import Callable, Mapping
from typing import Any

from talkpython_site import podcast_hosts
from talkpython_site.documents import Podcast
from talkpython_site.markdown import render
from talkpython_site.markdown.texts import READER
from talkpython_site.podcast_texts import MARKDOWN, is_html
from talkpython_site.writing import put, put_slug

Values = Mapping[str, Any]
Address = Callable[[Podcast], str]  # of its page, whole
AS_READ = (
    "title", "subtitle", "language", "is_explicit", "kind", "artwork", "own_hue", "author",
    "owner_name", "owner_email", "copyright", "state", "phase", "phase_note", "rhythm_days",
    "rhythm_weekday", "update_frequency", "time_zone", "link", "elsewhere", "funding",
    "feed_items", "is_locked", "medium", "feed_urls", "new_feed_url",
)  # fmt: skip


def write(podcast: Podcast, values: Values, address: Address) -> None:
    """Put the values of those fields into a podcast that were changed; all else stays as it is.

    ``address`` is asked for once its slug stands.
    """
    for name in AS_READ:
        if name in values:
            put(podcast, name, values[name])
    if "slug" in values:
        put_slug(podcast, values["slug"])
    if "people" in values:
        put(podcast, "people", podcast_hosts.credits_of(values["people"]))
    write_categories(podcast, values)
    write_description(podcast, values, address)


def write_categories(podcast: Podcast, values: Values) -> None:
    """Those that a feed gave beyond the second stay."""
    if {"category", "category_2"} & values.keys():
        before = [*podcast.categories, [], []]
        chosen = [values.get("category", before[0]), values.get("category_2", before[1])]
        put(podcast, "categories", [way for way in (*chosen, *before[2:]) if way])


def write_description(podcast: Podcast, values: Values, address: Address) -> None:
    """A description in HTML stays HTML until there is none."""
    if "description" not in values:
        return
    source, stays_html = values["description"], is_html(podcast)
    html = source if stays_html else READER.render(source)
    put(podcast, "description_source", source)
    put(podcast, "description_format", MARKDOWN if source and not stays_html else None)
    put(podcast, "description_html", str(render(html, address(podcast)).html))
