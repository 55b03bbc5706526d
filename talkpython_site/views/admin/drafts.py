"""What somebody typed and did not save: kept while they type, listed, thrown away."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import done, drafts
from talkpython_site.draft_offers import all_of
from talkpython_site.returning import next_address
from talkpython_site.security import Permission


@view_config(
    route_name="admin.drafts",
    request_method="GET",
    renderer="admin/drafts.pt",
    permission=Permission.EPISODES_READ,
)
def index(request: Request) -> dict[str, Any]:
    return {"unsaved": all_of(request)}


@view_config(
    route_name="admin.drafts",
    request_method="POST",
    renderer="shared/drafts_said.pt",
    permission=Permission.EPISODES_CHANGE,
)
def keep(request: Request) -> dict[str, Any]:
    """What the form is told that was sent by itself; a part of its page."""
    return {"said": drafts.keep(request)}


@view_config(
    route_name="admin.drafts_thrown",
    request_method="POST",
    permission=Permission.EPISODES_CHANGE,
)
def throw_away(request: Request) -> HTTPSeeOther:
    drafts.throw_away(request)
    address = next_address(request, "admin.drafts")
    account = request.signed_in.account_id
    return HTTPSeeOther(done.onward(request, address, "thrown-away", account))
