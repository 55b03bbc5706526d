"""Ten new recovery codes in place of those there were."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.forms import is_sent
from talkpython_site.forms.proof import proved
from talkpython_site.forms.second_factor import Offer, OfferForm
from talkpython_site.security import Permission
from talkpython_site.signing_in import own_change
from talkpython_site.views.account.second_factor import codes_page


@view_config(
    route_name="account.recovery_codes",
    renderer="account/recovery_codes.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def recovery_codes(request: Request) -> dict[str, Any] | Response:
    """They are on the page that answers: once, and again to the same form."""
    account, form = request.account(), OfferForm(request.POST)
    if not account.has_second_factor:
        return HTTPSeeOther(request.route_path("account.second_factor"))
    offer = Offer.of(request, form, "recovery-codes")
    if offer.is_taken(request, account):
        return codes_page(request, offer)
    if is_sent(request, form) and proved(request, form, account):
        account.renew_recovery_codes(offer.hashes, own_change(request))
        return codes_page(request, offer)
    return {"form": form, "left": len(account.recovery_hashes)}
