"""Who else has a thing open: told while its form is open, and as it is shown."""

from contextlib import suppress
from typing import NamedTuple

from bson import ObjectId
from pymongo.errors import PyMongoError
from pyramid.request import Request

from talkpython_site.auditing import names_of
from talkpython_site.documents import Draft
from talkpython_site.documents.draft import Origin


class Other(NamedTuple):
    """Somebody else who has the same thing open now."""

    name: str
    is_writing: bool


def others(request: Request, thing: str) -> tuple[Other, ...]:
    """Each once, by name."""
    writing: dict[ObjectId, bool] = {}
    for each in Draft.objects.present(thing).only("account", "typed_at").as_pymongo():
        if each["account"] != request.signed_in.account_id:
            writing[each["account"]] = writing.get(each["account"], False) or "typed_at" in each
    names = names_of(set(writing)) if writing else {}
    found = (Other(names.get(account, "Somebody"), is_so) for account, is_so in writing.items())
    return tuple(sorted(found))


def met(request: Request, origin: Origin) -> tuple[Other, ...]:
    """Who else has it open as a form is shown; they are told of this one, script or none."""
    found = others(request, origin.thing)
    with suppress(PyMongoError):  # it is shown all the same
        Draft.show(origin)
    return found
