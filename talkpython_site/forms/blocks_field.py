"""The field with a conversation; beside it a block that is open, and a new one, are typed."""

import re
from typing import Any, NamedTuple

from wtforms.utils import unset_value

from talkpython_site.documents.interview import KINDS, PICTURE, QUESTION
from talkpython_site.episode_lines import cleaned, on_one_line
from talkpython_site.forms.conversation_reading import headings_in
from talkpython_site.forms.order_field import OrderField
from talkpython_site.interview_editing import as_kind, names_in, taken_over
from talkpython_site.interview_text import HEADING, Passage, read_passages, size_of, text_of
from talkpython_site.ordering import EditError

OPEN, WAS = "block_of", "block_was"  # the name of the open block, and how it was written
NEW_KIND, NEW_TEXT = "new_block_kind", "new_block_text"
KIND, WHO, LABEL, TEXT = "block_kind", "block_who", "block_label", "block_text"
BESIDE = {OPEN, WAS, NEW_KIND, NEW_TEXT, KIND, WHO, LABEL, TEXT}


class BlocksField(OrderField):
    """Its text has what was typed beside it, whichever button the form is sent by."""

    opened: str | None = None  # the block whose fields are shown
    new_kind = QUESTION

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        self.data = cleaned(self.data or "")
        own = (name for name in formdata or () if name in BESIDE)
        given = {name: cleaned(formdata.getlist(name)[0]) for name in own}
        if given.get(NEW_KIND) in KINDS:
            self.new_kind = given[NEW_KIND]
        words = given.get(NEW_TEXT, "").strip("\n").rstrip()
        self.has_new = bool(words)
        typed = typed_in(given) if OPEN in given else None
        if typed or words:
            new = Passage(self.new_kind, words) if words else None
            put = in_passages if is_read(self.data) else as_written
            self.data = put(self.data, typed, new)


class Typed(NamedTuple):
    """What stands in the fields of the open block."""

    name: str  # of the block
    was: Passage
    new: Passage


def typed_in(given: dict[str, str]) -> Typed | None:
    was = next(iter(read_passages(given.get(WAS, ""))), None)
    if was is None:
        return None
    new = was._replace(
        who=on_one_line(given.get(WHO, was.who)),
        label=on_one_line(given.get(LABEL, was.label)),
        text=given.get(TEXT, was.text).strip("\n").rstrip(),
    )
    kind = given.get(KIND, was.kind)
    try:
        people = names_in(given.get("people", ""))
        new = as_kind(new, kind if kind in KINDS else was.kind, people)
    except EditError:  # a picture cannot become code: the words are kept all the same
        new = new._replace(kind=PICTURE)
    return Typed(given[OPEN], was, new)


def in_passages(text: str, typed: Typed | None, new: Passage | None) -> str:
    passages = read_passages(text)
    if typed:
        passages = taken_over(passages, *typed)
    return text_of([*passages, *([new] if new else [])])


def is_read(text: str) -> bool:
    """Whether all of it can be: no line would become words that was to be a heading."""
    headings = (HEADING.fullmatch(line) for _number, line in headings_in(text))
    return not size_of(text).is_too_large and all(headings)


def as_written(text: str, typed: Typed | None, new: Passage | None) -> str:
    """The same in a text that is refused: all else in it stays as it is."""
    more = [new] if new else []
    if typed and typed.new != typed.was:
        was = re.search(rf"^{re.escape(typed.was.written)}(?=\s*(?:^::|\Z))", text, re.MULTILINE)
        if was:
            text = text[: was.start()] + typed.new.written + text[was.end() :]
        else:
            more = [typed.new._replace(key=None), *more]
    return "\n\n".join([text.rstrip(), *(each.written for each in more)]) if more else text
