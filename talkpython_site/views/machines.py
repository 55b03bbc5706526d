"""What machines ask every site for: its pages, what it is, its rules, its icons."""

import gzip

from pyramid.request import Request
from pyramid.response import FileResponse, Response
from pyramid.view import view_config

from talkpython_site import llms, sitemap
from talkpython_site.assets import asset_folder
from talkpython_site.caching import encoding_for
from talkpython_site.security import Permission

A_DAY = 86_400


@view_config(route_name="machines.sitemap", params=(), permission=Permission.SITE_READ)
def show_sitemap(request: Request) -> Response:
    packed, response = sitemap.packed(request), Response(content_type="application/xml")
    if encoding_for(request) == "gzip":
        response.content_encoding, response.body = "gzip", packed
    else:
        response.body = gzip.decompress(packed)
    return response


@view_config(
    route_name="machines.llms", renderer="string", params=(), permission=Permission.SITE_READ
)
def show_llms(request: Request) -> str:
    """As plain text: browsers would save Markdown instead of showing it."""
    request.response.content_type = "text/plain"
    return llms.written(request)


@view_config(route_name="machines.robots", renderer="string", permission=Permission.SITE_READ)
def robots(request: Request) -> str:
    """RFC 9309, with the sitemap's address."""
    request.response.content_type = "text/plain"
    request.response.cache_control = f"public, max-age={A_DAY}"
    # Each page links there with its own ?next=: as many addresses as there are pages.
    signing_in, found = request.route_path("account.sign_in"), request.site_url("machines.sitemap")
    previews = request.route_path("preview.show", token="")
    rules = f"Disallow: {signing_in}\nDisallow: {previews}\n"
    return f"User-agent: *\n{rules}\nSitemap: {found}\n"


@view_config(route_name="machines.favicon", permission=Permission.SITE_READ)
def favicon(request: Request) -> FileResponse:
    return icon(request, "favicon.ico", "image/vnd.microsoft.icon")


@view_config(route_name="machines.touch_icon", permission=Permission.SITE_READ)
def touch_icon(request: Request) -> FileResponse:
    return icon(request, "touch-icon.png", "image/png")


def icon(request: Request, name: str, content_type: str) -> FileResponse:
    path = asset_folder("static") / "images" / name
    return FileResponse(path, request, cache_max_age=A_DAY, content_type=content_type)
