"""Large bodies on real sockets: who may send them, and how much is on its way at a time."""

import http.client
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

from talkpython_site import request_bodies
from talkpython_site.request_bodies import LARGEST_BODY
from talkpython_site.settings import Settings
from tests.sockets import SECONDS, rest_of, serving
from tests.waiting import wait_until

LARGE = 3_000_000
COOKIE = b"Cookie: csrf=x; account=65f0.t\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answers how many bytes came."""
    body = str(len(environ["wsgi.input"].read())).encode()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def largest(path: str) -> int:
    return LARGE if path == "/files" else 1


begun_site = partial(serving, app, largest=largest)


@contextmanager
def sending(
    port: int, headers: bytes = COOKIE, size: int = LARGE, path: str = "/files"
) -> Iterator[socket.socket]:
    """A client that has announced a body, and sent the first bytes of it."""
    length = b"" if CHUNKED in headers else f"Content-Length: {size}\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), SECONDS) as client:
        client.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\n".encode() + length + headers + b"\r\n")
        yield client


def answer_of(client: socket.socket) -> tuple[int, bytes]:
    response = http.client.HTTPResponse(client)
    response.begin()
    return response.status, response.read()


@pytest.mark.parametrize(
    ("headers", "size", "path"),
    [
        (b"", LARGE, "/files"),
        (b"Cookie: my-account=x; account; csrf=account=x\r\n", LARGE, "/files"),
        (COOKIE, LARGE + 1, "/files"),
        (COOKIE, LARGEST_BODY, "/elsewhere"),
        (b"Expect: 100-continue\r\n", LARGE, "/files"),
    ],
    ids=["signed out", "other cookies", "too large", "elsewhere", "expecting"],
)
def test_a_large_body_is_refused_before_it_comes(headers: bytes, size: int, path: str) -> None:
    with begun_site() as server, sending(server.port, headers, size, path) as client:
        status, body = answer_of(client)
        assert (status, body.splitlines()[0]) == (413, b"Request Entity Too Large")
        assert rest_of(client) == b""


def test_who_goes_on_sending_still_gets_the_answer() -> None:
    with begun_site() as server, sending(server.port, b"") as client:
        client.sendall(b"x" * 10_000)
        assert answer_of(client)[0] == 413


@pytest.mark.parametrize("headers", [b"", COOKIE], ids=["signed out", "with a sign-in"])
def test_one_in_chunks_is_cut_off_where_it_is_too_large(headers: bytes) -> None:
    block = b"40000\r\n" + b"x" * 0x40000 + b"\r\n"
    with begun_site() as server, sending(server.port, headers + CHUNKED) as client:
        most = LARGE if headers else LARGEST_BODY
        for _ in range(most // 0x40000 + 1):
            client.sendall(block)
        assert answer_of(client)[0] == 413


def test_with_a_sign_in_it_is_taken() -> None:
    with begun_site() as server, sending(server.port) as client:
        client.sendall(b"x" * LARGE)
        assert answer_of(client) == (200, str(LARGE).encode())


def test_the_cookie_has_the_name_that_browsers_guard() -> None:
    settings = Settings(server_port=0, site_url="https://longwave.example")
    secure = b"Cookie: __Host-account=x\r\n"
    with begun_site(settings) as server:
        with sending(server.port) as client:
            assert answer_of(client)[0] == 413
        with sending(server.port, secure) as client:
            client.sendall(b"x" * LARGE)
            assert answer_of(client)[0] == 200


def on_their_way(server: Any) -> int:
    (listening,) = [each for each in server._sockets.values() if each.accepting]
    return len(listening.channel_class.args[0]._on_their_way)


@pytest.mark.parametrize("headers", [b"", b"Expect: 100-continue\r\n"], ids=["plain", "expecting"])
def test_no_more_than_there_is_room_for_are_on_their_way(
    monkeypatch: pytest.MonkeyPatch, headers: bytes
) -> None:
    monkeypatch.setattr(request_bodies, "MOST_ON_THE_WAY", 2 * LARGE)
    with begun_site() as server:
        with sending(server.port) as first, sending(server.port):
            wait_until(lambda: on_their_way(server) == 2)
            with sending(server.port, COOKIE + headers) as third:
                status, body = answer_of(third)
                assert (status, b"Try again in a minute" in body) == (503, True)
                assert rest_of(third) == b""
            with sending(server.port, b"", 5) as small:
                small.sendall(b"small")
                assert answer_of(small) == (200, b"5")
            first.sendall(b"x" * LARGE)
            assert answer_of(first)[0] == 200
            wait_until(lambda: on_their_way(server) == 1)
        wait_until(lambda: on_their_way(server) == 0)


def test_one_alone_is_always_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_bodies, "MOST_ON_THE_WAY", 1)
    with begun_site() as server, sending(server.port) as client:
        client.sendall(b"x" * LARGE)
        assert answer_of(client)[0] == 200
