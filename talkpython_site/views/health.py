"""Whether this process lives and is ready, for whatever watches over it."""

from pyramid.request import Request
from pyramid.view import view_config

from talkpython_site.security import Permission


@view_config(route_name="health.healthz", renderer="string", permission=Permission.SITE_READ)
def healthz(request: Request) -> str:
    """It lives; never asks the database."""
    request.response.content_type = "text/plain"
    return "ok\n"


@view_config(route_name="health.readyz", renderer="string", permission=Permission.SITE_READ)
def readyz(request: Request) -> str:
    """It has pages to show; stays so while the database is away."""
    request.response.content_type = "text/plain"
    if request.registry.catalogue.is_loaded:
        return "ready\n"
    request.response.status_int = 503
    return "the catalogue has not been loaded yet\n"
