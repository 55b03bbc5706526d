"""A form whose sender was signed out meanwhile: signed in where it stands, then shown once more."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPForbidden
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response

from talkpython_site.carried import carried
from talkpython_site.documents import Account
from talkpython_site.forms import is_sent, refuse
from talkpython_site.forms.sign_in import CodeForm, SignInForm
from talkpython_site.security import EVERYBODY, is_own_origin
from talkpython_site.sign_ins import identity
from talkpython_site.signing import LinkError
from talkpython_site.signing_in import (
    OVER,
    WRONG,
    WRONG_CODE,
    Proven,
    is_code,
    let_in,
    with_password,
)

View = Callable[[Any, Request], Response]
PREFIX = "sign_in-"  # of the fields that sign in, beside those of the form itself
STEP = f"{PREFIX}step"
SHOWN_FIRST = f"{PREFIX}shown"  # of a form that somebody else may have typed in this browser
CODE = "code of a sign-in at a form"
CLOSED = "This account is locked or deleted. Sign in on the page for that."


def ask(request: Request, form: SignInForm | None = None) -> Response:
    """The page that asks who it is and keeps what was typed, at the address of the form."""
    return page(request, form or SignInForm(prefix=PREFIX), None)


def page(request: Request, form: SignInForm | CodeForm, step: str | None) -> Response:
    own = frozenset(name for name in request.POST if name.startswith(PREFIX))
    values = {"form": form, "step": step, "step_name": STEP, "typed": carried(request, own)}
    request.response.status_int = max(403, request.response.status_int)
    return render_to_response("account/again.pt", values, request, response=request.response)


def resuming(view: View, info: Any) -> View:
    """The view deriver by which who was signed out signs in at the form itself.

    ``shows_resumed`` is said of views that are only sent to, and show then what was sent.
    """
    if info.exception_only or info.options.get("permission") in EVERYBODY:
        return view
    shows = bool(info.options.get("shows_resumed"))

    def resume(context: Any, request: Request) -> Response:
        own = {name for name in request.POST if name.startswith(PREFIX)}
        if request.method != "POST" or not own:
            return view(context, request)
        if not request.signed_in and own == {SHOWN_FIRST}:
            return ask(request)
        answer = None if request.signed_in else signed_in_again(request)
        return answer or filled(request, lambda: view(context, request), shows=shows)

    return resume


resuming.options = ("shows_resumed",)  # type: ignore[attr-defined] # how Pyramid learns of it


def tokenless(view: View, info: Any) -> View:
    """The view deriver by which a form whose token went with the sign-in counts as signed out."""
    if info.exception_only or info.options.get("permission") in EVERYBODY:
        return view

    def take(context: Any, request: Request) -> Response:
        try:
            return view(context, request)
        except BadCSRFToken as error:
            if request.signed_in or not is_own_origin(request):
                raise
            raise HTTPForbidden from error

    return take


def filled(request: Request, view: Callable[[], Response], *, shows: bool) -> Response:
    """The form as it was typed, unsaved; where it is a button alone, that button."""
    for name in {name for name in request.POST if name.startswith(PREFIX)}:
        del request.POST[name]
    request.is_resumed = True
    if shows or "GET" in request.registry.methods.of(request.matched_route.name):
        return view()
    return render_to_response("account/resumed.pt", {"typed": carried(request)}, request)


def signed_in_again(request: Request) -> Response | None:
    """None once it is known who sends this; else the page that asks on."""
    return by_code(request) if STEP in request.POST else by_password(request)


def by_password(request: Request) -> Response | None:
    form: Any = SignInForm(request.POST, prefix=PREFIX)
    if not is_sent(request, form):
        return ask(request, form)
    account = with_password(request, form.email.data, form.password.data)
    if account and not account.is_open:
        refuse(request, form.email, CLOSED)
    elif account and account.has_second_factor:
        proven = Proven(account, form.stays.data, request.path)
        return page(request, CodeForm(prefix=PREFIX), proven.sign(request, CODE))
    elif account is None or not let_in_here(request, account, stays=form.stays.data):
        refuse(request, form.password, WRONG)
    return ask(request, form) if form.wrong else None


def by_code(request: Request) -> Response | None:
    try:
        proven = Proven.read(request, CODE, STEP)
    except LinkError:
        proven = None
    form: Any = CodeForm(request.POST, prefix=PREFIX)
    if proven and is_sent(request, form):
        if not is_code(request, proven.account, form.code.data):
            refuse(request, form.code, WRONG_CODE)
        elif let_in_here(request, proven.account, stays=proven.stays):
            return None
    if proven and form.wrong:
        return page(request, form, proven.sign(request, CODE))
    late = SignInForm(prefix=PREFIX)
    refuse(request, late.email, OVER)
    return ask(request, late)


def let_in_here(request: Request, account: Account, *, stays: bool) -> bool:
    """Sign in without leaving; False where the account was changed since it was read."""
    sign_in = let_in(request, account, stays=stays) if account.is_open else None
    if sign_in:
        request.signed_in = identity(account.to_mongo(), sign_in.hash)
    return sign_in is not None


def includeme(config: Configurator) -> None:
    config.add_view_deriver(tokenless, under="demanding", over="csrf_view")
    # After the token was looked at, before anybody's permission is.
    config.add_view_deriver(resuming, under="csrf_view", over="secured_view")
