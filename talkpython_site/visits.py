"""What every request knows: the site's settings, one moment, one state of the catalogue."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response
from pyramid.viewderivers import INGRESS

from talkpython_site.catalogue import Public
from talkpython_site.documents import utc_now
from talkpython_site.settings import Settings

View = Callable[[Any, Request], Response]


def site(request: Request) -> Settings:
    settings: Settings = request.registry.site
    return settings


def now(_request: Request) -> datetime:
    """The one moment of this request, UTC."""
    return utc_now()


def catalogue(request: Request) -> Public:
    """What visitors may see in this request; raises ``NotLoadedError``."""
    whole = request.registry.catalogue
    whole.refresh()
    public: Public = whole.public(request.now)
    return public


def shown_as_of(request: Request) -> datetime | None:
    """While the database is away: when what is shown was last known to be true."""
    moment: datetime | None = request.registry.catalogue.shown_as_of
    return moment


def site_url(request: Request, route_name: str, **elements: Any) -> str:
    """An absolute address under ``site.url``, never under what a request claims to be."""
    return f"{request.site.site_url.rstrip('/')}{request.route_path(route_name, **elements)}"


def asking(view: View, _info: Any) -> View:
    """The view deriver that keeps a page from waiting for a database that is away."""

    def ask(context: Any, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return view(context, request)
        with request.registry.catalogue.asking():
            return view(context, request)

    return ask


def includeme(config: Configurator) -> None:
    # One answer a request: a page kept under a tag without the notice never shows it.
    for reified in (site, now, catalogue, shown_as_of):
        config.add_request_method(reified, reify=True)
    config.add_request_method(site_url)
    config.add_view_deriver(asking, under=INGRESS, over="secured_view")
