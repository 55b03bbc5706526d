"""Pages for what was refused: not theirs to do, not sent from here, too often, at a bad moment."""

from typing import Any

from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import HTTPForbidden, HTTPRequestEntityTooLarge, HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.view import exception_view_config, forbidden_view_config

from talkpython_site import resuming, wording
from talkpython_site.carried import carried
from talkpython_site.documents import SaveConditionError
from talkpython_site.forms.paste_field import LARGEST
from talkpython_site.passwords import BusyError
from talkpython_site.refusals import is_typed
from talkpython_site.security import is_own_origin, lacks_second_factor
from talkpython_site.throttling import ThrottledError
from talkpython_site.views.errors import unavailable


@forbidden_view_config(renderer="errors/forbidden.pt")
def forbidden(error: HTTPForbidden, request: Request) -> Any:
    """Signing in comes first, or the second factor; else it is not theirs to see or do."""
    who = request.signed_in
    if request.is_unreadable:
        page, answer = unavailable(error, request), request.response
        return render_to_response("errors/unavailable.pt", page, request, response=answer)
    if who is None:
        is_form = request.method == "POST"
        return resuming.ask(request) if is_form else first(request, "account.sign_in")
    is_waiting = lacks_second_factor(who, request.site)
    if is_waiting and request.method == "GET":
        return first(request, "account.second_factor")
    request.response.status_int = error.status_int
    return {"is_waiting": is_waiting, "typed": carried(request) if is_waiting else []}


def first(request: Request, route_name: str) -> HTTPSeeOther:
    """To a page that leads back here."""
    return HTTPSeeOther(request.route_path(route_name, _query={"next": request.path_qs}))


@exception_view_config(BadCSRFToken, renderer="errors/bad_token.pt")
@exception_view_config(BadCSRFOrigin, renderer="errors/bad_token.pt")
def bad_token(error: BadCSRFToken, request: Request) -> dict[str, Any]:
    """What was typed is offered again only where the form stood on a page of this site."""
    request.response.status_int = error.status_int
    typed = carried(request) if is_own_origin(request) else []
    return {"typed": typed, "shown_first": resuming.SHOWN_FIRST}


@exception_view_config(SaveConditionError, renderer="errors/conflict.pt")
def conflict(_error: SaveConditionError, request: Request) -> dict[str, Any]:
    request.response.status_int = 409
    return {"typed": carried(request)}


@exception_view_config(ThrottledError, renderer="errors/throttled.pt")
def throttled(error: ThrottledError, request: Request) -> dict[str, Any]:
    request.response.status_int = 429
    request.response.retry_after = error.retry_seconds
    return {"wait": wording.wait(error.retry_seconds), "typed": carried(request)}


@exception_view_config(BusyError, renderer="errors/busy.pt")
def busy(error: BusyError, request: Request) -> dict[str, Any]:
    request.response.status_int = 503
    request.response.retry_after = error.retry_seconds
    return {"typed": carried(request)}


PASTES = "A whole text that is pasted into an interview may have {} at most."


@exception_view_config(HTTPRequestEntityTooLarge, renderer="errors/too_large.pt")
def too_large(error: HTTPRequestEntityTooLarge, request: Request) -> dict[str, Any]:
    """What was typed comes back where it stood on a page of this site, the longest to be cut."""
    request.response.status_int = error.status_int
    typed = carried(request) if is_own_origin(request) and is_typed(request) else []
    longest = max(typed, key=lambda each: len(each.value), default=None)
    rest = [each for each in typed if each is not longest]
    is_interview = request.path.startswith(request.route_path("admin.interviews"))
    most = PASTES.format(wording.size(LARGEST)) if is_interview else None
    return {"typed": rest, "longest": longest, "most": most}
