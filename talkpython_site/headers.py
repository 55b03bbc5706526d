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
# Of an address that holds a token nothing goes on. With no-referrer browsers would send its form
# with "Origin: null" (Fetch, 3.1), as they do with a foreign one.
TOKEN_POLICY = "strict-origin"  # noqa: S105 - the name of a policy

# Whoever has this address sees what nobody else sees. No form with a token stands there.
SECRET = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


def tween_factory(
    handler: Callable[[Request], Response], _registry: Any
) -> Callable[[Request], Response]:
    def add_headers(request: Request) -> Response:
        response = handler(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "token" in (request.matchdict or {}):
            response.headers["Referrer-Policy"] = TOKEN_POLICY
        if request.is_secret:
            response.headers.update(SECRET)
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
            response.headers["Cache-Control"] = "no-cache" if is_moved else "private, no-store"
        return response

    return add_headers


def is_secret(request: Request) -> bool:
    """Whether an address holds the only key to a page, be it there or not."""
    return bool(request.path.startswith(request.route_path("preview.show", token="")))


def includeme(config: Configurator) -> None:
    config.add_request_method(is_secret, reify=True)
    config.add_tween("talkpython_site.headers.tween_factory")
