"""The heading lines of a conversation: what each names has to be there."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from talkpython_site.documents.folding import fold
from talkpython_site.documents.interview import KINDS, PICTURE
from talkpython_site.episode_lines import counted, quoted
from talkpython_site.episode_names import name_of, said_names
from talkpython_site.episode_texts import credits_now
from talkpython_site.interview_blocks import There, there
from talkpython_site.interview_text import HEADING, MARK, MOST_BLOCKS, Passage, begun

if TYPE_CHECKING:
    from talkpython_site.forms.interviews import InterviewForm

LONGEST_LABEL = 300
NO_HEADING = (
    f"is no heading: {MARK} stands before {', '.join(KINDS[:-1])} or {KINDS[-1]}, and a backslash "
    "before it where it is meant as words."
)
NOT_THERE = "names a block that this interview does not have: without [{}] it is a new one."
NOBODY = "names nobody of the people above: add “{}” there, or correct the name here."
NO_PICTURE = "has no picture: choose one for it, or take it out."
TWICE = "has the number of line {}, too."
MOST_TOLD = 5
LONG = f"has more than {LONGEST_LABEL:,} characters."
MORE = "And {:,} more lines will not do."
GONE = "has a picture that is not here any more: choose it again, or take it out."


class Known(NamedTuple):
    """What headings may name."""

    there: Mapping[int | None, There]  # the blocks, by their keys
    names: Set[str] | None  # of its people, folded; None where nobody can tell


def check_headings(form: "InterviewForm", text: str) -> None:
    """Raises ``ValueError``, which names the lines."""
    headings = list(headings_in(text))
    counted(headings, MOST_BLOCKS, "blocks")
    found = list(problems(headings, form, known_of(form)))
    if found:
        more = [MORE.format(len(found) - MOST_TOLD)] if len(found) > MOST_TOLD else []
        raise ValueError(" ".join([*found[:MOST_TOLD], *more]))


def problems(
    headings: Iterable[tuple[int, str]], form: "InterviewForm", known: Known
) -> Iterator[str]:
    """What will not do, a sentence for each line."""
    first: dict[int, int] = {}
    for number, written in headings:
        heading = HEADING.fullmatch(written)
        said = begun(heading) if heading else None
        problem = wrong(form, said, known) if said else NO_HEADING
        if said and said.key is not None and first.setdefault(said.key, number) != number:
            problem = problem or TWICE.format(first[said.key])
        if problem:
            yield f"{quoted(number, written)} {problem}"
        elif said and len(said.label) > LONGEST_LABEL:
            yield f"{quoted(number, written)} {LONG}"


def headings_in(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are headings, or look like ones, with their numbers."""
    lines = enumerate(text.split("\n"), 1)
    return ((number, line) for number, line in lines if line.startswith(MARK))


def wrong(form: "InterviewForm", said: Passage, known: Known) -> str | None:
    """What of a heading will not do; the picture that stood there before does."""
    before = known.there.get(said.key) if said.key is not None else None
    if said.key is not None and before is None:
        return NOT_THERE.format(said.key)
    if said.who and known.names is not None and fold(said.who) not in known.names:
        return NOBODY.format(said.who)
    is_new = before is None or before.said.picture != said.picture
    return lacks_picture(form, said.picture) if said.kind == PICTURE and is_new else None


def lacks_picture(form: "InterviewForm", picture: str) -> str | None:
    is_here = form.pictures is not None and form.pictures.wanted(picture)
    return None if is_here else GONE if picture else NO_PICTURE


def known_of(form: "InterviewForm") -> Known:
    """Whom a block named before, though the people did not, may stay."""
    names = form.snapshot.names_of_people
    standing = there(form.thing, names)
    its = {name_of(names, each.person) for each in credits_now(form.thing, form.snapshot)}
    others = {each.said.who for each in standing} - its
    known = {each.said.key: each for each in standing}
    if "people" not in form.news:
        said = its
    elif "people" in form.values:
        said = set(said_names(form.values["people"], names))
    else:  # what is wrong with them is said at their field
        return Known(known, None)
    return Known(known, set(map(fold, {*said, *others})))
