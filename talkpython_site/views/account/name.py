"""Another name."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.done import see
from talkpython_site.forms import is_sent
from talkpython_site.forms.name import NameForm
from talkpython_site.security import Permission
from talkpython_site.signing_in import own_change


@view_config(
    route_name="account.name",
    renderer="account/name.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def name(request: Request) -> Any:
    account = request.account()
    form = NameForm(request.POST, name=account.name)
    if is_sent(request, form):
        if form.name.data != account.name:
            account.rename(form.name.data, own_change(request))
        return see(request, "account.show", "name")
    return {"form": form}
