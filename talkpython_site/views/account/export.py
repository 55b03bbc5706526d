"""All that the site knows of somebody, as a file for them."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.exporting import as_json, exported
from talkpython_site.forms import is_sent
from talkpython_site.forms.proof import ProofForm, proved
from talkpython_site.security import Permission


@view_config(
    route_name="account.export",
    renderer="account/export.pt",
    request_method=("GET", "POST"),
    permission=Permission.ACCOUNT_OWN,
)
def export(request: Request) -> dict[str, Any] | Response:
    account, form = request.account(), ProofForm(request.POST)
    if is_sent(request, form) and proved(request, form, account):
        known = exported(account.id, request.site.site_url, request.now)
        return Response(
            as_json(known),
            content_type="application/json",
            charset="UTF-8",
            content_disposition=f'attachment; filename="account-{request.now:%Y-%m-%d}.json"',
        )
    return {"form": form}
