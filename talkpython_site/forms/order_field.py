"""A field with a text of things in order, moved by buttons beside it."""

from wtforms import TextAreaField


class OrderField(TextAreaField):
    """What its page has to know of the button that was pressed."""

    has_new = False  # something was typed beside it
    moving: str | None = None  # what is to be moved, once its new place is chosen
    touched: str | None = None  # what a button was pressed at, and which one
    pressed: str | None = None
