"""Addresses of before that lead on: looked at only where nothing else answers."""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from pyramid.httpexceptions import HTTPException, HTTPNotFound
from pyramid.request import Request

from talkpython_site.addresses import IN_PATH, web_address
from talkpython_site.catalogue import AWAY
from talkpython_site.documents import Redirect

LONGEST = 500
IN_QUERY = f"{IN_PATH}/?%"  # as it was typed
UNWRITTEN = re.compile(r"[\x00-\x1f\x7f\\]")


def led_to(request: Request) -> str | None:
    """Where an address leads at which there is nothing; one query, and none while it is away."""
    path = normal(request.path_info)
    if request.method not in {"GET", "HEAD"} or len(path) > LONGEST:
        return None
    try:
        with request.registry.catalogue.asking():
            found = Redirect.target_of(path)
            is_last = found is None or not leads_on(found)
    except AWAY:
        return None
    return found if is_last else None


def leads_on(to: str) -> bool:
    """Whether where a redirect leads is one again, as two that are made at one moment may be."""
    return is_own(to) and Redirect.target_of(path_of(to)) is not None


def normal(path: str) -> str:
    """A path, its quoting undone, without slashes at its end."""
    return path.rstrip("/") or "/"


def is_own(address: str) -> bool:
    return address.startswith("/")


def path_of(address: str) -> str:
    """The path of an address of this site, as ``Redirect`` has it."""
    return normal(unquote(urlsplit(address).path))


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path, f"{IN_PATH}/")


def own_part(request: Request, given: str) -> str:
    """What is left of a whole address of this site."""
    site: str = request.site.site_url
    rest = given.removeprefix(site)
    return rest or "/" if rest != given and rest[:1] in {"", "/", "?", "#"} else given


def read_path(request: Request, given: str) -> str:
    """An address of before. Raises ``ValueError`` with a sentence."""
    written = own_part(request, given.strip())
    if not is_path(written):
        raise ValueError("Type an address of this site from its first slash on, as /old/page.")
    if "?" in written or "#" in written:
        raise ValueError("Leave out what follows “?” or “#”: nobody looks at that.")
    path = path_of(written)
    if len(path) > LONGEST:
        raise ValueError(f"It has {len(path):,} characters: {LONGEST} are the most.")
    return path


def read_target(request: Request, given: str) -> str:
    """Where it is to lead: a path of this site, with its query, or a web address, whole."""
    written = own_part(request, given.strip())
    if len(written) > LONGEST:
        raise ValueError(f"It has {len(written):,} characters: {LONGEST} are the most.")
    if is_path(written):
        parts = urlsplit(written)
        return urlunsplit((
            "", "", quoted(normal(unquote(parts.path))),
            quote(parts.query, IN_QUERY), quote(parts.fragment, IN_QUERY),
        ))  # fmt: skip
    address = web_address(written)
    if not address or UNWRITTEN.search(written) or not written.isascii():
        raise ValueError("Type an address of this site, as /podcasts, or a whole web address.")
    return address


def is_path(written: str) -> bool:
    """Whether it is a path of this site; browsers take two slashes for another one."""
    try:
        decoded = unquote(urlsplit(written).path, errors="strict")
    except ValueError:
        return False
    is_plain = not UNWRITTEN.search(decoded) and not UNWRITTEN.search(written)
    is_elsewhere = written.startswith("//") or decoded.startswith("//")
    return written.startswith("/") and is_plain and not is_elsewhere


def answers(request: Request, path: str) -> bool:
    """Whether anything but a redirect is at a path of this site, for who is signed out."""
    asked = Request.blank(quoted(path), base_url=request.site.site_url)
    try:
        response = request.invoke_subrequest(asked)
    except HTTPNotFound:
        return False
    except HTTPException:
        return True
    close = getattr(response.app_iter, "close", None)
    if close:
        close()
    return bool(response.status_int != HTTPNotFound.code)
