"""Public pages: kept here and by browsers, asked for again each time, decided before rendering.

A view that says ``params=("page", …)`` is a public page; those are the parameters it reads.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.viewderivers import INGRESS

from talkpython_site import metrics, paging
from talkpython_site.assets import PACKAGE, asset_folder
from talkpython_site.catalogue import AWAY
from talkpython_site.kept_pages import GZIP_LEVEL, KeptPages, Page, Place, Version
from talkpython_site.settings import SETTINGS, Settings

View = Callable[[Any, Request], Response]

PUBLIC = (("Cache-Control", "public, no-cache"), ("Vary", "Cookie, Accept-Encoding"))
SENT_ANEW = {"Cache-Control", "Vary", "ETag", "Content-Encoding", "Content-Length"}
MEGABYTE = 1_048_576
LONGEST_ENCODING = 200
ENDLESS = {"t"}  # parameters that give an episode a page for each of its seconds: not kept
HEADER_END = b"</header>"  # what the notice stands before: the first one is the site's own


def public_page(view: View, info: Any) -> View:
    """The view deriver behind ``params``.

    Who is signed in gets a page of their own. No other cookie has a meaning here: who sends one is
    answered as everybody else, from the same pages.
    """
    params: Sequence[str] | None = info.options.get("params")
    if params is None or info.registry.site.templates_reload:
        return view

    def answer(context: Any, request: Request) -> Response:
        return view(context, request) if request.signed_in else shared(context, request)

    def shared(context: Any, request: Request) -> Response:
        place, version = place_of(request, params), version_of(request)
        page = request.registry.kept_pages.get(place, version)
        if page:
            return kept(request, place, page, request.shown_as_of)
        etag = tag(request, place, version, request.shown_as_of)
        if asks_for(request, etag):
            return unchanged(etag)
        try:
            return made(request, place, version, lambda: view(context, narrowed(request, place)))
        except AWAY:
            page, as_of = before_outage(request, place, version)
            if page is None:
                raise
            return kept(request, place, page, as_of)

    return answer


public_page.options = ("params",)  # type: ignore[attr-defined] # how Pyramid learns of it


def kept(request: Request, place: Place, page: Page, as_of: datetime | None) -> Response:
    """The answer from memory: while the database is away, with the notice where it has a place."""
    as_of = as_of if page.is_document else None
    etag = tag(request, place, page.version, as_of)
    if asks_for(request, etag):
        return unchanged(etag)
    metrics.PUBLIC_PAGES.labels("kept").inc()
    return sent(request, noticed(request, page, as_of) if as_of else page, etag)


def made(
    request: Request, place: Place, version: Version, view: Callable[[], Response]
) -> Response:
    """The view's answer, kept from now on; one thread at a time makes a page, the others wait."""
    pages: KeptPages = request.registry.kept_pages
    # What is made while the database is away holds the notice.
    may_keep = pages.most_bytes > 0 and not request.shown_as_of and place == without_endless(place)
    with pages.turn(place, version) if may_keep else nullcontext() as page:
        if page:
            return kept(request, place, page, None)
        response = view()
        if response.status_int != 200 or "Set-Cookie" in response.headers:
            return response
        new = packed(response, version)
        if may_keep:
            pages.keep(place, new)
    metrics.PUBLIC_PAGES.labels("rendered").inc()
    etag = tag(request, place, version, request.shown_as_of if new.is_document else None)
    return sent(request, new, etag)


def before_outage(
    request: Request, place: Place, version: Version
) -> tuple[Page | None, datetime | None]:
    """What was kept of a page, where only time has passed since; when it was known to be true.

    An episode that is asked for from some second is better shown from its start than not at all.
    """
    pages: KeptPages = request.registry.kept_pages
    page = pages.last(place) or pages.last(without_endless(place))
    as_of: datetime | None = request.registry.catalogue.shown_as_of
    is_true = as_of and page and page.version.snapshot == version.snapshot
    return page if is_true else None, as_of


def place_of(request: Request, params: Sequence[str]) -> Place:
    """What is asked for, however it is written: what means the same is one page.

    Of a repeated parameter the last counts, which is the one that views read.
    """
    given = request.GET if request.environ.get("QUERY_STRING") else {}
    pairs = ((name, written(name, given[name])) for name in params if name in given)
    return Place(request.environ["PATH_INFO"], tuple(pair for pair in pairs if pair[1]))


def written(name: str, value: str) -> str:
    """A parameter as our own links write it; nothing where it says nothing."""
    return paging.written(value) if name == "page" else value.strip()


def without_endless(place: Place) -> Place:
    return place._replace(given=tuple(pair for pair in place.given if pair[0] not in ENDLESS))


def narrowed(request: Request, place: Place) -> Request:
    """The request as its page is kept: nothing that is rendered can depend on any other query."""
    request.environ["QUERY_STRING"] = urlencode(place.given)
    return request


def version_of(request: Request) -> Version:
    """Raises ``NotLoadedError``."""
    public, zone = request.catalogue, request.site.site_zone
    # Dates of the last week are relative to today.
    today, pages = request.now.astimezone(zone).date(), request.owner_pages.fingerprint
    return Version(public.snapshot.tag, public.valid_until, today, pages)


def tag(request: Request, place: Place, version: Version, as_of: datetime | None) -> str:
    """A strong ETag (RFC 9110, 8.8.3) of all that a public page is made of."""
    parts = (*place, *version, as_of, request.registry.build, encoding_for(request))
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:20]


def encoding_for(request: Request) -> str:
    header = request.environ.get("HTTP_ACCEPT_ENCODING") or ""
    # Browsers say it in 30 characters: nothing longer is worth to be read and remembered.
    return accepted_encoding(header) if len(header) <= LONGEST_ENCODING else "identity"


@lru_cache(256)
def accepted_encoding(header: str) -> str:
    """``gzip`` for who asks for it; who asks for nothing may not know it."""
    if not header:
        return "identity"
    asked = Request({"HTTP_ACCEPT_ENCODING": header}).accept_encoding
    offers = asked.acceptable_offers(["gzip", "identity"])
    return str(offers[0][0]) if offers else "identity"


def asks_for(request: Request, etag: str) -> bool:
    """Whether the browser has this very page; ``*`` says nothing about which one it has."""
    given = request.environ.get("HTTP_IF_NONE_MATCH")
    return bool(given) and given != "*" and etag in request.if_none_match


def unchanged(etag: str) -> Response:
    metrics.PUBLIC_PAGES.labels("unchanged").inc()
    return Response(status="304 Not Modified", headerlist=[*PUBLIC, ("ETag", f'"{etag}"')])


def sent(request: Request, page: Page, etag: str) -> Response:
    headers = [*page.headers, *PUBLIC, ("ETag", f'"{etag}"')]
    body = page.packed
    if encoding_for(request) == "gzip":
        headers.append(("Content-Encoding", "gzip"))
    else:
        body = gzip.decompress(body)
    headers.append(("Content-Length", str(len(body))))
    return Response(headerlist=headers, app_iter=[body])


def packed(response: Response, version: Version) -> Page:
    """An answer as it is kept. ``mtime``: the same page has the same bytes in every process."""
    is_packed = response.content_encoding == "gzip"
    body = response.body if is_packed else gzip.compress(response.body, GZIP_LEVEL, mtime=0)
    names = ("Content-Type", "Access-Control-Allow-Origin")
    headers = tuple((name, response.headers[name]) for name in names if name in response.headers)
    return Page(version, headers, body, response.content_type == "text/html")


def noticed(request: Request, page: Page, as_of: datetime) -> Page:
    """A page that was made before the database went away, with what the layout shows since."""
    notice = render("shared/notice.pt", {"moment": as_of}, request).encode()
    body = gzip.decompress(page.packed).replace(HEADER_END, notice + HEADER_END, 1)
    return page._replace(packed=gzip.compress(body, GZIP_LEVEL, mtime=0))


def build_of(settings: Settings, folders: Iterable[Path], *, apart: Path | None = None) -> str:
    """Names the code, the templates, the static files and the settings that pages come from.

    The same in every process of a site: where one listens says nothing about its pages. ``apart``
    is a folder that no page comes from, such as one with audio.
    """
    shown = [each for each in SETTINGS if each.key.startswith("site.") and not each.is_secret]
    values = {each.key: str(getattr(settings, each.attribute)) for each in shown}
    found = hashlib.sha256(repr(values).encode())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            if apart in path.parents:
                continue
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def includeme(config: Configurator) -> None:
    folders = (PACKAGE, asset_folder("templates"), asset_folder("static"))
    config.registry.build = build_of(config.registry.site, folders, apart=PACKAGE / "sample")
    config.registry.kept_pages = pages = KeptPages(
        config.registry.site.pages_kept_megabytes * MEGABYTE
    )
    metrics.KEPT_BYTES.set_function(lambda: pages.size_bytes)
    # Outermost, so that a page from memory is not guarded from a database that it does not ask.
    config.add_view_deriver(public_page, under=INGRESS, over="asking")
