"""The pages between the right password and being signed in."""

from datetime import datetime

from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response

from talkpython_site import wording
from talkpython_site.forms import refuse
from talkpython_site.forms.sign_in import CodeForm, SignInForm
from talkpython_site.returning import next_address
from talkpython_site.signing_in import OVER, Proven, go_on

CODE, TAKE_BACK = "code of a sign-in", "taking an account back"


def after_password(request: Request, proven: Proven) -> Response | None:
    """The next page; None where the account was changed since it was read."""
    if proven.account.has_second_factor:
        return ask_for_code(request, proven, CodeForm())
    return after_code(request, proven)


def after_code(request: Request, proven: Proven) -> Response | None:
    """A deleted account is offered back first: nobody is signed in to it."""
    erased_at = proven.account.erased_at
    return offer_back(request, proven, erased_at) if erased_at else go_on(request, proven)


def ask_for_code(request: Request, proven: Proven, form: CodeForm) -> Response:
    values = {"form": form, "step": proven.sign(request, CODE), "next": proven.going}
    return render_to_response("account/code.pt", values, request, response=request.response)


def offer_back(request: Request, proven: Proven, erased_at: datetime) -> Response:
    """Signed for whoever has just proven that it is theirs."""
    erased_on = wording.full_date(erased_at.astimezone(request.site.site_zone).date())
    values = {"erased_on": erased_on, "step": proven.sign(request, TAKE_BACK)}
    return render_to_response("account/take_back.pt", values, request, response=request.response)


def start_over(request: Request) -> Response:
    """The form to sign in, for a step that came too late."""
    form = SignInForm()
    refuse(request, form.email, OVER)
    values = {"form": form, "next": next_address(request)}
    return render_to_response("account/sign_in.pt", values, request, response=request.response)
