"""What is refused before any view: addresses that cannot be read, methods that nobody answers."""

from urllib.parse import unquote_to_bytes

from pyramid.config import Configurator
from pyramid.events import BeforeTraversal, NewRequest
from pyramid.httpexceptions import HTTPBadRequest, HTTPMethodNotAllowed
from pyramid.interfaces import IRoutesMapper
from pyramid.registry import Registry
from pyramid.request import Request

LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000


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
    environ = {**request.environ, "PATH_INFO": shorter.encode().decode("latin-1")}
    asked = Request(environ)
    mapper = request.registry.queryUtility(IRoutesMapper)
    return asked.path_qs if shorter and mapper(asked)["route"] else None


def includeme(config: Configurator) -> None:
    config.registry.methods = Methods(config.registry)
    config.add_subscriber(refuse_unreadable, NewRequest)
    config.add_subscriber(refuse_method, BeforeTraversal)
