"""Reads a file as an interview, all of it, before anything is written."""

import stat
from dataclasses import dataclass, replace
from pathlib import Path

from talkpython_site.conversation_limits import limited
from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import INTERVIEWEE, INTERVIEWER
from talkpython_site.episode_lines import cleaned
from talkpython_site.importing.interviews.front import Front, read_front
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.lead import Led, doubts_behind, led, titled
from talkpython_site.importing.interviews.parsed import (
    ANSWERS,
    ASKS,
    WORDS,
    Choice,
    Conversation,
    Doubt,
    Found,
)
from talkpython_site.importing.interviews.reader import Reading

LARGEST_BYTES = 1_000_000
LONGEST_NAME = 200
DOES = {INTERVIEWER: ASKS, INTERVIEWEE: ANSWERS}


class InterviewError(Exception):
    """A file that cannot be read as an interview; one sentence for people."""


@dataclass(frozen=True, slots=True)
class ParsedInterview:
    """Everything in a file."""

    source: str  # the file's name, by which the interview is known
    text: str  # as it stands in the file
    front: Front
    title: str
    found: tuple[Found, ...]
    conversation: Conversation
    lead: Led  # what of it is its introduction, and what follows that
    is_title_twice: bool  # it begun with a heading that says its title
    people: tuple[tuple[str, str | None], ...]  # each name, and the role of who does not answer
    doubts: tuple[Doubt, ...]


def read(path: Path) -> ParsedInterview:
    """Raises ``InterviewError``."""
    text = text_in(path)
    front, rest = read_front(cleaned(text))
    reading = Reading(rest, Known(front.people))
    settled = said_before(front, reading)
    choices = reading.guesses | settled
    try:
        conversation = reading.conversation(choices)
        limited(conversation.passages)
    except ValueError as error:
        raise InterviewError(f"“{path}” cannot be taken: {error}") from error
    heading = titled(conversation.passages)
    if heading and front.title and not heading.is_said(front.title):
        heading = None
    passages = heading.rest if heading else conversation.passages
    lead = led(passages)
    doubts = doubts_behind(conversation) if lead.words else conversation.doubts
    said = sorted([*reading.doubts(settled), *doubts])
    behind = [Doubt(each.line + front.line, each.words) for each in said]
    return ParsedInterview(
        source=path.name,
        text=text,
        front=front,
        title=front.title or (heading.title if heading else name_of(path)),
        found=tuple(each._replace(guess=choices[each.key]) for each in reading.found),
        conversation=replace(conversation, passages=passages),
        lead=lead,
        is_title_twice=bool(heading and front.title),
        people=tuple(people_of(front, conversation)),
        doubts=(*front.doubts, *behind),
    )


def name_of(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip() or path.name


def said_before(front: Front, reading: Reading) -> dict[str, Choice]:
    """The roles that the file gives to names of the text, and who of them is named in it at all."""
    roles = {fold(name): role for name, role in front.people}
    return {
        each.key: Choice(DOES[role])
        for each in reading.found
        if (role := roles.get(each.key) or "") in DOES and each.guess.does != WORDS
    }


def people_of(front: Front, conversation: Conversation) -> list[tuple[str, str | None]]:
    """Those whom the file names first, then who else speaks."""
    found = {fold(name): (name, role) for name, role in front.people}
    for name, asks in conversation.people:
        known, role = found.get(fold(name), (name, None))
        found[fold(name)] = (known, role or (INTERVIEWER if asks else None))
    return [(name, None if role == INTERVIEWEE else role) for name, role in found.values()]


def text_in(path: Path) -> str:
    """What stands in a file; raises ``InterviewError``."""
    content = content_of(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InterviewError(f"“{path}” is no text in UTF-8.") from error
    if "\0" in text:
        raise InterviewError(f"“{path}” is no text.")
    if not cleaned(text).strip():
        raise InterviewError(f"“{path}” is empty.")
    return text


def content_of(path: Path) -> bytes:
    if len(path.name) > LONGEST_NAME:
        raise InterviewError(f"“{path}” has a name that is too long to be known by.")
    try:
        check(path)
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the name
        reason = getattr(error, "strerror", None) or "no such file"
        raise InterviewError(f"“{path}” cannot be read: {reason}.") from error
    if len(content) > LARGEST_BYTES:
        raise InterviewError(f"“{path}” has more than {LARGEST_BYTES // 1_000_000} MB.")
    return content


def check(path: Path) -> None:
    """Raise ``InterviewError`` for what is no file, before reading it."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InterviewError(f"“{path}” is a folder; name the file of an interview.")
    if not stat.S_ISREG(mode):
        raise InterviewError(f"“{path}” is no file; save the text in one first.")
