"""What was typed into the form of an interview, read as values."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from talkpython_site import episode_lines
from talkpython_site.conversation_limits import check_size, check_words
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER
from talkpython_site.episode_lines import Line
from talkpython_site.forms.conversation_reading import check_headings
from talkpython_site.forms.reading import (
    LONGEST_SENTENCE,
    line,
    read_address,
    read_artwork,
    read_credits,
    read_language,
    read_long_text,
    read_slug,
    read_title,
    read_topics,
)
from talkpython_site.interview_text import Passage, read_passages
from talkpython_site.interview_texts import credit_line

if TYPE_CHECKING:
    from talkpython_site.forms.interviews import InterviewForm

ROLES = {INTERVIEWER, INTERVIEWEE}


def read_people(form: "InterviewForm") -> list[Line[Any]]:
    """Whoever asks and answers is known by the role, however that is spelt."""
    return list(map(with_role, read_credits(form, credit_line, INTERVIEWEE)))


def with_role(read: Line[Any]) -> Line[Any]:
    role = read.said.role.lower() if read.said else ""
    return read._replace(said=read.said._replace(role=role)) if role in ROLES else read


def read_conversation(form: "InterviewForm") -> list[Passage]:
    """Raises ``ValueError``, which names the line."""
    text = form.wanted["conversation"]
    check_size(text)
    check_headings(form, text)
    passages = read_passages(text)
    check_words(passages)
    return passages


ALWAYS = {"title", "paste"}
FOLLOWING = {"slug": "title"}  # made of the other while left empty
BOUND = {"conversation": ("people",)}  # may be wrong by a change of those
# In the order in which they need one another.
READ: Mapping[str, Callable[["InterviewForm"], Any]] = {
    "title": read_title,
    "subtitle": lambda form: line(form, "subtitle", LONGEST_SENTENCE),
    "language": read_language,
    "people": read_people,
    "topics": read_topics,
    "introduction": lambda form: read_long_text(form, "introduction", "An introduction"),
    "conversation": read_conversation,
    "links": lambda form: episode_lines.read_links(form.wanted["links"], form.thing.links),
    "artwork": read_artwork,
    "slug": read_slug,
    "original_url": lambda form: read_address(form, "original_url"),
}
