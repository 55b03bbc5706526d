"""The preview link of a thing, for its editors: there to be copied, made anew, ended."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pyramid.request import Request

from talkpython_site.documents import SaveConditionError
from talkpython_site.documents.previewed import PREVIEWED
from talkpython_site.previews import moment, token_of
from talkpython_site.sign_ins import actor, hash_of

TYPED = {"episode"}  # kinds of which a preview shows what is typed and not saved
SALT_BYTES = 16
MARK_LETTERS = 16


class PreviewLink(NamedTuple):
    """What ``shared/preview_link.pt`` shows."""

    address: str | None  # whole; None where there is none that holds
    path: str | None  # of the same
    typed: str | None  # of what is typed in this form, once that is kept; of some kinds alone
    until: str
    forms: str  # where its buttons lead
    within: str  # the id of the form that they are sent with
    mark: str  # names the link that they are made from, without opening it


def link_of(request: Request, thing: Any, nonce: str) -> PreviewLink | None:
    """``nonce`` is that of the form; None where it is out or in the bin."""
    if thing.status(request.now) not in PREVIEWED:
        return None
    until = thing.preview_until if thing.has_preview(request.now) else None
    token = known_token(request, thing) if until else None
    named, typed = {"token": token or ""}, {"draft": nonce}
    shows_typed = token and thing.card_kind in TYPED
    address = request.route_path(f"admin.{thing.card_kind}_preview", id=str(thing.id))
    return PreviewLink(
        address=request.site_url("preview.show", **named) if token else None,
        path=request.route_path("preview.show", **named) if token else None,
        typed=request.route_path("preview.show", **named, _query=typed) if shows_typed else None,
        until=moment(until, request.site.site_zone) if until else "",
        forms=f"{address}#preview-link",
        within=f"{thing.card_kind}-form",
        mark=mark(thing),
    )


def known_token(request: Request, thing: Any) -> str | None:
    """None where the site had another secret when the link was made: then it shows nothing."""
    token = token_of(request.registry.signer, thing.card_key, thing.preview_salt or "")
    return token if hash_of(token) == thing.preview_hash else None


def mark(thing: Any) -> str:
    return (thing.preview_hash or "")[:MARK_LETTERS]


def change(request: Request, thing: Any, word: str, shown: str) -> str:
    """Make a new link in the place of the one that was shown, or end that; what was done, as
    ``done`` calls it.

    Sent twice it is done once. Raises ``KeyError`` for a word that is none.
    """
    make, made, is_wanted = CHANGES[word]
    said, changed = (f"{thing.card_kind}-{each}" for each in (made, "preview-changed"))
    if shown != mark(thing):
        return said if thing.has_preview(request.now) is is_wanted else changed
    try:
        make(request, thing)
    except SaveConditionError:
        return changed
    return said


def begin(request: Request, thing: Any) -> None:
    salt = secrets.token_hex(SALT_BYTES)
    token = token_of(request.registry.signer, thing.card_key, salt)
    thing.begin_preview(salt, hash_of(token), actor(request))


def end(request: Request, thing: Any) -> None:
    thing.end_preview(actor(request))


class Change(NamedTuple):
    """What a button does, what is said then, and whether there is a link afterwards."""

    make: Callable[[Request, Any], None]
    said: str
    has_link: bool


CHANGES: Mapping[str, Change] = {
    "begin": Change(begin, "preview-begun", has_link=True),
    "end": Change(end, "preview-ended", has_link=False),
}
