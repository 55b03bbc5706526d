"""Another password: whoever else is signed in is not any more."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.devices import remember_device
from talkpython_site.done import see
from talkpython_site.forms import is_sent
from talkpython_site.forms.password import PasswordForm, is_strong
from talkpython_site.forms.proof import proved
from talkpython_site.security import Permission
from talkpython_site.signing_in import own_change


@view_config(
    route_name="account.password",
    renderer="account/password.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def password(request: Request) -> Any:
    account, form = request.account(), PasswordForm(request.POST)
    if is_sent(request, form) and is_strong(request, form.new_password, account):
        with request.registry.passwords.room():
            hashed = request.registry.passwords.hash(form.new_password.data)  # may be busy
            is_proved = proved(request, form, account)  # spends a code
        if is_proved:
            account.set_password(hashed, own_change(request), kept=request.signed_in.sign_in_hash)
            remember_device(request, account)
            return see(request, "account.show", "password")
    return {"form": form, "email": account.email}
