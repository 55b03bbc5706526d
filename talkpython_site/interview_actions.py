"""Buttons of a conversation without script: its text changes in the form, and nothing is saved."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.request import Request

from talkpython_site.documents.interview import PICTURE
from talkpython_site.form_actions import ActionError, action
from talkpython_site.form_pictures import kept, sent_content
from talkpython_site.forms.blocks_field import BlocksField
from talkpython_site.interview_editing import (
    ORDER,
    Passages,
    as_kind,
    follow,
    join,
    put_in,
    split,
    titled,
    told,
    without,
)
from talkpython_site.interview_text import (
    MOST_BLOCKS,
    Passage,
    read_passages,
    size_of,
    text_of,
)
from talkpython_site.order_actions import NOT_SAVED, Ordered, reorder, show
from talkpython_site.ordering import EditError, name_of

TOO_LARGE = f"More than {MOST_BLOCKS:,} blocks, or 500 kB, are too many."
BLOCKS = Ordered[Passage](ORDER, read_passages, text_of, without, titled, told, to="blocks_to")
Change = Callable[[Passages, int], Passages]
# Each with what is said of it, and how much further the block is that is looked at then.
CHANGES: Mapping[str, tuple[Change, str, int]] = {
    "split": (split, "Split into two", 1),
    "join": (join, "Joined with the next one", 0),
}


@action("blocks", "conversation", "interview")
def change_blocks(request: Request, form: Any, said: str) -> str:
    """``up 7``, ``down 7``, ``choose 7`` where to, ``move 7`` there or ``leave`` it, ``remove 7``;
    ``split 7``, ``join 7`` with the next; ``new 7`` after it; ``open 7``, ``close 7``,
    ``picture 7``; ``add``.

    What was typed beside the field it has taken up already.
    """
    does, _, name = said.partition(" ")
    field: BlocksField = form["conversation"]
    field.touched, field.pressed = name, does
    if size_of(field.data or "").is_too_large:
        raise ActionError(TOO_LARGE)
    try:
        return done(request, field, does, name)
    except EditError as error:
        raise ActionError(str(error)) from error


def done(request: Request, field: BlocksField, does: str, name: str) -> str:
    """Raises ``EditError`` and ``ActionError``."""
    if does == "add" and not field.has_new:
        return empty(field)
    if does in OTHERS:
        passages = read_passages(field.data or "")
        return OTHERS[does](request, field, passages, ORDER.place_of(passages, name))
    if does in CHANGES:
        return changed(field, does, name)
    return (
        NOT_SAVED.format("Taken over")
        if does == "close"
        else reorder(request, field, BLOCKS, does, name)
    )


def empty(field: BlocksField) -> str:
    """A new block of the chosen kind, open to be filled."""
    passages = read_passages(field.data or "")
    show(field, BLOCKS, [*passages, Passage(field.new_kind, "")], len(passages))
    field.opened = field.touched
    return NOT_SAVED.format("Added")


def changed(field: BlocksField, does: str, name: str) -> str:
    passages = read_passages(field.data or "")
    place = ORDER.place_of(passages, name)
    change, words, further = CHANGES[does]
    found = change(passages, place)
    show(field, BLOCKS, found, place + further)
    return NOT_SAVED.format(f"{words}: {told(found, place + further)}")


def open_fields(_request: Request, field: BlocksField, passages: Passages, place: int) -> str:
    field.opened = name_of(passages, place)
    return ""


def new_after(_request: Request, field: BlocksField, passages: Passages, place: int) -> str:
    """Open to be filled."""
    found = follow(passages, place)
    show(field, BLOCKS, found, place + 1)
    field.opened = field.touched
    return NOT_SAVED.format(f"New: {told(found, place + 1)}")


def with_picture(request: Request, field: BlocksField, passages: Passages, place: int) -> str:
    """The file that was chosen is the picture of the block."""
    field.opened = name_of(passages, place)
    key = kept(request.registry.pictures.keep, sent_content(request, "block_file"))
    new = as_kind(passages[place], PICTURE)._replace(picture=key)
    show(field, BLOCKS, put_in(without(passages, place), place, new), place)
    return NOT_SAVED.format("The picture stands in its block")


OTHERS = {"open": open_fields, "new": new_after, "picture": with_picture}
