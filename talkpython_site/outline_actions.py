"""Buttons of an outline without script: its text changes in the form, and nothing is saved."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.request import Request

from talkpython_site.course_outline_text import (
    MOST_CHAPTERS,
    MOST_LECTURES,
    read_outline_lines,
    size_of,
    text_of,
)
from talkpython_site.form_actions import ActionError, action
from talkpython_site.forms import text_in
from talkpython_site.forms.outline_field import OutlineField
from talkpython_site.outline_editing import (
    EditError,
    Lines,
    down,
    name_of,
    place_of,
    put_after,
    told,
    up,
    without,
)

TO = "outline_to"  # the field with the name of the line behind which it goes
NOT_SAVED = "{}. Not saved yet."
TOO_LARGE = f"More than {MOST_CHAPTERS:,} chapters or {MOST_LECTURES:,} lectures are too many."
UNKNOWN = "Nothing was done by this button."
MOVES: Mapping[str, Callable[[Lines, int], tuple[Lines, int]]] = {"up": up, "down": down}


@action("outline", "outline", "course")
def change_outline(request: Request, form: Any, said: str) -> str:
    """``up 7``, ``down 7``, ``choose 7`` where to, ``move 7`` there or ``leave`` it, ``remove 7``.

    ``add`` is done by the field, which has what was typed beside it.
    """
    does, _, name = said.partition(" ")
    field: OutlineField = form["outline"]
    field.touched, field.pressed = name, does
    text = field.data or ""
    if size_of(text).is_too_large:
        raise ActionError(TOO_LARGE)
    lines = read_outline_lines(text)
    try:
        return done(request, field, lines, does, name)
    except EditError as error:
        raise ActionError(str(error)) from error


def done(request: Request, field: OutlineField, lines: Lines, *said: str) -> str:
    """The sentence for people. Raises ``EditError``."""
    does, name = said
    if does in {"add", "leave"}:
        return NOT_SAVED.format("Added") if field.has_new else ""
    place = place_of(lines, name)
    if does == "choose":
        field.moving = name
        return ""
    if does == "remove":
        rest = without(lines, place)
        field.data, field.touched = text_of(rest), name_of(rest, min(place, len(rest) - 1))
        return NOT_SAVED.format(f"{lines[place].title or 'A line without a title'}: taken out")
    if does == "move":
        lines, place = put_after(lines, place, text_in(request.POST, TO))
    elif does in MOVES:
        lines, place = MOVES[does](lines, place)
    else:
        raise EditError(UNKNOWN)
    field.data, field.touched = text_of(lines), name_of(lines, place)
    return NOT_SAVED.format(told(lines, place))
