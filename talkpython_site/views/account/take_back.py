"""Taking a deleted account back, while it is not erased yet."""

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.documents import Actor, SaveConditionError
from talkpython_site.done import onward
from talkpython_site.networks import network_of
from talkpython_site.security import Permission
from talkpython_site.signing import LinkError
from talkpython_site.signing_in import Proven, go_on
from talkpython_site.views.account.steps import TAKE_BACK, start_over


@view_config(
    route_name="account.take_back", request_method="POST", permission=Permission.ACCOUNT_OPEN
)
def take_back(request: Request) -> Response:
    """Once: where it was taken back meanwhile, or is locked, its owner starts over."""
    try:
        proven = Proven.read(request, TAKE_BACK)
        proven.account.take_back(Actor(proven.account.id, network_of(request)))
    except (LinkError, SaveConditionError):
        return start_over(request)
    going = onward(request, proven.going, "taken-back", proven.account.id)
    return go_on(request, proven._replace(going=going)) or start_over(request)
