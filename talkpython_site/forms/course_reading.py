"""What was typed into the form of a course, read as values."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from talkpython_site.catalogue.cards import AUTHOR
from talkpython_site.course_filtering import LEVELS
from talkpython_site.course_texts import GRANT, author_line
from talkpython_site.documents.course import FREE
from talkpython_site.forms.outline_reading import read_outline
from talkpython_site.forms.reading import (
    HUES,
    LONGEST_SENTENCE,
    line,
    read_address,
    read_artwork,
    read_choice,
    read_credits,
    read_description,
    read_language,
    read_sentences,
    read_slug,
    read_title,
    read_topics,
)

if TYPE_CHECKING:
    from talkpython_site.forms.courses import CourseForm

MOST_OUTCOMES = 100
LONGEST_OUTCOME = 500
LIST_SIGN = re.compile(r"^[-+*•–—](?:\s+|$)")
MOST_PARAGRAPHS = 20
LONGEST_PARAGRAPH = 2_000
ACCESS = {FREE: "Everybody, free", GRANT: "By grant alone"}


def read_outcomes(form: "CourseForm") -> list[str]:
    """Without the signs of a list: pages show their own."""
    lines = read_sentences(form, "outcomes", MOST_OUTCOMES, LONGEST_OUTCOME)
    return [said for line in lines if (said := LIST_SIGN.sub("", line, count=1))]


ALWAYS = {"title"}
FOLLOWING = {"slug": "title"}  # made of the other while left empty
READ: Mapping[str, Callable[["CourseForm"], Any]] = {
    "title": read_title,
    "subtitle": lambda form: line(form, "subtitle", LONGEST_SENTENCE),
    "description": read_description,
    "outcomes": read_outcomes,
    "audience": lambda form: read_sentences(form, "audience", MOST_PARAGRAPHS, LONGEST_PARAGRAPH),
    "outline": read_outline,
    "level": lambda form: read_choice(form, "level", {"", *LEVELS}),
    "language": read_language,
    "access": lambda form: read_choice(form, "access", ACCESS),
    "people": lambda form: read_credits(form, author_line, AUTHOR),
    "topics": read_topics,
    "artwork": read_artwork,
    "own_hue": lambda form: read_choice(form, "own_hue", HUES),
    "slug": read_slug,
    "original_url": lambda form: read_address(form, "original_url"),
}
