"""An interview as the texts of its form."""

from collections.abc import Mapping
from functools import partial

from talkpython_site import episode_lines, episode_names
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.documents import Credit, Interview
from talkpython_site.documents.interview import INTERVIEWEE
from talkpython_site.episode_texts import credits_now, topic_names
from talkpython_site.interview_merging import differing, merge_conversations
from talkpython_site.interview_text import conversation_text
from talkpython_site.text_fields import TextFields, Write


def is_html(interview: Interview) -> bool:
    """Whether its introduction came as HTML alone."""
    return bool(interview.introduction_html and not interview.introduction_source)


# Who has no role beside the name answers.
credit_line = partial(episode_names.line_without, INTERVIEWEE)


def people_text(interview: Interview, snapshot: Snapshot) -> str:
    names = snapshot.names_of_people
    found: list[Credit] = credits_now(interview, snapshot)
    return "\n".join(credit_line(names, credit) for credit in found)


WRITTEN: Mapping[str, Write] = {
    "title": lambda interview, _all: interview.title or "",
    "subtitle": lambda interview, _all: interview.subtitle or "",
    "introduction": lambda interview, _all: (
        interview.introduction_source or interview.introduction_html or ""
    ),
    "people": people_text,
    "topics": lambda interview, every: episode_names.topics_text(topic_names(interview, every)),
    "conversation": lambda interview, every: conversation_text(interview, every.names_of_people),
    "artwork": lambda interview, _all: interview.artwork or "",
    "links": lambda interview, _all: "\n".join(map(episode_lines.link_line, interview.links)),
    "language": lambda interview, _all: interview.language or "",
    "slug": lambda interview, _all: interview.slug or "",
    "original_url": lambda interview, _all: interview.original_url or "",
}
TEXTS = TextFields(
    WRITTEN,
    lines=frozenset({"people", "links"}),
    long=frozenset({"introduction", "conversation"}),
    parts={"conversation": merge_conversations},
    differing={"conversation": differing},
)
