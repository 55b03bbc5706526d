"""Bodies of requests on their way here: how large each may be, and how much of them at a time.

All of a body lies on the disk before the site is asked whether its sender may send it.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from waitress.parser import HTTPRequestParser
from waitress.utilities import Error

from talkpython_site.cookies import cookie_name
from talkpython_site.refusals import LARGEST_FORM
from talkpython_site.settings import Settings
from talkpython_site.sign_ins import COOKIE

# Of a form: up to twice what it may have the site itself says that it is too much.
LARGEST_BODY = 2 * LARGEST_FORM
MOST_ON_THE_WAY = 1_000_000_000  # bytes of larger ones, in one process


class TooManyError(Error):
    """waitress's answer to a body for which there is no room now."""

    code = 503
    reason = "Service Unavailable"

    def __init__(self) -> None:
        super().__init__("Too many files are on their way here. Try again in a minute.")


class Bodies:
    """The large bodies that one process takes at a time, from browsers that bring a sign-in."""

    def __init__(self, settings: Settings, largest: Callable[[str], int]) -> None:
        self.largest = largest  # bytes that may be sent to a path
        self._cookie = f"{cookie_name(settings, COOKIE)}="
        self._on_their_way: dict[Parser, int] = {}

    def brings_sign_in(self, headers: Mapping[str, str]) -> bool:
        """Whether there is one; whose it is, and whether it is good, is asked later."""
        cookies = headers.get("COOKIE", "").split(";")
        return any(each.strip().startswith(self._cookie) for each in cookies)

    def begin(self, request: "Parser", size: int) -> bool:
        """Take one more, where there is room; one alone there always is."""
        others = sum(list(self._on_their_way.values()))
        if others and others + size > MOST_ON_THE_WAY:
            return False
        self._on_their_way[request] = size
        return True

    def end(self, request: "Parser") -> None:
        self._on_their_way.pop(request, None)


class Parser(HTTPRequestParser):
    """Reads a request, with a body as large as its path and its sender may have it."""

    def __init__(self, bodies: Bodies, adj: Any) -> None:
        super().__init__(adj)
        self.adj: Any = adj
        self._bodies = bodies

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.error is not None:
            self.expect_continue = False  # else its body is asked for all the same
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.chunked or self.content_length >= LARGEST_BODY:
            self._begin(self._bodies.largest(self.path))

    def _begin(self, most: int) -> None:
        """Take a large body, or not; what is not taken is answered at once."""
        size = most if self.chunked else self.content_length
        if not LARGEST_BODY <= size <= most or not self._bodies.brings_sign_in(self.headers):
            return  # and so it is too large
        self.adj = copy(self.adj)
        self.adj.max_request_body_size = most + 1
        if not self._bodies.begin(self, size):
            self.error, self.completed = TooManyError(), True

    def close(self) -> None:
        self._bodies.end(self)
        super().close()
