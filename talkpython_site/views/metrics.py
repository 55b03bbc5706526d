"""The figures of this process, for whoever may read them."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from talkpython_site.metrics import may_read
from talkpython_site.security import Permission


@view_config(route_name="metrics", permission=Permission.SITE_READ)
def show(request: Request) -> Response:
    if not may_read(request):
        raise HTTPNotFound
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
