"""What a README says of a course: title, summary, what you will learn, for whom it is."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from talkpython_site.importing.courses.blocks import Block, read_blocks
from talkpython_site.importing.courses.limits import (
    LONGEST_ITEM,
    LONGEST_README,
    LONGEST_SUBTITLE,
    LONGEST_TITLE,
    LONGEST_TOPIC,
    MOST_ITEMS,
    MOST_TOPICS,
)
from talkpython_site.importing.courses.links import original_url
from talkpython_site.importing.courses.parsed import ParsedPage
from talkpython_site.importing.courses.spelling import Spellings
from talkpython_site.importing.feeds.report import Say
from talkpython_site.importing.feeds.stored import shortened
from talkpython_site.markdown import render
from talkpython_site.markdown.texts import READER

SUMMARY = re.compile(r"(?:course )?(?:summary|overview)", re.IGNORECASE)
AUDIENCE = re.compile(r"who\b.*\b(?:for|take|course)\b.*|.*\baudience\b.*", re.IGNORECASE)
LEARN = re.compile(
    r"(?:what\b.*\blearn\b|what topics\b|topics covered\b|what you(?: wi|['’])ll\b).*",
    re.IGNORECASE,
)
# They lead to where the course was, not to where it is now.
OFFERS = re.compile(
    r"(?:take (?:the|this) course|get the (?:full )?course|the time to act|learn more"
    r"|sound good|sign up|register|(?:want to )?enroll?\b).*",
    re.IGNORECASE,
)
OUTLINE = re.compile(r"(?:view|see) the (?:full|whole|complete)\b.*\boutline\b.*", re.IGNORECASE)
# The first words are of the repository, not of the course.
REPOSITORY = re.compile(
    r".{0,60}\b(?:course materials?|demos?|demo code|hand-?outs?|code samples)\b.*"
    r"|a course from\b.*|(?:visit|register)\b.{0,30}\bcourse\b.*|course (?:details )?page\b.*"
    r"|.*\bintro(?:duction)? video\b.*",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"(?:.*[.!?] +)?[^.!?]*(?:\byou(?: wi|['’])ll\b|\bable to\b|\btopics\b.*\binclude)[^.!?]*[:.]?",
    re.IGNORECASE,
)
BEFORE_PROMISE = re.compile(r"(.*[.!?])\s+[^.!?]*[:.]?\s*", re.DOTALL)
AND_MORE = re.compile(r"(?:and\b.*\bmore\b|view the|see the full).*", re.IGNORECASE)
REST = re.compile(r"(?:\s+course)?(?:\s+(?:demos?|materials|handouts))?$", re.IGNORECASE)
LEVEL = re.compile(r"(?:level|difficulty): *(beginner|intermediate|advanced)\.?", re.IGNORECASE)
AUTHOR = re.compile(
    r"(?:authors?|instructors?|teachers?|taught by|written by|by):? +"
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3})",
    re.IGNORECASE,
)
LONGEST_PROMISE = 2_000  # characters: what is longer takes ever longer to look at
SENTENCES = re.compile(r"(?<=[.!?]) +")


class Section(NamedTuple):
    heading: Block | None
    blocks: list[Block]

    def is_called(self, pattern: re.Pattern[str]) -> bool:
        return self.heading is not None and bool(pattern.fullmatch(self.heading.words.rstrip("?:")))


def read_readme(source: str, say: Say) -> tuple[ParsedPage, Spellings]:
    """The page of a course, and how its names are written."""
    if len(source) > LONGEST_README:
        say(f"what follows the first {LONGEST_README:,} characters is left out")
    blocks = read_blocks(source[:LONGEST_README])
    first = next((block for block in blocks if block.is_heading), None)
    whole = " ".join(first.words.split()) if first else ""
    title = REST.sub("", whole)[:LONGEST_TITLE].rstrip(" -–—:") or None
    sections = list(sections_of([block for block in blocks if block is not first]))
    prose = [each for b in blocks if not b.is_heading for each in (b.items or (b.words,))]
    spellings = Spellings(prose, title or "")
    kept = [section for section in sections if not section.is_called(OFFERS)]
    for section in sections:
        if section.heading and section not in kept:
            say(f"its part “{section.heading.words[:LONGEST_TITLE]}” is left out: it is an offer")
    audience = next((each for each in kept if each.is_called(AUDIENCE)), None)
    pitch = [section for section in kept if section is not audience]
    outcomes = take_outcomes(pitch)
    subtitle = take_subtitle(pitch)
    description = written(pitch)
    page = ParsedPage(
        title=title,
        subtitle=subtitle,
        description_source=description or None,
        description_html=render(READER.render(description)).html or None,
        outcomes=outcomes,
        audience=tuple(items(audience.blocks)) if audience else (),
        level=level_in(blocks),
        people=tuple(people_in(blocks)),
        original_url=original_url(blocks),
        numbered=next((block.heads for block in blocks if block.heads), ()),
    )
    return page, spellings


def sections_of(blocks: Sequence[Block]) -> Iterator[Section]:
    """What stands before the first heading, then each heading with what follows.

    Without pictures, which stay in the repository, and without pointers to the outline elsewhere.
    """
    section = Section(None, [])
    for block in blocks:
        if block.is_heading:
            yield section
            section = Section(block, [])
        elif is_kept(block, is_first=section.heading is None):
            section.blocks.append(block)
    yield section


def is_kept(block: Block, *, is_first: bool) -> bool:
    if not block.words or block.tag == "hr":
        return False
    is_of_repository = is_first and REPOSITORY.fullmatch(block.words)
    return not OUTLINE.fullmatch(block.words) and not is_of_repository


def take_outcomes(sections: Sequence[Section]) -> tuple[str, ...]:
    """The first list that says what you will learn, taken out with the words that promise it."""
    for section in sections:
        for at, block in enumerate(section.blocks):
            before = section.blocks[at - 1] if at else None
            is_promised = before is not None and PROMISE.fullmatch(before.words[-LONGEST_PROMISE:])
            if block.is_list and (is_promised or section.is_called(LEARN)):
                del section.blocks[at]
                if before and is_promised:
                    section.blocks[at - 1 : at] = shortened_by_promise(before)
                return tuple(items([block]))
    return ()


def shortened_by_promise(block: Block) -> list[Block]:
    """The sentences before "In this course, you will:"."""
    if len(block.source) > LONGEST_PROMISE:
        return [block]
    match = BEFORE_PROMISE.fullmatch(block.source)
    return [block._replace(source=match[1])] if match else []


def take_subtitle(sections: Sequence[Section]) -> str | None:
    """The first sentences of the summary, else of the first words, taken out where they are all."""
    summaries = [section for section in sections if section.is_called(SUMMARY)]
    for section in [*summaries, *sections[:1]]:
        block = next((each for each in section.blocks if each.tag == "p"), None)
        if block:
            subtitle = beginning(block.words)
            if subtitle == block.words:
                section.blocks.remove(block)
            return subtitle
    return None


def beginning(text: str) -> str:
    """As many whole sentences as there is room for."""
    sentences = SENTENCES.split(text)
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + len(sentence) >= LONGEST_SUBTITLE:
            break
        said = f"{said} {sentence}"
    return shortened(said, LONGEST_SUBTITLE)


def written(sections: Sequence[Section]) -> str:
    """Sections in Markdown again; the summary stands without its heading."""
    parts = []
    for section in sections:
        if section.heading and section.blocks and not section.is_called(SUMMARY):
            parts.append(section.heading.source)
        parts += [block.source for block in section.blocks]
    return "\n\n".join(parts)


def items(blocks: Sequence[Block]) -> list[str]:
    """Paragraphs and items of lists, without "And lots more"."""
    found = [item for block in blocks for item in (block.items or (block.words,))]
    short = [shortened(item, LONGEST_ITEM) for item in found if item]
    return [item for item in short if not AND_MORE.fullmatch(item)][:MOST_ITEMS]


def topics_in(title: str, spellings: Spellings) -> tuple[str, ...]:
    """The names in the title: "MongoDB for Python developers" is about MongoDB and Python."""
    names = [name for name in spellings.names_in(title) if len(name) <= LONGEST_TOPIC]
    return tuple(names[:MOST_TOPICS])


def level_in(blocks: Sequence[Block]) -> str | None:
    found = (LEVEL.fullmatch(each) for b in blocks for each in (b.items or (b.words,)))
    return next((match[1].lower() for match in found if match), None)


def people_in(blocks: Sequence[Block]) -> list[str]:
    """Whom a line of its own names as the author."""
    found = (AUTHOR.fullmatch(each) for b in blocks for each in (b.items or (b.words,)))
    return list(dict.fromkeys(match["name"].rstrip(".") for match in found if match))
