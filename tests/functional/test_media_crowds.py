"""Many listeners at once, most of them slow: the real site on real sockets."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from talkpython_site import serving as limits
from talkpython_site.media import MediaFolder
from talkpython_site.serving import UNREAD_FILES, Server
from talkpython_site.settings import Settings
from tests.audio import FRAME, Heard, make_heard, mp3
from tests.conftest import Visit
from tests.served import served
from tests.sockets import (
    asked,
    await_refusal,
    connected,
    crowd,
    request,
    response_of,
    rest_of,
    serving,
    times_open,
)
from tests.waiting import wait_until

THREADS = 8
PATIENCE = 30
# More than the kernel keeps of what nobody reads, and more than waitress does by itself.
SOUND = mp3(0) + FRAME * 120_000


@pytest.fixture
def heard(app: Any, visit: Visit) -> Heard:
    made = make_heard(app.registry.media, SOUND)
    visit.get("/episodes")  # loads it
    return made


@pytest.fixture
def server(app: Any, heard: Heard) -> Iterator[Server]:
    with serving(app) as server:
        yield server
    assert times_open(heard.path) == 0


def assert_served(port: int, heard: Heard) -> None:
    """Somebody else gets a page and a part of the audio."""
    for path, status in ((heard.page, 200), (heard.address, 206)):
        with asked(port, path, Range="bytes=-100") as response:
            assert (response.status, bool(response.read())) == (status, True)


def test_a_file_comes_whole_over_the_wire(server: Server, heard: Heard) -> None:
    with connected(server.port) as connection:
        for method, range_, expected in (
            ("GET", "", SOUND), ("HEAD", "", b""), ("GET", "bytes=5-1000004", SOUND[5:1_000_005]),
            ("GET", "bytes=0-1", SOUND[:2]), ("GET", f"bytes=-{len(SOUND) + 5}", SOUND),
        ):  # fmt: skip
            asks = {"Range": range_, "Accept-Encoding": "gzip, br"}
            connection.request(method, heard.address, headers=asks)
            with connection.getresponse() as response:
                assert response.read() == expected
                assert response.headers["Content-Length"] == str(len(expected or SOUND))
                assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("said", ["all", "half", "nothing"])
def test_150_slow_clients_stop_nobody(server: Server, heard: Heard, said: str) -> None:
    whole = request(heard.address)
    begun = {"all": whole, "half": whole[: len(whole) // 2], "nothing": b""}[said]
    with crowd(server.port, 150, begun) as clients:
        assert_served(server.port, heard)
        clients[0].sendall(whole[len(begun) :])
        with response_of(clients[0]) as response:
            assert response.read(1_000) == SOUND[:1_000]


def test_stalled_listeners_stop_nobody_and_get_all_in_the_end(server: Server, heard: Heard) -> None:
    with crowd(server.port, THREADS + 4, request(heard.address, "bytes=1-")) as clients:
        assert_served(server.port, heard)
        for client in clients:
            with response_of(client) as response:
                assert response.status == 206
                assert response.read() == SOUND[1:]


@pytest.mark.parametrize("unlimited", ["UNREAD_BYTES", "UNREAD_FILES"])
def test_ranges_asked_for_in_advance_stop_nobody_and_hold_few_files(
    server: Server, heard: Heard, monkeypatch: pytest.MonkeyPatch, unlimited: str
) -> None:
    monkeypatch.setattr(limits, unlimited, 2**40)  # the other one is enough
    many = request(heard.address, "bytes=2-") * 100
    with crowd(server.port, THREADS + 4, many) as clients:
        wait_until(lambda: times_open(heard.path) >= len(clients))
        for _ in range(20):
            assert_served(server.port, heard)
            assert times_open(heard.path) <= len(clients) * (UNREAD_FILES + 1) + 1
        answers = rest_of(clients[0]).split(SOUND[2:])
        assert 1 <= len(answers) - 1 <= UNREAD_FILES + 1
        assert answers[-1] == b""
        assert b"Connection: close" in answers[-2]


def test_files_are_closed_when_a_listener_leaves_midway(server: Server, heard: Heard) -> None:
    with crowd(server.port, 3, request(heard.address)) as clients:
        for client in clients:
            client.recv(100)
        assert times_open(heard.path) == 3
    wait_until(lambda: times_open(heard.path) == 0)


def test_a_file_replaced_meanwhile_is_sent_to_its_end(server: Server, heard: Heard) -> None:
    with crowd(server.port, 1, request(heard.address)) as (client,):
        response = response_of(client)
        other = heard.path.with_name("making-other")
        other.write_bytes(SOUND[::-1])
        other.rename(heard.path)
        with response, asked(server.port, heard.address, If_Range=response.headers["ETag"],
                             Range="bytes=0-9") as another:  # fmt: skip
            assert response.read() == SOUND
            assert (another.status, another.read()) == (200, SOUND[::-1])


def test_a_file_cut_short_meanwhile_ends_the_connection(server: Server, heard: Heard) -> None:
    with crowd(server.port, 1, request(heard.address)) as (client,):
        assert client.recv(15) == b"HTTP/1.1 200 OK"
        os.truncate(heard.path, 1_000)
        assert len(rest_of(client)) < len(SOUND)
        assert times_open(heard.path) == 0
        with asked(server.port, heard.address) as response:
            assert response.read() == SOUND[:1_000]


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_process_ends_when_its_answers_have(settings: Settings, number: signal.Signals) -> None:
    heard = make_heard(MediaFolder(settings.var / "media"), SOUND)
    environ = {"MONGODB_URI": settings.mongodb_uri, "TALKPYTHON_VAR": str(settings.var)}
    with served(**environ) as site, crowd(site.port, 2, request(heard.address)) as clients:
        responses = [response_of(client) for client in clients]
        site.process.send_signal(number)
        await_refusal(site.port)
        for response in responses:
            assert response.read() == SOUND
        assert site.process.wait(PATIENCE) == 0
