"""What is refused before any view: addresses that cannot be read, methods that nobody answers."""

from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from pyramid.config import Configurator
from pyramid.events import BeforeTraversal, NewRequest
from pyramid.exceptions import URLDecodeError
from pyramid.httpexceptions import (
    HTTPBadRequest,
    HTTPForbidden,
    HTTPMethodNotAllowed,
    HTTPRequestEntityTooLarge,
)
from pyramid.interfaces import IRoutesMapper
from pyramid.registry import Registry
from pyramid.request import Request
from webob.multidict import MultiDict

from talkpython_site import multipart
from talkpython_site.carried import TOKEN
from talkpython_site.imaging import MOST_BYTES
from talkpython_site.security import Permission, lacks_second_factor, permissions_of
from talkpython_site.settings import Settings
from talkpython_site.sign_ins import SignedIn

LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
LARGEST_FORM = 1_048_576  # bytes
LARGEST_MULTIPART = 32_768  # but for forms with files, no page of the site sends one
LARGEST_CHUNK = 8_388_608  # of an upload
# Notes of 200 kB in any script, each of their bytes sent as three; what is too much by far is
# answered with the form itself.
LARGEST_WRITING = 6_291_456
WRITING = (  # routes
    "admin.episode",
    "admin.episode_new",
    "admin.episode_move",
    "admin.lecture",
    "admin.interview",
    "admin.interview_new",
    "admin.interview_move",
    "admin.drafts",
    "admin.notes",
)
LARGEST_PICTURE = 2 * MOST_BYTES  # one that is a little too large is told so
# Routes.
UPLOAD, PICTURE = "admin.upload", "admin.pictures"
WITH_UPLOADS = ("admin.episode_files", "admin.lecture_files")  # forms with a file in them
WITH_PICTURES = ("admin.podcast_files", "admin.course_files", "admin.interview_files")
MOST_FIELDS = 1_000
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
FORMS = {"", URLENCODED, MULTIPART}  # what WebOb reads as one
UNREADABLE = "This form cannot be read."


def refuse_unreadable(event: NewRequest) -> None:
    """Raise ``HTTPBadRequest`` for an address that is too long, not UTF-8 or holds a NUL."""
    environ = event.request.environ
    path = environ["PATH_INFO"].encode("latin-1")
    query = unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1"))
    is_long = len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY
    if is_long or not is_text(path) or not is_text(query):
        # From here on nothing, the error page included, meets what cannot be read.
        environ.update(PATH_INFO="/", QUERY_STRING="")
        raise HTTPBadRequest("This address is too long." if is_long else None)


def forget_unreadable(event: NewRequest) -> None:
    """Take away headers that name no address: whoever reads them later would fail.

    A form without them is refused where they decide.
    """
    environ = event.request.environ
    for name in ("HTTP_ORIGIN", "HTTP_REFERER"):
        try:
            urlsplit(environ.get(name, ""))
        except ValueError:
            del environ[name]


def is_text(given: bytes) -> bool:
    try:
        return "\0" not in given.decode()
    except UnicodeDecodeError:
        return False


def refuse_method(event: BeforeTraversal) -> None:
    """Raise ``HTTPMethodNotAllowed`` where the views of a route answer other methods only."""
    request = event.request
    if request.matched_route is not None:
        allowed = request.registry.methods.of(request.matched_route.name)
        if allowed and request.method not in allowed:
            raise HTTPMethodNotAllowed(headers={"Allow": ", ".join(sorted(allowed))})


def refuse_large(event: BeforeTraversal) -> None:
    """Raise ``HTTPRequestEntityTooLarge`` for more than the largest form of the site."""
    request, length = event.request, event.request.content_length or 0
    if length <= LARGEST_FORM:
        return
    most = largest_taken(request.registry, request.environ["PATH_INFO"])
    if length > (min(most, LARGEST_WRITING) if request.content_type == URLENCODED else most):
        raise HTTPRequestEntityTooLarge


def largest_body(registry: Registry, path: str) -> int:
    """The bytes of what is sent to a path that come as far as the site.

    Of what is typed these are twice as many as it takes: it gives back what is too much.
    """
    is_typed = named_route(registry, path) in WRITING
    return largest_taken(registry, path) * (2 if is_typed else 1)


def largest_taken(registry: Registry, path: str) -> int:
    """The bytes that a path takes.

    One of a form with a file is more than the largest file twice: what is a little too large is
    answered with the form itself.
    """
    route = named_route(registry, path)
    more = {UPLOAD: LARGEST_CHUNK}
    more |= dict.fromkeys(WITH_UPLOADS, 2 * registry.site.uploads_plain_bytes)
    more |= dict.fromkeys((PICTURE, *WITH_PICTURES), LARGEST_PICTURE)
    more |= dict.fromkeys(WRITING, LARGEST_WRITING)
    return max(LARGEST_FORM, more.get(route, 0))


def named_route(registry: Registry, path: str) -> str:
    asked = Request({"PATH_INFO": path})
    asked.registry = registry
    try:
        route = route_of(asked)
    except URLDecodeError:
        return ""
    return route.name if route else ""


def refuse_broken_form(event: BeforeTraversal) -> None:
    """Raise ``HTTPBadRequest`` for a form that cannot be read, or has a file for its token.

    One of too many fields is not read at all: 300,000 of them, in 0.9 MB, took ten seconds.
    """
    request = event.request
    if request.method != "POST":
        if request.content_type in FORMS:  # which WebOb would read all the same
            request.environ.pop("CONTENT_TYPE", None)
    elif request.content_type in FORMS:
        if request.charset != "UTF-8":
            raise HTTPBadRequest(UNREADABLE)
        if has_files(request):
            read_files(request)
        elif is_long_to_read(request):
            raise HTTPRequestEntityTooLarge
        if not is_form(request):
            raise HTTPBadRequest(UNREADABLE)


def has_files(request: Request) -> bool:
    route = request.matched_route
    is_one = bool(route) and route.name in {*WITH_UPLOADS, *WITH_PICTURES}
    return request.content_type == MULTIPART and is_one


def read_files(request: Request) -> None:
    """Raises ``HTTPForbidden`` where nobody would look at them.

    For who is signed out they are read: what was typed beside them stays on the page to sign in.
    """
    who = request.signed_in
    if who and not may_send_files(who, request.site):
        request.environ["webob._parsed_post_vars"] = (MultiDict(), request.body_file_raw)
        raise HTTPForbidden
    try:
        multipart.read_form(request)
    except multipart.TooMuchError as error:
        raise HTTPRequestEntityTooLarge from error
    except ValueError as error:
        raise HTTPBadRequest(UNREADABLE) from error


def may_send_files(who: SignedIn, site: Settings) -> bool:
    """Also who needs the second factor first, and then sends them again."""
    return Permission.EPISODES_CHANGE in permissions_of(who, site) or lacks_second_factor(who, site)


def is_long_to_read(request: Request) -> bool:
    """Whether a form has more fields, or lines that may begin a part, than any page sends."""
    body = request.body
    if request.content_type == MULTIPART:
        # A part may have a form for its text, or thousands of headers, which is as slow.
        return len(body) > LARGEST_MULTIPART or body.count(b"\n--") > MOST_FIELDS
    return body.count(b"&") >= MOST_FIELDS


def is_typed(request: Request) -> bool:
    """Whether what was sent is too much, and may be read all the same to be given back."""
    is_text = request.content_type == URLENCODED and request.charset == "UTF-8"
    is_bounded = (request.content_length or 0) <= 2 * LARGEST_WRITING
    return is_text and is_bounded and not is_long_to_read(request) and is_form(request)


def is_form(request: Request) -> bool:
    try:
        return isinstance(request.POST.get(TOKEN, ""), str)
    # Parts without what parts them, in an unknown charset, or with a form where text should be.
    except (ValueError, LookupError, AttributeError):
        return False


class Methods:
    """The methods that the views of each route answer; a view that names none answers GET."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._by_route: dict[str, set[str]] = {}

    def of(self, route_name: str) -> set[str]:
        if not self._by_route:
            self._by_route = self._read()
        return self._by_route.get(route_name, set())

    def _read(self) -> dict[str, set[str]]:
        by_route: dict[str, set[str]] = {}
        for entry in self._registry.introspector.get_category("views"):
            view = entry["introspectable"]
            if view["exception_only"]:  # it says what went wrong, whatever the method
                continue
            methods = by_route.setdefault(view["route_name"], set())
            named = view["request_methods"] or ("GET", "HEAD")
            methods.update({named} if isinstance(named, str) else named)
            if "GET" in methods:  # as Pyramid's own predicate has it
                methods.add("HEAD")
        return by_route


def without_slash(request: Request) -> str | None:
    """The right address where only slashes at the end are too many, query included."""
    shorter = request.path_info.rstrip("/")
    if shorter == request.path_info or request.method not in {"GET", "HEAD"}:
        return None
    asked = at(request, shorter.encode())
    return asked.path_qs if shorter and route_of(asked) else None


def is_page(request: Request, path: bytes) -> bool:
    """Whether this is a path, its quoting undone, that can be asked for with GET."""
    route = route_of(at(request, path)) if is_text(path) else None
    return route is not None and "GET" in request.registry.methods.of(route.name)


def at(request: Request, path: bytes) -> Request:
    """The same request for another path."""
    asked = Request({**request.environ, "PATH_INFO": path.decode("latin-1")})
    asked.registry = request.registry
    return asked


def route_of(request: Request) -> Any:
    return request.registry.queryUtility(IRoutesMapper)(request)["route"]


def includeme(config: Configurator) -> None:
    config.registry.methods = Methods(config.registry)
    config.add_subscriber(refuse_unreadable, NewRequest)
    config.add_subscriber(forget_unreadable, NewRequest)
    config.add_subscriber(refuse_method, BeforeTraversal)
    config.add_subscriber(refuse_large, BeforeTraversal)
    config.add_subscriber(refuse_broken_form, BeforeTraversal)
