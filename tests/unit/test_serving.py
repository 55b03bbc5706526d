"""The web server on real sockets: what it tells, whom it believes, how it ends."""

import http.client
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from resource import RLIMIT_NOFILE, getrlimit
from typing import Any

import pytest

from talkpython_site import serving as limits
from talkpython_site.request_bodies import LARGEST_BODY
from talkpython_site.serving import Server
from talkpython_site.settings import Settings
from tests.sockets import (
    SECONDS,
    asked,
    await_refusal,
    connected,
    crowd,
    request,
    rest_of,
    serving,
)
from tests.waiting import wait_until

BIG = b"x" * 30_000_000


@dataclass
class App:
    """Answers what it was told about a request; ``/slow`` waits until it may go on."""

    entered: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/unchanged":
            start("304 Not Modified", [("ETag", '"a"')])
            return [b""]
        body = f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()
        if environ["PATH_INFO"] == "/slow":
            self.entered.set()
            assert self.may_go_on.wait(SECONDS)
        if environ["PATH_INFO"] == "/big":
            body = BIG
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]


def test_it_tells_no_name_and_no_version() -> None:
    with serving(App()) as server, asked(server.port) as response:
        assert response.status == 200
        assert response.headers["Server"] is None


def test_it_listens_on_this_machine_only() -> None:
    with serving(App()) as server:
        (listening,) = [each for each in server._sockets.values() if each.accepting]
        assert listening.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("trusted", "seen"), [("", b"127.0.0.1 http"), ("127.0.0.1", b"203.0.113.9 https")]
)
def test_forwarding_headers_count_from_the_trusted_proxy_only(trusted: str, seen: bytes) -> None:
    headers = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https"}
    with (
        serving(App(), Settings(server_port=0, proxy_trusted=trusted)) as server,
        asked(server.port, **headers) as response,
    ):
        assert response.read() == seen


def test_the_connection_stays_after_an_answer_without_a_body() -> None:
    with serving(App()) as server, connected(server.port) as connection:
        for path in ("/unchanged", "/", "/unchanged"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.headers["Connection"] is None


@pytest.mark.parametrize("path", ["/unchanged", "/"])
@pytest.mark.parametrize("asked", ["close", "Close, TE", "te , close"])
def test_who_asks_for_the_end_gets_it(path: str, asked: str) -> None:
    """A list of words in any case (RFC 9110, 7.6.1)."""
    with serving(App()) as server, connected(server.port) as connection:
        connection.request("GET", path, headers={"Connection": asked})
        answer = connection.getresponse()
        answer.read()
        assert answer.headers["Connection"] == "close"
        assert connection.sock is None


def test_a_body_larger_than_any_form_is_refused() -> None:
    with serving(App()) as server, connected(server.port) as connection:
        connection.putrequest("POST", "/")
        connection.putheader("Content-Length", str(LARGEST_BODY + 1))
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_open_connections_stop_nobody() -> None:
    with serving(App()) as server, crowd(server.port, 1_500), asked(server.port) as response:
        assert response.status == 200


def test_all_that_connections_may_hold_open_is_allowed() -> None:
    with serving(App()) as server:
        most, allowed = server._waitress.adj.connection_limit, getrlimit(RLIMIT_NOFILE)[0]
        assert 100 < most <= limits.CONNECTIONS
        assert most * limits.FILES_EACH + limits.SPARE_FILES <= allowed


def test_a_taken_port_is_an_error_at_once() -> None:
    with serving(App()) as server, pytest.raises(OSError, match="in use"):
        Server(App(), Settings(server_port=server.port))


def test_what_is_being_answered_is_finished_and_nothing_new_begins() -> None:
    app = App()
    with serving(app) as server, connected(server.port) as connection:
        port = server.port
        connection.request("GET", "/slow")
        assert app.entered.wait(SECONDS)
        server.stop()
        await_refusal(port)
        app.may_go_on.set()
        assert connection.getresponse().read() == b"127.0.0.1 http"


def test_a_large_answer_is_sent_to_its_end() -> None:
    with serving(App()) as server, asked(server.port, "/big") as response:
        start, port = response.read(1_000), server.port
        server.stop()
        await_refusal(port)
        assert len(start + response.read()) == len(BIG)


def test_what_nobody_reads_is_cut_off_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRAIN_SECONDS", 0.2)
    with serving(App()) as server, crowd(server.port, 1, request("/big")) as (client,):
        start = client.recv(15)
        server.stop()
        wait_until(lambda: not server._sockets)
        assert start == b"HTTP/1.1 200 OK"
        assert len(rest_of(client)) < len(BIG)


def test_connections_that_ask_nothing_hold_nothing_up() -> None:
    with serving(App()) as server, connected(server.port) as connection:
        connection.request("GET", "/")
        connection.getresponse().read()
        server.stop()
        assert connection.sock.recv(1) == b""


def test_asked_twice_it_stops_at_once() -> None:
    app = App()
    with serving(app) as server, connected(server.port) as connection:
        connection.request("GET", "/slow")
        assert app.entered.wait(SECONDS)
        server.stop()
        server.stop()
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            connection.getresponse()
        app.may_go_on.set()


def test_an_address_of_raw_bytes_gets_the_sites_own_page() -> None:
    with serving(Refusing()) as server, connected(server.port) as connection:
        connection.connect()
        assert connection.sock
        connection.sock.sendall(b"GET /\xd9\xa2 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with http.client.HTTPResponse(connection.sock) as response:
            response.begin()
            assert response.status == 400
            assert response.read() == b"the page for /\xff"


class Refusing(App):
    """Refuses every address by its name."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = b"the page for " + environ["PATH_INFO"].encode("latin-1")
        start("400 Bad Request", [("Content-Length", str(len(body)))])
        return [body]
