"""Deleting an account: hidden at once, erased after 14 days."""

from typing import Any

from pyramid.csrf import new_csrf_token
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import wording
from talkpython_site.documents import Account, LastAdminError, SaveConditionError
from talkpython_site.documents.account_fields import ERASED_AFTER
from talkpython_site.forms import is_sent
from talkpython_site.forms.proof import ProofForm, proved
from talkpython_site.security import Permission
from talkpython_site.sign_ins import actor, sign_out


@view_config(
    route_name="account.delete",
    renderer="account/delete.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def delete(request: Request) -> dict[str, Any] | HTTPSeeOther:
    account, form = request.account(), ProofForm(request.POST)
    is_last_admin = False
    if is_sent(request, form) and proved(request, form, account):
        is_last_admin = not is_discarded(request, account)
        if not is_last_admin:
            sign_out(request)
            new_csrf_token(request)
            return HTTPSeeOther(request.route_path("account.deleted"))
    erased_on = (request.now + ERASED_AFTER).astimezone(request.site.site_zone)
    return {
        "form": form,
        "is_last_admin": is_last_admin,
        "erased_on": wording.full_date(erased_on.date()),
    }


def is_discarded(request: Request, account: Account) -> bool:
    """False for the last admin, who stays."""
    try:
        account.discard(actor(request))
    except LastAdminError:
        request.response.status_int = 422
        return False
    except SaveConditionError:  # pressed twice at once, or something else was changed
        if not request.account().deleted_at:
            raise
    return True


@view_config(
    route_name="account.deleted",
    renderer="account/deleted.pt",
    request_method="GET",
    permission=Permission.ACCOUNT_OPEN,
)
def deleted(_request: Request) -> dict[str, Any]:
    """Where the days end nobody is told here: it is a page for everybody."""
    return {}
