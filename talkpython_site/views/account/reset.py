"""A forgotten password: asked for by address, set by a link that works once, for one hour."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.devices import known_to_address, remember_device
from talkpython_site.documents import Mail
from talkpython_site.documents.email_address import email_key
from talkpython_site.forms import is_sent
from talkpython_site.forms.password import is_strong
from talkpython_site.forms.reset import ForgottenForm, ResetForm
from talkpython_site.mail.links import GoneError, read_reset
from talkpython_site.networks import network_of
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor
from talkpython_site.throttling import (
    MAIL_ADDRESS,
    RESET_ADDRESS,
    RESET_DEVICE,
    RESET_NETWORK,
    ThrottledError,
    reserve,
)


@view_config(
    route_name="account.forgotten",
    renderer="account/forgotten.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OPEN,
)
def forgotten(request: Request) -> Any:
    form = ForgottenForm(request.POST)
    if is_sent(request, form):
        ask(request, email_key(str(form.email.data)))
        return HTTPSeeOther(request.route_path("account.reset_sent"))
    return {"form": form}


def ask(request: Request, key: str) -> None:
    """The same whether anybody has this address or not. Raises ``ThrottledError``."""
    signer = request.registry.signer
    reserve(signer, (RESET_NETWORK, network_of(request)))
    try:
        if device := known_to_address(request, key):  # strangers keep no reset from its owner
            reserve(signer, (RESET_DEVICE, f"{key}:{device}"))
        else:
            reserve(signer, (RESET_ADDRESS, key), (MAIL_ADDRESS, key))
    except ThrottledError:
        return  # who has the address was told often enough, and who asks learns nothing
    Mail.ask_for_reset(key)


@view_config(
    route_name="account.reset_sent",
    renderer="account/reset_sent.pt",
    permission=Permission.ACCOUNT_OPEN,
)
def reset_sent(_request: Request) -> dict[str, Any]:
    return {}


@view_config(
    route_name="account.reset",
    renderer="account/reset.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OPEN,
)
def reset(request: Request) -> Any:
    """Signs nobody in: a second factor is still asked for. Raises ``LinkError``."""
    account = read_reset(request.registry.signer, request.matchdict["token"])
    if account.locked_at:
        raise GoneError
    form = ResetForm(request.POST)
    if is_sent(request, form) and is_strong(request, form.new_password, account):
        hashed = request.registry.passwords.hash(form.new_password.data)
        account.reset_password(hashed, actor(request))
        remember_device(request, account)  # else strangers who tried meanwhile would lock them out
        return HTTPSeeOther(request.route_path("account.reset_done"))
    return {"form": form, "email": account.email}


@view_config(
    route_name="account.reset_done",
    renderer="account/reset_done.pt",
    permission=Permission.ACCOUNT_OPEN,
)
def reset_done(_request: Request) -> dict[str, Any]:
    return {}
