"""What is looked at before an interview is published: what blocks, and what only warns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site import wording
from talkpython_site.checks import Check, Severity, Verdict, told_in, verdict_of
from talkpython_site.documents import Block, Interview, Status
from talkpython_site.documents.interview import ANSWER, CODE, INTERVIEWEE, PICTURE, QUESTION, SAID
from talkpython_site.markdown import plain_text
from talkpython_site.markdown.unshown import has_unshown
from talkpython_site.pictures import PictureFolder

LONGEST = 50  # characters of what a block says
# What makes a change possible that takes away what is needed, by the state that does not allow it.
TAKEN_BACK: Mapping[Status, str] = {
    Status.PUBLISHED: "Take the interview down first",
    Status.SCHEDULED: "Call it off first",
}


class Found(NamedTuple):
    """An interview, and the pictures that it may name."""

    interview: Interview
    pictures: PictureFolder
    read: Sequence[Any] | None = None  # its blocks, where no document was made of each

    @property
    def blocks(self) -> Sequence[Block]:
        return self.interview.blocks if self.read is None else self.read

    def of(self, kind: str) -> list[Block]:
        return [each for each in self.blocks if each.kind == kind]

    def empty(self) -> list[str]:
        """Places of the blocks that say nothing; a picture needs no words below it."""
        return [
            f"block {place} ({block.kind or 'note'})"
            for place, block in enumerate(self.blocks, 1)
            if block.kind != PICTURE and not words_of(block)
        ]

    def gone(self) -> list[str]:
        """Places of the blocks whose picture was never named, or is not kept any more."""
        return [
            f"block {place}"
            for place, block in enumerate(self.blocks, 1)
            if block.kind == PICTURE and not self.pictures.wanted(block.picture or "")
        ]

    def unseen(self) -> list[str]:
        """Places of the pictures of which nothing says what is to be seen in them."""
        return [
            f"block {place}"
            for place, block in enumerate(self.blocks, 1)
            if block.kind == PICTURE and not (block.label or "").strip()
        ]

    def unshown(self) -> list[str]:
        """Places of the blocks with HTML that their page leaves out."""
        return [
            f"block {place}"
            for place, block in enumerate(self.blocks, 1)
            if block.kind != CODE and has_unshown(block.text_source or "", block.text_html or "")
        ]

    def unanswered(self) -> list[str]:
        """The first words of the questions after which nobody answers."""
        return [excerpt_of(question) for question, rest in pairs(self.blocks) if ANSWER not in rest]

    def unsaid(self) -> list[str]:
        """The first words of what more than one may have said."""
        people = {each.person: role_of(each.role) for each in self.interview.people}
        of_kind = {
            kind: [person for person, role in people.items() if (role == INTERVIEWEE) is answers]
            for kind, answers in ((QUESTION, False), (ANSWER, True))
        }
        return [
            excerpt_of(block)
            for block in self.blocks
            if block.kind in SAID and not block.person and len(of_kind[block.kind]) > 1
        ]

    def is_without_portrait(self) -> bool:
        artwork = self.interview.artwork
        return bool(artwork) and not self.pictures.wanted(str(artwork))


# What blocks first, each in the order of the form; braces hold what a block says, or its place.
CHECKS: Mapping[str, Check] = {
    "title": Check(Severity.BLOCKS, "title", "It has no title.", "no title"),
    "slug": Check(Severity.BLOCKS, "slug", "It has no address.", "no address"),
    "portrait-gone": Check(
        Severity.BLOCKS, "artwork", "Its portrait is not here any more: bring another one.",
        "portrait gone",
    ),
    "nobody": Check(
        Severity.BLOCKS, "people", "Nobody is interviewed: name who answers.", "nobody interviewed"
    ),
    "no-answer": Check(
        Severity.BLOCKS, "conversation", "It has no answer at all.", "no answer"
    ),
    "empty": Check(Severity.BLOCKS, "conversation", "No words stand in {}.", "empty blocks"),
    "pictures": Check(
        Severity.BLOCKS, "conversation", "The picture is not here, or not any more, in {}.",
        "pictures gone",
    ),
    "subtitle": Check(
        Severity.WARNS, "subtitle", "It has no line below its title.", "no line below the title"
    ),
    "language": Check(
        Severity.WARNS, "language", "Nobody knows in which language it is.", "no language"
    ),
    "introduction": Check(
        Severity.WARNS, "introduction", "It has no introduction.", "no introduction"
    ),
    "topics": Check(Severity.WARNS, "topics", "It has no topics.", "no topics"),
    "portrait": Check(Severity.WARNS, "artwork", "It has no portrait.", "no portrait"),
    "unanswered": Check(
        Severity.WARNS, "conversation", "Nobody answers {}.", "questions without an answer"
    ),
    "unsaid": Check(
        Severity.WARNS, "conversation", "Several people may have said {}: name who did.",
        "speakers unknown",
    ),
    "unshown": Check(
        Severity.WARNS, "conversation", "HTML that is not shown stands in {}.", "HTML left out"
    ),
    "unseen": Check(
        Severity.WARNS, "conversation",
        "Nothing says what is to be seen in the picture, for who cannot see it, in {}.",
        "pictures without words",
    ),
}  # fmt: skip
BLOCKING = {key: check for key, check in CHECKS.items() if check.is_blocking}


IN_INTERVIEW: Mapping[str, Callable[[Found], bool]] = {
    "title": lambda found: not (found.interview.title or "").strip(),
    "slug": lambda found: not found.interview.slug,
    "portrait-gone": Found.is_without_portrait,
    "nobody": lambda found: INTERVIEWEE not in {role_of(e.role) for e in found.interview.people},
    "no-answer": lambda found: not found.of(ANSWER),
    "subtitle": lambda found: not found.interview.subtitle,
    "language": lambda found: not found.interview.language,
    "introduction": lambda found: (
        not (found.interview.introduction_source or found.interview.introduction_html)
    ),
    "topics": lambda found: not found.interview.topics,
    "portrait": lambda found: not found.interview.artwork,
}
IN_BLOCKS: Mapping[str, Callable[[Found], list[str]]] = {
    "empty": Found.empty,
    "pictures": Found.gone,
    "unanswered": Found.unanswered,
    "unsaid": Found.unsaid,
    "unshown": Found.unshown,
    "unseen": Found.unseen,
}


def role_of(given: str | None) -> str:
    return (given or INTERVIEWEE).lower()


def words_of(block: Block) -> str:
    return (block.text_source or plain_text(block.text_html or "")).strip()


def excerpt_of(block: Block) -> str:
    return f"“{wording.excerpt(words_of(block), LONGEST)}”"


def pairs(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[str]]]:
    """Each question with the kinds of what follows until the next one."""
    starts = [place for place, each in enumerate(blocks) if each.kind == QUESTION]
    for start, end in pairwise([*starts, len(blocks)]):
        yield blocks[start], [each.kind for each in blocks[start + 1 : end]]


def checks_of(request: Request, interview: Interview) -> dict[str, Check]:
    """What is wrong now, by key, in the order of the table."""
    return checks_in(Found(interview, request.registry.pictures))


def checks_in(found: Found, checks: Mapping[str, Check] = CHECKS) -> dict[str, Check]:
    """``checks`` are those that are looked at."""
    places = {key: list_of(found) for key, list_of in IN_BLOCKS.items() if key in checks}
    wrong = {key for key, is_wrong in IN_INTERVIEW.items() if key in checks and is_wrong(found)}
    return told_in(checks, wrong, places)


def blocking_in(found: Found) -> dict[str, Check]:
    """Without what only warns, which takes long to find out."""
    return checks_in(found, BLOCKING)


def blocking_of(request: Request, interview: Interview) -> dict[str, Check]:
    return blocking_in(Found(interview, request.registry.pictures))


def blocking(request: Request, interview: Interview) -> list[Check]:
    return list(blocking_of(request, interview).values())


def missed(status: Status, before: Mapping[str, Check], after: Mapping[str, Check]) -> list[Check]:
    """What would newly block what everybody sees, or will; what blocked before stays as it is."""
    if status not in TAKEN_BACK:
        return []
    return [check for key, check in after.items() if check.is_blocking and key not in before]


def verdict(request: Request, interview: Interview) -> Verdict:
    """What is said of an interview beside its form, as it was saved last."""
    found = checks_of(request, interview)
    said = {
        "It says who is interviewed": {"nobody"},
        "Every question has an answer": {"unanswered", "no-answer"},
        "Every picture is here": {"pictures", "portrait-gone", "portrait"},
    }
    return verdict_of(found, said)
