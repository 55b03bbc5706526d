"""What buttons of a form do with what was typed: it is shown as typed, and nothing is saved."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bson import ObjectId
from pyramid.request import Request

from talkpython_site.forms import text_in
from talkpython_site.multipart import SentFile
from talkpython_site.saving import Saver
from talkpython_site.sent_forms import Sent

Act = Callable[[Request, Any, str], str]

NOTHING_DONE = "Nothing was done by this button."
ACTIONS: dict[tuple[str, str], tuple[str, Act]] = {}  # by kind and name


class ActionError(ValueError):
    """Why a button does nothing, in a sentence; ``status`` is that of the page."""

    def __init__(self, sentence: str, status: int = 422) -> None:
        super().__init__(sentence)
        self.status = status


class Taken(NamedTuple):
    """What came of it: the form as it is to be shown, and what is said at a field."""

    sent: Sent
    notes: Mapping[str, str]  # by field


def action(name: str, field: str, *kinds: str) -> Callable[[Act], Act]:
    """Register what a button does in the forms of these kinds, for the sake of a field.

    The button's value is the name of the action, and after a space what it is told: "outline",
    "up 7". It gets the request, the form and that, changes texts of the form
    (``form[field].data``), and gives the sentence to be said at the field. Raises ``ActionError``.
    """

    def register(act: Act) -> Act:
        ACTIONS.update({(kind, name): (field, act) for kind in kinds})
        return act

    return register


def sent_file(request: Request, name: str) -> SentFile:
    """The file of a field. Raises ``ActionError`` where none was chosen."""
    found = request.POST.get(name)
    if not isinstance(found, SentFile):
        raise ActionError("Choose a file first.")
    return found


def take(request: Request, saver: Saver) -> Taken:
    """Do what the button says. Raises ``HTTPForbidden`` where the thing is somebody else's."""
    sent = saver.as_typed(request, named(request))
    name, _, told = text_in(request.POST, "do").partition(" ")
    field, act = ACTIONS.get((saver.kind, name), (None, None))
    if field is None or act is None:
        request.response.status_int = 422
        return Taken(sent._replace(problem=sent.problem or NOTHING_DONE), {})
    try:
        return Taken(sent, {field: act(request, sent.form, told)})
    except ActionError as error:
        request.response.status_int = error.status
        sent.form[field].errors = [str(error)]
        return Taken(sent, {})


def named(request: Request) -> ObjectId | None:
    """The thing that the address names beside the form, for a form that is too old to say."""
    given = request.GET.get("of", "")
    return ObjectId(given) if ObjectId.is_valid(given) else None


def address(request: Request, thing: Any) -> str:
    """Where the form of a thing goes with such a button."""
    query = {"of": str(thing.id)} if thing.id else None
    return str(request.route_path(f"admin.{thing.card_kind}_files", _query=query))
