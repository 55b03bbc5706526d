"""What was typed, written into an interview; new people and topics are made on the spot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from math import ceil
from time import thread_time
from typing import Any, NamedTuple

from bson import ObjectId

from talkpython_site import episode_names
from talkpython_site.catalogue.snapshot import Snapshot
from talkpython_site.conversation_limits import check_html
from talkpython_site.documents import Interview
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import ANSWER, CODE, WORDS_A_MINUTE
from talkpython_site.episode_names import name_of
from talkpython_site.episode_texts import credits_now, own_topics
from talkpython_site.importing.feeds.stored import TEASER_LENGTH, shortened
from talkpython_site.interview_blocks import block_of, taken_up, there
from talkpython_site.interview_text import Passage
from talkpython_site.interview_texts import is_html
from talkpython_site.markdown import plain_text, render
from talkpython_site.markdown.code import SECONDS
from talkpython_site.markdown.lectures import read_code, read_lecture
from talkpython_site.markdown.pictures import Sizes
from talkpython_site.writing import put, put_slug

Values = Mapping[str, Any]
Address = Callable[[Interview], str]  # of its page, whole
AS_READ = ("title", "subtitle", "language", "artwork", "links", "original_url")
TEXTS = {"introduction", "conversation"}
Made = dict[tuple[str, Passage], str]  # HTML by the page that it is for, and what it is made of


class Place(NamedTuple):
    """Where its texts will be shown; what is tried on a copy first is made once."""

    address: Address  # asked for once its slug stands
    sizes: Sizes  # of the pictures kept here
    made: Made


def write(interview: Interview, values: Values, snapshot: Snapshot, place: Place) -> None:
    """Put the values of those fields into an interview that were changed; all else stays.

    Raises ``LargeHtmlError`` where too much is made of the conversation.
    """
    for name in AS_READ:
        if name in values:
            put(interview, name, values[name])
    if "slug" in values:
        put_slug(interview, values["slug"])
    people = speakers(interview, values, snapshot)
    if "topics" in values:
        own = own_topics(interview, snapshot)
        put(interview, "topics", episode_names.topics_of(values["topics"], own))
    if "introduction" in values:
        here = place.address(interview)
        write_introduction(interview, values["introduction"], here, place.sizes)
    if "conversation" in values:
        shown = partial(html_in, place, place.address(interview), thread_time() + SECONDS)
        write_conversation(interview, values["conversation"], snapshot, people, shown)
    if TEXTS & values.keys():
        write_derived(interview)


def speakers(interview: Interview, values: Values, snapshot: Snapshot) -> dict[str, ObjectId]:
    """Its people by their folded names, once they are those that were typed."""
    names = snapshot.names_of_people
    if "people" in values:
        lines = list(values["people"])
        put(interview, "people", episode_names.credits_of(lines))
        said = episode_names.said_names(lines, names)
        return {fold(name): each.person for name, each in zip(said, interview.people, strict=True)}
    return {
        fold(name_of(names, each.person)): each.person for each in credits_now(interview, snapshot)
    }


def write_introduction(interview: Interview, source: str, here: str, sizes: Sizes) -> None:
    """An introduction in HTML stays HTML until there is none."""
    if is_html(interview):
        html = render(source, here, sizes=sizes).html
    else:
        html = read_lecture(source, here, sizes)
        put(interview, "introduction_source", source)
    put(interview, "introduction_html", str(html))


def write_conversation(
    interview: Interview,
    passages: Sequence[Passage],
    snapshot: Snapshot,
    people: Mapping[str, ObjectId],
    shown: Callable[[Passage], str],
) -> None:
    """Where all is as it was, nothing is changed. Raises ``LargeHtmlError``."""
    found = taken_up(there(interview, snapshot.names_of_people), passages)
    blocks, length = [], 0
    for passage, before in zip(passages, found, strict=True):
        blocks.append(block_of(passage, before, people, shown))
        length += len(blocks[-1].text_html or "")
        check_html(length)
    if list(interview.blocks) != blocks:
        interview.converse(blocks)


def html_in(place: Place, here: str, until: float, passage: Passage) -> str:
    """Made once, whose words it may be and in whatever order it stands."""
    label = passage.label if passage.kind == CODE else ""
    key = here, Passage(passage.kind, passage.text, label=label)
    if key not in place.made:
        place.made[key] = html_of(here, place.sizes, until, passage)
    return place.made[key]


def html_of(here: str, sizes: Sizes, until: float, passage: Passage) -> str:
    """Colours of code end at ``until`` on the clock of this thread's work."""
    if not passage.text:
        return ""
    if passage.kind == CODE:
        return str(read_code(passage.text, passage.label, until))
    return str(read_lecture(passage.text, here, sizes, until))


def write_derived(interview: Interview) -> None:
    """What is made of its texts."""
    opening = plain_text(interview.introduction_html or "").strip()
    answers = (each.text_html or "" for each in interview.blocks if each.kind == ANSWER)
    said = opening or plain_text(next(filter(None, answers), ""))
    put(interview, "teaser", shortened(said, TEASER_LENGTH))
    words = words_in([opening, *(each.text_source or "" for each in interview.blocks)])
    put(interview, "minutes", ceil(words / WORDS_A_MINUTE) or None)


def words_in(texts: Iterable[str]) -> int:
    return sum(len(each.split()) for each in texts)
