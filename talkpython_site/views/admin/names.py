"""People and topics that begin as somebody types."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site import known_names
from talkpython_site.security import Permission


@view_config(route_name="admin.names", renderer="json", permission=Permission.EPISODES_READ)
def index(request: Request) -> dict[str, Any]:
    """Those that an editor may know of, and the one that is called just so."""
    names = known_names.names_for(request, request.GET.get("kind", ""))
    if names is None:
        raise HTTPNotFound("People and topics can be looked for, nothing else.")
    found = known_names.find(names, request.GET.get("q", ""))
    return {"names": found.names, "same": found.same}
