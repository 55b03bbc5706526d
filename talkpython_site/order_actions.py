"""Buttons that put things in order without script: a text of the form changes, nothing is saved."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple

from pyramid.request import Request

from talkpython_site.forms import text_in
from talkpython_site.forms.order_field import OrderField
from talkpython_site.ordering import EditError, Order, Thing, name_of

NOT_SAVED = "{}. Not saved yet."
UNKNOWN = "Nothing was done by this button."


class Ordered(NamedTuple, Generic[Thing]):
    """How things of one kind stand in a text, and what is said of them."""

    order: Order[Thing]
    read: Callable[[str], list[Thing]]
    written: Callable[[Sequence[Thing]], str]
    without: Callable[[list[Thing], int], list[Thing]]  # raises ``EditError``
    titled: Callable[[Thing], str]
    told: Callable[[Sequence[Thing], int], str]  # where one stands
    to: str  # the field with the name of the thing behind which one goes


def reorder(request: Request, field: OrderField, of: Ordered[Thing], does: str, name: str) -> str:
    """``up``, ``down``, ``choose`` where to, ``move`` there, ``leave`` it, ``remove``; gives the
    sentence for people. Raises ``EditError``.

    What was typed beside it the field has taken up already: "add" says so.
    """
    if does in {"add", "leave"}:
        return NOT_SAVED.format("Added") if field.has_new else ""
    things = of.read(field.data or "")
    place = of.order.place_of(things, name)
    if does == "choose":
        field.moving = name
        return ""
    if does == "remove":
        rest = of.without(things, place)
        show(field, of, rest, min(place, len(rest) - 1))
        return NOT_SAVED.format(f"{of.titled(things[place])}: taken out")
    moved, place = put(request, of, things, place, does)
    show(field, of, moved, place)
    return NOT_SAVED.format(of.told(moved, place))


def put(
    request: Request, of: Ordered[Thing], things: list[Thing], place: int, does: str
) -> tuple[list[Thing], int]:
    if does == "move" and of.to in request.POST:
        return of.order.put_after(things, place, text_in(request.POST, of.to))
    if does == "up":
        return of.order.up(things, place)
    if does == "down":
        return of.order.down(things, place)
    raise EditError(UNKNOWN)


def show(field: OrderField, of: Ordered[Thing], things: Sequence[Thing], place: int) -> None:
    """Write them into the field; the one in this place is the one that was touched."""
    field.data = of.written(things)
    field.touched = name_of(things, place) if things else None
