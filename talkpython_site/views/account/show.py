"""The account's own page: everything is found from here."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.role_words import role_name, titles_of
from talkpython_site.security import Permission, lacks_second_factor
from talkpython_site.views.account.sign_ins import shown_sign_ins

MOST_SIGN_INS = 3


@view_config(
    route_name="account.show", renderer="account/show.pt", permission=Permission.ACCOUNT_OWN
)
def show(request: Request) -> dict[str, Any]:
    """What it holds, and the way to each change of it."""
    account = request.account()
    sign_ins = shown_sign_ins(request, account)
    titles = titles_of(request.registry.catalogue.all()) if account.roles else {}
    return {
        "account": account,
        "roles": [role_name(role, titles) for role in account.roles],
        "must_turn_on": lacks_second_factor(request.signed_in, request.site),
        "sign_ins": sign_ins[:MOST_SIGN_INS],
        "hidden": len(sign_ins[MOST_SIGN_INS:]),
    }
