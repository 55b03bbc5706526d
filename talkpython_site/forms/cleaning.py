"""Validators that put what was typed into the form in which it is kept."""

from collections.abc import Callable
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation


class Cleaned:
    """Takes what ``clean`` gives for a field; its ``ValueError`` is said below the field.

    Where it will not do, what was typed stays as it was.
    """

    field_flags: dict[str, Any] = {"required": True}  # noqa: RUF012 - as WTForms has it

    def __init__(self, clean: Callable[[str], str]) -> None:
        self._clean = clean

    def __call__(self, _form: object, field: Field) -> None:
        given = (field.raw_data or [""])[0]  # never what a page shows there by itself
        try:
            field.data = self._clean(given)
        except ValueError as error:
            raise StopValidation(str(error)) from error
