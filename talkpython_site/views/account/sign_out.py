"""Signing out: the sign-in is ended on the server, and its cookie is dead everywhere."""

from typing import Any

from pyramid.csrf import new_csrf_token
from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import exception_view_config, view_config

from talkpython_site import sign_ins
from talkpython_site.security import Permission
from talkpython_site.views.refused import bad_token


@view_config(
    route_name="account.sign_out", request_method="POST", permission=Permission.ACCOUNT_OPEN
)
def sign_out(request: Request) -> HTTPSeeOther:
    """Also for who is signed out already. Raises ``PyMongoError``: it is not ended then."""
    sign_ins.sign_out(request)
    new_csrf_token(request)
    return HTTPSeeOther(request.route_path("account.signed_out"))


@view_config(
    route_name="account.signed_out",
    renderer="account/signed_out.pt",
    permission=Permission.ACCOUNT_OPEN,
)
def signed_out(request: Request) -> Any:
    """It would not be true for who is signed in."""
    return HTTPSeeOther(request.route_path("home")) if request.signed_in else {}


@exception_view_config(BadCSRFToken, route_name="account.sign_out", renderer="errors/bad_token.pt")
def sent_too_late(error: BadCSRFToken, request: Request) -> Any:
    """Who signed out in another tab is where they wanted to be."""
    if request.signed_in:
        return bad_token(error, request)
    return HTTPSeeOther(request.route_path("account.signed_out"))
