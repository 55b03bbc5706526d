"""A course as the texts of its form."""

from collections.abc import Mapping
from functools import partial

from talkpython_site import episode_names
from talkpython_site.catalogue.cards import AUTHOR
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.course_outline_text import outline_text
from talkpython_site.documents import Course
from talkpython_site.documents.course import FREE
from talkpython_site.episode_texts import credits_now, topic_names
from talkpython_site.text_fields import TextFields, Write

GRANT = "grant"  # any access that is not free


def is_html(course: Course) -> bool:
    """Whether its description came as HTML alone."""
    return bool(course.description_html and not course.description_source)


author_line = partial(episode_names.line_without, AUTHOR)


def people_text(course: Course, snapshot: Snapshot) -> str:
    names = snapshot.names_of_people
    return "\n".join(author_line(names, credit) for credit in credits_now(course, snapshot))


WRITTEN: Mapping[str, Write] = {
    "title": lambda course, _all: course.title or "",
    "subtitle": lambda course, _all: course.subtitle or "",
    "description": lambda course, _all: course.description_source or course.description_html or "",
    "outcomes": lambda course, _all: "\n".join(course.outcomes),
    "audience": lambda course, _all: "\n".join(course.audience),
    "outline": lambda course, _all: outline_text(course),
    "level": lambda course, _all: course.level or "",
    "language": lambda course, _all: course.language or "",
    "access": lambda course, _all: FREE if course.access == FREE else GRANT,
    "people": people_text,
    "topics": lambda course, every: episode_names.topics_text(topic_names(course, every)),
    "artwork": lambda course, _all: course.artwork or "",
    "own_hue": lambda course, _all: course.own_hue or "",
    "slug": lambda course, _all: course.slug or "",
    "original_url": lambda course, _all: course.original_url or "",
}
TEXTS = TextFields(
    WRITTEN,
    lines=frozenset({"outcomes", "audience", "outline", "people"}),
    long=frozenset({"description"}),
)
