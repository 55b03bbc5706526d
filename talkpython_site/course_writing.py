"""What was typed, written into a course; new people, topics and lectures are made on the spot."""

from collections.abc import Callable, Mapping
from typing import Any

from talkpython_site import episode_names
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.course_texts import is_html
from talkpython_site.documents import Course
from talkpython_site.episode_texts import own_topics
from talkpython_site.markdown import render
from talkpython_site.markdown.texts import READER
from talkpython_site.outline_writing import renew_outline, write_outline
from talkpython_site.writing import put, put_slug

Values = Mapping[str, Any]
Address = Callable[[Course], str]  # of its page, whole
AS_READ = (
    "title", "subtitle", "outcomes", "audience", "level", "language", "access", "artwork",
    "own_hue", "original_url",
)  # fmt: skip


def write(course: Course, values: Values, snapshot: Snapshot, address: Address, nonce: str) -> None:
    """Put the values of those fields into a course that were changed; all else stays as it is.

    ``address`` is asked for once its slug stands. ``nonce`` is the form's: sent twice, it makes
    its lectures once. Raises ``SaveConditionError`` where others make some again and again.
    """
    for name in AS_READ:
        if name in values:
            put(course, name, values[name])
    if "slug" in values:
        put_slug(course, values["slug"])
    if "people" in values:
        put(course, "people", episode_names.credits_of(values["people"]))
    if "topics" in values:
        put(
            course,
            "topics",
            episode_names.topics_of(values["topics"], own_topics(course, snapshot)),
        )
    if "description" in values:
        write_description(course, values["description"], address)
    if "outline" in values:
        write_outline(course, values["outline"], nonce)
    else:
        renew_outline(course)


def write_description(course: Course, source: str, address: Address) -> None:
    """A description in HTML stays HTML until there is none."""
    if is_html(course):
        html = source
    else:
        html = READER.render(source)
        put(course, "description_source", source)
    put(course, "description_html", str(render(html, address(course)).html))
