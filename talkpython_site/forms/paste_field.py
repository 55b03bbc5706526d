"""The field for a whole text; beside it is chosen who asks and who answers in it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from wtforms import TextAreaField, ValidationError
from wtforms.utils import unset_value

from talkpython_site import wording
from talkpython_site.episode_lines import cleaned, lines_of, on_one_line
from talkpython_site.episode_names import Said, read_person
from talkpython_site.importing.interviews.front import without_title
from talkpython_site.importing.interviews.known import Known
from talkpython_site.importing.interviews.parsed import (
    ANSWERS,
    ASKS,
    SAME,
    WORDS,
    Choice,
    Found,
    KnownPerson,
)
from talkpython_site.importing.interviews.reader import Reading

WHO, DOES, NAME = "paste_who_", "paste_does_", "paste_name_"  # each before a number
LARGEST = 1_000_000  # bytes
LONGEST_NAME = 200
UNREAD = "This text is not in the conversation yet: press “Read it in”, or empty this field."
UNTAKEN = "Nobody said yet who is who in this text: press “Take it”, or empty this field."
TOO_LARGE = "This text has {}, and {} is the most. Paste a part of it, then the next one."
AMONG, HERE = "among the people", "known here"
DO = {ASKS: "asks", ANSWERS: "answers", WORDS: "not a speaker: words of the text"}


class Row(NamedTuple):
    """A name of the text, and what is chosen for it."""

    found: Found
    does: str  # as it is sent
    name: str
    options: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        return wording.excerpt(self.found.words, 80)

    @property
    def times(self) -> str:
        return "once" if self.found.times == 1 else f"{self.found.times:,} times"


class PasteField(TextAreaField):
    """Its text is no part of the conversation before it was read in: it is never saved."""

    is_asked = False  # who is who
    known: Callable[[], Known] = Known  # once all fields are read
    first: int | None = None  # of the blocks that were made of it

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.data = cleaned(self.data or "")
        own = (name for name in formdata or () if name.startswith((WHO, DOES, NAME)))
        given = {name: on_one_line(formdata.getlist(name)[0]) for name in own}
        self.chosen = {
            key: choice_of(
                given.get(f"{DOES}{name.removeprefix(WHO)}", ""),
                given.get(f"{NAME}{name.removeprefix(WHO)}", ""),
            )
            for name, key in given.items()
            if name.startswith(WHO)
        }
        self.is_asked = bool(self.chosen and self.text.strip() and not self.is_too_large)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms gives it
        if self.text.strip():
            unread = UNTAKEN if self.is_asked else UNREAD
            raise ValidationError(self.too_large or unread)

    @property
    def text(self) -> str:
        return self.data or ""

    @property
    def is_too_large(self) -> bool:
        return len(self.text.encode()) > LARGEST

    @property
    def too_large(self) -> str | None:
        """Why it is not read, in a sentence."""
        size = wording.size(len(self.text.encode()))
        return TOO_LARGE.format(size, wording.size(LARGEST)) if self.is_too_large else None

    @cached_property
    def reading(self) -> Reading:
        return Reading(without_title(self.text)[1], self.known())

    @property
    def heading(self) -> str:
        """The line with its title, which was not read."""
        return without_title(self.text)[0]

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen for each name, else what is guessed."""
        return {key: self.chosen.get(key) or guess for key, guess in self.reading.guesses.items()}

    @property
    def rows(self) -> list[Row]:
        """The names to ask about; none where that was not asked."""
        found = self.reading.found if self.is_asked else []
        people = list(self.reading.known.people.values())
        return [row_of(each, found, people, self.choices[each.key]) for each in found]

    def empty(self) -> None:
        """It was read in."""
        self.data, self.chosen, self.is_asked = "", {}, False


def choice_of(does: str, name: str) -> Choice | None:
    """None for what no form of ours sends."""
    kind, _, other = does.partition(" ")
    if kind == SAME and other:
        return Choice(SAME, other, name[:LONGEST_NAME])
    return Choice(kind, name=name[:LONGEST_NAME]) if kind in DO else None


def people_in(text: str, most: int | None = None) -> list[Said]:
    """Those whom the lines of a form name, the first ones; who cannot be saved is nobody's name."""
    found = (person_in(each) for each in lines_of(text)[:most])
    return [each for each in found if len(each.name) <= LONGEST_NAME]


def person_in(line: str) -> Said:
    try:
        return read_person(0, line)
    except ValueError:  # what is wrong with it is said when it is saved
        return Said(line, None)


def row_of(found: Found, every: list[Found], people: list[KnownPerson], choice: Choice) -> Row:
    there = {other.key: other.written for other in every if other.key != found.key}
    known = {each.key: f"{each.name} ({AMONG if each.is_among else HERE})"
             for each in (*found.alike, *people) if each.key != found.key}  # fmt: skip
    others = tuple((f"{SAME} {key}", f"the same as {who}") for key, who in (known | there).items())
    options = ((ASKS, DO[ASKS]), (ANSWERS, DO[ANSWERS]), *others, (WORDS, DO[WORDS]))
    does = f"{SAME} {choice.same}" if choice.does == SAME else choice.does
    return Row(found, does, found.name if choice.name is None else choice.name, options)
