"""Addresses are confirmed by a link that came there, and one button: mail scanners open links."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.documents import Account, NotUniqueError
from talkpython_site.documents.email_address import email_key
from talkpython_site.done import see
from talkpython_site.mail.links import GoneError, read_confirm
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor
from talkpython_site.throttling import CONFIRM_ADDRESS, MAIL_ADDRESS, reserve
from talkpython_site.views.account.link_problem import ForeignError, TakenError


@view_config(
    route_name="account.confirm", renderer="account/confirm.pt", permission=Permission.ACCOUNT_OPEN
)
def show(request: Request) -> dict[str, Any]:
    """One button, or the news that it was pressed already."""
    account, address = addressed(request)
    is_new = address != account.email
    is_done = not is_new and account.confirmed_at is not None
    return {"address": address, "name": account.name, "is_new": is_new, "is_done": is_done}


@view_config(
    route_name="account.confirm", request_method="POST", permission=Permission.ACCOUNT_OPEN
)
def confirm(request: Request) -> HTTPSeeOther:
    """Twice is once."""
    account, address = addressed(request)
    by = actor(request)
    if address != account.email:
        try:
            account.take_new_email(by)
        except NotUniqueError as error:
            raise TakenError from error
    elif account.confirmed_at is None:
        account.confirm(by)
    if request.signed_in:
        return see(request, "account.show", "confirmed")
    return HTTPSeeOther(request.route_path("account.confirmed"))


@view_config(
    route_name="account.confirmed",
    renderer="account/confirmed.pt",
    permission=Permission.ACCOUNT_OPEN,
)
def confirmed(_request: Request) -> dict[str, Any]:
    return {}


@view_config(
    route_name="account.confirmation", request_method="POST", permission=Permission.ACCOUNT_OWN
)
def confirmation(request: Request) -> HTTPSeeOther:
    """Send the mail once more. Raises ``ThrottledError``: it may be a stranger's address."""
    account = request.account()
    if account.confirmed_at:
        return see(request, "account.show", "confirmed")
    key = account.email_key
    reserve(request.registry.signer, (CONFIRM_ADDRESS, key), (MAIL_ADDRESS, key))
    account.ask_for_confirmation()
    return see(request, "account.show", "confirmation")


def addressed(request: Request) -> tuple[Account, str]:
    """The account that a link is for, and the address of it that the link came to.

    Raises ``LinkError``.
    """
    link = read_confirm(request.registry.signer, request.matchdict["token"])
    account = Account.objects(id=link.account_id).first()
    if account is None or not account.is_open:
        raise GoneError
    if request.signed_in and request.signed_in.account_id != account.id:
        raise ForeignError
    for address in (account.email, account.new_email):
        if address and email_key(address) == link.email_key:
            return account, address
    raise GoneError
