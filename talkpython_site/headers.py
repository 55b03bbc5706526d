"""What every answer carries, whatever made it: what a browser may do with it."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' https:",  # episodes play from where their owners keep them
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def tween_factory(
    handler: Callable[[Request], Response], _registry: Any
) -> Callable[[Request], Response]:
    def add_headers(request: Request) -> Response:
        response = handler(request)
        response.headers.update(HEADERS)
        if response.location and response.location.startswith("/"):
            # Left as it is, WebOb would put the Host that the request claims before it.
            response.location = request.site.site_url + response.location
        if response.location and not response.body:
            # For who does not follow; Pyramid has a page of its own for that.
            response.content_type, response.charset = "text/plain", "utf-8"
            response.text = f"It is at {response.location}\n"
        if "Cache-Control" not in response.headers:
            # A kept redirect would loop once a slug is changed back.
            is_moved = 300 <= response.status_int < 400
            response.headers["Cache-Control"] = "no-cache" if is_moved else "no-store"
        return response

    return add_headers


def includeme(config: Configurator) -> None:
    config.add_tween("talkpython_site.headers.tween_factory")
