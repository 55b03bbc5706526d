"""Figures for a monitoring system: how many requests, how they ended, how long they took."""

import hmac
import time
from collections.abc import Callable
from typing import Any

from prometheus_client import Counter, Gauge, Histogram
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from talkpython_site.addresses import is_loopback

# Routes are labelled by name: addresses are anybody's to invent.
REQUESTS = Counter("talkpython_requests", "Requests answered.", ["route", "status"])
SECONDS = Histogram(
    "talkpython_request_seconds",
    "Time inside the server.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5),
)
PUBLIC_PAGES = Counter("talkpython_public_pages", "Public pages, by where from.", ["answer"])
KEPT_BYTES = Gauge("talkpython_kept_pages_bytes", "Memory that public pages are kept in.")
NO_ROUTE = "none"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO",
             "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")  # fmt: skip
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


def may_read(request: Request) -> bool:
    """Whether the figures are for whoever asks: this machine itself, or who has the token."""
    return is_local(request) or has_token(request)


def is_local(request: Request) -> bool:
    """Asked from this machine and for it: a proxy beside us forwards for everybody."""
    is_forwarded = any(name in request.environ for name in FORWARDED)
    host = request.host.rpartition(":")[0] if request.host[-1:].isdigit() else request.host
    names = {request.host, host}
    return not is_forwarded and bool(names & LOCAL_HOSTS) and is_loopback(request.remote_addr)


def has_token(request: Request) -> bool:
    """RFC 6750, 2.1."""
    given, token = request.headers.get("Authorization", ""), request.site.metrics_token
    return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def tween_factory(
    handler: Callable[[Request], Response], _registry: Any
) -> Callable[[Request], Response]:
    def measure(request: Request) -> Response:
        start = time.perf_counter()
        response = handler(request)
        route = getattr(request.matched_route, "name", NO_ROUTE)
        REQUESTS.labels(route, response.status_int).inc()
        SECONDS.labels(route).observe(time.perf_counter() - start)
        return response

    return measure


def includeme(config: Configurator) -> None:
    config.add_tween("talkpython_site.metrics.tween_factory")
