"""What is logged, for machines and for people, and under which id."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pyramid.config import Configurator
from pyramid.request import Request
from webtest import TestApp

from talkpython_site.logs import set_up


class Terminal(io.StringIO):
    """What says that somebody looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def logging_to() -> Iterator[Callable[[io.StringIO], io.StringIO]]:
    """Sends logs to a stream for the time of a test."""

    def begin(stream: io.StringIO) -> io.StringIO:
        set_up(stream)
        return stream

    yield begin
    set_up()


def greet(request: Request) -> str:
    logging.getLogger("somewhere").info("greeting %s", "you")
    return str(request.request_id)


@pytest.fixture
def site() -> TestApp:
    with Configurator() as config:
        config.include("talkpython_site.logs")
        config.add_route("greeting", "/greeting")
        config.add_view(greet, route_name="greeting", renderer="string")
        return TestApp(config.make_wsgi_app())


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_every_line_of_a_request_has_its_id(site: TestApp, logging_to: Any) -> None:
    stream = logging_to(io.StringIO())
    first, second = site.get("/greeting").text, site.get("/greeting").text
    assert first != second
    assert [line["request_id"] for line in lines(stream)] == [first, first, second, second]


def test_a_request_is_one_line_without_what_may_be_private(site: TestApp, logging_to: Any) -> None:
    stream = logging_to(io.StringIO())
    site.get("/greeting?token=private")
    said, request = lines(stream)
    assert (said["event"], said["logger"]) == ("greeting you", "somewhere")
    assert (request["method"], request["path"]) == ("GET", "/greeting")
    assert (request["route"], request["status"]) == ("greeting", 200)
    assert request["ms"] >= 0
    assert "private" not in stream.getvalue()


def test_addresses_forge_no_lines(site: TestApp, logging_to: Any) -> None:
    stream = logging_to(Terminal())
    site.get("/%0a%1b[31m%c3%a9", status=404)
    assert "/%0A%1B%5B31m%C3%A9" in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 1


def test_a_terminal_gets_words(logging_to: Any) -> None:
    stream = logging_to(Terminal())
    logging.getLogger("somewhere").warning("the %s is away", "database")
    assert "the database is away" in stream.getvalue()
    assert "{" not in stream.getvalue()


def test_a_failure_is_logged_with_where_it_was(logging_to: Any) -> None:
    stream = logging_to(io.StringIO())
    try:
        json.loads("")
    except json.JSONDecodeError:
        logging.getLogger("somewhere").exception("it failed")
    (line,) = lines(stream)
    assert "JSONDecodeError" in line["exception"]


TOKEN = "WyI2NWYwIiwxXQ.aGk.c2lnbmVk"  # noqa: S105 - no secret


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/reset/{token}", "/reset/{token}"),
        ("/reset/{token}/", "/reset/{token}"),
        ("/reset//{token}", "/reset/{token}"),
        ("//reset/{token}", "//reset/{token}"),
        ("/Reset/{token}", "/Reset/{token}"),
        ("/confirm/{token}/x", "/confirm/{token}"),
        ("/CONFIRM/{token}", "/CONFIRM/{token}"),
        ("/%72eset%2f{token}", "/reset/{token}"),
        ("/%2572eset%252F{token}", "/reset/{token}"),
        ("/a/reset/{token}", "/a/reset/{token}"),
        ("/reset/%ff{token}", "/reset/{token}"),
        ("/reset/sent", "/reset/sent"),
        ("/resets/1", "/resets/1"),
        ("/reset", "/reset"),
    ],
)
def test_what_opens_an_account_is_not_logged(logging_to: Any, address: str, shown: str) -> None:
    with Configurator() as config:
        config.include("talkpython_site.logs")
        config.include("talkpython_site.refusals")
        for at, pattern in enumerate(("/reset/sent", "/reset/{token}", "/confirm/{token}")):
            config.add_route(str(at), pattern)
        site = TestApp(config.make_wsgi_app())
    stream = logging_to(io.StringIO())
    site.get(address.format(token=TOKEN), status="*")
    (line,) = lines(stream)
    assert line["path"] == shown
    assert TOKEN not in stream.getvalue()


def test_what_the_server_tells_of_an_address_holds_no_token(logging_to: Any) -> None:
    """As waitress says it of who left in the midst of an answer."""
    stream = logging_to(io.StringIO())
    for told in ("/preview/0123abcd/audio.mp3", "/RESET/0123abcd", "/confirm/0123abcd"):
        logging.getLogger("waitress").info("Client disconnected while serving %s", told)
    events = [line["event"].rpartition(" ")[2] for line in lines(stream)]
    assert events == ["/preview/{token}", "/RESET/{token}", "/confirm/{token}"]
