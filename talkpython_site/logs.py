"""Structured logs: JSON for machines, readable on a terminal; every request has an id."""

import logging
import re
import secrets
import sys
import time
from collections.abc import Callable
from typing import Any, TextIO
from urllib.parse import quote, unquote

import structlog
from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response
from structlog.contextvars import bound_contextvars
from structlog.typing import EventDict, Processor

log = structlog.get_logger("talkpython_site.requests")

SHOWN_PATH = 200
BEFORE_TOKEN = re.compile(r"/(?:reset|confirm|preview)/", re.IGNORECASE)
TOKEN = re.compile(rf"({BEFORE_TOKEN.pattern})[^\s\"'?#]+", re.IGNORECASE)
SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


def set_up(stream: TextIO | None = None) -> None:
    """Send what every module logs to one stream, standard error; the last call counts."""
    stream = stream or sys.stderr
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(is_terminal=stream.isatty()))
    root = logging.getLogger()
    # pserve has set up a plain one before; what tests listen with is a class of its own.
    kept = [each for each in root.handlers if type(each) is not logging.StreamHandler]
    root.handlers = [*kept, handler]
    root.setLevel(logging.INFO)
    # A warning for every request that waits for a thread would slow down a busy site further.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def formatter(*, is_terminal: bool) -> logging.Formatter:
    """Lines for people, or one JSON object a line."""
    plain = structlog.dev.plain_traceback
    last: tuple[Processor, ...] = (
        (structlog.dev.ConsoleRenderer(exception_formatter=plain),)
        if is_terminal
        else (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=(*SHARED, without_token),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def without_token(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """What other programs tell of an address: waitress names the one that somebody left."""
    return {**event, "event": TOKEN.sub(r"\1{token}", str(event["event"]))}


def request_id(_request: Request) -> str:
    """Names this request in the logs, and on the page that says that it failed."""
    return secrets.token_hex(8)


def shown_path(request: Request) -> str:
    """The path as it was asked for, always ASCII; never the query, which may be private."""
    return quote(request.environ["PATH_INFO"], encoding="latin-1")[:SHOWN_PATH]


def logged_path(request: Request, path: str) -> str:
    """Without a token, which would open what it is for to whoever reads the log.

    However the address was written, and whether or not anything is there: with a slash too many it
    leads on, and the token holds.
    """
    if getattr(request.matched_route, "pattern", None) == path:
        return path
    found = BEFORE_TOKEN.search(unquoted(path))
    return quote(found.string[: found.end()], encoding="latin-1") + "{token}" if found else path


def unquoted(path: str) -> str:
    """Also what was quoted twice, as some mail programs do to links."""
    while (plainer := unquote(path, encoding="latin-1")) != path:
        path = plainer
    return path


def tween_factory(
    handler: Callable[[Request], Response], _registry: Any
) -> Callable[[Request], Response]:
    def log_request(request: Request) -> Response:
        path, start = shown_path(request), time.perf_counter()
        with bound_contextvars(request_id=request.request_id):
            response = handler(request)
            log.info(
                "request",
                method=request.method,
                path=logged_path(request, path),
                route=getattr(request.matched_route, "name", None),
                status=response.status_int,
                ms=round(1000 * (time.perf_counter() - start), 1),
            )
        return response

    return log_request


def includeme(config: Configurator) -> None:
    set_up()
    config.add_request_method(request_id, reify=True)
    config.add_tween("talkpython_site.logs.tween_factory")
