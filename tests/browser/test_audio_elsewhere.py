"""Audio that lies elsewhere: hosts of podcasts lead from one to the next before anything plays."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme
from playwright.sync_api import Page, expect

from talkpython_site.byte_ranges import Part, part_of
from talkpython_site.documents import Enclosure
from tests.audio import keep_audio, mp3
from tests.browser.conftest import Open
from tests.factories import make_episode, make_podcast
from tests.waiting import wait_until

SOUND = mp3(60)
HOSTS = ("one.localhost", "two.localhost", "three.localhost")


class Host(ThreadingHTTPServer):
    """Leads to another host, or has the sound itself."""

    daemon_threads = True

    def __init__(self, name: str, further: str | None, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.name, self.further, self.asked = name, further, 0
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    @property
    def address(self) -> str:
        return f"https://{self.name}:{self.server_port}/tides.mp3"


class Answer(BaseHTTPRequestHandler):
    """What a host says."""

    server: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked += 1
        part = part_of(self.headers["Range"], len(SOUND)) or Part(0, len(SOUND))
        body = b"" if self.server.further else SOUND[part.first :][: part.length]
        self.send_response(302 if self.server.further else 206)
        self.send_header("Content-Length", str(len(body)))
        if self.server.further:
            self.send_header("Location", self.server.further)
        else:
            self.send_header("Content-Type", "audio/mpeg")
            self.send_header("Content-Range", part.content_range(len(SOUND)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


@contextmanager
def answering(name: str, further: str | None, context: ssl.SSLContext) -> Iterator[Host]:
    with Host(name, further, context) as host:
        thread = threading.Thread(target=host.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join(10)


@pytest.fixture
def way() -> Iterator[list[Host]]:
    """Hosts in the order in which a listener is led over them, the last with the sound."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*HOSTS).configure_cert(context)
    with ExitStack() as stack:
        hosts: list[Host] = []
        for name in reversed(HOSTS):
            further = hosts[0].address if hosts else None
            hosts.insert(0, stack.enter_context(answering(name, further, context)))
        yield hosts


def assert_plays(page: Page) -> None:
    """Its time rises after Play, and after going to a place that has not been loaded."""
    page.locator("#listen").get_by_role("button", name="Play").click()
    audio = page.locator("#lasting-audio")
    expect(audio).to_have_js_property(name="paused", value=False)
    wait_until(lambda: audio.evaluate("audio => audio.currentTime") > 0.1)
    audio.evaluate("audio => { audio.currentTime = 40 }")
    wait_until(lambda: audio.evaluate("audio => audio.currentTime") > 40.1)
    assert abs(audio.evaluate("audio => audio.duration") - 60) < 1
    assert page.evaluate("broken") == []


def test_audio_that_is_led_on_twice_plays(open_page: Open, way: list[Host]) -> None:
    enclosure = Enclosure(url=way[0].address, type="audio/mpeg")
    make_episode(make_podcast(slug="deep"), number=7, slug="tides", enclosure=enclosure)

    page = open_page("/episodes/deep/7/tides", ignore_https_errors=True)

    assert_plays(page)
    assert all(host.asked for host in way)


def test_audio_that_is_kept_here_plays(open_page: Open, app: Any) -> None:
    enclosure = keep_audio(app.registry.media, SOUND)
    make_episode(make_podcast(slug="deep"), number=7, slug="tides", enclosure=enclosure)

    assert_plays(open_page("/episodes/deep/7/tides"))
