"""The real server in a thread, and clients with sockets of their own, most of them rude."""

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from talkpython_site.refusals import LARGEST_FORM
from talkpython_site.serving import Server
from talkpython_site.settings import Settings

SECONDS = 10.0


@contextmanager
def serving(
    app: Callable[..., Any],
    settings: Settings = Settings(server_port=0),  # noqa: B008 - frozen
    largest: Callable[[str], int] = lambda _path: LARGEST_FORM,
) -> Iterator[Server]:
    """A server until the end of the block, which it has to reach in time."""
    server = Server(app, settings, largest)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(SECONDS)
        assert not thread.is_alive()


@contextmanager
def connected(port: int) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    with closing(connection):
        yield connection


@contextmanager
def asked(port: int, path: str = "/", **headers: str) -> Iterator[http.client.HTTPResponse]:
    with connected(port) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=named)
        with connection.getresponse() as response:
            yield response


@contextmanager
def crowd(port: int, size: int, said: bytes = b"") -> Iterator[list[socket.socket]]:
    """Clients that each say something, read nothing by themselves, and can take little."""
    clients = []
    try:
        for _ in range(size):
            client = socket.socket()
            clients.append(client)
            client.settimeout(SECONDS)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            client.connect(("127.0.0.1", port))
            client.sendall(said)
        yield clients
    finally:
        for client in clients:
            client.close()


def request(path: str, range_: str = "") -> bytes:
    wanted = f"Range: {range_}\r\n" if range_ else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{wanted}\r\n".encode()


def hurry(client: socket.socket) -> None:
    """From now on it takes much at a time."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_000_000)


def response_of(client: socket.socket) -> http.client.HTTPResponse:
    """The next answer on a connection, its head read."""
    hurry(client)
    response = http.client.HTTPResponse(client)
    response.begin()
    return response


def rest_of(client: socket.socket) -> bytes:
    """All that still comes, until the other side ends it, in whatever way."""
    hurry(client)
    received = bytearray()
    with suppress(ConnectionResetError):
        while block := client.recv(1_000_000):
            received += block
    return bytes(received)


def await_refusal(port: int) -> None:
    """Return once nothing listens any more."""
    for _ in range(100_000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=SECONDS).close()
        except ConnectionRefusedError:
            return
        except OSError:  # closed between being queued and being taken
            continue
    pytest.fail("the listener stays open")


def times_open(path: Path) -> int:
    """How many of this process's open files are this one."""
    opened = 0
    for each in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            opened += each.readlink() == path
    return opened
