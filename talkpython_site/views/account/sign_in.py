"""Signing in: the password, then a code where there is a second factor, then where they were."""

from typing import Any

from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config

from talkpython_site.done import onward
from talkpython_site.forms import is_sent, refuse
from talkpython_site.forms.sign_in import CodeForm, SignInForm
from talkpython_site.returning import next_address
from talkpython_site.second_factor import is_recovery_code
from talkpython_site.security import Permission
from talkpython_site.signing import LinkError
from talkpython_site.signing_in import WRONG, WRONG_CODE, Proven, is_code, with_password
from talkpython_site.views.account.steps import (
    CODE,
    after_code,
    after_password,
    ask_for_code,
    start_over,
)
from talkpython_site.views.refused import bad_token

LOCKED = "This account is locked. Whoever runs this site can unlock it."


@view_config(
    route_name="account.sign_in",
    renderer="account/sign_in.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OPEN,
)
def sign_in(request: Request) -> Any:
    """Whoever is signed in already goes on."""
    going = next_address(request)
    if request.signed_in:
        return HTTPSeeOther(going)
    if "step" in request.POST:
        return by_code(request)
    form = SignInForm(request.POST)
    return by_password(request, form, going) or {"form": form, "next": going}


def by_password(request: Request, form: Any, going: str) -> Response | None:
    """What comes after the right password; None where the form stays, and says why."""
    if not is_sent(request, form):
        return None
    account = with_password(request, form.email.data, form.password.data)
    if account and account.locked_at:
        refuse(request, form.email, LOCKED)
        return None
    proven = Proven(account, form.stays.data, going) if account else None
    answer = after_password(request, proven) if proven else None
    if answer is None:
        refuse(request, form.password, WRONG)
    return answer


def by_code(request: Request) -> Response:
    """The second step, at the same address."""
    try:
        proven = Proven.read(request, CODE)
    except LinkError:
        return start_over(request)
    form: Any = CodeForm(request.POST)
    if is_sent(request, form):
        if is_code(request, proven.account, form.code.data):
            return after_code(request, told(request, proven, form.code.data)) or start_over(request)
        refuse(request, form.code, WRONG_CODE)
    return ask_for_code(request, proven, form)


def told(request: Request, proven: Proven, code: str) -> Proven:
    """Who used a recovery code hears that it is gone, where they go on."""
    if not is_recovery_code(code):
        return proven
    going = onward(request, proven.going, "recovery-code", proven.account.id)
    return proven._replace(going=going)


@exception_view_config(BadCSRFToken, route_name="account.sign_in", renderer="errors/bad_token.pt")
@exception_view_config(BadCSRFToken, route_name="account.register", renderer="errors/bad_token.pt")
@exception_view_config(BadCSRFToken, route_name="account.take_back", renderer="errors/bad_token.pt")
def sent_too_late(error: BadCSRFToken, request: Request) -> Any:
    """Who signed in in another tab, or pressed the button twice, goes on all the same."""
    return HTTPSeeOther(next_address(request)) if request.signed_in else bad_token(error, request)
