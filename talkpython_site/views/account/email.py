"""Another address: asked for here, taken once it is confirmed there."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.documents import Account
from talkpython_site.documents.email_address import email_key
from talkpython_site.done import see
from talkpython_site.forms import SiteForm, is_sent, refuse
from talkpython_site.forms.email import EmailForm
from talkpython_site.forms.proof import proved
from talkpython_site.networks import network_of
from talkpython_site.security import Permission
from talkpython_site.signing_in import own_change
from talkpython_site.throttling import (
    CONFIRM_ADDRESS,
    EMAIL_ACCOUNT,
    MAIL_ADDRESS,
    TAKEN_NETWORK,
    reserve,
)


@view_config(
    route_name="account.email",
    renderer="account/email.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def email(request: Request) -> Any:
    """A mail goes to each address: to the new one with the link, to the old one with the news."""
    account = request.account()
    form = EmailForm(request.POST, email=account.new_email)
    if (
        is_sent(request, form)
        and is_free(request, form, account)
        and proved(request, form, account)
    ):
        wanted = str(form.email.data)
        key = email_key(wanted)
        asking = (EMAIL_ACCOUNT, str(account.id))
        reserve(request.registry.signer, asking, (CONFIRM_ADDRESS, key), (MAIL_ADDRESS, key))
        account.ask_for_email(wanted, own_change(request))
        return see(request, "account.show", "email")
    return {"form": form, "account": account}


@view_config(
    route_name="account.email",
    request_method="POST",
    request_param="keep",
    permission=Permission.ACCOUNT_OWN,
)
def keep(request: Request) -> HTTPSeeOther:
    """Give up the new address that waits to be confirmed."""
    account = request.account()
    if not is_sent(request, SiteForm()):
        return HTTPSeeOther(request.route_path("account.show"))
    if account.new_email:
        account.keep_email(own_change(request))
    return see(request, "account.show", "email-kept")


def is_free(request: Request, form: EmailForm, account: Account) -> bool:
    """Whether nobody has this address; says at its field who has it.

    Asking is limited: it tells who has an account. Raises ``ThrottledError``.
    """
    wanted = str(form.email.data)
    if email_key(wanted) == account.email_key:
        refuse(request, form.email, "This is the address that you have already.")
        return False
    tries = reserve(request.registry.signer, (TAKEN_NETWORK, network_of(request)))
    if Account.objects.with_email(wanted):
        refuse(request, form.email, "Another account has this address.")
        return False
    tries.give_back()
    return True
