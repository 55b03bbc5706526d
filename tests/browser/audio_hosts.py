"""Hosts of audio as they are met: good, slow and broken ones; real servers with real https."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

from tests.audio import wav

SOUND = wav(60, rate=4_000)
# Five seconds of a minute, in more bytes, so that browsers begin to play.
BEGUN = wav(5, rate=48_000)
WHOLE = len(BEGUN) * 12
PART = BEGUN[:40] + (WHOLE - 44).to_bytes(4, "little") + BEGUN[44:]


class Host(ThreadingHTTPServer):
    """Answers each path in its own way; ``mended`` makes every path a good one."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.mended = threading.Event()
        self.gone = threading.Event()

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_address[1]}"

    def handle_error(self, *_given: Any) -> None:
        """Browsers break off whenever they like."""


class Answer(BaseHTTPRequestHandler):
    """One request for audio."""

    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        way = "good" if self.server.mended.is_set() else self.path.strip("/").partition(".")[0]
        getattr(self, way)()

    def good(self) -> None:
        begin, _, end = (self.headers["Range"] or "bytes=0-").removeprefix("bytes=").partition("-")
        first, last = int(begin), int(end or len(SOUND) - 1)
        self.begin(206, last - first + 1, f"bytes {first}-{last}/{len(SOUND)}")
        self.wfile.write(SOUND[first : last + 1])

    def missing(self) -> None:
        self.send_error(404)

    def html(self) -> None:
        self.begin(200, 22, kind="text/html")
        self.wfile.write(b"<h1>Not the sound</h1>")

    def silent(self) -> None:
        """Accepts, and never says a word."""
        self.server.gone.wait(60)

    def stalling(self) -> None:
        """Stops in the midst, and keeps the line open."""
        self.begin(200, WHOLE)
        self.wfile.write(PART)
        self.server.gone.wait(60)

    def shortened(self) -> None:
        """Says more than it has."""
        self.begin(200, WHOLE)
        self.wfile.write(PART)
        self.close_connection = True

    def begin(self, status: int, length: int, span: str = "", kind: str = "audio/wav") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        if span:
            self.send_header("Content-Range", span)
            self.send_header("Accept-Ranges", "bytes")
        self.end_headers()

    def log_message(self, *_given: Any) -> None:
        """Says nothing."""


@contextmanager
def running() -> Iterator[Host]:
    """A host of its own; browsers are told not to mind who signed its certificate."""
    host, context = Host(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    host.socket = context.wrap_socket(host.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=host.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield host
    host.gone.set()
    host.shutdown()
    host.server_close()
    thread.join(10)
