"""The field for a whole text; beside it is chosen who asks and who answers in it."""

from functools import cached_property
from typing import Any, NamedTuple

from wtforms import TextAreaField, ValidationError
from wtforms.utils import unset_value

from talkpython_site import wording
from talkpython_site.episode_lines import cleaned, on_one_line
from talkpython_site.importing.interviews.parsed import (
    ANSWERS,
    ASKS,
    SAME,
    WORDS,
    Choice,
    Found,
)
from talkpython_site.importing.interviews.reader import Reading

WHO, DOES, NAME = "paste_who_", "paste_does_", "paste_name_"  # each before a number
LARGEST = 1_000_000  # bytes
LONGEST_NAME = 200
UNREAD = "This text is not in the conversation yet: press “Read it in”, or empty this field."
TOO_LARGE = "This text has {}, and {} is the most. Paste a part of it, then the next one."
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

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.data = cleaned(self.data or "")
        given = {name: on_one_line(formdata.getlist(name)[0]) for name in formdata or ()}
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
            raise ValidationError(self.too_large or UNREAD)

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
        return Reading(self.text)

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen for each name, else what is guessed."""
        return {key: self.chosen.get(key) or guess for key, guess in self.reading.guesses.items()}

    @property
    def rows(self) -> list[Row]:
        """The names to ask about; none where that was not asked."""
        found = self.reading.found if self.is_asked else []
        return [row_of(each, found, self.choices[each.key]) for each in found]

    def empty(self) -> None:
        """It was read in."""
        self.data, self.chosen, self.is_asked = "", {}, False


def choice_of(does: str, name: str) -> Choice | None:
    """None for what no form of ours sends."""
    kind, _, other = does.partition(" ")
    if kind == SAME and other:
        return Choice(SAME, other, name[:LONGEST_NAME])
    return Choice(kind, name=name[:LONGEST_NAME]) if kind in DO else None


def row_of(found: Found, every: list[Found], choice: Choice) -> Row:
    others = tuple(
        (f"{SAME} {other.key}", f"the same as {other.written}")
        for other in every
        if other.key != found.key
    )
    options = ((ASKS, DO[ASKS]), (ANSWERS, DO[ANSWERS]), *others, (WORDS, DO[WORDS]))
    does = f"{SAME} {choice.same}" if choice.does == SAME else choice.does
    return Row(found, does, found.name if choice.name is None else choice.name, options)
