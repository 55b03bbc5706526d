"""The second factor: turned on by an app's first code, turned off by password and code."""

from typing import Any

import segno
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.documents import Account, SaveConditionError
from talkpython_site.done import see
from talkpython_site.forms import is_sent, refuse
from talkpython_site.forms.proof import ProofForm, proved
from talkpython_site.forms.second_factor import Offer, SetUpForm
from talkpython_site.returning import next_address
from talkpython_site.second_factor import in_groups, step_of, uri
from talkpython_site.security import Permission, lacks_second_factor
from talkpython_site.signing_in import own_change

OVER = "This page was open too long. Scan the picture again, and type the code that the app shows."


@view_config(
    route_name="account.second_factor",
    renderer="account/second_factor.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def second_factor(request: Request) -> dict[str, Any] | Response:
    """For a confirmed address alone."""
    account = request.account()
    if account.confirmed_at is None:
        return unconfirmed_page(request, account)
    return set_up(request, account)


def set_up(request: Request, account: Account) -> dict[str, Any] | Response:
    """Turned on, it is answered with its recovery codes: once, and again to the same form."""
    form = SetUpForm(request.POST)
    offer = Offer.of(request, form, "second-factor")
    if offer.is_taken(request, account):
        return codes_page(request, offer)
    if account.has_second_factor:
        return {"form": None, "left": len(account.recovery_hashes)}
    if is_turned_on(request, form, account, offer):
        return codes_page(request, offer)
    return {"form": form, **picture(request, offer.word, account.email)}


def is_turned_on(request: Request, form: SetUpForm, account: Account, offer: Offer) -> bool:
    """Whether the app had the right secret, and the owner sent the form."""
    sent = is_sent(request, form)
    if offer.is_new and request.method == "POST":
        refuse(request, form.code, OVER)
        return False
    step = step_of(offer.word, form.code.data or "", request.now) if sent else None
    if sent and step is None:
        refuse(request, form.code, "This code is not right. Type the one that the app shows now.")
    if step is None or not proved(request, form, account):
        return False
    try:
        account.turn_on_second_factor(offer.word, step, offer.hashes, own_change(request))
    except SaveConditionError:  # sent twice at once, or something else was changed
        if not offer.is_taken(request, request.account()):
            raise
    return True


def picture(request: Request, secret: str, email: str) -> dict[str, Any]:
    """What an app reads: as a picture, as a link on the same device, and for typing."""
    address = uri(secret, email, request.site.site_name)
    # Dark on white in both schemes, four modules of it around (ISO/IEC 18004): not every app
    # reads others.
    drawn = segno.make_qr(address).svg_data_uri(border=4, dark="#14161b", light="#ffffff")
    return {
        "picture": drawn,
        "address": address,
        "secret": " ".join(in_groups(secret)),
        "next": next_address(request, "account.show"),
        "is_demanded": lacks_second_factor(request.signed_in, request.site),
    }


def unconfirmed_page(request: Request, account: Account) -> Response:
    """Who it is must be known first: a stranger would lock out whom the address belongs to."""
    request.response.status_int = 200 if request.method == "GET" else 409
    values = {"email": account.email}
    return render_to_response("account/unconfirmed.pt", values, request, response=request.response)


def codes_page(request: Request, offer: Offer) -> Response:
    """The recovery codes, to be kept elsewhere."""
    values = {"codes": offer.codes, "next": next_address(request, "account.show")}
    return render_to_response("account/codes.pt", values, request)


@view_config(
    route_name="account.second_factor_off",
    renderer="account/second_factor_off.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def second_factor_off(request: Request) -> dict[str, Any] | HTTPSeeOther:
    account, form = request.account(), ProofForm(request.POST)
    if not account.has_second_factor:
        return see(request, "account.show", "second-factor-off")
    if is_sent(request, form) and proved(request, form, account):
        account.turn_off_second_factor(own_change(request))
        return see(request, "account.show", "second-factor-off")
    is_demanded = account.is_admin and request.site.accounts_demand_second_factor
    return {"form": form, "is_demanded": is_demanded}
