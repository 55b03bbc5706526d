"""The field with a conversation; beside it a block that is open, and a new one, are typed."""

from typing import Any

from wtforms.utils import unset_value

from talkpython_site.documents.interview import KINDS, PICTURE, QUESTION
from talkpython_site.episode_lines import cleaned, on_one_line
from talkpython_site.forms.order_field import OrderField
from talkpython_site.interview_editing import Passages, as_kind, names_in, taken_over
from talkpython_site.interview_text import Passage, read_passages, size_of, text_of
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
        if not (words or OPEN in given) or size_of(self.data).is_too_large:
            return
        passages = read_passages(self.data)
        passages = with_open(passages, given) if OPEN in given else passages
        passages += [Passage(self.new_kind, words)] if words else []
        self.data = text_of(passages)


def with_open(passages: Passages, given: dict[str, str]) -> Passages:
    """With what stands in the fields of the open block."""
    was = next(iter(read_passages(given.get(WAS, ""))), None)
    if was is None:
        return passages
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
    return taken_over(passages, given[OPEN], was, new)
