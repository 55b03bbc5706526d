"""Pages that say what went wrong, and where to go on."""

from typing import Any

import structlog
from mongoengine import ConnectionFailure
from pymongo.errors import PyMongoError
from pyramid.httpexceptions import (
    HTTPClientError,
    HTTPGone,
    HTTPMethodNotAllowed,
    HTTPMovedPermanently,
    HTTPNotFound,
)
from pyramid.request import Request
from pyramid.view import exception_view_config, notfound_view_config

from talkpython_site import redirects
from talkpython_site.carried import carried
from talkpython_site.catalogue import NotLoadedError
from talkpython_site.refusals import without_slash

log = structlog.get_logger(__name__)

RETRY_SECONDS = 10


@notfound_view_config(renderer="errors/not_found.pt")
def not_found(error: HTTPNotFound, request: Request) -> Any:
    """Nothing is here; or it is elsewhere, perhaps at the same address without a slash."""
    right = without_slash(request) or redirects.led_to(request)
    if right:
        return HTTPMovedPermanently(right)
    request.response.status_int = 404
    # Where no route matches, the detail is only the path.
    return {"reason": error.detail if request.matched_route else None}


@exception_view_config(HTTPGone, renderer="errors/gone.pt")
def gone(error: HTTPGone, request: Request) -> dict[str, str | None]:
    """Something was here, and was taken down; for a reason, where its editors give one."""
    request.response.status_int = 410
    return {"reason": error.detail}


@exception_view_config(HTTPClientError, renderer="errors/bad_request.pt")
def bad_request(error: HTTPClientError, request: Request) -> dict[str, str | None]:
    request.response.status_int = error.status_int
    return {"reason": error.detail}


@exception_view_config(HTTPMethodNotAllowed, renderer="errors/method_not_allowed.pt")
def method_not_allowed(error: HTTPMethodNotAllowed, request: Request) -> dict[str, Any]:
    request.response.status_int = 405
    request.response.headers["Allow"] = error.headers["Allow"]
    return {}


@exception_view_config(NotLoadedError, renderer="errors/unavailable.pt")
@exception_view_config(PyMongoError, renderer="errors/unavailable.pt")
@exception_view_config(ConnectionFailure, renderer="errors/unavailable.pt")
def unavailable(error: Exception, request: Request) -> dict[str, Any]:
    log.warning("the database is away", error=str(error) or type(error).__name__)
    request.response.status_int = 503
    request.response.retry_after = RETRY_SECONDS
    return {"leads_on": not isinstance(error, NotLoadedError), "typed": carried(request)}


@exception_view_config(Exception, renderer="errors/failed.pt")
def failed(error: Exception, request: Request) -> dict[str, str]:
    log.error("a page failed", exc_info=error)
    request.response.status_int = 500
    return {"request_id": request.request_id}
