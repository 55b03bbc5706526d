"""Registering: an account and signed in at once, confirmed by mail later."""

from datetime import timedelta
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.documents import Account, NotUniqueError
from talkpython_site.done import onward
from talkpython_site.forms import is_sent, refuse
from talkpython_site.forms.password import is_strong
from talkpython_site.forms.register import RegisterForm
from talkpython_site.networks import network_of
from talkpython_site.passwords import BusyError
from talkpython_site.returning import next_address
from talkpython_site.security import Permission
from talkpython_site.sign_ins import new_sign_in
from talkpython_site.signing_in import admit, let_in, with_password
from talkpython_site.throttling import REGISTER_NETWORK, TAKEN_NETWORK, Reservation, reserve

TAKEN = "This address has an account already."
A_MOMENT = timedelta(minutes=1)


@view_config(
    route_name="account.register",
    renderer="account/register.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OPEN,
)
def register(request: Request) -> Any:
    """Whoever is signed in already goes on."""
    going = next_address(request)
    if request.signed_in:
        return HTTPSeeOther(going)
    form: Any = RegisterForm(request.POST)
    answer = None
    if is_sent(request, form) and is_good(request, form):
        with request.registry.passwords.room():
            answer = begin(request, form, going)
    return answer or {"form": form, "next": going, "is_taken": TAKEN in form.email.errors}


def is_good(request: Request, form: Any) -> bool:
    """Whether the password will do; judged before anything else is asked for."""
    owner = Account(email=form.email.data, name=form.name.data)
    return is_strong(request, form.password, owner)


def begin(request: Request, form: Any, going: str) -> HTTPSeeOther | None:
    """Make the account; None where that cannot be, which the form says.

    Counted before it is known whether the address is taken, so that who is refused learns nothing.
    Raises ``ThrottledError`` and ``BusyError``.
    """
    network = network_of(request)
    each = (REGISTER_NETWORK, network), (TAKEN_NETWORK, network)
    tries = reserve(request.registry.signer, *each)
    try:
        account = made(request, form)
    except NotUniqueError:
        return again(request, form, going, tries)
    except BusyError:
        tries.give_back()
        raise
    tries.give_back(TAKEN_NETWORK)
    return HTTPSeeOther(onward(request, going, "registered", account.id))


def made(request: Request, form: Any) -> Account:
    """A new account, signed in; raises ``NotUniqueError`` and ``BusyError``."""
    password_hash = str(request.registry.passwords.hash(form.password.data))
    sign_in, token = new_sign_in(request, stays=form.stays.data)
    account = Account.register(form.email.data, form.name.data, password_hash, sign_in)
    admit(request, account, token, stays=form.stays.data)
    return account


def again(request: Request, form: Any, going: str, tries: Reservation) -> HTTPSeeOther | None:
    """The same form sent twice signs its sender in; None where somebody else has the address.

    Only for a moment, and each try counts as one to sign in: it is no other way to do that.
    """
    email, name = form.email.data, form.name.data
    taken = Account.objects.with_email(email)
    is_new = taken and request.now - taken.created_at < A_MOMENT
    is_same = is_new and taken.name == name and not taken.has_second_factor
    account = with_password(request, email, form.password.data) if is_same else None
    if account is None or not let_in(request, account, stays=form.stays.data):
        refuse(request, form.email, TAKEN)
        return None
    tries.give_back()
    return HTTPSeeOther(onward(request, going, "registered", account.id))
