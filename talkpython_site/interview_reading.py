"""A conversation as its page reads it: pairs of a question and what follows it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site import pictures, wording
from talkpython_site.catalogue import Snapshot
from talkpython_site.catalogue.interview_card import InterviewCard
from talkpython_site.documents.interview import (
    ANSWER,
    CODE,
    INTERVIEWEE,
    INTERVIEWER,
    KINDS,
    NOTE,
    PICTURE,
    QUESTION,
)
from talkpython_site.markdown import SafeHtml
from talkpython_site.markdown.talks import code_name, code_of, heading_of

FEW = 4  # questions from which a table of them says more than the page itself
LONGEST = 110  # characters of a question in that table
LONG, VERY_LONG = 120, 280  # characters of a question from which it is set smaller
IN_TEXT = "(max-width: 760px) 92vw, 700px"  # a column of text
ROLES = {QUESTION: INTERVIEWER, ANSWER: INTERVIEWEE}
TAG = re.compile(r"<[^<>]*>")

Stored = Mapping[str, Any]
Sizes = Mapping[str, tuple[int, int] | None]


class Shown(NamedTuple):
    """A picture for an ``img`` that takes its room before it is there."""

    src: str
    srcset: str | None  # None: one for all screens
    sizes: str | None
    width: int
    height: int


class Part(NamedTuple):
    """A block as it is shown."""

    kind: str
    anchor: str | None
    who: str  # before it, where that is not clear
    label: str  # of code the name of its language, of a quote who said it, of a picture its alt
    html: SafeHtml
    picture: Shown | None = None


class Question(NamedTuple):
    """A question; ``rest`` is what follows its first paragraph, which is the heading."""

    heading: SafeHtml
    rest: SafeHtml
    words: str  # plain, for the table of all
    size: str | None  # "long" or "very-long"
    who: str


class Pair(NamedTuple):
    """A question, None before the first one, and what follows it until the next."""

    anchor: str | None
    question: Question | None
    parts: Sequence[Part]

    @property
    def first(self) -> str | None:
        """The anchor of an answer right after its question: who follows it sees both."""
        answer = self.parts[0] if self.question and self.parts else None
        return answer.anchor if answer and answer.kind == ANSWER else None


class Conversation(NamedTuple):
    """All of it, and the table of its questions where there are enough of them."""

    pairs: Sequence[Pair]
    table: Sequence[Pair]


def read(
    request: Request,
    card: InterviewCard,
    blocks: Iterable[Stored],
    snapshot: Snapshot | None = None,
) -> Conversation:
    """Stored blocks, ready to be shown; ``snapshot`` knows who is in them, as the catalogue does
    unless one is given.
    """
    known = snapshot or request.catalogue.snapshot
    speaking = Speaking(known, card, blocks := list(blocks))
    pairs = list(paired(request, blocks, speaking))
    asked = [pair for pair in pairs if pair.question and pair.anchor]
    return Conversation(pairs, asked if len(asked) >= FEW else ())


def paired(request: Request, blocks: Iterable[Stored], speaking: "Speaking") -> Iterator[Pair]:
    pair = Pair(None, None, parts := list[Part]())
    for block in blocks:
        if block.get("kind") == QUESTION:
            if pair.question or parts:
                yield pair
            asked = question_of(block, speaking.before(block))
            pair = Pair(anchor_of(block), asked, parts := [])
        else:
            parts.append(part_of(request, block, speaking.before(block)))
    if pair.question or parts:
        yield pair


def anchor_of(block: Stored) -> str | None:
    return f"b{block['key']}" if block.get("key") is not None else None


def question_of(block: Stored, who: str) -> Question:
    heading, rest = heading_of(block.get("text_html") or "")
    words = unescape(TAG.sub("", heading or rest))
    size = "very-long" if len(words) > VERY_LONG else "long" if len(words) > LONG else None
    return Question(heading, rest, wording.excerpt(words, LONGEST), size, who)


def part_of(request: Request, block: Stored, who: str) -> Part:
    """A block that is no question; of a kind that nobody knows it is a note."""
    kind = block.get("kind")
    kind = kind if kind in KINDS else NOTE
    label, html = block.get("label") or "", block.get("text_html") or ""
    return Part(
        kind=kind,
        anchor=anchor_of(block),
        who=who,
        label=code_name(label) if kind == CODE else label,
        html=code_of(html) if kind == CODE else SafeHtml(html),
        picture=shown(request, block.get("picture")) if kind == PICTURE else None,
    )


def shown(request: Request, key: str | None, sizes: str = IN_TEXT) -> Shown | None:
    """A picture that is kept here, by its hash; None where there is none."""
    size = request.registry.pictures.size(key) if key else None
    if size is None:
        return None
    width, height = size
    # Several sides may give one width, where the picture was given in less.
    several = {round(width * min(1, side / max(size))): side for side in pictures.WIDTHS}
    given = {px: address_of(request, key, side) for px, side in several.items()}
    listed = ", ".join(f"{address} {px}w" for px, address in given.items())
    return Shown(address_of(request, key, pictures.WIDTHS[-2]), listed, sizes, width, height)


def portrait(request: Request, card: InterviewCard, sizes: str) -> Shown:
    """The one that is kept here, else the drawing that stands for it in lists too."""
    drawing = request.route_path("pictures.drawing", name=pictures.drawing_name(card))
    side = pictures.ON_PAGE
    return shown(request, card.artwork, sizes) or Shown(drawing, None, None, side, side)


def address_of(request: Request, key: str | None, side: int) -> str:
    found: str = request.route_path("pictures.show", hash=key, width=side, ending="webp")
    return found


class Speaking:
    """Who says what: the name stands where more than one could, and once until another speaks."""

    def __init__(self, known: Snapshot, card: InterviewCard, blocks: Iterable[Stored]) -> None:
        self.merged, self.people = known.joined.merged["person"], known.people
        self.alone = {kind: only(card, role) for kind, role in ROLES.items()}
        self.speakers: dict[str, set[ObjectId | None]] = defaultdict(set)
        for kind, role in ROLES.items():
            self.speakers[kind] = {person for person, own in card.people if own == role}
        for block in blocks:
            if block.get("kind") in ROLES:
                self.speakers[block["kind"]].add(self.of(block))
        self.last: tuple[str, ObjectId | None] | None = None

    def of(self, block: Stored) -> ObjectId | None:
        given = block.get("person")
        return self.merged.get(given, given) if given else self.alone[block["kind"]]

    def before(self, block: Stored) -> str:
        """The name to stand before a block, "" where it is clear or nothing is known."""
        kind = block.get("kind")
        if kind not in ROLES:
            return ""
        now = (kind, self.of(block))
        last, self.last = self.last, now
        person = self.people.get(now[1]) if now[1] else None
        return person.name if person and len(self.speakers[kind]) > 1 and last != now else ""


def only(card: InterviewCard, role: str) -> ObjectId | None:
    """The one who has a role; None where several have it, or nobody."""
    found = dict.fromkeys(person for person, own in card.people if own == role)
    return next(iter(found)) if len(found) == 1 else None
