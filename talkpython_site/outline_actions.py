"""Buttons of an outline without script: its text changes in the form, and nothing is saved."""

from typing import Any

from pyramid.request import Request

from talkpython_site.course_outline_text import (
    MOST_CHAPTERS,
    MOST_LECTURES,
    OutlineLine,
    read_outline_lines,
    size_of,
    text_of,
)
from talkpython_site.form_actions import ActionError, action
from talkpython_site.forms.outline_field import OutlineField
from talkpython_site.order_actions import Ordered, reorder
from talkpython_site.ordering import EditError
from talkpython_site.outline_editing import ORDER, titled, told, without

TOO_LARGE = f"More than {MOST_CHAPTERS:,} chapters or {MOST_LECTURES:,} lectures are too many."
LINES = Ordered[OutlineLine](
    ORDER, read_outline_lines, text_of, without, titled, told, to="outline_to"
)


@action("outline", "outline", "course")
def change_outline(request: Request, form: Any, said: str) -> str:
    """``up 7``, ``down 7``, ``choose 7`` where to, ``move 7`` there or ``leave`` it, ``remove 7``.

    ``add`` is done by the field, which has what was typed beside it.
    """
    does, _, name = said.partition(" ")
    field: OutlineField = form["outline"]
    field.touched, field.pressed = name, does
    if size_of(field.data or "").is_too_large:
        raise ActionError(TOO_LARGE)
    try:
        return reorder(request, field, LINES, does, name)
    except EditError as error:
        raise ActionError(str(error)) from error
